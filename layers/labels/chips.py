"""Chips: what is known to be in a zone but not where, as a tidy stack at its name (LOOK §3)."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from geo.record import dataclass
from layers.display import Box, Glyph, Icon, Text
from layers.docked import docked
from layers.labels.room import around
from layers.messages import messages

if TYPE_CHECKING:
    from layers.display import Overlay
    from layers.labels.room import Rect
    from layers.labels.sheet import Sheet, ZoneOnSheet

__all__ = ["Chip", "beside", "chip_items", "chip_of", "place_chip"]

_PADDING, _BETWEEN, _GAP = 6.0, 9.0, 3.5
_ICON, _COUNT, _WORD = 12.6, 12.5, 11.0
_WORDS_TO, _KINDS_TO = 60_000, 100_000  # scales up to which words, and kinds, are told apart
_SHEETS = (4.4, 2.2)  # how far the sheets behind are moved, right and down
_RADIUS = 4.0


@dataclass(frozen=True, slots=True)
class Chip:
    """One stack: for each kind its icon, count and word, with the size of the front sheet."""

    parts: tuple[tuple[str, str, str], ...]
    width: float
    height: float
    edge: str


def chip_of(sheet: Sheet, zone: ZoneOnSheet) -> Chip | None:
    """The chip of a zone at this scale; None where nothing is docked there."""
    stacks = docked(sheet.scene.register, zone.row["id"], sheet.scene.as_of)
    if not stacks:
        return None
    say = messages(sheet.scene.language)
    roomy = sheet.scale <= _WORDS_TO
    parts = tuple((stack.kind, str(len(stack.entries)), say(f"chip.{stack.kind}") if roomy else "") for stack in stacks)
    chip = _sized(sheet, parts, zone.edge, roomy)
    if sheet.scale > _KINDS_TO or chip.width > np.ptp(zone.ring[:, 0]):
        total = sum(len(stack.entries) for stack in stacks)
        chip = _sized(sheet, (("layers", str(total), ""),), zone.edge, roomy)
    return chip


def _sized(sheet: Sheet, parts: tuple[tuple[str, str, str], ...], edge: str, roomy: bool) -> Chip:
    width = 2 * _PADDING + _BETWEEN * (len(parts) - 1)
    for _, count, word in parts:
        width += _ICON + _GAP + sheet.measure.width(count, _COUNT, bold=True)
        width += _GAP + sheet.measure.width(word, _WORD) if word else 0
    return Chip(parts, width, 20.0 if roomy else 17.0, edge)


def place_chip(sheet: Sheet, zone: ZoneOnSheet, chip: Chip, middles: list[tuple[float, float]]) -> bool:
    """Put the chip at the best of ``middles``, given best first: free, off other zones, rather inside its own."""
    free = [middle for middle in middles if sheet.room.free([_outer(chip, *middle)])]
    if not free:
        return False
    outers = np.array([_outer(chip, *middle) for middle in free])
    corners = np.stack([outers[:, [0, 1]], outers[:, [2, 1]], outers[:, [0, 3]], outers[:, [2, 3]]], axis=1)
    outside = (~zone.holds(corners.reshape(-1, 2))).reshape(-1, 4).sum(axis=1)
    strangers = sheet.zones_in(outers, but=zone)
    order = np.arange(len(free))
    x, y = free[int(np.argmin(0.4 * order + 0.5 * outside + 4 * strangers))]
    sheet.room.take([_outer(chip, x, y)])
    sheet.chips.extend(chip_items(sheet, chip, x, y))
    rect = (x - chip.width / 2, y - chip.height / 2, chip.width, chip.height)
    sheet.targets.append((rect, ("chip", str(zone.row["id"]))))
    return True


def _outer(chip: Chip, x: float, y: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = around(x, y, chip.width, chip.height)
    return left, top, right + _SHEETS[0], bottom + _SHEETS[0]


def chip_items(sheet: Sheet, chip: Chip, x: float, y: float) -> list[Overlay]:
    """What a chip centred at ``x, y`` is drawn with, bottom to top."""
    surface = sheet.style.colour("chip")
    # On half pixels, where a pen of about one is sharp.
    left, top = round(x - chip.width / 2) + 0.5, round(y - chip.height / 2) + 0.5
    y = top + chip.height / 2
    size = (ceil(chip.width), chip.height, _RADIUS, surface, chip.edge)
    items: list[Overlay] = [Box(left + d, top + d, *size, 0.9, 0.55) for d in _SHEETS]
    items.append(Box(left, top, *size, 1.1))
    at = left + _PADDING
    ink = sheet.style.colour("text")
    for kind, count, word in chip.parts:
        items.append(Icon(kind, at + _ICON / 2, y, _ICON, chip.edge))
        at += _ICON + _GAP
        for text, points, bold, gap in ((count, _COUNT, True, _GAP), (word, _WORD, False, 0.0)):
            if text:
                width = sheet.measure.width(text, points, bold=bold)
                items.append(Text((Glyph(text, at + width / 2, y),), points, ink, None, 0, bold=bold))
                at += width + (gap if word else 0)
        at += _BETWEEN
    return items


def beside(rect: Rect, chip: Chip) -> list[tuple[float, float]]:
    """Middles for a chip to the right of, above, below and to the left of a rectangle."""
    x, y = (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2
    across, down = chip.width / 2 + 6, chip.height / 2 + 6
    return [(rect[2] + across, y), (x, rect[1] - down), (x, rect[3] + down), (rect[0] - across, y)]
