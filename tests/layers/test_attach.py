"""Stated, located, or listed with the reason; shapely on the register's outlines is the judge."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely

from geo.collection import Feature
from layers.attach import attach
from layers.messages import messages
from layers.register import read_register
from layers.resources import asset
from layers.zone_finder import zone_field_of

if TYPE_CHECKING:
    from layers.register import Register

# Read with shapely alone.
OUTLINES = {
    each["id"]: shapely.from_geojson(json.dumps(each["geometry"]))
    for each in json.loads(asset("register", "zones.geojson").read_text(encoding="utf-8"))["features"]
}


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


def at(lon: float, lat: float, **properties: Any) -> Feature:
    return Feature({"type": "Point", "coordinates": [lon, lat]}, properties)


def row(**properties: Any) -> Feature:
    return Feature(None, properties)


def inside(zone: str) -> tuple[float, float]:
    point = OUTLINES[zone].representative_point()
    return point.x, point.y


def pairs(links: Any) -> list[tuple[str, str]]:
    return [(link.zone_id, link.basis) for link in links]


def test_points_belong_to_the_zone_that_holds_them(register: Register) -> None:
    leaves = [zone.id for zone in register.zones.values() if zone.kind == "zone"]
    report = attach([at(*inside(zone)) for zone in leaves], register)
    assert [pairs(links) for links in report.links] == [[(zone, "located")] for zone in leaves]
    assert report.issues == ()
    assert report.attached == len(leaves)
    assert report.by_zone() == {zone: (index,) for index, zone in enumerate(leaves)}


def test_many_points_against_shapely(register: Register) -> None:
    west, south, east, north = OUTLINES["yangpu"].bounds
    rng = np.random.default_rng(7)
    lonlat = np.column_stack((rng.uniform(west, east, 400), rng.uniform(south, north, 400)))
    leaves = sorted((z.id for z in register.zones.values() if z.kind == "zone"), key=lambda z: OUTLINES[z].area)
    report = attach([at(lon, lat) for lon, lat in lonlat.tolist()], register)
    for (lon, lat), links in zip(lonlat.tolist(), report.links, strict=True):
        holding = [zone for zone in (*leaves, "yangpu") if OUTLINES[zone].covers(shapely.Point(lon, lat))]
        assert pairs(links) == [(zone, "located") for zone in holding[:1]]
    outside = sum(not links for links in report.links)
    assert [issue.code for issue in report.issues] == ["attach.outside"] * outside
    assert 0 < outside < 400


@pytest.mark.parametrize(
    "cell",
    [
        "dachuanggu",
        "大创谷",
        " 大 创 谷 ",
        "DACHUANGGU",
        "Ｄachuanggu",
        "环同济知识经济圈；大创谷",
        "滨江、大创谷",
        ["大创谷"],
    ],
)
def test_rows_belong_to_the_zones_that_they_state(register: Register, cell: Any) -> None:
    report = attach([row(创新区=cell)], register)
    assert report.zone_field == "创新区"
    assert ("dachuanggu", "stated") in pairs(report.links[0])
    assert report.issues == ()


def test_a_stated_zone_and_a_position(register: Register) -> None:
    lon, lat = inside("huantongji")
    report = attach([at(lon, lat, zone="环同济"), at(lon, lat, zone="一廊"), at(lon, lat, zone="湾谷")], register)
    assert [pairs(links) for links in report.links] == [
        [("huantongji", "stated"), ("huantongji", "located")],
        [("dachuangzhi_corridor", "stated"), ("huantongji", "located")],
        [("wangu", "stated"), ("huantongji", "located")],
    ]
    (differs,) = report.issues
    assert (differs.code, differs.severity) == ("attach.differs", "note")
    assert differs.facts == {"stated": "湾谷", "located": "环同济"}


def test_what_does_not_match_is_listed_with_the_reason(register: Register) -> None:
    features = [
        row(zone="大创古"),
        row(zone="月球"),
        row(zone=None),
        row(),
        at(116.4, 39.9),
        at(*inside("dachuanggu"), zone="不存在"),
    ]
    features = [Feature(each.geometry, each.properties, index=index) for index, each in enumerate(features)]
    report = attach(features, register)
    assert [(issue.code, issue.severity, issue.feature) for issue in report.issues] == [
        ("attach.unknown_zone_near", "error", 0),
        ("attach.unknown_zone", "error", 1),
        ("attach.no_basis", "error", 2),
        ("attach.no_basis", "error", 3),
        ("attach.outside", "error", 4),
        ("attach.unknown_zone", "note", 5),
    ]
    assert "大创谷 (dachuanggu)" in str(report.issues[0].facts["near"])
    assert [bool(links) for links in report.links] == [False] * 5 + [True]
    assert report.attached == 1
    for language in ("zh", "en"):
        for issue in report.issues:
            sentence = messages(language)(issue.code, **issue.values)
            assert "{" not in sentence
            assert "None" not in sentence


def test_areas_and_lines_belong_where_they_lie_wholly(register: Register) -> None:
    lon, lat = inside("huantongji")
    small = shapely.Point(lon, lat).buffer(1e-4)
    across = shapely.union(OUTLINES["huantongji"].envelope, OUTLINES["huantongji"])
    far = shapely.box(100, 20, 101, 21)
    bow = shapely.Polygon([(lon, lat), (lon + 1e-4, lat + 1e-4), (lon + 1e-4, lat), (lon, lat + 1e-4)])
    shapes = [small, across, OUTLINES["yangpu"].envelope, far, small.exterior, bow]
    report = attach([Feature(json.loads(shapely.to_geojson(each)), {}) for each in shapes], register)
    assert pairs(report.links[0]) == pairs(report.links[4]) == pairs(report.links[5]) == [("huantongji", "located")]
    assert "huantongji" not in dict(pairs(report.links[1]))
    assert [issue.code for issue in report.issues] == ["attach.spans", "attach.spans", "attach.outside"]
    assert "环同济" in str(report.issues[0].facts["zones"])
    assert report.links[2] == report.links[3] == ()


def test_a_multipoint_belongs_to_each_zone_that_holds_a_point_of_it(register: Register) -> None:
    points = [list(inside("wangu")), list(inside("dachuanggu")), list(inside("wangu")), [100, 20]]
    report = attach([Feature({"type": "MultiPoint", "coordinates": points}, {})], register)
    assert pairs(report.links[0]) == [("wangu", "located"), ("dachuanggu", "located")]


def test_the_field_can_be_named(register: Register) -> None:
    report = attach([row(备注="湾谷", zone="大创谷")], register, zone_field="备注")
    assert pairs(report.links[0]) == [("wangu", "stated")]
    assert zone_field_of(["名称", "所属片区", "Zone_ID"]) == "Zone_ID"
    assert zone_field_of(["名称"]) is None
    assert attach([], register).links == ()
