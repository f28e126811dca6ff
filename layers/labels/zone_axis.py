"""Names of long zones, letter by letter along their middle line (LOOK §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.polyline import along, lengths
from geo.record import dataclass
from layers.display import Glyph, Text
from layers.labels.chips import beside, place_chip
from layers.labels.measure import is_wide
from layers.labels.repeats import on_sheet, repeated, slots
from layers.labels.room import turned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.labels.axis import Axis
    from layers.labels.chips import Chip
    from layers.labels.room import Rect
    from layers.labels.sheet import Sheet, ZoneOnSheet

__all__ = ["name_along"]

_REPEAT_PX = 800.0  # from the start of one name along a long zone to that of the next
_LONG_REPEATS = 1.6  # a zone shorter than so many of these has one name, where it has most room


def name_along(sheet: Sheet, zone: ZoneOnSheet, axis: Axis, size: float, chip: Chip | None) -> bool:
    """Set the name letter by letter along the axis, at most over 70 % of it; again and again on a very long one."""
    text = zone.label(sheet.scene.language).replace("|", "")
    wide = all(map(is_wide, text))
    advances = np.array([size if wide else sheet.measure.width(c, size, bold=True) for c in text])
    centres = np.concatenate(([0.0], np.cumsum((advances[:-1] + advances[1:]) / 2)))
    natural = centres[-1]
    room = 0.7 * axis.length
    if natural * 1.05 + size > room:
        return False
    stretched = min(room - size, natural * (2.3 if wide else 1.12))
    centres = centres * (stretched / natural if natural else 1.0)
    line = axis.line if not (axis.steep and not wide) else axis.line[::-1]  # Latin climbs a steep line
    widths = axis.widths if line is axis.line else axis.widths[::-1]
    set_name = _Lettering(sheet, zone, text, size, advances, centres, line, widths, upright=wide and axis.steep)
    total, reach = float(lengths(line)[-1]), float(centres[-1])
    if total < _LONG_REPEATS * _REPEAT_PX:
        placed = set_name.at(_roomiest(sheet, line, widths, centres, size))
    else:
        starts = np.arange(size, total - reach - size, 16.0)
        starts = starts[on_sheet(sheet, line, starts, reach)]
        placed = repeated(starts, slots(total, reach, _REPEAT_PX), _REPEAT_PX, set_name.at)
    if placed and chip is not None:
        start, rects = set_name.first
        ends = (start, start + reach)
        place_chip(sheet, zone, chip, _after(line, ends, chip, size) + beside(rects[-1], chip) + beside(rects[0], chip))
    return placed


@dataclass(slots=True, eq=False)
class _Lettering:
    """A name that can be set at places along a line; remembers the first."""

    sheet: Sheet
    zone: ZoneOnSheet
    text: str
    size: float
    advances: NDArray[np.float64]
    centres: NDArray[np.float64]
    line: NDArray[np.float64]
    widths: NDArray[np.float64]
    upright: bool
    first: tuple[float, list[Rect]] = (0.0, [])

    def at(self, start: float) -> bool:
        """Set it with its first letter ``start`` pixels along the line, if there is room."""
        sheet, size = self.sheet, self.size
        points, angles = along(self.line, start + self.centres)
        if _narrowest(self.line, self.widths, start + self.centres) < size * 1.1 + 4:
            return False
        glyphs = tuple(
            Glyph(c, float(x), float(y), 0.0 if self.upright else float(angle))
            for c, (x, y), angle in zip(self.text, points, _calmed(angles), strict=True)
        )
        rects = [turned(g.x, g.y, a, size * 1.1, g.angle) for g, a in zip(glyphs, self.advances, strict=True)]
        if not all(sheet.sees(g.x, g.y) for g in glyphs) or not sheet.room.free(rects):
            return False
        sheet.room.take(rects)
        sheet.placed.append(Text(glyphs, size, sheet.style.colour("text"), self.zone.fill, 3.2, bold=True))
        if not self.first[1]:
            self.first = (start, rects)
        return True


def _after(line: NDArray[np.float64], ends: tuple[float, float], chip: Chip, size: float) -> list[tuple[float, float]]:
    """Where a chip may stand on the line of a name that spans ``ends`` of it: after it, else before it."""
    reach = size / 2 + 4 + max(chip.width, chip.height) / 2
    gaps = (reach * 0.75, reach, reach * 1.3, reach * 1.7)
    total = float(lengths(line)[-1])
    places = [ends[1] + g for g in gaps] + [ends[0] - g for g in gaps]
    points, _ = along(line, np.array([p for p in places if 0 < p < total] or [total]))
    return [(float(x), float(y)) for x, y in points]


def _roomiest(
    sheet: Sheet, line: NDArray[np.float64], widths: NDArray[np.float64], centres: NDArray[np.float64], size: float
) -> float:
    """Where along the line the first letter goes, on the sheet, where the name has most room, near the middle."""
    total = float(lengths(line)[-1])
    slack = total - centres[-1]
    starts = np.linspace(min(size, slack / 2), max(slack - size, slack / 2), 15)
    cost = [
        -min(_narrowest(line, widths, s + centres), 4 * size) / size
        + 2.5 * abs(s - slack / 2) / total
        + 100 * sum(not sheet.sees(x, y, margin=-size) for x, y in along(line, s + centres)[0])
        for s in starts
    ]
    return float(starts[int(np.argmin(cost))])


def _narrowest(line: NDArray[np.float64], widths: NDArray[np.float64], at: NDArray[np.float64]) -> float:
    return float(np.interp(at, lengths(line), widths).min())


def _calmed(angles: NDArray[np.float64]) -> NDArray[np.float64]:
    """Angles with single jerks taken out, so that neighbouring letters turn alike."""
    if len(angles) < 3:
        return angles
    padded = np.pad(angles, 1, mode="edge")
    return (padded[:-2] + padded[1:-1] + padded[2:]) / 3
