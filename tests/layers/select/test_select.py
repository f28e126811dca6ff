"""Features chosen by area, by location and by condition, against shapely and PROJ one feature at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.extent import Extent
from geo.mercator import to_lonlat, to_mercator
from geo.read import parse_geojson
from geo.record import replace
from layers.compose import compose
from layers.expression import ExpressionError
from layers.fields import column, field_names
from layers.own import layer_of
from layers.register import read_register
from layers.select.area import touched, touched_in
from layers.select.condition import rows_by_condition
from layers.select.location import rows_by_location
from layers.select.rows import features_of, selectable
from layers.selection import selected_by_layer, selected_in

if TYPE_CHECKING:
    from layers.layer import Layer
    from layers.scene import Scene

GEOD = pyproj.Geod(ellps="WGS84")
WEST, SOUTH = 121.50, 31.28


@pytest.fixture(scope="module")
def scene() -> Scene:
    return compose(read_register())


def layer(*geometries: dict[str, Any], **properties: list[Any]) -> Layer:
    rows = [
        {
            "type": "Feature",
            "geometry": geometry,
            "properties": {name: each[index] for name, each in properties.items()},
        }
        for index, geometry in enumerate(geometries)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": rows})
    return layer_of(parse_geojson(text.encode(), "some.geojson")).layer


def square(west: float, south: float, side: float = 0.002) -> dict[str, Any]:
    ring = [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def point(lon: float, lat: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def line(*positions: tuple[float, float]) -> dict[str, Any]:
    return {"type": "LineString", "coordinates": [list(each) for each in positions]}


def mixed() -> Layer:
    rng = np.random.default_rng(7)
    at = rng.uniform(0, 0.05, (300, 2)) + np.array([WEST, SOUTH])
    shapes = [square(x, y, s) for (x, y), s in zip(at[:100].tolist(), rng.uniform(0.0002, 0.004, 100), strict=True)]
    shapes += [point(x, y) for x, y in at[100:200].tolist()]
    shapes += [line((x, y), (x + 0.003, y + 0.002)) for x, y in at[200:].tolist()]
    return layer(*shapes)


MIXED = mixed()


def projected(geometry: dict[str, Any]) -> Any:
    return shapely.transform(shapely.geometry.shape(geometry), to_mercator)


def geometries(of: Layer) -> list[Any]:
    """What shapely makes of each row, from its parts."""
    found: dict[int, Any] = {}
    for each in of.geometry:
        for (xy,), row in zip(each.shapes, each.rows.tolist(), strict=True):
            if each.shapes.kind == "polygon":
                found[row] = shapely.Polygon(xy)
            else:
                found[row] = shapely.LineString(xy) if each.shapes.kind == "line" else shapely.Point(xy[0])
    return [found[row] for row in sorted(found)]


SHAPES = geometries(MIXED)
UNIT = st.floats(0, 1)


@settings(max_examples=60, deadline=None)
@given(UNIT, UNIT, UNIT, UNIT)
def test_a_box_takes_what_shapely_says_it_meets(a: float, b: float, c: float, d: float) -> None:
    (west, south), (east, north) = to_mercator(np.array([[WEST, SOUTH], [WEST + 0.055, SOUTH + 0.055]])).tolist()
    xs, ys = (
        sorted((west + a * (east - west), west + b * (east - west))),
        sorted((south + c * (north - south), south + d * (north - south))),
    )
    box = shapely.box(xs[0], ys[0], xs[1], ys[1])
    wanted = [row for row, shape in enumerate(SHAPES) if shape.intersects(box)]
    assert touched_in(MIXED, Extent(xs[0], ys[0], xs[1], ys[1])).tolist() == wanted


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(UNIT, UNIT), min_size=3, max_size=8))
def test_a_polygon_takes_what_shapely_says_it_meets(corners: list[tuple[float, float]]) -> None:
    area = to_mercator(np.array(corners) * 0.055 + np.array([WEST, SOUTH]))
    whole = shapely.make_valid(shapely.Polygon(area))
    wanted = [row for row, shape in enumerate(SHAPES) if shape.intersects(whole)]
    assert touched_in(MIXED, area).tolist() == wanted


def test_a_line_is_no_polygon() -> None:
    assert len(touched_in(MIXED, np.array([[0.0, 0.0], [1e8, 1e8]]))) == 0


def test_what_is_hidden_or_lies_under_everything_is_not_taken(scene: Scene) -> None:
    layers = selectable(scene)
    assert {each.id for each in layers} == {"zones", "places"}
    everything = touched(layers, Extent(-2e7, -2e7, 2e7, 2e7))
    kinds = {scene.register.zones[feature].kind for layer_id, feature in everything if layer_id == "zones"}
    assert kinds == {"zone"}
    hidden = replace(scene.layer("zones"), hidden=scene.layer("zones").hidden | {"wangu"})
    assert ("zones", "wangu") in everything
    assert ("zones", "wangu") not in touched([hidden], Extent(-2e7, -2e7, 2e7, 2e7))


def test_within_and_intersects_differ_at_the_edge(scene: Scene) -> None:
    zones = scene.layer("zones")
    chosen = [zones.ids.index(each) for each in ("dachuangzhi", "huantongji")]
    polygons = zones.geometry[0]
    shapes = {
        row: shapely.union_all([shapely.Polygon(part) for part in polygons.shapes.parts(i)])
        for i, row in enumerate(polygons.rows.tolist())
    }
    whole = shapely.union_all([shapes[row] for row in chosen])
    for relation, wanted in (
        ("within", [row for row, shape in enumerate(SHAPES) if whole.covers(shape)]),
        ("intersects", [row for row, shape in enumerate(SHAPES) if whole.intersects(shape)]),
    ):
        found = rows_by_location(MIXED, [(zones, np.array(chosen))], relation)  # type: ignore[arg-type]
        assert found.tolist() == wanted
        assert 0 < len(wanted) < len(SHAPES)


def test_two_neighbours_together_hold_what_straddles_them() -> None:
    halves = layer(square(121.5, 31.3, 0.01), square(121.51, 31.3, 0.01))
    across = layer(square(121.509, 31.304))
    assert rows_by_location(across, [(halves, np.array([0]))], "within").tolist() == []
    assert rows_by_location(across, [(halves, np.array([0, 1]))], "within").tolist() == [0]


@pytest.mark.parametrize("bearing", [0, 45, 90, 200])
@pytest.mark.parametrize("origin", [(121.52, 31.3), (87.6, 43.8), (110.3, 20.0), (10.0, -52.0)])
def test_a_distance_is_one_over_the_ellipsoid(origin: tuple[float, float], bearing: float) -> None:
    steps = (999.0, 999.9, 1000.1, 1001.0)
    ends = [GEOD.fwd(*origin, bearing, step)[:2] for step in steps]
    found = rows_by_location(
        layer(*(point(*end) for end in ends)), [(layer(point(*origin)), np.array([0]))], "distance", 1000.0
    )
    assert found.tolist() == [0, 1]


def test_a_distance_from_a_long_shape_is_right_to_one_in_a_thousand(scene: Scene) -> None:
    zones = scene.layer("zones")
    row = zones.ids.index("binjiang_midnorth")
    polygons = zones.geometry[0]
    ring = polygons.shapes.parts(polygons.rows.tolist().index(row))[0]
    edge = shapely.transform(shapely.LineString(ring), lambda xy: np.array([to_lonlat(x, y) for x, y in xy.tolist()]))
    lons, lats = np.meshgrid(np.linspace(121.5, 121.6, 14), np.linspace(31.24, 31.36, 14))
    places = np.column_stack((lons.ravel(), lats.ravel()))
    dense = np.array([edge.interpolate(t, normalized=True).coords[0] for t in np.linspace(0, 1, 2000)])

    def nearest(lon: float, lat: float) -> float:
        return float(GEOD.inv(np.full(len(dense), lon), np.full(len(dense), lat), dense[:, 0], dense[:, 1])[2].min())

    inside = shapely.contains_xy(shapely.Polygon(edge.coords), places[:, 0], places[:, 1])
    away = np.array([0.0 if each else nearest(*at) for at, each in zip(places.tolist(), inside.tolist(), strict=True)])
    found = np.isin(
        np.arange(len(places)),
        rows_by_location(
            layer(*(point(*each) for each in places.tolist())), [(zones, np.array([row]))], "distance", 1500.0
        ),
    )
    assert found[away < 1497].all()
    assert not found[away > 1503].any()


def test_nothing_to_compare_with_finds_nothing() -> None:
    assert len(rows_by_location(MIXED, [], "intersects")) == 0
    assert len(rows_by_location(MIXED, [(MIXED, np.empty(0, dtype=np.int64))], "within")) == 0


def test_a_ring_that_crosses_itself_is_mended() -> None:
    bow = {
        "type": "Polygon",
        "coordinates": [[[121.5, 31.3], [121.51, 31.31], [121.51, 31.3], [121.5, 31.31], [121.5, 31.3]]],
    }
    found = rows_by_location(
        layer(point(121.509, 31.305), point(121.505, 31.3095)), [(layer(bow), np.array([0]))], "within"
    )
    assert found.tolist() == [0]


def test_conditions_over_the_fields_of_a_file() -> None:
    some = layer(
        *(point(121.5, 31.3) for _ in range(4)),
        名称=["甲", "乙", "丙", None],
        层数=[3, 12, None, 40],
        备注=["", "旧改", "旧改", "新建"],
    )
    assert field_names(some) == ("名称", "层数", "备注")
    assert rows_by_condition(some, "层数 > 10").tolist() == [1, 3]
    assert rows_by_condition(some, "层数 > 10 AND 备注 LIKE '旧%'").tolist() == [1]
    assert rows_by_condition(some, "名称 IS NULL OR 层数 IS NULL").tolist() == [2, 3]
    assert rows_by_condition(some, "备注 IS NULL").tolist() == [0]
    with pytest.raises(ExpressionError, match=r"expression\.field"):
        rows_by_condition(some, "高度 > 3")
    with pytest.raises(KeyError):
        column(some, "高度")


def test_conditions_over_the_register(scene: Scene) -> None:
    zones = scene.layer("zones")
    found = features_of(zones, rows_by_condition(zones, "area_km2 > 5 AND kind = 'zone'"))
    wanted = {
        ("zones", each.id) for each in scene.register.zones.values() if each.kind == "zone" and (each.area_km2 or 0) > 5
    }
    assert found == wanted
    assert "class" not in field_names(zones)


def test_a_selection_by_layer() -> None:
    chosen = frozenset({("a", "1"), ("a", "2"), ("b", "1")})
    assert selected_by_layer(chosen) == {"a": {"1", "2"}, "b": {"1"}}
    assert selected_in(chosen, "a") == {"1", "2"}
    assert selected_in(chosen, "c") == frozenset()
    assert selected_in(frozenset(), "a") == frozenset()
