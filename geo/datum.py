"""GCJ-02 and BD-09, the shifted coordinates of map services in China, to and from WGS 84.

No law publishes the shift.  The formula below is the one that has been in public use since 2013
and that all open libraries share (eviltransform, coordtransform, prcoords,
geocoordinates-rs): a sum of sines of the position relative to 105° E, 35° N, in metres on the
Krassowsky 1940 ellipsoid, whose radius and eccentricity it uses.  BD-09 turns and stretches
GCJ-02 a little more.  Both hold inside one rectangle around China and leave everything else
as it is, a rule that those libraries share too.

Arrays are (n, 2), longitude and latitude in degrees; what is not finite comes back as it was
given.
"""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

__all__ = ["bd09_to_gcj02", "gcj02_to_bd09", "gcj02_to_wgs84", "in_china", "wgs84_to_gcj02"]

WEST, SOUTH, EAST, NORTH = 72.004, 0.8293, 137.8347, 55.8271  # outside nothing is shifted
RADIUS_M: Final = 6378245.0  # Krassowsky 1940, semi-major axis
ECCENTRICITY2: Final = 0.00669342162296594323  # its first eccentricity, squared
MIDDLE: Final = (105.0, 35.0)
BAIDU_TURN: Final = pi * 3000 / 180
BAIDU_SHIFT: Final = (0.0065, 0.006)

_CLOSE_DEG: Final = 1e-12  # a tenth of a micrometre
_MOST_STEPS: Final = 20  # each brings two digits or more, so seven are enough


def wgs84_to_gcj02(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """From WGS 84 (or CGCS2000, which is the same within centimetres) to GCJ-02."""
    return _where_in_china(lonlat, lambda inside: inside + _offset(inside))


def gcj02_to_wgs84(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """From GCJ-02 to WGS 84, by iteration: the way back is closer than 1e-9 degrees."""
    return _where_in_china(lonlat, lambda inside: _undone(inside, _offset))


def gcj02_to_bd09(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """From GCJ-02 to Baidu's BD-09."""
    return _where_in_china(lonlat, lambda inside: inside + _baidu_offset(inside))


def bd09_to_gcj02(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """From Baidu's BD-09 to GCJ-02, by iteration: the way back is closer than 1e-9 degrees."""
    return _where_in_china(lonlat, lambda inside: _undone(inside, _baidu_offset))


def in_china(lonlat: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which positions lie in the rectangle that is shifted: (n,).  It holds neighbours as well."""
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    return (lon >= WEST) & (lon <= EAST) & (lat >= SOUTH) & (lat <= NORTH)


def _where_in_china(
    lonlat: NDArray[np.float64], change: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> NDArray[np.float64]:
    changed = np.array(lonlat, dtype=np.float64)
    inside = in_china(changed)
    if inside.any():
        changed[inside] = change(changed[inside])
    return changed


def _undone(
    shifted: NDArray[np.float64], offset: Callable[[NDArray[np.float64]], NDArray[np.float64]]
) -> NDArray[np.float64]:
    """The positions that ``offset`` moves to the given ones: a fixed point, since it hardly changes with place."""
    guess = shifted - offset(shifted)
    for _ in range(_MOST_STEPS):
        better = shifted - offset(guess)
        if np.abs(better - guess).max() < _CLOSE_DEG:
            return better
        guess = better
    return guess


def _offset(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far GCJ-02 lies from WGS 84 at WGS 84 positions, in degrees."""
    x, y = lonlat[:, 0] - MIDDLE[0], lonlat[:, 1] - MIDDLE[1]
    root, product = np.sqrt(np.abs(x)), x * y
    both = 20 * np.sin(6 * pi * x) + 20 * np.sin(2 * pi * x)
    east_m = 300 + x + 2 * y + 0.1 * x * x + 0.1 * product + 0.1 * root
    east_m += 2 / 3 * (both + _sines(x, 20, 40, 1, 3) + _sines(x, 150, 300, 12, 30))
    north_m = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * product + 0.2 * root
    north_m += 2 / 3 * (both + _sines(y, 20, 40, 1, 3) + _sines(y, 160, 320, 12, 30))
    lat = np.radians(lonlat[:, 1])
    flat = 1 - ECCENTRICITY2 * np.sin(lat) ** 2
    east = east_m / (RADIUS_M / np.sqrt(flat) * np.cos(lat))
    north = north_m / (RADIUS_M * (1 - ECCENTRICITY2) / (flat * np.sqrt(flat)))
    return np.degrees(np.column_stack((east, north)))


def _sines(along: NDArray[np.float64], high: float, low: float, fine: float, coarse: float) -> NDArray[np.float64]:
    return np.asarray(high * np.sin(along / fine * pi) + low * np.sin(along / coarse * pi))


def _baidu_offset(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far BD-09 lies from GCJ-02 at GCJ-02 positions, in degrees."""
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    reach = np.hypot(lon, lat) + 2e-5 * np.sin(lat * BAIDU_TURN)
    angle = np.arctan2(lat, lon) + 3e-6 * np.cos(lon * BAIDU_TURN)
    return np.column_stack((reach * np.cos(angle), reach * np.sin(angle))) + BAIDU_SHIFT - lonlat
