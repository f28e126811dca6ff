"""Web Mercator (EPSG:3857) in closed form, for drawing only.

Spherical formulas with the radius that EPSG:3857 prescribes (EPSG Guidance Note 7-2, method
1024).  They agree with PROJ to a micrometre and need no import beyond numpy, so the first
frame does not wait for PROJ.  Never measure in these metres: at 31.27° N they overstate
length 1.17 and area 1.37 times.
"""

from __future__ import annotations

from math import atan, cos, degrees, exp, pi, radians
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["EARTH_RADIUS_M", "MAX_LATITUDE", "ground_factor", "to_lonlat", "to_lonlats", "to_mercator"]

EARTH_RADIUS_M = 6378137.0
MAX_LATITUDE = 85.051128779806592  # where the square world ends: atan(sinh(pi))


def to_mercator(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project WGS 84 degrees to EPSG:3857 metres.

    Parameters
    ----------
    lonlat : (n, 2) array
        Longitude and latitude in degrees.  Latitudes beyond `MAX_LATITUDE` are drawn at it.

    Returns
    -------
    (n, 2) array
        x and y in projected metres.
    """
    lon = np.radians(lonlat[:, 0])
    lat = np.radians(np.clip(lonlat[:, 1], -MAX_LATITUDE, MAX_LATITUDE))
    return np.column_stack((EARTH_RADIUS_M * lon, EARTH_RADIUS_M * np.log(np.tan(pi / 4 + lat / 2))))


def to_lonlat(x: float, y: float) -> tuple[float, float]:
    """Unproject one EPSG:3857 point, in metres, to longitude and latitude in degrees."""
    return degrees(x / EARTH_RADIUS_M), degrees(2 * atan(exp(y / EARTH_RADIUS_M)) - pi / 2)


def to_lonlats(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Unproject EPSG:3857 metres, (n, 2), to longitudes and latitudes in degrees."""
    lat = 2 * np.arctan(np.exp(xy[:, 1] / EARTH_RADIUS_M)) - pi / 2
    return np.degrees(np.column_stack((xy[:, 0] / EARTH_RADIUS_M, lat)))


def ground_factor(lat: float) -> float:
    """How many metres on the ground one projected metre stands for at ``lat`` degrees."""
    return cos(radians(lat))
