"""Labels of the user's own features: where there is room, never over another."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import orjson

from geo.read import parse_geojson
from geo.record import replace
from layers.compose import compose
from layers.display import Text
from layers.labels import EmMeasure, own_names
from layers.labels.placing import placed_by_layer
from layers.labels.room import around
from layers.own import layer_of
from layers.register import read_register
from layers.style import load_style
from layers.symbology import Labelling, Rule, RuleBased
from layers.viewport import Viewport

if TYPE_CHECKING:
    import pytest

    from layers.layer import Layer

SCENE = compose(read_register())
STYLE, MEASURE = load_style("light"), EmMeasure()


def layer(features: list[tuple[str, Any, dict[str, Any]]], labelling: Labelling) -> Layer:
    written = [
        {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}
        for kind, coordinates, properties in features
    ]
    data = orjson.dumps({"type": "FeatureCollection", "features": written})
    return replace(layer_of(parse_geojson(data, "own.geojson")).layer, labelling=labelling)


def square(x: float, y: float, side: float) -> list[list[list[float]]]:
    return [[[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]]


def grid(count: int, labelling: Labelling) -> Layer:
    """Points over the district, row by row."""
    points = [(121.48 + 0.004 * (i % 25), 31.25 + 0.005 * (i // 25)) for i in range(count)]
    return layer([("Point", point, {"名": f"第{i}家", "n": i}) for i, point in enumerate(points)], labelling)


def names(made: Layer, scale: float = 40_000, x: float | None = None, y: float | None = None) -> list[Text]:
    assert made.extent is not None
    view = Viewport.fitted(made.extent, 1200, 800).at_scale(scale)
    if x is not None and y is not None:
        view = replace(view, x=x, y=y)
    parts, _ = placed_by_layer(replace(SCENE, layers=(*SCENE.layers, made)), STYLE, view, MEASURE)
    own = [item for layer_id, items in parts if layer_id == "own" for item in items if isinstance(item, Text)]
    found = [text for text in own if text.halo]  # figures in the circles of clusters have none
    everything = [item for _, items in parts for item in items if isinstance(item, Text) and len(item.glyphs) == 1]
    no_collision([item for item in everything if item.glyphs[0].angle == 0 and not item.spacing], found)
    return found


def no_collision(everything: list[Text], own: list[Text]) -> None:
    def box(text: Text) -> tuple[float, float, float, float]:
        glyph = text.glyphs[0]
        return around(glyph.x, glyph.y, MEASURE.width(glyph.text, text.size, text.bold), text.size)

    mine = {id(text) for text in own}
    for one, other in itertools.combinations(everything, 2):
        if id(one) in mine or id(other) in mine:
            a, b = box(one), box(other)
            apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
            assert apart, (one.glyphs[0].text, other.glyphs[0].text)


def test_points_are_named_beside_themselves_where_there_is_room() -> None:
    found = names(grid(50, Labelling("名")))
    assert 15 < len(found) <= 50
    assert all(text.glyphs[0].text.startswith("第") for text in found)


def test_a_label_may_be_worked_out_and_has_the_size_colour_and_weight_asked_for() -> None:
    found = names(grid(30, Labelling("名 || '：' || (n * 2)", size=14, colour="#AA0000", bold=True)), 20_000)
    assert found
    joined = {"".join(glyph.text for glyph in text.glyphs) for text in found}
    assert joined <= {f"第{i}家：{2 * i}" for i in range(30)}
    assert {(text.size, text.colour, text.bold) for text in found} == {(14, "#AA0000", True)}


def test_of_areas_the_largest_come_first_and_specks_have_none() -> None:
    areas = [
        ("Polygon", square(121.50, 31.36, 0.0001), {"名": "小"}),
        ("Polygon", square(121.50, 31.36, 0.004), {"名": "大"}),
        ("Polygon", square(121.5015, 31.3615, 0.002), {"名": "中"}),
    ]
    found = names(layer(areas, Labelling("名")), 30_000)
    assert "大" in [text.glyphs[0].text for text in found]
    assert "小" not in [text.glyphs[0].text for text in found]


def test_the_name_of_a_bent_area_lies_in_it() -> None:
    x, y = 121.52, 31.345
    bent = [
        [
            [x, y],
            [x + 0.01, y],
            [x + 0.01, y + 0.001],
            [x + 0.001, y + 0.001],
            [x + 0.001, y + 0.01],
            [x, y + 0.01],
            [x, y],
        ]
    ]
    made = layer([("Polygon", bent, {"名": "湾"})], Labelling("名"))
    spot = own_names._spot(made.geometry[0].shapes, 0)
    assert made.geometry[0].shapes.contains(0, *spot.tolist())


def test_none_beyond_the_scale_asked_for_none_where_too_many_and_none_of_what_is_not_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = grid(60, Labelling("名", from_scale=25_000))
    assert names(made, 50_000) == []
    assert names(made, 25_000)
    ruled = replace(made, labelling=Labelling("名"), symbology=RuleBased((Rule("n < 3"),)))
    assert {text.glyphs[0].text for text in names(ruled)} <= {"第0家", "第1家", "第2家"}
    assert names(replace(made, labelling=Labelling("名"), hidden=frozenset(made.ids))) == []
    assert names(replace(made, labelling=Labelling("没有"))) == []
    assert names(replace(made, labelling=Labelling("名"), visible=False)) == []
    monkeypatch.setattr(own_names, "MOST_POINTS", 10)
    assert names(replace(made, labelling=Labelling("名"))) == []


def test_points_in_the_circle_of_a_cluster_have_no_label() -> None:
    many = grid(300, Labelling("名"))
    gathered, classed = names(many, 80_000), names(replace(many, symbology=RuleBased((Rule("TRUE"),))), 80_000)
    assert len(gathered) < len(classed)  # by classes one wants to see each
