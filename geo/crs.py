"""Coordinate reference systems: the only place that makes a transformer.

Coordinates are always x (longitude, easting) first, whatever the authority's axis order.
Only the systems in `OFFERED` are used: for them PROJ needs no datum shift worth naming
(CGCS2000 and WGS 84 agree within centimetres), so no grid file and no network.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from geo.errors import CrsError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyproj import Transformer

__all__ = ["OFFERED", "WGS84", "code_of", "reproject", "require_offered", "transformer"]

WGS84: Final = "EPSG:4326"

# WGS 84, Web Mercator, CGCS2000, its 3-degree belts 120 and 123 E by central meridian (they
# meet at 121.5 E), and UTM zone 51 N.
OFFERED: Final = ("EPSG:4326", "EPSG:3857", "EPSG:4490", "EPSG:4549", "EPSG:4550", "EPSG:32651")

_EPSG = re.compile(
    r"(?:urn:ogc:def:crs:epsg:[\d.]*:|epsg:+|https?://www\.opengis\.net/def/crs/epsg/[\d.]+/)([0-9]{1,9})",
    re.IGNORECASE,
)
_CRS84 = re.compile(
    r"(?:(?:urn:ogc:def:crs:)?ogc:(?:[\d.]*:)?|https?://www\.opengis\.net/def/crs/ogc/[\d.]+/)crs84h?", re.IGNORECASE
)
_SAME = {"EPSG:900913": "EPSG:3857", "EPSG:102100": "EPSG:3857", "EPSG:3785": "EPSG:3857"}


def code_of(name: str) -> str:
    """The authority code, such as ``EPSG:4549``, behind a CRS name of any usual form.

    CRS84 differs from EPSG:4326 in axis order alone, and ours is always longitude first, so it
    comes back as ``EPSG:4326``.

    Raises
    ------
    CrsError
        Where the name has none of the known forms.
    """
    name = name.strip()
    if _CRS84.fullmatch(name):
        return WGS84
    found = _EPSG.fullmatch(name)
    if not found:
        raise CrsError("crs.unknown_name", crs=name[:80])
    code = f"EPSG:{int(found[1])}"
    return _SAME.get(code, code)


def require_offered(code: str) -> str:
    """The code itself.

    Raises
    ------
    CrsError
        Where it is not one of `OFFERED`.
    """
    if code not in OFFERED:
        raise CrsError("crs.not_offered", crs=code, offered=", ".join(OFFERED))
    return code


@cache
def transformer(source: str, target: str) -> Transformer:
    """The transformer from one offered system to another, x first.

    Raises
    ------
    CrsError
        Where one of them is not offered.
    """
    from pyproj import Transformer  # 140 ms, not on the way to the first frame

    return Transformer.from_crs(require_offered(source), require_offered(target), always_xy=True)


def reproject(xy: NDArray[np.float64], source: str, target: str) -> NDArray[np.float64]:
    """Positions in another system.

    Parameters
    ----------
    xy : (n, 2) array
        x and y in the units of ``source``.

    Returns
    -------
    (n, 2) array
        In the units of ``target``; infinite where a position lies outside its domain.
        Straight edges stay straight: they are not bent along the curve they become.

    Raises
    ------
    CrsError
        Where one of the systems is not offered.
    """
    if require_offered(source) == require_offered(target) or not len(xy):
        return xy
    x, y = transformer(source, target).transform(xy[:, 0], xy[:, 1])
    return np.column_stack((x, y))
