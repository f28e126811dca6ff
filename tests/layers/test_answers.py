"""What ``list`` and ``show`` answer."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from layers.answers import ANSWERED, NoSuchTableError, list_rows, show_zone
from layers.dossier import NoSuchZoneError
from layers.messages import messages
from layers.register import Register, read_register

if TYPE_CHECKING:
    from layers.provenance import Language


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


COMMON = {"id", "name_zh", "name_en", "summary_zh", "citations"}
KEYS = {
    "zones": {
        "aliases", "kind", "parent_ids", "frameworks", "valid_from", "valid_to", "stated_area_km2", "area_km2",
        "boundary", "accuracy_m", "external",
    },
    "places": {"aliases", "kind", "zone_ids", "zone_basis", "lon", "lat", "accuracy_m", "external"},
    "initiatives": {"kind", "zone_ids", "zone_basis", "status", "as_of", "date", "domain", "facets", "external"},
    "companies": {"aliases", "kind", "zone_ids", "zone_basis", "status", "as_of", "sector", "relation", "external"},
    "organisations": {"aliases", "kind", "zone_ids", "zone_basis", "status", "as_of", "external"},
    "indicators": {
        "zone_ids", "zone_basis", "value", "qualifier", "unit", "value_kind", "as_of", "target_date", "baseline_id",
        "scope", "geography", "external",
    },
    "frameworks": {"valid_from", "valid_to", "members", "external"},
    "schemes": {"parts", "external"},
    "sources": {"document", "published", "paragraphs"},
}  # fmt: skip


@pytest.mark.parametrize("table", ANSWERED)
def test_every_row_has_every_key_and_is_plain_json(register: Register, table: str) -> None:
    rows = list_rows(register, table)
    assert rows
    assert {frozenset(row) for row in rows} == {frozenset(rows[0])}
    assert COMMON | KEYS[table] <= set(rows[0])
    assert json.loads(json.dumps(rows, ensure_ascii=False)) == rows
    assert not [key for row in rows for key, value in row.items() if value == ""]


def test_zones_are_listed_with_their_parents(register: Register) -> None:
    rows = {row["id"]: row for row in list_rows(register, "zones")}
    assert len([row for row in rows.values() if row["boundary"] != "none"]) == 14
    assert rows["yangpu_kechuangdai"]["parent_ids"] == ["yangpu"]
    assert rows["yangpu"]["parent_ids"] == []
    assert rows["huantongji"]["stated_area_km2"] == 2.6
    assert 2.55 <= rows["huantongji"]["area_km2"] <= 2.70
    assert 1.1 <= rows["fuxing_island"]["area_km2"] <= 1.35
    assert "official" not in {row["boundary"] for row in rows.values()}
    assert rows["wangu"]["stated_area_km2"] is None


def test_citations_name_document_paragraph_and_date(register: Register) -> None:
    row = next(row for row in list_rows(register, "companies") if row["id"] == "dewu")
    assert row["citations"] == [
        {"source": "001_668a26b729a9cb11", "paragraph": 10, "as_of": "2023-04-14"},
        {"source": "002_9502d99013bc3757", "paragraph": 43, "as_of": "2023-08-17"},
    ]
    assert row["zone_ids"] == ["dachuanggu", "yangpu"]
    assert row["zone_basis"] == {"dachuanggu": "stated", "yangpu": "stated"}
    assert row["sector"] is None
    assert row["external"] is None


def test_a_zone_gives_its_own_rows_and_an_umbrella_those_of_its_parts(register: Register) -> None:
    def ids(table: str, zone: str) -> set[str]:
        return {row["id"] for row in list_rows(register, table, zone)}

    assert ids("companies", "dachuanggu") == {"xiaohongshu", "dewu"}
    assert ids("companies", "binjiang_showbelt") == ids("companies", "binjiang") | ids("companies", "dachuanggu")
    assert "dada" not in ids("companies", "binjiang_showbelt")
    assert ids("companies", "dachuangzhi_corridor") == set()
    assert "students" in ids("indicators", "yangpu")
    assert "huantongji_output" in ids("indicators", "yangpu")
    for zone in set(register.zones) - {"yangpu"}:
        assert "students" not in ids("indicators", zone)
    assert {"binjiang", "binjiang_south", "binjiang_midnorth", "fuxing_island"} <= ids("zones", "binjiang")
    assert ids("frameworks", "fuxing_island") == {"corridor_belt_2023_08", "island_wings_2023_08"}
    assert ids("schemes", "huantongji") == set()
    assert ids("sources", "wangu") == {"yangpu_2023_08"}


def test_rows_from_later_documents_do_not_show(register: Register) -> None:
    spring = date(2023, 4, 30)
    then = {row["id"] for row in list_rows(register, "initiatives", as_of=spring)}
    assert "tongji_circle_2" in then
    assert not then & {"tongji_circle_upgrade", "nice2035", "kechuangdai_building", "fudan_future_valley"}
    assert not {"zhongjiao", "meituan", "bzhan"} & {row["id"] for row in list_rows(register, "companies", as_of=spring)}
    assert [row["id"] for row in list_rows(register, "zones", as_of=date(2020, 1, 1))] == ["yangpu"]
    assert len(list_rows(register, "sources", as_of=spring)) == 4
    fudan = next(row for row in list_rows(register, "organisations", as_of=spring) if row["id"] == "fudan_university")
    assert {each["as_of"] for each in fudan["citations"]} == {"2021-04-16", "2023-04-14"}
    assert fudan["zone_ids"] == ["yangpu"]


def test_show_has_all_that_the_dossier_has(register: Register) -> None:
    shown = show_zone(register, "huantongji")
    assert json.loads(json.dumps(shown)) == shown
    assert shown["id"] == "huantongji"
    assert [row["id"] for row in shown["initiatives"]][:3] == ["tongji_circle_upgrade", "tongji_circle_2", "nice2035"]
    assert shown["companies"] == []
    assert [row["value"] for row in shown["indicators"]] == [600, 2.6]
    assert len(shown["organisations"]) == 2
    assert "nice2035" in {row["id"] for row in shown["places"]}
    named = {"four_zones_2023_08", "corridor_belt_2023_08", "belt_area_circle_2023_04"}
    assert {row["id"] for row in shown["frameworks"]} == named
    assert shown["sources"][0]["document"] == "002_9502d99013bc3757"
    assert {44, 53} <= set(shown["sources"][0]["cited"])


def test_show_of_an_umbrella_counts_below_it(register: Register) -> None:
    shown = show_zone(register, "binjiang_showbelt")
    assert shown["companies"] == []
    below = {each["zone_id"]: each for each in shown["members"]}
    assert below["binjiang"]["parent_id"] == "binjiang_showbelt"
    assert below["binjiang"]["counts"]["companies"] == 8


@pytest.mark.parametrize("language", ["zh", "en"])
def test_wrong_names_are_told_with_the_right_ones(register: Register, language: Language) -> None:
    say = messages(language)
    with pytest.raises(NoSuchTableError) as table:
        list_rows(register, "firms")
    assert "firms" in say.error(table.value)
    assert "companies" in say.error(table.value)
    with pytest.raises(NoSuchZoneError):
        list_rows(register, "companies", "nowhere")
    with pytest.raises(NoSuchZoneError):
        show_zone(register, "nowhere")
