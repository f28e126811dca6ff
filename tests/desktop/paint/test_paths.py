"""Paths made from arrays are the paths that Qt itself would build."""

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath

from desktop.paint.paths import path_of
from geo.shapes import Shapes
from layers.viewport import Viewport

VIEW = Viewport(0.0, 0.0, 1.0, 100, 100)  # one metre a pixel, the origin in the middle
SQUARE = np.array([[-40.0, -40], [40, -40], [40, 40], [-40, 40], [-40, -40]])
HOLE = np.array([[-10.0, -10], [-10, 10], [10, 10], [10, -10], [-10, -10]])


def by_hand(*rings: np.ndarray) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for ring in rings:
        px = VIEW.to_px(ring)
        path.moveTo(QPointF(*px[0]))
        for x, y in px[1:]:
            path.lineTo(QPointF(x, y))
    return path


def test_the_same_elements_as_point_by_point() -> None:
    assert path_of(Shapes.from_parts("polygon", [[SQUARE, HOLE], [SQUARE + 5]]), VIEW) == by_hand(
        SQUARE, HOLE, SQUARE + 5
    )


def test_holes_are_open_and_overlaps_are_not() -> None:
    path = path_of(Shapes.from_parts("polygon", [[SQUARE, HOLE]]), VIEW)
    assert path.contains(QPointF(20, 20))
    assert not path.contains(QPointF(50, 50))
    twice = path_of(Shapes.from_parts("polygon", [[SQUARE], [SQUARE + 5]]), VIEW)
    assert twice.contains(QPointF(50, 50))


def test_nothing_gives_an_empty_path() -> None:
    assert path_of(Shapes.from_parts("line", []), VIEW).isEmpty()
    assert path_of(Shapes.from_parts("line", [[], []]), VIEW).isEmpty()


def test_a_line_is_as_long_as_it_is() -> None:
    path = path_of(Shapes.from_parts("line", [[np.array([[0.0, 0], [30, 40]])]]), VIEW)
    assert path.length() == pytest.approx(50)


def test_a_ring_moved_in_is_what_shapely_makes_of_it() -> None:
    shapes = Shapes.from_parts("polygon", [[SQUARE, HOLE]])
    moved = path_of(shapes, VIEW, inset=5)
    expected = VIEW.to_px(np.array(shapely.Polygon(SQUARE).buffer(-5, join_style="mitre").exterior.coords))
    box = moved.boundingRect()
    assert (box.left(), box.top()) == pytest.approx(tuple(expected.min(axis=0)))
    assert (box.right(), box.bottom()) == pytest.approx(tuple(expected.max(axis=0)))
    assert not moved.contains(QPointF(50 - 13, 50)), "into the land of a hole is out of it"


def test_no_spike_stands_out_of_a_sharp_corner() -> None:
    needle = np.array([[0.0, 0], [40, -1], [40, 1], [0, 0]])
    moved = path_of(Shapes.from_parts("polygon", [[needle]]), VIEW, inset=3)
    box = path_of(Shapes.from_parts("polygon", [[needle]]), VIEW).boundingRect()
    assert box.adjusted(-6.1, -6.1, 6.1, 6.1).contains(moved.boundingRect())
