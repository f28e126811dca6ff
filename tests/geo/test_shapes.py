"""Flat arrays say the same as shapely."""

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.shapes import Shapes

SQUARE = np.array([[0.0, 0], [4, 0], [4, 4], [0, 4], [0, 0]])
HOLE = np.array([[1.0, 1], [1, 3], [3, 3], [3, 1], [1, 1]])
FAR = SQUARE + 10


def test_parts_come_back_as_they_went_in() -> None:
    shapes = Shapes.from_parts("polygon", [[SQUARE, HOLE], [], [FAR]])
    assert len(shapes) == 3
    assert [len(parts) for parts in shapes] == [2, 0, 1]
    assert np.array_equal(shapes.parts(0)[1], HOLE)
    assert np.array_equal(shapes.take([2, 0]).parts(0)[0], FAR)


def test_extents_skip_what_is_empty() -> None:
    extents = Shapes.from_parts("polygon", [[], [SQUARE, HOLE], [], [FAR], []]).extents()
    assert np.isnan(extents[[0, 2, 4]]).all()
    assert extents[1].tolist() == [0, 0, 4, 4]
    assert extents[3].tolist() == [10, 10, 14, 14]


def test_nothing_at_all_is_a_shape_too() -> None:
    shapes = Shapes.from_parts("line", [])
    assert len(shapes) == 0
    assert shapes.extents().shape == (0, 4)


@given(st.floats(-1, 5), st.floats(-1, 5))
def test_contains_as_shapely_does_off_the_border(x: float, y: float) -> None:
    polygon = shapely.Polygon(SQUARE, [HOLE])
    point = shapely.Point(x, y)
    if polygon.boundary.distance(point) > 1e-9:
        assert Shapes.from_parts("polygon", [[SQUARE, HOLE]]).contains(0, x, y) == polygon.contains(point)
