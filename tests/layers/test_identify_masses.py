"""Pointing at very many features finds what pointing at few does."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.record import replace
from geo.shapes import ShapeKind, Shapes
from layers import masses
from layers.compose import compose
from layers.identify import identify
from layers.layer import Geometry, Layer, Origin
from layers.register import read_register
from layers.scene import Feature, Scene

EMPTY = compose(read_register())
EMPTY = replace(EMPTY, layers=())


def layer_of(*kinds: tuple[ShapeKind, list[list[Any]]], hidden: frozenset[str] = frozenset()) -> Layer:
    """Rows numbered through, each with one shape."""
    geometry, count = [], 0
    for kind, features in kinds:
        geometry.append(Geometry(Shapes.from_parts(kind, features), np.arange(count, count + len(features))))
        count += len(features)
    ids = tuple(f"row {i}" for i in range(count))
    return Layer("own.1", "", "own", ids, ({},) * count, tuple(geometry), None, Origin("", "", ""), hidden=hidden)


def found(layer: Layer, x: float, y: float, reach: float, many: int) -> tuple[Feature, ...]:
    scene: Scene = replace(EMPTY, layers=(layer,))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(masses, "MANY_SHAPES", many)
        patch.setattr(masses, "MANY_POINTS", many)
        for _, geometry in masses.masses(scene):
            masses.make_ready(geometry)
        return identify(scene, x, y, reach)


def box(west: int, south: int, width: int, height: int) -> Any:
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height], [0, 0]], dtype=float)
    return corners + np.array([west, south])


corner = st.integers(0, 20)
side = st.integers(1, 9)
boxes = st.lists(st.tuples(corner, corner, side, side), min_size=1, max_size=12, unique_by=lambda each: each[2:])
points = st.lists(st.tuples(corner, corner), max_size=8)
lines = st.lists(st.lists(st.tuples(corner, corner), min_size=2, max_size=4, unique=True), max_size=5)
# Off the lattice: on a border either answer is right.
place = st.integers(0, 30).map(lambda value: value + 0.37)


@given(boxes, points, lines, place, place, st.sampled_from([0.0, 0.3, 1.9]), st.sets(st.integers(0, 20), max_size=3))
def test_the_same_features_are_found(
    areas: list[tuple[int, int, int, int]],
    dots: list[tuple[int, int]],
    ways: list[list[tuple[int, int]]],
    x: float,
    y: float,
    reach: float,
    hidden: set[int],
) -> None:
    layer = layer_of(
        ("polygon", [[box(*each)] for each in areas]),
        ("line", [[np.array(each, dtype=float)] for each in ways]),
        ("point", [[np.array([each], dtype=float)] for each in dots]),
        hidden=frozenset(f"row {i}" for i in hidden),
    )
    few, many = found(layer, x, y, reach, 1_000), found(layer, x, y, reach, 0)
    assert set(few) == set(many)
    sizes = {f"row {i}": width * height for i, (_, _, width, height) in enumerate(areas)}
    assert [sizes.get(row, 0) for _, row in few] == [sizes.get(row, 0) for _, row in many]


def test_holes_and_parts_count() -> None:
    ring, hole, island = box(0, 0, 10, 10), box(2, 2, 6, 6)[::-1], box(4, 4, 2, 2)
    layer = layer_of(("polygon", [[ring, hole, island]]))
    for x, hit in ((1.0, True), (3.0, False), (5.0, True), (11.0, False)):
        for many in (0, 10):
            assert bool(found(layer, x, 5.0, 0.0, many)) is hit


def test_what_is_not_ready_is_not_found() -> None:
    layer = layer_of(("polygon", [[box(0, 0, 10, 10)]]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(masses, "MANY_SHAPES", 0)
        assert identify(replace(EMPTY, layers=(layer,)), 5.0, 5.0, 0.0) == ()
