"""Outlines are rebuilt from control points, byte for byte, and measure what they should."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import shapely
from pyproj import Geod

from geo.errors import ReadError
from layers.boundaries import write_outlines
from layers.messages import messages
from layers.register import read_register
from layers.resources import asset

# Square kilometres on the ellipsoid, from the description of the reference points.
AREAS_KM2 = {
    "yangpu": 60.622,
    "yangpu_kechuangdai": 7.118 + 14.146,
    "dachuangzhi_corridor": 7.118,
    "binjiang_showbelt": 14.146,
    "binjiang": 12.904,
    "binjiang_south": 4.650,
    "binjiang_midnorth": 7.057,
    "fuxing_island": 1.197,
    "dachuangzhi": 3.661,
    "huantongji": 2.643,
    "wangu": 0.356,
    "caida_jinrong_gu": 0.459,
    "dachuanggu": 0.971,
    "dalianlu_hq": 0.271,
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(asset("register"), tmp_path / "register"))


@pytest.fixture(scope="module")
def features() -> dict[str, dict[str, Any]]:
    collection = json.loads(asset("register", "zones.geojson").read_bytes())
    return {feature["id"]: feature for feature in collection["features"]}


@pytest.fixture(scope="module")
def outlines(features: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {zone_id: shapely.from_geojson(json.dumps(each["geometry"])) for zone_id, each in features.items()}


def test_the_shipped_file_is_what_the_tables_give(copy: Path) -> None:
    (copy / "zones.geojson").unlink()
    assert write_outlines(copy).read_bytes() == asset("register", "zones.geojson").read_bytes()


def test_a_second_build_changes_nothing(copy: Path) -> None:
    first = write_outlines(copy).read_bytes()
    assert write_outlines(copy).read_bytes() == first
    assert list(copy.glob("*.part")) == []


@pytest.mark.parametrize("zone_id", AREAS_KM2)
def test_areas(zone_id: str, features: dict[str, dict[str, Any]], outlines: dict[str, Any]) -> None:
    measured = Geod(ellps="WGS84").geometry_area_perimeter(outlines[zone_id])[0] / 1e6
    assert measured == pytest.approx(AREAS_KM2[zone_id], rel=0.01)
    assert features[zone_id]["properties"]["area_km2"] == pytest.approx(measured, abs=1e-4)


def test_the_two_bars_of_the_brief(features: dict[str, dict[str, Any]]) -> None:
    assert 2.55 <= features["huantongji"]["properties"]["area_km2"] <= 2.70
    assert 1.1 <= features["fuxing_island"]["properties"]["area_km2"] <= 1.35


def test_rings_are_valid_closed_counter_clockwise_and_short(
    features: dict[str, dict[str, Any]], outlines: dict[str, Any]
) -> None:
    assert list(outlines) == list(AREAS_KM2)
    for zone_id, outline in outlines.items():
        assert outline.is_valid, zone_id
        for polygon in shapely.get_parts(outline):
            assert polygon.exterior.is_ccw, zone_id
            assert not polygon.interiors, zone_id
        for number in _numbers(features[zone_id]["geometry"]["coordinates"]):
            assert round(number, 7) == number


def test_umbrellas_are_exactly_their_members(outlines: dict[str, Any]) -> None:
    members = {
        "dachuangzhi_corridor": ("dachuangzhi", "huantongji", "wangu", "caida_jinrong_gu"),
        "binjiang_showbelt": ("binjiang", "dachuanggu", "dalianlu_hq"),
        "binjiang": ("binjiang_south", "binjiang_midnorth", "fuxing_island"),
        "yangpu_kechuangdai": ("dachuangzhi_corridor", "binjiang_showbelt"),
    }
    for umbrella, inner in members.items():
        union = shapely.union_all([outlines[each] for each in inner])
        assert outlines[umbrella].symmetric_difference(union).area < 1e-12, umbrella
    parts = {umbrella: len(shapely.get_parts(outlines[umbrella])) for umbrella in members}
    assert parts == {"dachuangzhi_corridor": 3, "binjiang_showbelt": 4, "binjiang": 2, "yangpu_kechuangdai": 7}


def test_zones_of_one_rank_do_not_overlap(outlines: dict[str, Any]) -> None:
    drawn = [
        each for each in outlines if each in AREAS_KM2 and outlines[each].geom_type == "Polygon" and each != "yangpu"
    ]
    geod = Geod(ellps="WGS84")
    for i, first in enumerate(drawn):
        for second in drawn[i + 1 :]:
            shared = outlines[first].intersection(outlines[second])
            assert abs(geod.geometry_area_perimeter(shared)[0]) / 1e6 < 0.0003, (first, second)


def test_poles_are_the_inmost_points(features: dict[str, dict[str, Any]], outlines: dict[str, Any]) -> None:
    for zone_id, feature in features.items():
        pole = shapely.Point(feature["properties"]["pole"])
        assert outlines[zone_id].contains(pole), zone_id
        # Nobody of a coarse grid lies more than a few metres deeper inside.
        squeezed = shapely.transform(outlines[zone_id], lambda xy: xy * (0.8547, 1.0))
        depth = squeezed.boundary.distance(shapely.Point(pole.x * 0.8547, pole.y))
        west, south, east, north = squeezed.bounds
        for i in range(40):
            for j in range(40):
                probe = shapely.Point(west + (east - west) * i / 39, south + (north - south) * j / 39)
                if squeezed.contains(probe):
                    assert squeezed.boundary.distance(probe) < depth * 1.01 + 5e-5, zone_id


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("boundaries.csv", "dalianlu_hq,3,", "dalianlu_hq,6,", "outlines.ring_crosses"),
        ("boundaries.csv", "\nwangu,", "\ndalianlu_hq,9", "outlines.no_ring"),
        ("zones.csv", ",dachuangzhi_corridor,corridor", ",yangpu,corridor", "outlines.no_members"),
        ("boundaries.csv", "ix_wg_sw", "ix_nowhere", "register.dangling"),
    ],
)
def test_broken_tables_leave_the_old_file_and_say_why(copy: Path, file: str, old: str, new: str, code: str) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8-sig")
    before = (copy / "zones.geojson").read_bytes()
    with pytest.raises(ReadError) as caught:
        write_outlines(copy)
    assert caught.value.code == code
    assert all(messages(language).error(caught.value) for language in ("zh", "en"))
    assert (copy / "zones.geojson").read_bytes() == before


def test_a_moved_control_point_moves_the_outline(copy: Path) -> None:
    path = copy / "control_points.csv"
    text = path.read_text(encoding="utf-8-sig")
    point = next(line for line in text.splitlines() if line.startswith("fi20,"))
    lon = point.split(",")[3]
    moved = point.replace(lon, f"{float(lon) + 0.0005:.6f}")
    path.write_text(text.replace(point, moved), encoding="utf-8-sig")
    old = read_register(copy).zones["fuxing_island"].area_km2
    write_outlines(copy)
    new = read_register(copy).zones["fuxing_island"].area_km2
    assert old == pytest.approx(1.1974)
    assert new == pytest.approx(1.1974, rel=0.02)
    assert new != old


def _numbers(coordinates: Any) -> list[float]:
    if isinstance(coordinates, float | int):
        return [float(coordinates)]
    return [number for inner in coordinates for number in _numbers(inner)]
