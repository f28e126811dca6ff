"""A position in the system that a person reads: degrees, metres of a belt, or shifted degrees.

The 3° belts of CGCS2000 are EPSG:4549 (central meridian 120° E) and EPSG:4550 (123° E), both
without a zone number before the easting; they meet at 121.5° E.  A belt is used within its own
3°, UTM zone 51 N to 1° beyond its edges: farther out both still compute, and nobody should
build on the result.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BELTS", "SYSTEMS", "Readout", "System", "belt_of", "degrees_text", "dms_text", "needs_proj", "read_out"]

System = Literal["wgs84", "dms", "cgcs2000", "utm51", "gcj02"]
SYSTEMS: Final[tuple[System, ...]] = ("wgs84", "dms", "cgcs2000", "utm51", "gcj02")

BELTS: Final[Mapping[str, int]] = {"EPSG:4549": 120, "EPSG:4550": 123}  # by central meridian
_HALF_BELT: Final = 1.5
_DEGREES: Final = "EPSG:4326"
_UTM: Final = "EPSG:32651"
_UTM_REACH: Final = (119.0, 127.0)  # its own 120 to 126 and a degree on either side
_MOST_LAT: Final = 84.0
_EM: Final = "\u3000"
_THIN: Final = "\u2009"


@dataclass(frozen=True, slots=True)
class Readout:
    """A position in words.

    Attributes
    ----------
    text : str
        To be read: with hemisphere or axis letters.
    copied : str
        To be pasted elsewhere: x, then y; `geo.position_text` reads it back.
    crs : str
        ``EPSG:4549`` and the like; ``GCJ-02``, which has no code.
    """

    text: str
    copied: str
    crs: str


def needs_proj(system: System) -> bool:
    """Whether PROJ has to be loaded for a system, which takes 140 ms once."""
    return system in {"cgcs2000", "utm51"}


def belt_of(lon: float) -> str | None:
    """The 3° belt of a longitude in degrees; None where it is neither of `BELTS`.  121.5 itself lies in the second."""
    for code, meridian in BELTS.items():
        if meridian - _HALF_BELT <= lon < meridian + _HALF_BELT:
            return code
    return None


def read_out(lon: float, lat: float, system: System) -> Readout | None:
    """A WGS 84 position in a system; None outside the area that the system is meant for.

    Parameters
    ----------
    lon, lat : float
        Degrees.
    """
    if not (isfinite(lon) and isfinite(lat)):
        return None
    if system == "wgs84":  # before anything is imported: the window opens with it
        return Readout(degrees_text(lon, lat), f"{lon:.5f}, {lat:.5f}", _DEGREES)
    if system == "dms":
        return Readout(dms_text(lon, lat), dms_text(lon, lat, " "), _DEGREES)
    if system == "gcj02":
        from geo.datum import wgs84_to_gcj02

        x, y = wgs84_to_gcj02(np.array([[lon, lat]]))[0].tolist()
        return Readout(degrees_text(x, y), f"{x:.5f}, {y:.5f}", "GCJ-02")
    utm = _UTM if _UTM_REACH[0] <= lon <= _UTM_REACH[1] else None
    code = belt_of(lon) if system == "cgcs2000" else utm
    if code is None or not 0 <= lat <= _MOST_LAT:
        return None
    from geo.crs import WGS84, transformer

    east, north = transformer(WGS84, code).transform(lon, lat)
    return Readout(f"E {_metres(east)} m{_EM}N {_metres(north)} m", f"{east:.2f}, {north:.2f}", code)


def degrees_text(lon: float, lat: float) -> str:
    """Five decimals, about a metre."""
    east, north = "E" if lon >= 0 else "W", "N" if lat >= 0 else "S"
    return f"{abs(lon):.5f}° {east}{_EM}{abs(lat):.5f}° {north}"


def dms_text(lon: float, lat: float, between: str = _EM) -> str:
    """Degrees, minutes, and seconds to one hundredth, a third of a metre."""
    return f"{_dms(lon)}{'E' if lon >= 0 else 'W'}{between}{_dms(lat)}{'N' if lat >= 0 else 'S'}"


def _dms(degrees: float) -> str:
    hundredths = round(abs(degrees) * 360_000)
    minutes, seconds = divmod(hundredths, 6000)
    return f"{minutes // 60}°{minutes % 60:02d}′{seconds / 100:05.2f}″"


def _metres(value: float) -> str:
    return f"{value:,.1f}".replace(",", _THIN)
