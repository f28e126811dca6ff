"""Points too close to be told apart are gathered, and come apart again on the way in."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from geo.record import replace
from geo.shapes import Shapes
from layers import clusters
from layers.clusters import LEAST, RADIUS_PX, Level, clustered, level_at
from layers.compose import compose
from layers.display import Glyph, Mark, Overlay, Text
from layers.drawing import draw_overlay
from layers.labels import EmMeasure
from layers.layer import Geometry, Layer, Origin
from layers.register import read_register
from layers.style import load_style
from layers.viewport import Viewport

SCENE = compose(read_register())
BARE = replace(SCENE, layers=tuple(replace(layer, visible=False) for layer in SCENE.layers))
VIEW = Viewport(13_528_000.0, 3_667_000.0, 8.0, 800, 600)
RESOLUTIONS = [2.0**power for power in range(-3, 12)]


def points(xy: NDArray[np.float64]) -> Geometry:
    steps = np.arange(len(xy) + 1)
    return Geometry(Shapes("point", xy, steps, steps), np.arange(len(xy)))


def layer_of(geometry: Geometry, hidden: frozenset[str] = frozenset()) -> Layer:
    ids = tuple(map(str, geometry.rows.tolist()))
    rows = tuple({"class": "own_point", "id": each, "name_zh": "", "name_en": ""} for each in ids)
    return Layer("own.1", "", "own", ids, rows, (geometry,), None, Origin("", "", ""), hidden=hidden)


def shown(geometry: Geometry) -> NDArray[np.bool_]:
    return np.zeros(len(geometry.shapes.xy), dtype=bool)


def told(layer: Layer, view: Viewport = VIEW) -> tuple[list[Overlay], list[int], list[tuple[str, str]]]:
    """All that is placed of a layer alone, the figures, and what a click on them means."""
    items, targets = draw_overlay(replace(BARE, layers=(*BARE.layers, layer)), view, EmMeasure())
    figures = [int(item.glyphs[0].text) for item in items if isinstance(item, Text) and item.glyphs[0].text.isdigit()]
    return list(items), figures, [meaning for _, meaning in targets]


scattered = st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 4000)), min_size=1, max_size=60)


@settings(max_examples=40)
@given(scattered)
def test_each_point_is_in_one_circle_that_lies_in_its_middle(places: list[tuple[int, int]]) -> None:
    xy = np.array(places, dtype=float)
    geometry = points(xy)
    for resolution in RESOLUTIONS[::3]:
        level = level_at(geometry, shown(geometry), resolution)
        assert level.counts.sum() == len(xy)
        assert np.array_equal(np.bincount(level.of, minlength=len(level.x)), level.counts)
        for circle in range(len(level.x)):
            members = xy[level.of == circle]
            assert (level.x[circle], level.y[circle]) == pytest.approx(tuple(members.mean(axis=0)))


@settings(max_examples=40)
@given(scattered)
def test_a_circle_splits_into_those_it_was_made_of(places: list[tuple[int, int]]) -> None:
    geometry = points(np.array(places, dtype=float))
    levels: list[Level] = [level_at(geometry, shown(geometry), each) for each in RESOLUTIONS]
    for near, far in pairwise(levels):
        assert len(near.x) >= len(far.x)
        for circle in range(len(near.x)):
            assert len(np.unique(far.of[near.of == circle])) == 1


def test_the_same_by_comparing_all_with_all() -> None:
    random = np.random.default_rng(5)
    x, y = random.normal(0, 300, (2, 400))
    for radius in (3.0, 40.0, 900.0):
        near = clusters._Grid(x, y, radius)
        for place in range(0, 400, 7):
            expected = np.flatnonzero(np.hypot(x - x[place], y - y[place]) <= radius)
            assert sorted(near.around(place).tolist()) == expected.tolist()


def test_leaders_keep_their_distance() -> None:
    random = np.random.default_rng(6)
    x, y = random.uniform(0, 1000, (2, 300))
    level = clusters._gathered(Level(x, y, np.ones(300, dtype=np.int64), np.arange(300)), 50.0)
    apart = np.hypot(level.x[:, None] - level.x, level.y[:, None] - level.y)
    assert np.median(np.sort(apart, axis=1)[:, 1]) > 50.0 * 0.8
    assert len(level.x) > 1_000_000 / (np.pi * 50.0**2) / 2


def test_which_layers_are_gathered() -> None:
    few, many = points(np.zeros((clusters.FEW - 1, 2))), points(np.zeros((clusters.MOST + 1, 2)))
    some = points(np.zeros((clusters.FEW, 2)))
    assert [clustered(layer_of(each), each) for each in (few, some)] == [False, True]
    assert not clustered(replace(layer_of(few), geometry=(many,)), many)
    assert not clustered(replace(layer_of(some), group="places"), some)


def heap_and_loners() -> Geometry:
    """Seventy points in one spot of thirty metres, and five far from it and from each other."""
    random = np.random.default_rng(7)
    heap = np.array([VIEW.x, VIEW.y]) + random.uniform(-15, 15, (70, 2))
    loners = np.array([VIEW.x, VIEW.y]) + np.array([[-2000, 0], [2000, 0], [0, 1500], [0, -1500], [1500, 1500.0]])
    return points(np.concatenate((heap, loners)))


def test_a_heap_is_a_circle_with_its_count_and_loners_are_dots() -> None:
    items, figures, targets = told(layer_of(heap_and_loners()))
    assert figures == [70]
    dot = load_style("light").symbol_for({"class": "own_point"})
    marks = [item for item in items if isinstance(item, Mark)]
    assert [mark.fill for mark in marks].count(dot.fill) == 5
    disc = next(mark for mark in marks if mark.radius == 14.0)  # two digits (LOOK §3)
    assert (disc.x, disc.y) == pytest.approx((400, 300), abs=4)
    assert disc.stroke == dot.fill
    ((kind, where),) = targets
    west, south, east, north = map(float, where.split())
    assert kind == "cluster"
    assert VIEW.x - 15 <= west < east <= VIEW.x + 15
    assert VIEW.y - 15 <= south < north <= VIEW.y + 15


def test_close_by_the_heap_comes_apart() -> None:
    near = replace(VIEW, resolution=0.125)
    _, figures, _ = told(layer_of(heap_and_loners()), near)
    assert max(figures, default=0) < 20
    assert LEAST * RADIUS_PX > 0


def test_hidden_rows_do_not_count() -> None:
    _, figures, _ = told(layer_of(heap_and_loners(), hidden=frozenset(map(str, range(60)))))
    assert figures == [10]


def test_a_circle_makes_way_for_the_name_of_a_zone() -> None:
    view = Viewport(VIEW.x, VIEW.y, 20.0, 800, 600)
    plain, _ = draw_overlay(SCENE, view, EmMeasure())
    name = next(item for item in plain if isinstance(item, Text) and item.bold and len(item.glyphs[0].text) > 2)
    x, y = view.to_map(name.glyphs[0].x, name.glyphs[0].y)
    heap = layer_of(points(np.full((80, 2), [x, y])))
    items, targets = draw_overlay(replace(SCENE, layers=(*SCENE.layers, heap)), view, EmMeasure())
    ((left, top, width, height),) = [rect for rect, (kind, _) in targets if kind == "cluster"]
    middle = left + width / 2, top + height / 2
    assert 5 < np.hypot(middle[0] - name.glyphs[0].x, middle[1] - name.glyphs[0].y) <= 51
    assert [item for item in items if isinstance(item, Text) and item.glyphs == (Glyph("80", *middle),)]
