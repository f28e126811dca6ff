"""Letters along a line, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.polyline import along
from layers.display import Glyph
from layers.labels.measure import is_wide
from layers.labels.room import turned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.labels.measure import Measure
    from layers.labels.room import Rect

__all__ = ["centres_of", "letters_at", "rects_of"]


def centres_of(name: str, size: float, spacing_em: float, measure: Measure, serif: bool = False) -> NDArray[np.float64]:
    """The middle of each letter, from that of the first, with ``spacing_em`` between letters: (n,) pixels."""
    advances = np.array([size if is_wide(c) else measure.width(c, size, serif=serif) for c in name])
    return np.concatenate(([0.0], np.cumsum((advances[:-1] + advances[1:]) / 2 + spacing_em * size)))


def letters_at(name: str, line: NDArray[np.float64], at: NDArray[np.float64], upright_from: float) -> tuple[Glyph, ...]:
    """The letters at distances ``at`` along a line in pixels, so that they read.

    Chinese letters stand upright, top to bottom, where the name is steeper than
    ``upright_from`` degrees; otherwise letters turn with the line, left to right.
    """
    points, angles = along(line, at)
    chord = points[-1] - points[0]
    slope = abs(np.degrees(np.arctan2(chord[1], chord[0])))
    steepness = min(slope, 180 - slope)
    upright = all(map(is_wide, name)) and steepness > upright_from
    if (chord[1] < 0) if upright else (chord[0] < 0):
        points, angles = along(line, at[0] + at[-1] - at)  # mirrored, since letters differ in width
        angles = angles + 180
    return tuple(
        Glyph(c, float(x), float(y), 0.0 if upright else float((a + 180) % 360 - 180))
        for c, (x, y), a in zip(name, points, angles, strict=True)
    )


def rects_of(glyphs: tuple[Glyph, ...], size: float) -> list[Rect]:
    """What each letter takes up."""
    return [turned(g.x, g.y, size, size, g.angle) for g in glyphs]
