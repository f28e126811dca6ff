"""Lines beyond the district grow faint."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.polyline import inside
from geo.shapes import Shapes
from layers.ground.fade import faded

BOX = np.array([[0.0, 0], [10_000, 0], [10_000, 10_000], [0, 10_000], [0, 0]])
DISTRICT = Shapes.from_parts("polygon", [[BOX]])
LINE = np.array([[5_000.0, 5_000], [20_000, 5_000]])


def test_full_inside_and_nothing_beyond_the_last_step() -> None:
    bands = faded(Shapes.from_parts("line", [[LINE]]), DISTRICT, (1.0, 2.0))
    assert [opacity for opacity, _ in bands] == pytest.approx([1.0, 0.75, 0.25])
    assert bands[0][1].xy[:, 0].max() == pytest.approx(10_000, abs=250)
    assert bands[2][1].xy[:, 0].max() == pytest.approx(12_000, abs=250)


def test_no_piece_is_lost_or_drawn_twice() -> None:
    bands = faded(Shapes.from_parts("line", [[LINE]]), DISTRICT, (1.0, 4.0))
    lengths = [sum(np.hypot(*np.diff(part, axis=0).T).sum() for part in shapes.parts(0)) for _, shapes in bands]
    assert sum(lengths) == pytest.approx(9_000, abs=250)  # 5 km inside and 4 km beyond


def test_features_keep_their_places() -> None:
    far = LINE + 1e6
    for _, shapes in faded(Shapes.from_parts("line", [[far], [LINE]]), DISTRICT, (1.0,)):
        assert len(shapes) == 2
        assert shapes.parts(0) == []


def test_without_a_district_nothing_fades() -> None:
    lines = Shapes.from_parts("line", [[LINE]])
    assert faded(lines, Shapes.from_parts("polygon", []), (1.0,)) == ((1.0, lines),)


@given(st.floats(-2, 12), st.floats(-2, 12))
def test_inside_as_shapely_says(x: float, y: float) -> None:
    ring = np.array([[0.0, 0], [10, 0], [10, 10], [5, 3], [0, 10], [0, 0]])
    point = shapely.Point(x, y)
    if shapely.LineString(ring).distance(point) > 1e-9:
        assert inside(np.array([[x, y]]), ring)[0] == shapely.Polygon(ring).contains(point)
