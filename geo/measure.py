"""Lengths and areas on the WGS 84 ellipsoid, whatever the map is drawn in.

Edges are geodesics, as in Karney (2013), "Algorithms for geodesics", Journal of Geodesy 87;
PROJ computes them.  Coordinates are degrees, longitude first.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.flatten import flatten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray
    from pyproj import Geod

    from geo.shapes import Shapes

__all__ = ["area_m2", "areas_m2", "distance_m", "length_m", "ring_area_m2"]


def ring_area_m2(ring: NDArray[np.float64]) -> float:
    """The area of a closed ring, (n, 2) degrees; positive where it runs counter-clockwise."""
    return float(_geod().polygon_area_perimeter(ring[:, 0], ring[:, 1])[0])


def area_m2(geometry: Mapping[str, Any]) -> float:
    """The area of a GeoJSON geometry; holes are taken off, lines and points have none."""
    polygons = flatten([geometry]).get("polygon")
    return float(areas_m2(polygons[0])[0]) if polygons else 0.0


def areas_m2(shapes: Shapes) -> NDArray[np.float64]:
    """The area of every polygon feature, (features,); exteriors and holes are told by their turn."""
    return np.array([sum(map(ring_area_m2, rings)) for rings in shapes], dtype=np.float64)


def length_m(parts: Iterable[NDArray[np.float64]]) -> float:
    """The length of lines or rings, each (n, 2) degrees, along their edges."""
    return float(sum(_geod().line_length(part[:, 0], part[:, 1]) for part in parts))


def distance_m(*stops: tuple[float, float]) -> float:
    """The shortest way over the ground from stop to stop, each longitude and latitude."""
    return float(sum(_geod().inv(*start, *end)[2] for start, end in pairwise(stops)))


@cache
def _geod() -> Geod:
    from pyproj import Geod  # 140 ms, not on the way to the first frame

    return Geod(ellps="WGS84")
