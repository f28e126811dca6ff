"""Whether positions lie on the globe, and mending latitude-first ones."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from geo.errors import GeometryError
from geo.positions import positions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.structure import Note

__all__ = ["require_on_globe"]

_METRES = 1000.0  # no degree is as large: such numbers are projected metres


def require_on_globe(geometry: Mapping[str, Any], note: Note) -> None:
    """Check that all positions are longitude and latitude, and swap them where they are not.

    A latitude beyond 90 with both numbers fitting the other way round can only be
    latitude first, as in Chinese data: 31.27, 121.52.  Then the whole geometry is swapped in
    place.  Where both orders fit, as in Europe, nothing is guessed.

    Raises
    ------
    GeometryError
        Where a position is on no globe: outside ±180 and ±90 degrees, or not finite.
    """
    found = list(positions(geometry))
    lons, lats = [p[0] for p in found], [p[1] for p in found]
    lon, lat = max(lons, key=abs), max(lats, key=abs)
    if abs(lon) <= 180 and abs(lat) <= 90:
        return
    if abs(lon) <= 90 and 90 < abs(lat) <= 180:
        for position in found:
            position[0], position[1] = position[1], position[0]
        note("geometry.axes_swapped")
        return
    lon, lat = next((x, y) for x, y in zip(lons, lats, strict=True) if not (abs(x) <= 180 and abs(y) <= 90))
    if not (isfinite(lon) and isfinite(lat)):
        raise GeometryError("geometry.not_finite")
    code = "geometry.metres" if max(abs(lon), abs(lat)) > _METRES else "geometry.outside_globe"
    raise GeometryError(code, lon=lon, lat=lat)
