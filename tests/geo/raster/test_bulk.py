"""Features found under a point and in an extent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.raster.bulk import Bulk
from geo.raster.store import CHUNK_BITS, hilbert
from geo.shapes import Shapes

if TYPE_CHECKING:
    from numpy.typing import NDArray


def square(west: float, south: float, size: float) -> NDArray[np.float64]:
    return np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]], dtype=float) * size + (west, south)


def test_what_lies_under_a_point_comes_smallest_first() -> None:
    bulk = Bulk.of(Shapes.from_parts("polygon", [[square(0, 0, 10)], [square(2, 2, 2)], [square(20, 20, 1)]]))
    assert bulk.at(3, 3, 0).tolist() == [1, 0]
    assert bulk.at(9, 9, 0).tolist() == [0]
    assert bulk.at(15, 15, 0).tolist() == []


def test_a_hole_is_not_under_the_point() -> None:
    bulk = Bulk.of(Shapes.from_parts("polygon", [[square(0, 0, 10), square(4, 4, 2)[::-1]]]))
    assert bulk.at(5, 5, 0).tolist() == []
    assert bulk.at(5, 5, 1).tolist() == [0]


def test_what_is_not_drawn_is_not_found() -> None:
    bulk = Bulk.of(Shapes.from_parts("polygon", [[square(0, 0, 10)], [square(0, 0, 5)]]))
    assert bulk.at(3, 3, 0).tolist() == [1, 0]
    assert bulk.reclassed(np.array([2, -1], dtype=np.int32)).at(3, 3, 0).tolist() == [0]


def test_other_classes_share_the_geometry() -> None:
    bulk = Bulk.of(Shapes.from_parts("polygon", [[square(0, 0, 10)]]))
    other = bulk.reclassed(np.array([3], dtype=np.int32))
    assert other.classes.tolist() == [3]
    assert other.store is bulk.store


def test_a_feature_of_several_points_is_found_at_each() -> None:
    one, other, third = (np.array([[x, 0.0]]) for x in (0, 10, 20))
    bulk = Bulk.of(Shapes.from_parts("point", [[], [one, third], [other]]), np.array([0, 1, 2], dtype=np.int32))
    assert len(bulk) == 3
    assert bulk.at(20, 1, 2).tolist() == [1]
    assert bulk.at(10, 1, 2).tolist() == [2]
    assert bulk.at(10, 0, 11).tolist() == [1, 2]
    assert bulk.within((-1, -1, 30, 1)).tolist() == [1, 2]


def test_nothing_is_found_in_nothing() -> None:
    bulk = Bulk.of(Shapes.from_parts("line", []))
    assert (bulk.extent, len(bulk)) == (None, 0)
    assert bulk.at(0, 0, 1).tolist() == bulk.within((0, 0, 1, 1)).tolist() == []


def test_what_the_pulse_raises_ends_it() -> None:
    told: list[float] = []

    def pulse(share: float) -> None:
        told.append(share)
        if share >= 0.3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        Bulk.of(Shapes.from_parts("polygon", [[square(0, 0, 1)]]), pulse=pulse)
    assert told == sorted(told)


def test_cells_that_follow_along_the_curve_are_neighbours() -> None:
    x, y = (each.ravel().astype(np.uint32) for each in np.meshgrid(np.arange(64), np.arange(64)))
    far = hilbert(x, y, bits=6)
    assert np.array_equal(np.sort(far), np.arange(64 * 64))
    order = np.argsort(far)
    step = np.abs(np.diff(x[order].astype(int))) + np.abs(np.diff(y[order].astype(int)))
    assert (step == 1).all()


@pytest.fixture(scope="module")
def many() -> tuple[Bulk, NDArray[np.object_]]:
    rng = np.random.default_rng(11)
    middles = rng.uniform(0, 1000, (3 << CHUNK_BITS, 2)) + np.array([13_500_000, 3_600_000])
    buffers = shapely.buffer(shapely.points(middles), rng.uniform(3, 60, len(middles)), quad_segs=4)
    rings = shapely.difference(buffers, shapely.buffer(shapely.points(middles), 2))
    parts = [[shapely.get_coordinates(ring) for ring in shapely.get_rings(each)] for each in rings]
    return Bulk.of(Shapes.from_parts("polygon", parts)), rings


@settings(max_examples=60, deadline=None)
@given(x=st.floats(-50, 1050), y=st.floats(-50, 1050), tolerance=st.sampled_from([0.0, 5.0]))
def test_the_same_is_found_as_by_another_engine(
    many: tuple[Bulk, NDArray[np.object_]], x: float, y: float, tolerance: float
) -> None:
    bulk, polygons = many
    point = shapely.Point(x + 13_500_000, y + 3_600_000)
    far = shapely.distance(polygons, point)
    found = set(bulk.at(point.x, point.y, tolerance).tolist())
    assert set(np.flatnonzero(far < tolerance - 1e-6).tolist()) <= found
    assert found <= set(np.flatnonzero(far <= tolerance + 1e-6).tolist())
    met = shapely.bounds(polygons)
    expected = (
        (met[:, 0] <= point.x + 99) & (met[:, 2] >= point.x) & (met[:, 1] <= point.y + 9) & (met[:, 3] >= point.y)
    )
    assert bulk.within((point.x, point.y, point.x + 99, point.y + 9)).tolist() == np.flatnonzero(expected).tolist()
