"""Names of zones: in the zone, along it, or beside it with a leader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.polyline import along, lengths
from layers.display import Glyph, Text
from layers.labels.axis import axis_of
from layers.labels.callouts import place_callout
from layers.labels.chips import Chip, chip_of, place_chip
from layers.labels.measure import is_wide
from layers.labels.pole import pole_px
from layers.labels.room import around, turned
from layers.labels.wrap import wrapped
from layers.selection import selected_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.labels.axis import Axis
    from layers.labels.room import Rect
    from layers.labels.sheet import Sheet, ZoneOnSheet

__all__ = ["name_zones"]

LINE_HEIGHT = 1.25
ENGLISH = 0.88  # Latin letters look larger than Chinese ones at the same size
_SMALL_KM2 = 1.5
_LATTICE = 15  # places for a name are tried on a lattice with this many lines across a zone
_LARGEST_SHARE, _WIDEST_SHARE = 0.4, 0.75  # a name that covers more of its zone hides it


def name_zones(sheet: Sheet) -> None:
    """Name every zone on the sheet, the selected first, then the largest; none is dropped."""
    chosen = selected_in(sheet.scene.selection, "zones")
    callouts = []
    for zone in sorted(sheet.zones, key=lambda z: (z.row["id"] not in chosen, -(z.row["area_km2"] or 0))):
        x, y = zone.ring.mean(axis=0)
        if not sheet.sees(x, y, margin=float(np.ptp(zone.ring, axis=0).max())):
            continue
        size = _size(sheet, zone)
        chip = chip_of(sheet, zone)
        axis = axis_of(zone.ring, zone.area_px)
        placed = _along(sheet, zone, axis, size, chip) if axis else _within(sheet, zone, size, chip)
        if not placed:
            callouts.append((zone, chip))
    for zone, chip in callouts:
        place_callout(sheet, zone, chip)


def _size(sheet: Sheet, zone: ZoneOnSheet) -> float:
    size = min(max(20 * float((50_000 / sheet.scale) ** 0.7), 13.0), 26.0)
    if (zone.row["area_km2"] or 0) < _SMALL_KM2:
        size *= 0.8
    return size * (ENGLISH if sheet.scene.language == "en" else 1)


def _within(sheet: Sheet, zone: ZoneOnSheet, size: float, chip: Chip | None) -> bool:
    """Set the name, and the chip under it, where the zone has most room for them."""
    lines = wrapped(zone.label(sheet.scene.language))
    spacing = 0.1 if all(map(is_wide, lines[0])) else 0.0
    width = max(sheet.measure.width(line, size, bold=True) + spacing * size * (len(line) - 1) for line in lines)
    height = size * LINE_HEIGHT * len(lines)
    best = _best_spot(sheet, zone, width, height, chip.height + 4 if chip else 0.0)
    if best is None and chip is not None:
        best = _best_spot(sheet, zone, width, height, 0.0)
    if best is None:
        return False
    x, y = best
    glyphs = tuple(Glyph(line, x, y + (i - (len(lines) - 1) / 2) * size * LINE_HEIGHT) for i, line in enumerate(lines))
    rect = around(x, y, width, height)
    sheet.room.take([rect])
    colour = sheet.style.colour("text")
    sheet.placed.append(Text(glyphs, size, colour, zone.fill, 3.2, bold=True, spacing=spacing))
    if chip is not None:
        place_chip(sheet, zone, chip, [(x, rect[3] + 4 + chip.height / 2), *_beside(rect, chip)])
    return True


def _best_spot(
    sheet: Sheet, zone: ZoneOnSheet, width: float, height: float, below: float
) -> tuple[float, float] | None:
    """The middle of the best place inside the zone for a name with ``below`` pixels under it."""
    if width * height > _LARGEST_SHARE * zone.area_px or width > _WIDEST_SHARE * float(np.ptp(zone.ring[:, 0])):
        return None
    sheet_size = np.array([sheet.viewport.width, sheet.viewport.height])
    west, north = np.maximum(zone.ring.min(axis=0), 0)
    east, south = np.minimum(zone.ring.max(axis=0), sheet_size)
    if west >= east or north >= south:
        return None
    across, down = np.meshgrid(np.linspace(west, east, _LATTICE)[1:-1], np.linspace(north, south, _LATTICE)[1:-1])
    spots = np.column_stack((across.ravel(), down.ravel()))
    reach = np.array([-width / 2, -height / 2, width / 2, height / 2 + below])
    rim = _rim(reach, 2.0)
    within = zone.holds((spots[:, None] + rim).reshape(-1, 2)).reshape(len(spots), len(rim)).all(axis=1)
    spots = spots[within]
    if not len(spots):
        return None
    blocks = np.tile(spots, 2) + reach
    middles = spots + np.array([0, below / 2])
    far = np.hypot(*(middles - pole_px(sheet, zone)).T) / max(np.sqrt(zone.area_px), 1)
    for i in np.argsort(far + 0.06 * sheet.ways_in(blocks)):
        if sheet.room.free([tuple(blocks[i])]):
            return float(spots[i, 0]), float(spots[i, 1])
    return None


def _rim(rect: NDArray[np.float64], margin: float) -> NDArray[np.float64]:
    """Points around a rectangle grown by ``margin``: corners and points along its sides."""
    left, top, right, bottom = rect + np.array([-margin, -margin, margin, margin])
    x, y = np.linspace(left, right, 5), np.linspace(top, bottom, 3)[1:-1]
    sides = [(x, np.full(5, top)), (x, np.full(5, bottom)), (np.full(1, left), y), (np.full(1, right), y)]
    return np.concatenate([np.column_stack(side) for side in sides])


def _along(sheet: Sheet, zone: ZoneOnSheet, axis: Axis, size: float, chip: Chip | None) -> bool:
    """Set the name letter by letter along the axis, at most over 70 % of it."""
    text = zone.label(sheet.scene.language).replace("|", "")
    wide = all(map(is_wide, text))
    upright = wide and axis.steep
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
    start = _roomiest(sheet, line, widths, centres, size)
    points, angles = along(line, start + centres)
    if _narrowest(line, widths, start + centres) < size * 1.1 + 4:
        return False
    glyphs = tuple(
        Glyph(c, float(x), float(y), 0.0 if upright else float(angle))
        for c, (x, y), angle in zip(text, points, _calmed(angles), strict=True)
    )
    rects = [turned(g.x, g.y, a, size * 1.1, g.angle) for g, a in zip(glyphs, advances, strict=True)]
    if not all(sheet.sees(g.x, g.y) for g in glyphs) or not sheet.room.free(rects):
        return False
    sheet.room.take(rects)
    sheet.placed.append(Text(glyphs, size, sheet.style.colour("text"), zone.fill, 3.2, bold=True))
    if chip is not None:
        ends = (start, start + float(centres[-1]))
        place_chip(
            sheet, zone, chip, _after(line, ends, chip, size) + _beside(rects[-1], chip) + _beside(rects[0], chip)
        )
    return True


def _after(line: NDArray[np.float64], ends: tuple[float, float], chip: Chip, size: float) -> list[tuple[float, float]]:
    """Where a chip may stand on the line of a name that spans ``ends`` of it: after it, else before it."""
    reach = size / 2 + 4 + max(chip.width, chip.height) / 2
    gaps = (reach * 0.75, reach, reach * 1.3, reach * 1.7)
    total = float(lengths(line)[-1])
    places = [ends[1] + g for g in gaps] + [ends[0] - g for g in gaps]
    points, _ = along(line, np.array([p for p in places if 0 < p < total] or [total]))
    return [(float(x), float(y)) for x, y in points]


def _beside(rect: Rect, chip: Chip) -> list[tuple[float, float]]:
    """Middles for a chip to the right of, above, below and to the left of a rectangle."""
    x, y = (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
    across, down = chip.width / 2 + 6, chip.height / 2 + 6
    return [(rect[2] + across, y), (x, rect[1] - down), (x, rect[3] + down), (rect[0] - across, y)]


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
