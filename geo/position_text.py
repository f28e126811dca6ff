"""Positions as people type and paste them.

Understood are degrees (``121.52, 31.30``), with hemisphere (``31.30N 121.52E``, ``北纬31.3 东经121.5``),
degrees, minutes and seconds (``31°18′00″N 121°31′12″E``, ``31:18:00 121:31:12``, ``31 18 0 121 31 12``), and metres of
CGCS2000's 3° belts in either order, with or without the zone number 40 or 41 before the easting.
Of two numbers without letters the first is the longitude, unless it can only be the latitude.
"""

from __future__ import annotations

import re
import unicodedata
from math import isfinite
from typing import TYPE_CHECKING, Final, NoReturn

from geo.crs import WGS84, transformer
from geo.errors import AtlasError
from geo.readout import BELTS
from geo.record import dataclass

if TYPE_CHECKING:
    from geo.readout import System

__all__ = ["Position", "PositionError", "read_position"]

_LONGEST: Final = 200  # what is longer was pasted by mistake
_METRES: Final = 1000.0  # no degree is as large
_ZONES: Final = {40: "EPSG:4549", 41: "EPSG:4550"}  # numbers of the 3° zones, by their belts without number
_UTM: Final = "EPSG:32651"
_REACH: Final = 3.0  # how far from a belt's meridian metres are believed, in degrees; from the zone's, twice that

_SIGNS: Final = str.maketrans(
    {
        **dict.fromkeys("˚º度", "°"),
        **dict.fromkeys("'’‘`´分", "′"),
        **dict.fromkeys('"”“秒', "″"),
        **dict.fromkeys("−–—", "-"),
        **dict.fromkeys("、,;/|()[]", " "),
    }
)
_WORDS: Final = (
    *(("东经", "E"), ("西经", "W"), ("北纬", "N"), ("南纬", "S"), ("经度", "E"), ("纬度", "N")),
    *(("LONGITUDE", "E"), ("LATITUDE", "N"), ("LON", "E"), ("LNG", "E"), ("LAT", "N")),
)
_THIN = re.compile(r"(?<=\d)[\u2009\u202f](?=\d)")
_NUM = r"\d+(?:\.\d+)?"
_ANGLE = rf"[-+]?{_NUM}\s*°(?:\s*{_NUM}\s*′(?:\s*{_NUM}\s*″)?)?|[-+]?{_NUM}(?::{_NUM}){{1,2}}|[-+]?{_NUM}"
_PART = re.compile(rf"\s*(?:([NSEWXY])\s*[:=]?\s*({_ANGLE})|({_ANGLE})(?:([NSEW])|\s+([NSEW])(?!\d))?)(?:\s*M\b)?\s*")


class PositionError(AtlasError, ValueError):
    """A text that is no position that we know how to read."""


@dataclass(frozen=True, slots=True)
class Position:
    """What a text meant.

    Attributes
    ----------
    lon, lat : float
        WGS 84 degrees.
    crs : str
        What it was read as: ``EPSG:4326``, ``EPSG:4549``, ``EPSG:4550``, ``EPSG:32651`` or ``GCJ-02``.
    swapped : bool
        Whether degrees without letters could only be latitude first.
    """

    lon: float
    lat: float
    crs: str
    swapped: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    letter: str
    values: tuple[float, ...]  # degrees, minutes, seconds, or one number
    marked: bool  # with signs between them

    @property
    def number(self) -> float:
        degrees, minutes, seconds = (*map(abs, self.values), 0.0, 0.0)[:3]
        size = degrees + minutes / 60 + seconds / 3600
        return -size if str(self.values[0]).startswith("-") else size


def read_position(text: str, system: System = "wgs84", near: tuple[float, float] = (121.5, 31.3)) -> Position:
    """Read a position.

    Parameters
    ----------
    text : str
        What was typed.
    system : str
        The one that the person has chosen: with ``gcj02`` degrees are GCJ-02, with ``utm51`` metres
        are of UTM zone 51 N.
    near : (lon, lat)
        Where the person looks, in degrees: an easting without zone number fits two belts, and the
        nearer place is meant.

    Raises
    ------
    PositionError
        ``position.empty``, ``.unread`` (text), ``.count`` (count), ``.same_axis`` (axis), ``.sixty``, ``.outside``
        (lon, lat), ``.metres``, ``.zone`` (zone) or ``.outside_belt``.
    """
    parts = _grouped(_parts(text))
    if len(parts) != 2:
        raise PositionError("position.count", count=len(parts))
    for part in parts:
        if any(not 0 <= value < 60 for value in part.values[1:]):
            raise PositionError("position.sixty")
    if max(abs(part.number) for part in parts) > _METRES:
        return _from_metres(parts[0].number, parts[1].number, system, near)
    lon, lat, swapped = _ordered(parts[0], parts[1])
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise PositionError("position.outside", lon=f"{lon:g}", lat=f"{lat:g}")
    if system == "gcj02":
        import numpy as np

        from geo.datum import gcj02_to_wgs84

        lon, lat = gcj02_to_wgs84(np.array([[lon, lat]]))[0].tolist()
        return Position(lon, lat, "GCJ-02", swapped)
    return Position(lon, lat, WGS84, swapped)


def _parts(text: str) -> list[_Part]:
    """The numbers of a text with their letters."""
    plain = unicodedata.normalize("NFKC", _THIN.sub("", text).replace("´", "′")).upper().replace("′′", "″")
    plain = plain.translate(_SIGNS).replace("′′", "″")
    for word, letter in _WORDS:
        plain = plain.replace(word, letter)
    plain = plain.strip()
    if not plain:
        raise PositionError("position.empty")
    found, at = [], 0
    while at < len(plain) and len(plain) <= _LONGEST:
        match = _PART.match(plain, at)
        if match is None:
            break
        lead, led, angle, tail, far = match.groups()
        written = led or angle
        values = tuple(float(each) for each in re.findall(rf"-?{_NUM}", written.replace("+", "")))
        found.append(_Part(lead or tail or far or "", values, len(values) > 1 or "°" in written))
        at = match.end()
    if at < len(plain):
        raise PositionError("position.unread", text=plain[at : at + 16].strip())
    return found


def _grouped(parts: list[_Part]) -> list[_Part]:
    """Four or six bare numbers are degrees and minutes, or degrees, minutes and seconds."""
    size = len(parts) // 2
    if len(parts) not in {4, 6} or any(part.marked for part in parts):
        return parts
    groups = [parts[:size], parts[size:]]
    return [
        _Part("".join(part.letter for part in group)[:1], tuple(part.values[0] for part in group), True)
        for group in groups
    ]


def _ordered(first: _Part, second: _Part) -> tuple[float, float, bool]:
    """Longitude, latitude, and whether they stood the other way round without saying so."""
    axes = ["".join("x" if letter in "EWX" else "y" for letter in part.letter) for part in (first, second)]
    if axes[0] and axes[0] == axes[1]:
        raise PositionError("position.same_axis", letter=first.letter)
    a, b = (part.number * (-1 if part.letter in {"S", "W"} else 1) for part in (first, second))
    if axes[0] == "y" or axes[1] == "x":
        return b, a, False
    if not any(axes) and abs(a) <= 90 < abs(b) <= 180:
        return b, a, True
    return a, b, False


def _from_metres(a: float, b: float, system: System, near: tuple[float, float]) -> Position:
    """Metres in either order: in this country a northing has seven digits, an easting six, or eight with its zone."""
    small, large = sorted((a, b))
    if large >= 1e7 and 1e6 <= small < 1e7:
        zone, east = divmod(large, 1e6)
        if int(zone) not in _ZONES:
            raise PositionError("position.zone", zone=int(zone))
        return _placed(east, small, (_ZONES[int(zone)],), near)
    if not (0 < small < 1e6 <= large < 1e7):
        raise PositionError("position.metres")
    return _placed(small, large, (_UTM,) if system == "utm51" else tuple(BELTS), near)


def _placed(east: float, north: float, codes: tuple[str, ...], near: tuple[float, float]) -> Position:
    """The nearest of the places that a pair of metres can mean."""
    found = []
    for code in codes:
        lon, lat = transformer(code, WGS84).transform(east, north)
        if (
            isfinite(lon)
            and isfinite(lat)
            and abs(lon - BELTS.get(code, 123)) <= (_REACH if code in BELTS else 2 * _REACH)
        ):
            found.append((abs(lon - near[0]), Position(lon, lat, code)))
    if not found:
        _refuse_belt()
    return min(found, key=lambda each: each[0])[1]


def _refuse_belt() -> NoReturn:
    raise PositionError("position.outside_belt")
