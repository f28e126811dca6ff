"""Names of zones: in the zone, along it, or beside it with a leader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.display import Glyph, Text
from layers.labels.axis import axis_of
from layers.labels.callouts import pin_callout, place_callout
from layers.labels.chips import Chip, beside, chip_of, place_chip
from layers.labels.measure import is_wide
from layers.labels.room import around
from layers.labels.wrap import wrapped
from layers.labels.zone_axis import name_along
from layers.labels.zone_spots import best_spot
from layers.selection import selected_in

if TYPE_CHECKING:
    from layers.labels.sheet import Sheet, ZoneOnSheet

__all__ = ["name_zones"]

LINE_HEIGHT = 1.25
ENGLISH = 0.88  # Latin letters look larger than Chinese ones at the same size
_SMALL_KM2 = 1.5


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
        placed = name_along(sheet, zone, axis, size, chip) if axis else _within(sheet, zone, size, chip)
        if not placed:
            callouts.append((zone, chip))
    for zone, _ in callouts:
        pin_callout(sheet, zone)
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
    best = best_spot(sheet, zone, width, height, chip.height + 4 if chip else 0.0)
    if best is None and chip is not None:
        best = best_spot(sheet, zone, width, height, 0.0)
    if best is None:
        return False
    x, y = best
    glyphs = tuple(Glyph(line, x, y + (i - (len(lines) - 1) / 2) * size * LINE_HEIGHT) for i, line in enumerate(lines))
    rect = around(x, y, width, height)
    sheet.room.take([rect])
    colour = sheet.style.colour("text")
    sheet.placed.append(Text(glyphs, size, colour, zone.fill, 3.2, bold=True, spacing=spacing))
    if chip is not None:
        place_chip(sheet, zone, chip, [(x, rect[3] + 4 + chip.height / 2), *beside(rect, chip)])
    return True
