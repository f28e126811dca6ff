"""Positions, outlines, links and the description of a register, broken on purpose.

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

    from tests.layers.check.conftest import Copy, FoundOut, Place

CASES: dict[str, list[Callable[[Copy], Place]]] = {}


def breaks(code: str) -> Callable[[Callable[[Copy], Place]], Callable[[Copy], Place]]:
    """Register a way to break a register and the finding that it must give."""

    def keep(case: Callable[[Copy], Place]) -> Callable[[Copy], Place]:
        CASES.setdefault(code, []).append(case)
        return case

    return keep


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
def test_it_is_found_out(code: str, case: Callable[[Copy], Place], copy: Copy, found_out: FoundOut) -> None:
    found_out(code, case(copy))


def test_a_folder_that_is_not_there(copy: Copy) -> None:
    (finding,) = check_register(copy.folder / "nowhere")
    assert finding.code == "register.no_folder"
    assert "nowhere" in finding.sentence(messages("zh"))
    assert "nowhere" in finding.sentence(messages("en"))
