"""Walking along lines, with shapely as the judge."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from geo.polyline import along, densified, lengths

LINES = arrays(np.float64, (5, 2), elements=st.floats(-1000, 1000).map(lambda v: round(v, 3)))


@given(LINES, st.floats(0.5, 500))
def test_cutting_finer_changes_no_shape(line: np.ndarray, step: float) -> None:
    fine = densified(line, step)
    assert np.hypot(*np.diff(fine, axis=0).T).max(initial=0) <= step + 1e-6
    assert lengths(fine)[-1] == pytest.approx(shapely.LineString(line).length, abs=1e-6)
    assert np.array_equal(fine[[0, -1]], line[[0, -1]])


@given(LINES, st.floats(0, 1))
def test_walks_as_shapely_does(line: np.ndarray, share: float) -> None:
    judge = shapely.LineString(line)
    points, _ = along(line, np.array([share * judge.length]))
    assert tuple(points[0]) == pytest.approx(judge.interpolate(share, normalized=True).coords[0], abs=1e-6)


def test_the_direction_is_that_of_the_piece() -> None:
    _, angles = along(np.array([[0.0, 0], [10, 0], [10, 10]]), np.array([5.0, 15.0]))
    assert angles.tolist() == [0.0, 90.0]
