"""Which polygon holds which point: borders, holes, overlaps; shapely one by one is the judge."""

from __future__ import annotations

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.locate import NOWHERE, Locator, multipolygon
from geo.shapes import Shapes


def square(west: float, south: float, size: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)], dtype=np.float64) * size + (west, south)


LAND = Shapes.from_parts(
    "polygon",
    [
        [square(0, 0, 10), square(1, 1, 2)[::-1]],  # with a hole
        [square(5, 5, 2)],  # inside the first
        [],  # without an outline
        [square(20, 0, 1), square(30, 0, 1)],  # in two pieces
        [square(5, 5, 2)],  # the same as the second
    ],
)


def test_holders() -> None:
    points = {
        (9, 9): 0,
        (10, 10): 0,  # a corner
        (10, 3): 0,  # an edge
        (2, 2): NOWHERE,  # in the hole
        (1, 2): 0,  # on the hole's edge
        (6, 6): 1,  # the smaller one
        (5, 6): 1,  # on the smaller one's edge
        (20.5, 0.5): 3,
        (31, 1): 3,
        (15, 0): NOWHERE,
        (-1e-12, 5): NOWHERE,
    }
    assert Locator(LAND).holders(np.array(list(points), dtype=np.float64)).tolist() == list(points.values())
    assert Locator(LAND).holders(np.empty((0, 2))).tolist() == []
    assert Locator(LAND.take([])).holders(np.zeros((2, 2))).tolist() == [NOWHERE, NOWHERE]


def test_shapes_as_shapely_knows_them() -> None:
    assert multipolygon(LAND, 0).area == 96
    assert multipolygon(LAND, 2).is_empty
    assert len(multipolygon(LAND, 3).geoms) == 2


@settings(deadline=None, max_examples=60, derandomize=True)
@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(1, 6)), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 28), st.integers(0, 28)), min_size=1, max_size=30),
)
def test_against_one_question_at_a_time(squares: list[tuple[int, int, int]], halves: list[tuple[int, int]]) -> None:
    xy = np.array(halves, dtype=np.float64) / 2
    shapes = Shapes.from_parts("polygon", [[square(*each)] for each in squares])
    polygons = [shapely.box(x, y, x + size, y + size) for x, y, size in squares]
    for point, found in zip(xy, Locator(shapes).holders(xy).tolist(), strict=True):
        holding = [i for i, polygon in enumerate(polygons) if polygon.covers(shapely.Point(point))]
        assert found == min(holding, key=lambda i: (polygons[i].area, i), default=NOWHERE)
