"""Where in a zone a name has most room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.labels.pole import pole_px

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.labels.sheet import Sheet, ZoneOnSheet

__all__ = ["best_spot"]

_LATTICE = 15  # places for a name are tried on a lattice with this many lines across a zone
_LARGEST_SHARE, _WIDEST_SHARE = 0.4, 0.9  # a name that covers more of its zone hides it


def best_spot(sheet: Sheet, zone: ZoneOnSheet, width: float, height: float, below: float) -> tuple[float, float] | None:
    """The middle of the best place inside the zone for a name with ``below`` pixels under it."""
    if width * height > _LARGEST_SHARE * zone.area_px or width > _WIDEST_SHARE * float(np.ptp(zone.ring[:, 0])):
        return None
    spots, ranks = _lattice(sheet, zone)
    reach = np.array([-width / 2, -height / 2, width / 2, height / 2 + below])
    rim = _rim(reach, 2.0)
    within = zone.holds((spots[:, None] + rim).reshape(-1, 2)).reshape(len(spots), len(rim)).all(axis=1)
    spots, ranks = spots[within], ranks[within]
    if not len(spots):
        return None
    blocks = np.tile(spots, 2) + reach
    middles = spots + np.array([0, below / 2])
    pole = pole_px(sheet, zone)
    far = np.hypot(*(middles - pole).T) / max(np.sqrt(zone.area_px), 1)
    cost = far + 0.06 * sheet.ways_in(blocks)
    if not sheet.sees(*pole):
        cost += ranks  # a name in a piece of a zone keeps to coarse places, and hops seldom as the map moves
    for i in np.argsort(cost, kind="stable"):
        if sheet.room.free([tuple(blocks[i])]):
            return float(spots[i, 0]), float(spots[i, 1])
    return None


def _lattice(sheet: Sheet, zone: ZoneOnSheet) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Places on the sheet for a name of a zone, fixed to its ground, and how fine a lattice each belongs to.

    The lattice has some ten lines across what is seen; of places on its coarser lines, halved
    again and again from the whole zone, the rank is lower.
    """
    (west, north), (east, south) = zone.ring.min(axis=0), zone.ring.max(axis=0)
    seen = (min(east, sheet.viewport.width) - max(west, 0), min(south, sheet.viewport.height) - max(north, 0))
    if min(seen) <= 0:
        return np.empty((0, 2)), np.empty(0, dtype=np.int64)
    steps, numbers, ranks = [], [], []
    for low, high, size, part in (
        (west, east, sheet.viewport.width, seen[0]),
        (north, south, sheet.viewport.height, seen[1]),
    ):
        halvings = max(0, int(np.ceil(np.log2((high - low) / part))))
        step = (high - low) / (_LATTICE - 1) / 2**halvings
        first, last = np.ceil((max(low, 0) - low) / step), np.floor((min(high, size) - low) / step)
        number = np.arange(int(first), int(last) + 1)
        steps.append(low + number * step)
        numbers.append(number)
        ranks.append(halvings - np.minimum(_twos(number), halvings))
    across, down = np.meshgrid(*steps)
    rank = np.maximum(*np.meshgrid(*ranks))
    return np.column_stack((across.ravel(), down.ravel())), rank.ravel()


def _twos(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """How often each number can be halved; often for 0."""
    lowest = numbers & -numbers
    return np.where(numbers == 0, 62, np.log2(np.maximum(lowest, 1)).astype(np.int64))


def _rim(rect: NDArray[np.float64], margin: float) -> NDArray[np.float64]:
    """Points around a rectangle grown by ``margin``: corners and points along its sides."""
    left, top, right, bottom = rect + np.array([-margin, -margin, margin, margin])
    x, y = np.linspace(left, right, 5), np.linspace(top, bottom, 3)[1:-1]
    sides = [(x, np.full(5, top)), (x, np.full(5, bottom)), (np.full(1, left), y), (np.full(1, right), y)]
    return np.concatenate([np.column_stack(side) for side in sides])
