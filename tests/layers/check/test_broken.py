"""A register broken on purpose, in every way that a steward or Excel might break it.

Each case says what it breaks and gives the place where the finding must point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pytest

from layers.check import check_register
from layers.messages import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.check import Finding
    from tests.layers.check.conftest import Copy

Place = tuple[str, int, str]  # file, row, field
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


# Positions and outlines


@breaks("check.swapped")
def axes_swapped(copy: Copy) -> Place:
    return (
        "places.csv",
        copy.set("places.csv", copy.find("places.csv", id="chuangzhi_tiandi"), lon="31.3065", lat="121.5085"),
        "lon",
    )


@breaks("check.outside_world")
def metres_for_degrees(copy: Copy) -> Place:
    return (
        "places.csv",
        copy.set("places.csv", copy.find("places.csv", id="chuangzhi_tiandi"), lon="13526264", lat="3668000"),
        "lon",
    )


@breaks("check.far")
def another_city(copy: Copy) -> Place:
    return (
        "places.csv",
        copy.set("places.csv", copy.find("places.csv", id="chuangzhi_tiandi"), lon="116.39", lat="39.91"),
        "lon",
    )


@breaks("check.accuracy")
def perfect_position(copy: Copy) -> Place:
    return (
        "places.csv",
        copy.set("places.csv", copy.find("places.csv", id="chuangzhi_tiandi"), accuracy_m="0"),
        "accuracy_m",
    )


@breaks("vertices.seq")
def boundary_line_lost(copy: Copy) -> Place:
    rows = copy.rows("boundaries.csv")
    lost = copy.find("boundaries.csv", zone_id="wangu", seq="3")
    del rows[lost - 2]
    copy.write("boundaries.csv", rows)
    return "boundaries.csv", lost, "seq"


@breaks("vertices.apart")
def street_scattered(copy: Copy) -> Place:
    rows = copy.rows("lines.csv")
    rows.append(rows.pop(copy.find("lines.csv", line_id="metro_3", seq="25") - 2))
    copy.write("lines.csv", rows)
    return "lines.csv", len(rows) + 1, "line_id"


@breaks("outlines.ring_crosses")
def ring_crosses_itself(copy: Copy) -> Place:
    first = copy.find("boundaries.csv", zone_id="dalianlu_hq", seq="3")
    points = [row["point_id"] for row in copy.rows("boundaries.csv")][first - 2 : first]
    copy.set("boundaries.csv", first, point_id=points[1])
    copy.set("boundaries.csv", first + 1, point_id=points[0])
    return "zones.csv", copy.find("zones.csv", id="dalianlu_hq"), "id"


@breaks("outlines.no_ring")
def ring_deleted(copy: Copy) -> Place:
    copy.write("boundaries.csv", [row for row in copy.rows("boundaries.csv") if row["zone_id"] != "wangu"])
    return "zones.csv", copy.find("zones.csv", id="wangu"), "id"


@breaks("outlines.no_members")
def umbrella_without_members(copy: Copy) -> Place:
    rows = copy.rows("zones.csv")
    for row in rows:
        row["parent_ids"] = "" if row["parent_ids"] == "dachuangzhi_corridor" else row["parent_ids"]
    copy.write("zones.csv", rows)
    return "zones.csv", copy.find("zones.csv", id="dachuangzhi_corridor"), "id"


@breaks("check.official")
def claims_to_be_official(copy: Copy) -> Place:
    return "zones.csv", copy.set("zones.csv", copy.find("zones.csv", id="yangpu"), boundary="official"), "boundary"


@breaks("check.traced_unverified")
def traced_from_general_knowledge(copy: Copy) -> Place:
    return "zones.csv", copy.set("zones.csv", copy.find("zones.csv", id="wangu"), boundary="traced"), "boundary"


@breaks("check.no_accuracy")
def outline_without_accuracy(copy: Copy) -> Place:
    return "zones.csv", copy.set("zones.csv", copy.find("zones.csv", id="wangu"), accuracy_m=""), "accuracy_m"


@breaks("check.area_differs")
def stated_area_of_another_place(copy: Copy) -> Place:
    row = copy.find("zones.csv", id="huantongji")
    return "zones.csv", copy.set("zones.csv", row, stated_area_km2="26"), "stated_area_km2"


@breaks("check.outline_differs")
def control_point_moved(copy: Copy) -> Place:
    copy.set("control_points.csv", copy.find("control_points.csv", id="ix_wg_sw"), lat="31.319")
    return "zones.geojson", 0, "geometry"


@breaks("check.outline_differs")
def area_typed_by_hand(copy: Copy) -> Place:
    copy.substitute("zones.geojson", b'"area_km2":2.64', b'"area_km2":2.60')
    return "zones.geojson", 0, "properties"


@breaks("outlines.zone_missing")
def outline_lost(copy: Copy) -> Place:
    copy.substitute("zones.geojson", b'"id":"wangu"', b'"id":"bay_valley"')
    return "zones.geojson", 0, "id"


@breaks("check.outline_stranger")
def outline_of_nobody(copy: Copy) -> Place:
    copy.substitute("zones.geojson", b'"id":"wangu"', b'"id":"bay_valley"')
    return "zones.geojson", 0, "id"


@breaks("outlines.not_built")
def outlines_not_json(copy: Copy) -> Place:
    (copy.folder / "zones.geojson").write_bytes(b"{")
    return "zones.geojson", 0, ""


def _change_wangu(copy: Copy, change: Callable[[list[list[float]]], object]) -> Place:
    path = copy.folder / "zones.geojson"
    collection = orjson.loads(path.read_bytes())
    geometry = next(each["geometry"] for each in collection["features"] if each["id"] == "wangu")
    geometry["coordinates"] = [change(geometry["coordinates"][0])]
    path.write_bytes(orjson.dumps(collection))
    return "zones.geojson", 0, "geometry"


@breaks("check.clockwise")
def outline_turned_round(copy: Copy) -> Place:
    return _change_wangu(copy, lambda ring: ring[::-1])


@breaks("check.outline_invalid")
def outline_crosses_itself(copy: Copy) -> Place:
    return _change_wangu(copy, lambda ring: [ring[0], ring[2], ring[1], *ring[3:]])


@breaks("check.decimals")
def outline_too_precise(copy: Copy) -> Place:
    return _change_wangu(copy, lambda ring: [[lon + 1.25e-8, lat] for lon, lat in ring])


@breaks("check.outline_far")
def outline_elsewhere(copy: Copy) -> Place:
    return _change_wangu(copy, lambda ring: [[lon - 5, lat] for lon, lat in ring])


@breaks("outlines.zone_broken")
def outline_without_rings(copy: Copy) -> Place:
    return _change_wangu(copy, lambda ring: ring[:2])


# Links


@breaks("check.link_no_citation")
def stated_by_nobody(copy: Copy) -> Place:
    link = {"table": "places", "row_id": "chuangzhi_tiandi", "zone_id": "yangpu", "basis": "stated"}
    return "zone_links.csv", copy.add("zone_links.csv", **link), "citations"


@breaks("check.link_no_reason")
def inferred_without_reason(copy: Copy) -> Place:
    link = {"table": "places", "row_id": "chuangzhi_tiandi", "zone_id": "yangpu", "basis": "inferred"}
    return "zone_links.csv", copy.add("zone_links.csv", **link), "why_zh"


@breaks("check.located_unverified")
def located_by_hearsay(copy: Copy) -> Place:
    link = {"table": "places", "row_id": "bay_valley_park", "zone_id": "wangu", "basis": "located"}
    return "zone_links.csv", copy.add("zone_links.csv", **link), "basis"


@breaks("check.located_outside")
def located_in_another_zone(copy: Copy) -> Place:
    link = {"table": "places", "row_id": "station_wujiaochang", "zone_id": "wangu", "basis": "located"}
    return "zone_links.csv", copy.add("zone_links.csv", **link), "basis"


@breaks("check.located_near_edge")
def located_too_near_the_edge(copy: Copy) -> Place:
    link = {"table": "places", "row_id": "station_jiangpu_road", "zone_id": "huantongji", "basis": "located"}
    return "zone_links.csv", copy.add("zone_links.csv", **link), "basis"


@breaks("check.located_no_position")
def located_without_a_position(copy: Copy) -> Place:
    company = copy.rows("companies.csv")[0]["id"]
    rows = [row for row in copy.rows("zone_links.csv") if row["row_id"] != company]
    copy.write("zone_links.csv", rows)
    link = {"table": "companies", "row_id": company, "zone_id": "yangpu", "basis": "located"}
    return "zone_links.csv", copy.add("zone_links.csv", **link), "basis"


# The description


@breaks("check.package_broken")
def description_not_json(copy: Copy) -> Place:
    (copy.folder / "datapackage.json").write_bytes(b"[]")
    return "datapackage.json", 0, "resources"


@breaks("check.package_licence")
def licence_removed(copy: Copy) -> Place:
    copy.substitute("datapackage.json", b'"licenses"', b'"license"')
    return "datapackage.json", 0, "licenses"


@breaks("check.package_resource")
def table_not_described(copy: Copy) -> Place:
    copy.substitute("datapackage.json", b'"path": "places.csv"', b'"path": "spots.csv"')
    return "datapackage.json", 0, "resources"


@breaks("check.package_schema")
def schema_of_another_time(copy: Copy) -> Place:
    copy.substitute("datapackage.json", b'"name": "accuracy_m"', b'"name": "accuracy_km"')
    return "datapackage.json", 0, "schema"


@pytest.mark.parametrize(
    ("code", "case"), [pytest.param(code, case, id=case.__name__) for code, cases in CASES.items() for case in cases]
)
def test_a_broken_register_is_found_out(code: str, case: Callable[[Copy], Place], copy: Copy) -> None:
    place = case(copy)
    findings = check_register(copy.folder)
    at_place = [each for each in findings if (each.file, each.row, each.field, each.code) == (*place, code)]
    assert at_place, [(each.file, each.row, each.field, each.code) for each in findings]
    _assert_sentences(at_place[0])


def test_all_faults_are_reported_at_once(copy: Copy) -> None:
    places = [name_deleted(copy), date_without_day(copy), paragraph_beyond_the_end(copy), mobile_number(copy)]
    found = {(each.file, each.row, each.field) for each in check_register(copy.folder)}
    assert set(places) <= found


def test_a_folder_that_is_not_there(copy: Copy) -> None:
    (finding,) = check_register(copy.folder / "nowhere")
    assert finding.code == "register.no_folder"
    _assert_sentences(finding)


def _assert_sentences(finding: Finding) -> None:
    for language in ("zh", "en"):
        sentence = finding.sentence(messages(language))
        assert finding.file in sentence
        assert "{" not in sentence
        if finding.row:  # a table: Excel's row and the column; elsewhere the feature that is meant
            assert str(finding.row) in sentence
            assert finding.field in sentence
        else:
            assert str(finding.facts.get("value", "")) in sentence
