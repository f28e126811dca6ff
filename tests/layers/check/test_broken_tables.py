"""Tables broken on purpose, in every way that a steward or Excel might break them.

Each case says what it breaks and gives the place where the finding must point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers.check import check_register

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


# Files and cells


@breaks("table.missing")
def table_deleted(copy: Copy) -> Place:
    (copy.folder / "schemes.csv").unlink()
    return "schemes.csv", 0, ""


@breaks("table.missing")
def outlines_deleted(copy: Copy) -> Place:
    (copy.folder / "zones.geojson").unlink()
    return "zones.geojson", 0, ""


@breaks("table.missing")
def description_deleted(copy: Copy) -> Place:
    (copy.folder / "datapackage.json").unlink()
    return "datapackage.json", 0, ""


@breaks("table.gbk")
def saved_by_excel_as_gbk(copy: Copy) -> Place:
    path = copy.folder / "sources.csv"
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("gb18030"))
    return "sources.csv", 2, ""


@breaks("table.utf16")
def saved_as_unicode_text(copy: Copy) -> Place:
    path = copy.folder / "sources.csv"
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("utf-16"))
    return "sources.csv", 1, ""


@breaks("table.not_utf8")
def bytes_damaged(copy: Copy) -> Place:
    row = copy.find("places.csv", id="chuangzhi_tiandi")
    copy.set("places.csv", row, summary_en="@@")
    copy.substitute("places.csv", b"@@", b"\xff\xff\xff")
    return "places.csv", row, ""


@breaks("table.no_bom")
def mark_lost(copy: Copy) -> Place:
    copy.substitute("places.csv", b"\xef\xbb\xbf", b"")
    return "places.csv", 0, ""


@breaks("table.no_column")
def column_renamed(copy: Copy) -> Place:
    copy.substitute("places.csv", b"accuracy_m", b"accuracy")
    return "places.csv", 1, "accuracy_m"


@breaks("table.cell_count")
def comma_too_many(copy: Copy) -> Place:
    row = copy.find("boundaries.csv", zone_id="wangu", seq="1")
    copy.substitute("boundaries.csv", b"wangu,1,", b"wangu,1,,")
    return "boundaries.csv", row, ""


@breaks("table.quotes")
def quote_left_open(copy: Copy) -> Place:
    row = copy.find("boundaries.csv", zone_id="wangu", seq="1")
    copy.substitute("boundaries.csv", b"wangu,1,", b'wangu,1,"')
    return "boundaries.csv", row, ""


@breaks("cell.required")
def name_deleted(copy: Copy) -> Place:
    return "places.csv", copy.set("places.csv", copy.find("places.csv", id="chuangzhi_tiandi"), name_zh=""), "name_zh"


@breaks("cell.date_excel")
def date_rewritten_by_excel(copy: Copy) -> Place:
    row = copy.find("sources.csv", id="yangpu_2023_08")
    return "sources.csv", copy.set("sources.csv", row, published="2023/8/17"), "published"


@breaks("cell.date")
def date_without_day(copy: Copy) -> Place:
    row = copy.find("zones.csv", id="yangpu_kechuangdai")
    return "zones.csv", copy.set("zones.csv", row, valid_from="2023-08"), "valid_from"


@breaks("cell.number_as_date")
def fraction_rewritten_by_excel(copy: Copy) -> Place:
    return "zones.csv", copy.set("zones.csv", copy.find("zones.csv", id="wangu"), accuracy_m="1月6日"), "accuracy_m"


@breaks("cell.number")
def unit_beside_the_number(copy: Copy) -> Place:
    return (
        "places.csv",
        copy.set("places.csv", copy.find("places.csv", id="chuangzhi_tiandi"), accuracy_m="200米"),
        "accuracy_m",
    )


@breaks("cell.integer")
def half_a_paragraph(copy: Copy) -> Place:
    row = copy.find("sources.csv", id="yangpu_2021_04")
    return "sources.csv", copy.set("sources.csv", row, paragraphs="22.5"), "paragraphs"


@breaks("cell.flag")
def doubtful_flag(copy: Copy) -> Place:
    return (
        "places.csv",
        copy.set("places.csv", copy.find("places.csv", id="chuangzhi_tiandi"), verified="maybe"),
        "verified",
    )


@breaks("cell.choice")
def unknown_kind_of_boundary(copy: Copy) -> Place:
    return "zones.csv", copy.set("zones.csv", copy.find("zones.csv", id="wangu"), boundary="guessed"), "boundary"


@breaks("cell.id")
def chinese_key(copy: Copy) -> Place:
    return "places.csv", copy.set("places.csv", copy.find("places.csv", id="bay_valley_park"), id="湾谷"), "id"


@breaks("cell.citation")
def citation_without_paragraph(copy: Copy) -> Place:
    row = copy.find("zones.csv", id="wangu")
    return "zones.csv", copy.set("zones.csv", row, citations="yangpu_2023_08"), "citations"


@breaks("cell.list_separator")
def chinese_semicolon(copy: Copy) -> Place:
    row = copy.find("zones.csv", id="wangu")
    return "zones.csv", copy.set("zones.csv", row, aliases="湾谷园；谷"), "aliases"


@breaks("cell.excel_error")
def formula_gone_wrong(copy: Copy) -> Place:
    row = copy.find("zones.csv", id="wangu")
    return "zones.csv", copy.set("zones.csv", row, summary_en="#NAME?"), "summary_en"


# Keys and references


@breaks("register.repeated")
def id_twice(copy: Copy) -> Place:
    rows = copy.rows("places.csv")
    rows.append({**rows[0], "name_zh": "另一处", "name_en": "Another"})
    copy.write("places.csv", rows)
    return "places.csv", len(rows) + 1, "id"


@breaks("register.dangling")
def parent_unknown(copy: Copy) -> Place:
    return "zones.csv", copy.set("zones.csv", copy.find("zones.csv", id="wangu"), parent_ids="nowhere"), "parent_ids"


@breaks("register.dangling")
def control_point_unknown(copy: Copy) -> Place:
    row = copy.find("boundaries.csv", zone_id="wangu", seq="3")
    return "boundaries.csv", copy.set("boundaries.csv", row, point_id="ix_nowhere"), "point_id"


@breaks("register.dangling")
def source_unknown(copy: Copy) -> Place:
    row = copy.find("zones.csv", id="wangu")
    return "zones.csv", copy.set("zones.csv", row, citations="yangpu_2022_01#3"), "citations"


@breaks("register.dangling")
def link_to_unknown_zone(copy: Copy) -> Place:
    link = {"table": "places", "row_id": "chuangzhi_tiandi", "basis": "stated", "citations": "yangpu_2023_08#42"}
    return "zone_links.csv", copy.add("zone_links.csv", zone_id="nowhere", **link), "zone_id"


@breaks("register.dangling")
def link_from_unknown_row(copy: Copy) -> Place:
    link = {"table": "companies", "zone_id": "wangu", "basis": "stated", "citations": "yangpu_2023_08#42"}
    return "zone_links.csv", copy.add("zone_links.csv", row_id="nobody", **link), "row_id"


@breaks("register.circle")
def zone_inside_itself(copy: Copy) -> Place:
    row = copy.find("zones.csv", id="yangpu_kechuangdai")
    return "zones.csv", copy.set("zones.csv", row, parent_ids="binjiang"), "parent_ids"


# Provenance, names and dates


@breaks("check.no_source")
def nothing_cited(copy: Copy) -> Place:
    row = copy.find("places.csv", id="chuangzhi_tiandi")
    return "places.csv", copy.set("places.csv", row, citations="", external=""), "citations"


@breaks("check.no_source")
def area_without_citation(copy: Copy) -> Place:
    row = copy.find("zones.csv", id="huantongji")
    return "zones.csv", copy.set("zones.csv", row, stated_area_citation=""), "stated_area_citation"


@breaks("check.paragraph")
def paragraph_beyond_the_end(copy: Copy) -> Place:
    row = copy.find("zones.csv", id="wangu")
    return "zones.csv", copy.set("zones.csv", row, citations="yangpu_2023_08#93"), "citations"


@breaks("check.name_twice")
def name_of_another(copy: Copy) -> Place:
    return "zones.csv", copy.set("zones.csv", copy.find("zones.csv", id="dachuanggu"), name_zh="湾谷"), "name_zh"


@breaks("check.alias_taken")
def alias_of_another(copy: Copy) -> Place:
    return "zones.csv", copy.set("zones.csv", copy.find("zones.csv", id="dachuanggu"), aliases="湾谷"), "aliases"


@breaks("check.dates_reversed")
def ends_before_it_begins(copy: Copy) -> Place:
    row = copy.find("zones.csv", id="binjiang_showbelt")
    return "zones.csv", copy.set("zones.csv", row, valid_from="2023-08-17", valid_to="2023-08-16"), "valid_to"


@breaks("check.after_source")
def known_before_it_was_said(copy: Copy) -> Place:
    cells = {"id": "later", "name_zh": "以后", "kind": "plan", "status": "planned", "citations": "yangpu_2023_08#44"}
    return "initiatives.csv", copy.add("initiatives.csv", status_as_of="2024-01-01", **cells), "status_as_of"


# What must stay out


@breaks("check.email")
def email_address(copy: Copy) -> Place:
    row = copy.find("places.csv", id="chuangzhi_tiandi")
    return "places.csv", copy.set("places.csv", row, summary_zh="来信 someone@example.org"), "summary_zh"


@breaks("check.phone")
def mobile_number(copy: Copy) -> Place:
    row = copy.find("places.csv", id="chuangzhi_tiandi")
    return "places.csv", copy.set("places.csv", row, summary_zh="请拨13800000000"), "summary_zh"


@breaks("check.phone")
def number_behind_the_word_telephone(copy: Copy) -> Place:
    row = copy.find("places.csv", id="chuangzhi_tiandi")
    return "places.csv", copy.set("places.csv", row, aliases="甲; 电话：55550000"), "aliases"


@breaks("check.phone")
def landline(copy: Copy) -> Place:
    return (
        "places.csv",
        copy.set("places.csv", copy.find("places.csv", id="chuangzhi_tiandi"), external="021-55550000"),
        "external",
    )


@breaks("check.person_id")
def identity_number(copy: Copy) -> Place:
    row = copy.find("places.csv", id="chuangzhi_tiandi")
    return "places.csv", copy.set("places.csv", row, summary_en="no. 31011019000101001X"), "summary_en"


@breaks("check.text_as_date")
def fraction_in_a_text(copy: Copy) -> Place:
    return (
        "places.csv",
        copy.set("places.csv", copy.find("places.csv", id="chuangzhi_tiandi"), aliases="1月6日"),
        "aliases",
    )


@pytest.mark.parametrize(
    ("code", "case"), [pytest.param(code, case, id=case.__name__) for code, cases in CASES.items() for case in cases]
)
def test_it_is_found_out(code: str, case: Callable[[Copy], Place], copy: Copy, found_out: FoundOut) -> None:
    found_out(code, case(copy))


def test_all_faults_are_reported_at_once(copy: Copy) -> None:
    places = [name_deleted(copy), date_without_day(copy), paragraph_beyond_the_end(copy), mobile_number(copy)]
    found = {(each.file, each.row, each.field) for each in check_register(copy.folder)}
    assert set(places) <= found
