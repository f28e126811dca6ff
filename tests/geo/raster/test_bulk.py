"""Features found under a point and in an extent."""

from __future__ import annotations

import numpy as np

from geo.raster.bulk import Bulk
from geo.shapes import Shapes


def square(
    west: float, south: float, size: float, *, hole: bool = False
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    ring = np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]], dtype=float) * size + (west, south)
    return ring[::-1] if hole else ring


def test_what_lies_under_a_point_comes_smallest_first() -> None:
    bulk = Bulk.of(Shapes.from_parts("polygon", [[square(0, 0, 10)], [square(2, 2, 2)], [square(20, 20, 1)]]))
    assert bulk.at(3, 3, 0).tolist() == [1, 0]
    assert bulk.at(9, 9, 0).tolist() == [0]
    assert bulk.at(15, 15, 0).tolist() == []


def test_a_hole_is_not_under_the_point() -> None:
    bulk = Bulk.of(Shapes.from_parts("polygon", [[square(0, 0, 10), square(4, 4, 2, hole=True)]]))
    assert bulk.at(5, 5, 0).tolist() == []
    assert bulk.at(5, 5, 1).tolist() == [0]


def test_other_classes_share_the_geometry() -> None:
    bulk = Bulk.of(Shapes.from_parts("polygon", [[square(0, 0, 10)]]))
    other = bulk.reclassed(np.array([3], dtype=np.int32))
    assert other.classes.tolist() == [3]
    assert other.boxes is bulk.boxes
