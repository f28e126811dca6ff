"""GCJ-02 and BD-09 against the values that the open libraries publish, and what any such shift must keep."""

from __future__ import annotations

import numpy as np
import pyproj
from hypothesis import given
from hypothesis import strategies as st

from geo.datum import bd09_to_gcj02, gcj02_to_bd09, gcj02_to_wgs84, in_china, wgs84_to_gcj02

# WGS 84, GCJ-02: the first three from eviltransform's own tests (which its ports in a dozen
# languages repeat), the last from coordtransform's README.
PUBLISHED = np.array(
    [
        [121.5272106, 31.1774276, 121.531541859215, 31.17530398364597],  # Shanghai
        [113.912316, 22.543847, 113.9171764808363, 22.540796131694766],  # Shenzhen
        [116.377817, 39.911954, 116.38404722455657, 39.91334545536069],  # Beijing
        [116.404, 39.915, 116.41024449916938, 39.91640428150164],
    ]
)
# GCJ-02, BD-09: coordtransform's README.
BAIDU = np.array([[116.404, 39.915, 116.41036949371029, 39.92133699351021]])
SHANGHAI = (120.85, 30.65, 122.25, 31.9)  # with its islands

positions = st.lists(st.tuples(st.floats(72.1, 137.7), st.floats(1.0, 55.7)), min_size=1, max_size=50).map(np.array)


def grid(side: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    west, south, east, north = SHANGHAI
    lon, lat = np.meshgrid(np.linspace(west, east, side), np.linspace(south, north, side))
    return np.column_stack((lon.ravel(), lat.ravel()))


def test_gives_the_published_values() -> None:
    np.testing.assert_allclose(wgs84_to_gcj02(PUBLISHED[:, :2]), PUBLISHED[:, 2:], atol=1e-12)
    np.testing.assert_allclose(gcj02_to_bd09(BAIDU[:, :2]), BAIDU[:, 2:], atol=1e-12)


def test_takes_the_published_values_back() -> None:
    np.testing.assert_allclose(gcj02_to_wgs84(PUBLISHED[:, 2:]), PUBLISHED[:, :2], atol=1e-11)
    np.testing.assert_allclose(bd09_to_gcj02(BAIDU[:, 2:]), BAIDU[:, :2], atol=1e-11)


@given(positions)
def test_there_and_back(lonlat: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> None:
    for there, back in ((wgs84_to_gcj02, gcj02_to_wgs84), (gcj02_to_bd09, bd09_to_gcj02)):
        moved = there(lonlat)
        kept = in_china(moved)  # at the rectangle's edge a position may be moved out of it
        np.testing.assert_allclose(back(moved)[kept], lonlat[kept], atol=1e-9)
        assert not np.shares_memory(moved, lonlat)


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_nothing_is_shifted_outside_china(lon: float, lat: float) -> None:
    lonlat = np.array([[lon, lat]])
    if not in_china(lonlat)[0]:
        for change in (wgs84_to_gcj02, gcj02_to_wgs84, gcj02_to_bd09, bd09_to_gcj02):
            assert change(lonlat).tolist() == lonlat.tolist()


def test_what_is_no_position_stays_none() -> None:
    lonlat = np.array([[np.nan, 31.0], [np.inf, np.nan], [121.5, 31.3]])
    moved = wgs84_to_gcj02(lonlat)
    np.testing.assert_array_equal(moved[:2], lonlat[:2])
    assert moved[2, 0] > lonlat[2, 0]
    assert wgs84_to_gcj02(np.empty((0, 2))).shape == (0, 2)


def test_in_shanghai_the_shift_is_half_a_kilometre_and_smooth() -> None:
    lonlat = grid(60)
    moved = wgs84_to_gcj02(lonlat)
    _, _, metres = pyproj.Geod(ellps="WGS84").inv(*lonlat.T, *moved.T)
    assert metres.min() > 430
    assert metres.max() < 530
    step = np.array([0.01, 0.0])
    # Over a kilometre it changes by few metres: no grid line, seam or jump.
    a_little_east = wgs84_to_gcj02(lonlat + step) - step
    assert np.abs(a_little_east - moved).max() * 111_000 < 12
    # Eastward and, here, a little south (as in the published value above).
    assert (moved - lonlat)[:, 0].min() > 0


def test_rows_do_not_depend_on_each_other() -> None:
    lonlat = np.vstack((grid(5), [[0.0, 0.0]]))
    moved = gcj02_to_wgs84(lonlat)
    singly = np.vstack([gcj02_to_wgs84(row[None]) for row in lonlat])
    np.testing.assert_allclose(moved, singly, atol=1e-12)
