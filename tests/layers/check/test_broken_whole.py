"""Registers broken in what one table says of another: synonyms, figures, frameworks, coverage, language.

Each case says what it breaks and gives the place where the finding must point.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from layers.check import check_register, persons
from layers.check.persons import check_persons, digest_of
from layers.messages import messages
from layers.tables import Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layers.check.conftest import Copy, FoundOut, Place

CASES: dict[str, list[Callable[[Copy], Place]]] = {}


def breaks(code: str) -> Callable[[Callable[[Copy], Place]], Callable[[Copy], Place]]:
    """Register a way to break a register and the finding that it must give."""

    def keep(case: Callable[[Copy], Place]) -> Callable[[Copy], Place]:
        CASES.setdefault(code, []).append(case)
        return case

    return keep


def _initiative(copy: Copy) -> int:
    return copy.find("initiatives.csv", id="tongji_circle_upgrade")


# Words that a cell may hold


@breaks("cell.choice")
def domain_of_ones_own(copy: Copy) -> Place:
    return "initiatives.csv", copy.set("initiatives.csv", _initiative(copy), domain="文化"), "domain"


@breaks("cell.choice")
def ninth_facet(copy: Copy) -> Place:
    return "initiatives.csv", copy.set("initiatives.csv", _initiative(copy), facets="场地; 阳光"), "facets"


@breaks("cell.choice")
def kind_of_value_unknown(copy: Copy) -> Place:
    row = copy.find("indicators.csv", id="students")
    return "indicators.csv", copy.set("indicators.csv", row, value_kind="estimate"), "value_kind"


@breaks("check.qualifier")
def qualifier_without_english(copy: Copy) -> Place:
    row = copy.find("indicators.csv", id="huantongji_output")
    return "indicators.csv", copy.set("indicators.csv", row, qualifier="差不多"), "qualifier"


# Synonyms


@breaks("register.dangling")
def synonym_unknown(copy: Copy) -> Place:
    return "initiatives.csv", copy.set("initiatives.csv", _initiative(copy), synonym_ids="nobody"), "synonym_ids"


@breaks("check.synonym_one_way")
def synonym_not_returned(copy: Copy) -> Place:
    row = copy.set("initiatives.csv", _initiative(copy), synonym_ids="hard_environment")
    return "initiatives.csv", row, "synonym_ids"


@breaks("check.synonym_itself")
def synonym_of_itself(copy: Copy) -> Place:
    row = copy.set("initiatives.csv", _initiative(copy), synonym_ids="tongji_circle_upgrade")
    return "initiatives.csv", row, "synonym_ids"


@breaks("check.synonym_uncited")
def synonym_from_nowhere(copy: Copy) -> Place:
    station = copy.find("places.csv", id="station_guoquan_road")
    return "places.csv", copy.set("places.csv", station, synonym_ids="huangxing_park"), "citations"


# Figures


@breaks("check.baseline_unlike")
def yuan_against_companies(copy: Copy) -> Place:
    row = copy.find("indicators.csv", id="software_revenue_2025")
    return "indicators.csv", copy.set("indicators.csv", row, baseline_id="digital_companies_2023"), "baseline_id"


@breaks("check.baseline_unlike")
def city_against_district(copy: Copy) -> Place:
    row = copy.find("indicators.csv", id="digital_companies_2025")
    return "indicators.csv", copy.set("indicators.csv", row, geography="shanghai"), "baseline_id"


@breaks("check.baseline_same_kind")
def actual_against_actual(copy: Copy) -> Place:
    row = copy.find("indicators.csv", id="digital_companies_2025")
    as_of = copy.rows("indicators.csv")[copy.find("indicators.csv", id="digital_companies_2023") - 2]["as_of"]
    copy.set("indicators.csv", row, value_kind="actual", target_date="", as_of=as_of)
    return "indicators.csv", row, "baseline_id"


@breaks("check.baseline_itself")
def measured_against_itself(copy: Copy) -> Place:
    row = copy.find("indicators.csv", id="students")
    return "indicators.csv", copy.set("indicators.csv", row, baseline_id="students"), "baseline_id"


@breaks("check.actual_with_target")
def reached_and_aimed_at(copy: Copy) -> Place:
    row = copy.find("indicators.csv", id="students")
    return "indicators.csv", copy.set("indicators.csv", row, target_date="2025-12-31"), "target_date"


@breaks("check.target_past")
def target_before_it_was_set(copy: Copy) -> Place:
    row = copy.find("indicators.csv", id="software_revenue_2025")
    copy.set("indicators.csv", row, as_of="2023-08-17", target_date="2020-12-31")
    return "indicators.csv", row, "target_date"


@breaks("check.no_unit")
def number_of_nothing(copy: Copy) -> Place:
    row = copy.find("indicators.csv", id="huantongji_output")
    return "indicators.csv", copy.set("indicators.csv", row, unit_zh=""), "unit_zh"


# Dates


@breaks("check.after_source")
def done_after_the_last_word(copy: Copy) -> Place:
    row = copy.set("initiatives.csv", _initiative(copy), status="done", date="2024-05-01")
    return "initiatives.csv", row, "date"


@breaks("check.after_source")
def framework_before_it_was_told(copy: Copy) -> Place:
    row = copy.find("frameworks.csv", id="corridor_belt_2023_08")
    return "frameworks.csv", copy.set("frameworks.csv", row, valid_from="2023-09-01"), "valid_from"


@breaks("check.member_later")
def framework_of_tomorrows_zones(copy: Copy) -> Place:
    member = {"framework_id": "three_new_2022", "zone_id": "wangu", "parent_id": "yangpu"}
    old = {"id": "three_new_2022", "name_zh": "旧布局", "name_en": "Old pattern", "citations": "yangpu_2021_04#14"}
    copy.add("frameworks.csv", **old)
    return "framework_members.csv", copy.add("framework_members.csv", **member), "zone_id"


@breaks("vertices.seq")
def part_of_a_scheme_lost(copy: Copy) -> Place:
    rows = [row for row in copy.rows("scheme_parts.csv") if (row["scheme_id"], row["seq"]) != ("system_1234", "3")]
    copy.write("scheme_parts.csv", rows)
    return "scheme_parts.csv", copy.find("scheme_parts.csv", scheme_id="system_1234", seq="4"), "seq"


@breaks("check.telling_uncited")
def earlier_word_of_a_stranger(copy: Copy) -> Place:
    telling = {"table": "zones", "row_id": "wangu", "source_id": "jinshan_2022_07", "summary_zh": "不相干"}
    return "tellings.csv", copy.add("tellings.csv", **telling), "source_id"


@breaks("check.telling_last")
def last_word_told_twice(copy: Copy) -> Place:
    telling = {"table": "zones", "row_id": "wangu", "source_id": "yangpu_2023_08", "summary_zh": "已在本行"}
    return "tellings.csv", copy.add("tellings.csv", **telling), "source_id"


@breaks("register.dangling")
def earlier_word_of_nobody(copy: Copy) -> Place:
    telling = {"table": "zones", "row_id": "atlantis", "source_id": "yangpu_2021_04", "summary_zh": "没有此地"}
    return "tellings.csv", copy.add("tellings.csv", **telling), "row_id"


# Coverage


@breaks("check.paragraph_unread")
def paragraph_forgotten(copy: Copy) -> Place:
    rows = copy.rows("uncited.csv")
    copy.write("uncited.csv", rows[1:])
    return "sources.csv", copy.find("sources.csv", id=rows[0]["source_id"]), "paragraphs"


@breaks("check.cited_after_all")
def paragraph_both_cited_and_not(copy: Copy) -> Place:
    listed = {"source_id": "yangpu_2023_08", "paragraph": "53", "reason_zh": "没有内容"}
    return "uncited.csv", copy.add("uncited.csv", **listed), "paragraph"


@breaks("check.paragraph")
def paragraph_behind_the_end(copy: Copy) -> Place:
    listed = {"source_id": "yangpu_2023_08", "paragraph": "93", "reason_zh": "没有内容"}
    return "uncited.csv", copy.add("uncited.csv", **listed), "paragraph"


@breaks("register.repeated")
def paragraph_listed_twice(copy: Copy) -> Place:
    return "uncited.csv", copy.add("uncited.csv", **copy.rows("uncited.csv")[0]), "source_id, paragraph"


# Zones and places


@breaks("check.kind_boundary")
def site_with_an_outline(copy: Copy) -> Place:
    row = copy.find("zones.csv", id="changyang_chuanggu")
    return "zones.csv", copy.set("zones.csv", row, boundary="schematic"), "boundary"


@breaks("check.kind_boundary")
def zone_without_an_outline(copy: Copy) -> Place:
    return "zones.csv", copy.set("zones.csv", copy.find("zones.csv", id="wangu"), boundary="none"), "boundary"


@breaks("check.accuracy_of_nothing")
def accuracy_of_no_line(copy: Copy) -> Place:
    row = copy.find("zones.csv", id="changyang_chuanggu")
    return "zones.csv", copy.set("zones.csv", row, accuracy_m="100"), "accuracy_m"


@breaks("check.ring_of_nothing")
def ring_of_a_site(copy: Copy) -> Place:
    point = copy.rows("control_points.csv")[0]["id"]
    ring = {"zone_id": "changyang_chuanggu", "seq": "1", "point_id": point}
    return "boundaries.csv", copy.add("boundaries.csv", **ring), "zone_id"


@breaks("check.half_position")
def position_without_accuracy(copy: Copy) -> Place:
    row = copy.find("places.csv", id="chuangzhi_tiandi")
    return "places.csv", copy.set("places.csv", row, accuracy_m=""), "accuracy_m"


@breaks("check.verified_hearsay")
def hearsay_verified(copy: Copy) -> Place:
    row = copy.find("places.csv", id="chuangzhi_tiandi")
    return "places.csv", copy.set("places.csv", row, verified="true"), "verified"


@breaks("check.located_no_position")
def located_where_nobody_knows(copy: Copy) -> Place:
    row = copy.find("places.csv", id="station_guoquan_road")
    copy.set("places.csv", row, lon="", lat="", accuracy_m="", position_source="", verified="")
    return "zone_links.csv", copy.find("zone_links.csv", row_id="station_guoquan_road"), "basis"


@breaks("check.link_cites_other")
def link_by_another_document(copy: Copy) -> Place:
    row = copy.find("zone_links.csv", row_id="hard_environment", zone_id="yangpu")
    return "zone_links.csv", copy.set("zone_links.csv", row, citations="jinshan_2022_07#6"), "citations"


# Names and language


@breaks("check.name_elsewhere")
def firm_and_body_at_once(copy: Copy) -> Place:
    row = copy.find("organisations.csv", id="cyber_institute")
    return "organisations.csv", copy.set("organisations.csv", row, name_zh="得物"), "name_zh"


@breaks("check.no_english")
def no_english_name(copy: Copy) -> Place:
    return "initiatives.csv", copy.set("initiatives.csv", _initiative(copy), name_en=""), "name_en"


@breaks("check.chinese_in_english")
def half_translated(copy: Copy) -> Place:
    row = copy.set("initiatives.csv", _initiative(copy), summary_en="The 环同济 is enlarged.")
    return "initiatives.csv", row, "summary_en"


@breaks("check.traditional")
def traditional_characters(copy: Copy) -> Place:
    row = copy.set("initiatives.csv", _initiative(copy), summary_zh="經濟轉型")
    return "initiatives.csv", row, "summary_zh"


@breaks("check.pinyin")
def reading_in_parentheses(copy: Copy) -> Place:
    row = copy.set("initiatives.csv", _initiative(copy), summary_zh="数字化转(zhuǎn)型")
    return "initiatives.csv", row, "summary_zh"


# What must not be there


@breaks("check.email")
def address_in_an_alias(copy: Copy) -> Place:
    row = copy.set("initiatives.csv", _initiative(copy), aliases="info@example.org")
    return "initiatives.csv", row, "aliases"


@breaks("check.phone")
def telephone_in_english(copy: Copy) -> Place:
    row = copy.set("initiatives.csv", _initiative(copy), summary_en="Call Tel. 6555 0000 now, tel. 65550000.")
    return "initiatives.csv", row, "summary_en"


@pytest.mark.parametrize(
    ("code", "case"), [pytest.param(code, case, id=case.__name__) for code, cases in CASES.items() for case in cases]
)
def test_a_broken_register_is_found_out(
    code: str, case: Callable[[Copy], Place], copy: Copy, found_out: FoundOut
) -> None:
    found_out(code, case(copy))


def test_there_are_enough_ways_to_break_it() -> None:
    assert sum(map(len, CASES.values())) >= 25


@pytest.fixture
def forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three words that are nobody's, in place of the documents' own, which may stand nowhere here."""
    monkeypatch.setattr(persons, "_FORBIDDEN", frozenset(map(digest_of, ("甄某", "贾某某", "12345678"))))


@pytest.mark.usefixtures("forbidden")
@pytest.mark.parametrize("text", ["甄某", "由甄某介绍", "区长贾某某：好", "承办处 1234-5678", "内线12345678"])
def test_a_name_or_number_of_the_documents_is_found_wherever_it_stands(
    text: str, copy: Copy, found_out: FoundOut
) -> None:
    row = copy.set("initiatives.csv", _initiative(copy), summary_zh=text)
    findings = [each for each in check_register(copy.folder) if each.code == "check.person_name"]
    assert [(each.file, each.row, each.field) for each in findings] == [("initiatives.csv", row, "summary_zh")]
    found_out("check.person_name", ("initiatives.csv", row, "summary_zh"))
    assert text not in findings[0].sentence(messages("zh"))


def test_the_documents_names_are_kept_as_hashes() -> None:
    kept = persons._FORBIDDEN
    assert len(kept) >= 28
    assert all(re.fullmatch("[0-9a-f]{12}", each) for each in kept)


def test_other_names_may_stand() -> None:
    texts = ("丘成桐团队", "复旦大学", "城市数字化转型推进大会")
    table = Table("organisations.csv", tuple(Row(i, {"name_zh": text}) for i, text in enumerate(texts, start=2)))
    assert list(check_persons({"organisations": table})) == []
    assert len(digest_of("复旦大学")) == 12
