"""Colour ramps: sequential, diverging and qualitative ones, for each theme (``assets/styles/ramps.json``).

All can be told apart without red or green.  An edge goes with each colour, which stands out from
the ground by 3 : 1 and more; a fill alone need not.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import orjson

from geo.record import dataclass
from layers.resources import asset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.style import Theme

__all__ = ["Ramp", "RampKind", "Shade", "missing_shade", "ramp_named", "ramps", "shades"]

RampKind = Literal["sequential", "diverging", "qualitative"]
Shade = tuple[str, str]  # the colour and the edge that goes with it


@dataclass(frozen=True, slots=True)
class Ramp:
    """A ramp in one theme: the colours between which it runs, or of which it takes one after the other."""

    name: str
    kind: RampKind
    colours: tuple[str, ...]
    edges: tuple[str, ...]


@cache
def ramps(theme: Theme) -> tuple[Ramp, ...]:
    """All ramps in a theme, in the order of the file."""
    return tuple(
        Ramp(name, each["kind"], tuple(each[theme]["colours"]), tuple(each[theme]["edges"]))
        for name, each in _written()["ramps"].items()
    )


def ramp_named(name: str, theme: Theme) -> Ramp:
    """A ramp by name; the first of all where a file of another version names one that is no more."""
    return next((ramp for ramp in ramps(theme) if ramp.name == name), ramps(theme)[0])


def missing_shade(theme: Theme) -> Shade:
    """The quiet look of features of which the field says nothing."""
    written = _written()["missing"][theme]
    return written["colour"], written["edge"]


@cache
def shades(name: str, theme: Theme, count: int, reverse: bool = False) -> tuple[Shade, ...]:
    """``count`` colours of a ramp, each with its edge.

    A qualitative ramp gives one after the other and, when it comes to its end, begins again
    nearer to the edges; the others are cut evenly from end to end, a single colour from their middle.
    """
    ramp = ramp_named(name, theme)
    if ramp.kind == "qualitative":
        made = [_again(ramp, i) for i in range(count)]
    else:
        at = np.linspace(0, 1, count) if count > 1 else np.array([0.6])
        colours, edges = _between(ramp.colours, at), _between(ramp.edges, at)
        made = list(zip(colours, edges, strict=True))
    return tuple(reversed(made) if reverse else made)


@cache
def _written() -> Mapping[str, Any]:
    written: Mapping[str, Any] = orjson.loads(asset("styles", "ramps.json").read_bytes())
    return written


def _again(ramp: Ramp, number: int) -> Shade:
    turn, place = divmod(number, len(ramp.colours))
    colour, edge = ramp.colours[place], ramp.edges[place]
    if not turn:
        return colour, edge
    return _between((colour, edge), np.array([min(0.4 * turn, 0.8)]))[0], edge


def _between(colours: tuple[str, ...], at: np.ndarray[Any, np.dtype[np.float64]]) -> list[str]:
    """Colours along a ramp at shares 0 to 1, interpolated in Oklab (Ottosson 2020), where steps look even."""
    lab = _to_lab(np.array([_rgb(colour) for colour in colours]))
    places = np.linspace(0, 1, len(colours))
    found = np.column_stack([np.interp(at, places, lab[:, i]) for i in range(3)])
    return ["#{:02X}{:02X}{:02X}".format(*map(int, each)) for each in _to_bytes(found)]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def _to_lab(rgb: np.ndarray[Any, Any]) -> np.ndarray[Any, np.dtype[np.float64]]:
    share = rgb / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(np.cbrt(linear @ _LMS.T) @ _LAB.T)


def _to_bytes(lab: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.int64]]:
    linear = np.clip((lab @ np.linalg.inv(_LAB).T) ** 3 @ np.linalg.inv(_LMS).T, 0, 1)
    share = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(share * 255), dtype=np.int64)
