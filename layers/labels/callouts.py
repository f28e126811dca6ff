"""Callouts: the name of a zone too small for it, outside and tied to it by a leader (LOOK §4)."""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING

import numpy as np

from layers.display import Glyph, Leader, Mark, Text
from layers.labels.chips import beside, place_chip
from layers.labels.pole import pole_px
from layers.labels.wrap import wrapped

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.labels.chips import Chip
    from layers.labels.room import Rect
    from layers.labels.sheet import Sheet, ZoneOnSheet

__all__ = ["pin_callout", "place_callout"]

_DOT, _LEVEL, _GAP = 2.6, 12.0, 5.0
_LINE = 1.25
_LATIN_LINE, _NARROW_LINE = 14, 8  # letters
_BATCH = 24  # candidates weighed at once, the easiest first
_BEYOND = (10, 18, 28, 40, 56, 76, 100, 130, 170)  # pixels past the zone that a leader may reach


def pin_callout(sheet: Sheet, zone: ZoneOnSheet) -> None:
    """Keep the dot of a zone that is named beside it in sight."""
    sheet.room.pin(*pole_px(sheet, zone), _DOT + 1.5)


def place_callout(sheet: Sheet, zone: ZoneOnSheet, chip: Chip | None) -> None:
    """Name a zone beside it.  With no place for the name at all, only the dot remains."""
    size = 14.0 if sheet.scale <= 60_000 else 12.5
    # On a small map a narrow name finds room beside its zone, where a long line does not.
    latin = _LATIN_LINE if sheet.scale <= 80_000 else _NARROW_LINE
    lines = wrapped(zone.label(sheet.scene.language), latin)
    width = max(sheet.measure.width(line, size, bold=True) for line in lines)
    height = size * _LINE * len(lines)
    x, y = pole_px(sheet, zone)
    if not sheet.sees(x, y):
        return
    found = _best(sheet, zone, (x, y), (width, height), chip.height + 4 if chip else 0.0)
    sheet.placed.append(Mark(x, y, _DOT, zone.edge, None))
    if found is None:
        return
    leader, rect = found
    left = leader[-1][0] > leader[0][0]
    middle = (rect[1] + rect[3]) / 2
    glyphs = []
    for i, line in enumerate(lines):
        own = sheet.measure.width(line, size, bold=True)
        at = rect[0] + own / 2 if left else rect[2] - own / 2  # lines end at the leader
        glyphs.append(Glyph(line, at, middle + (i - (len(lines) - 1) / 2) * size * _LINE))
    _, halo = sheet.beneath([((rect[0] + rect[2]) / 2, middle)])[0]
    sheet.room.take([rect])
    sheet.room.take_leader(leader)
    sheet.placed.append(Leader(leader, zone.edge, 1.0))
    sheet.placed.append(Text(tuple(glyphs), size, sheet.style.colour("text"), halo, 3.2, bold=True))
    if chip is not None:
        at = rect[0] + chip.width / 2 if left else rect[2] - chip.width / 2
        under, over = (at, rect[3] + 4 + chip.height / 2), (at, rect[1] - 4 - chip.height / 2)
        place_chip(sheet, zone, chip, [under, over, *beside(rect, chip)])


def _best(
    sheet: Sheet, zone: ZoneOnSheet, pole: tuple[float, float], size: tuple[float, float], below: float
) -> tuple[tuple[tuple[float, float], ...], Rect] | None:
    """The leader and the name's rectangle that disturb least, with ``below`` pixels for a chip under it."""
    middle = sheet.district[:, 0].mean() if len(sheet.district) else sheet.viewport.width / 2
    away = -1 if pole[0] < middle else 1
    reach = float(np.ptp(zone.ring[:, 0])) / 2
    aside = [(slope, reach + beyond) for slope in (32, -32, 40, -40, 0, 55, -55) for beyond in _BEYOND]
    over = [(slope, across) for slope in (70, -70, 76, -76) for across in (20, 24, 28, 34, 40)]
    tried = sorted(
        (_effort(slope, across - reach, side == away), side, slope, across)
        for side in (away, -away)
        for slope, across in aside + over
    )
    found, least = None, np.inf
    for first in range(0, len(tried), _BATCH):
        batch = tried[first : first + _BATCH]
        if batch[0][0] >= least:  # all that is left costs at least its own effort
            break
        candidates = [_candidate(pole, side, slope, across, size) for _, side, slope, across in batch]
        blocks = np.array([rect for _, rect in candidates]) + np.array([0, 0, 0, below])
        costs = np.array([effort for effort, *_ in batch]) + 1.2 * sheet.ways_in(blocks)
        costs = costs + 400 * sheet.zones_in(blocks)
        costs = costs + 150 * _crossed(sheet, zone, np.array([leader[:2] for leader, _ in candidates]))
        for i in np.argsort(costs, kind="stable"):
            if costs[i] >= least:
                break
            leader, rect = candidates[i]
            if sheet.room.free([tuple(blocks[i])]) and not sheet.room.crosses(leader):
                found, least = (leader, rect), float(costs[i])
                break
    return found if found or not below else _best(sheet, zone, pole, size, 0.0)


def _effort(slope: float, beyond: float, away: bool) -> float:
    """What a leader costs by itself: a long one, one towards the district's middle, one of an odd slope."""
    return max(beyond, 10) + 40 * (not away) + 8 * (not 30 <= abs(slope) <= 40) + 12 * (abs(slope) > 60)


def _crossed(sheet: Sheet, zone: ZoneOnSheet, slants: NDArray[np.float64]) -> NDArray[np.int64]:
    """How many other zones the slanted pieces, (m, 2, 2) start and end, run through: (m,)."""
    t = np.linspace(0, 1, 12)[:, None]
    points = (slants[:, None, 0] * (1 - t) + slants[:, None, 1] * t).reshape(-1, 2)
    hits = [
        other.holds(points).reshape(len(slants), -1).any(axis=1) for other in sheet.near(points) if other is not zone
    ]
    return np.asarray(np.sum(hits, axis=0, dtype=np.int64)) if hits else np.zeros(len(slants), dtype=np.int64)


def _candidate(
    pole: tuple[float, float], side: int, slope: float, reach: float, size: tuple[float, float]
) -> tuple[tuple[tuple[float, float], ...], Rect]:
    """A slanted piece that spans ``reach`` across, a level piece, and the rectangle at its end."""
    x, y = pole
    width, height = size
    slant = max(reach - _LEVEL, 8.0)
    bend = (x + side * slant, y - slant * sin(radians(slope)) / cos(radians(slope)))
    end = (bend[0] + side * _LEVEL, bend[1])
    near = end[0] + side * _GAP
    far = near + side * width
    rect = (min(near, far), end[1] - height / 2, max(near, far), end[1] + height / 2)
    return ((x, y), bend, end), rect
