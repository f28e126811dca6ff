"""A zone's dossier: its own rows, what its members hold, and the documents behind them."""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from geo.record import replace
from layers.belonging import belonging
from layers.dossier import Counts, NoSuchZoneError, dossier_of
from layers.messages import messages
from layers.register import Register, read_register

if TYPE_CHECKING:
    from layers.provenance import Language


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


def test_a_zone_tells_its_own_rows(register: Register) -> None:
    dossier = dossier_of(register, "huantongji")
    assert [zone.id for zone in dossier.path] == ["yangpu_kechuangdai", "dachuangzhi_corridor", "huantongji"]
    assert [zone.id for zone in dossier.members] == ["nice2035"]
    assert [row.id for row in dossier.initiatives][:3] == ["tongji_circle_upgrade", "tongji_circle_2", "nice2035"]
    assert [row.id for row in dossier.indicators] == ["huantongji_output", "huantongji_area"]
    assert len(dossier.organisations) == 2
    assert dossier.companies == ()
    named = {"four_zones_2023_08", "corridor_belt_2023_08", "belt_area_circle_2023_04"}
    assert {row.id for row in dossier.frameworks} == named


def test_sources_are_newest_first_with_the_paragraphs_used(register: Register) -> None:
    used = {source.id: paragraphs for source, paragraphs in dossier_of(register, "huantongji").sources}
    assert list(used) == ["yangpu_2023_08", "yangpu_2023_04"]
    assert {44, 53} <= set(used["yangpu_2023_08"])
    assert 14 in used["yangpu_2023_04"]
    assert all(list(paragraphs) == sorted(set(paragraphs)) for paragraphs in used.values())


def test_an_umbrella_counts_its_members_and_tells_only_what_is_its_own(register: Register) -> None:
    dossier = dossier_of(register, "binjiang_showbelt")
    assert [*dossier.companies, *dossier.organisations] == []
    assert [row.id for row in dossier.initiatives] == ["belt_integration"]
    counts = {zone.id: each for zone, each in dossier.member_counts}
    assert list(counts) == [zone.id for zone in dossier.members] == ["binjiang", "dachuanggu", "dalianlu_hq"]
    assert (counts["binjiang"].companies, counts["binjiang"].organisations) == (8, 2)
    assert (counts["dachuanggu"].companies, counts["dachuanggu"].organisations) == (2, 3)
    assert counts["dalianlu_hq"] == Counts()


def test_what_is_told_of_the_district_is_in_no_other_dossier(register: Register) -> None:
    whole = {row.id for row in dossier_of(register, "yangpu").indicators}
    assert "students" in whole
    for zone in register.zones:
        if zone != "yangpu":
            assert not whole & {row.id for row in dossier_of(register, zone).indicators}


def test_later_documents_do_not_show(register: Register) -> None:
    spring = dossier_of(register, "huantongji", date(2023, 4, 14))
    assert {row.id for row in spring.initiatives} == {"tongji_circle_2", "belt_area_circle_2023_04"}
    assert {row.id for row in spring.frameworks} == {"belt_area_circle_2023_04"}
    assert [*spring.indicators, *spring.organisations] == []
    assert spring.zone.stated_area_km2 is None
    assert {source.id for source, _ in spring.sources} == {"yangpu_2023_04"}
    nothing = dossier_of(register, "huantongji", date(2020, 1, 1))
    assert (nothing.initiatives, nothing.zone.summary_zh, nothing.sources) == ((), "", ())
    assert nothing.zone.area_km2 == register.zones["huantongji"].area_km2


def test_a_row_keeps_only_the_citations_known_by_then(register: Register) -> None:
    then = {row.id: row for row in dossier_of(register, "yangpu", date(2023, 5, 1)).organisations}
    assert {each.source_id for each in then["fudan_university"].citations} == {"yangpu_2021_04", "yangpu_2023_04"}
    now = {row.id: row for row in dossier_of(register, "yangpu").organisations}
    assert now["fudan_university"] is register.organisations["fudan_university"]


def test_links_and_positions_are_at_hand(register: Register) -> None:
    riverside = dossier_of(register, "binjiang")
    link = riverside.link(register.initiatives["heritage_demo"])
    assert link is not None
    assert link.basis == "inferred"
    assert riverside.link(register.companies["dewu"]) is None
    tongji = dossier_of(register, "huantongji")
    place = tongji.position(register.initiatives["nice2035"])
    assert place is not None
    assert not place.verified
    assert tongji.position(register.initiatives["tongji_circle_2"]) is None


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("asked", "meant"), [("huantonji", "huantongji"), ("环同几", "huantongji"), ("BINJIANG_SUOTH", "binjiang_south")]
)
def test_an_unknown_zone_names_those_that_were_perhaps_meant(
    register: Register, asked: str, meant: str, language: Language
) -> None:
    with pytest.raises(NoSuchZoneError) as caught:
        dossier_of(register, asked)
    sentence = messages(language).error(caught.value)
    assert asked in sentence
    assert meant in sentence


def test_a_zone_like_no_other_is_refused_too(register: Register) -> None:
    with pytest.raises(NoSuchZoneError) as caught:
        dossier_of(register, "xyz")
    assert caught.value.code == "fact.no_zone"
    assert "xyz" in messages("zh").error(caught.value)


def test_parents_in_a_ring_end(register: Register) -> None:
    zones = dict(register.zones)
    zones["binjiang"] = replace(zones["binjiang"], parent_ids=("binjiang_south",))
    ringed = replace(register, zones=zones)
    assert set(belonging(ringed).parts["binjiang"]) == {"binjiang_south", "binjiang_midnorth", "fuxing_island"}
    assert [zone.id for zone in dossier_of(ringed, "binjiang").path] == ["binjiang_south", "binjiang"]


def test_a_dossier_takes_less_than_a_millisecond(register: Register) -> None:
    dossier_of(register, "yangpu")
    best = min(_seconds(register) for _ in range(5))
    assert best / len(register.zones) < 1e-3


def _seconds(register: Register) -> float:
    start = perf_counter()
    for zone in register.zones:
        dossier_of(register, zone)
    return perf_counter() - start
