"""Points that lie too close to be told apart at a scale, gathered into circles that split on zoom.

For each power of two of the resolution there is a level.  Going from near to far, each level gathers
the circles of the one before: whatever lies within a radius of a circle or point, the fullest first,
joins it (as Mapbox's supercluster does, after D. Leaver's Leaflet.markercluster).  So a circle
always splits into those it was made of.
"""

from __future__ import annotations

from functools import lru_cache
from math import floor, log2
from typing import TYPE_CHECKING, Final

import numpy as np

from geo.record import dataclass

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.layer import Geometry, Layer

__all__ = ["Level", "clustered", "level_at"]

FEW: Final = 60  # a layer of fewer points is drawn as it is
MOST: Final = 20_000  # of more points one wants to see where they are many, not how many
RADIUS_PX: Final = 52.0
LEAST: Final = 4  # two or three dots side by side say more than a circle with a figure
_NEAREST: Final = -3  # the first level is for 2 ** -3 metres a pixel: about 1 : 500


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """The circles of one level.

    Attributes
    ----------
    x, y : (circles,) arrays
        Where each lies: the mean of its points, in projected metres.
    counts : (circles,) array of int64
        How many points each holds; 1 for a point by itself.
    of : (points,) array of int64
        The circle of each point.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    counts: NDArray[np.int64]
    of: NDArray[np.int64]


def clustered(layer: Layer, geometry: Geometry) -> bool:
    """Whether the points of a layer are gathered where they are close.

    Not where a person has put them into classes: a circle for several would say of none which.
    """
    if getattr(layer.symbology, "ramp", None) is not None:
        return False
    return layer.group == "own" and geometry.shapes.kind == "point" and FEW <= len(geometry.shapes.xy) <= MOST


def level_at(geometry: Geometry, hidden: NDArray[np.bool_], resolution: float) -> Level:
    """The level for a resolution in projected metres per pixel.

    ``hidden`` says for each point whether it is left out; its entry in ``of`` is then -1.
    """
    wanted = max(floor(log2(resolution) + 0.5) - _NEAREST, 0)
    levels = _levels(geometry, hidden.tobytes())
    while len(levels) <= wanted:
        levels.append(_gathered(levels[-1], RADIUS_PX * 2.0 ** (len(levels) + _NEAREST)))
    return levels[wanted]


@lru_cache(maxsize=8)
def _levels(geometry: Geometry, hidden: bytes) -> list[Level]:
    """All levels that were asked for so far; the first holds the shown points at one place as one."""
    shown = ~np.frombuffer(hidden, dtype=bool)
    xy = geometry.shapes.xy[shown]
    of = np.full(len(shown), -1, dtype=np.int64)
    places, inverse, counts = np.unique(xy, axis=0, return_inverse=True, return_counts=True)
    of[shown] = inverse.reshape(-1)
    return [Level(places[:, 0], places[:, 1], counts.astype(np.int64), of)]


def _gathered(level: Level, radius: float) -> Level:
    """The next level: circles within ``radius`` metres of a fuller one join it."""
    if len(level.x) < 2:
        return level
    near = _Grid(level.x, level.y, radius)
    joined = np.full(len(level.x), -1, dtype=np.int64)
    leaders = 0
    for leader in np.argsort(-level.counts, kind="stable").tolist():
        if joined[leader] < 0:
            around = near.around(leader)
            joined[around[joined[around] < 0]] = leaders
            leaders += 1
    counts = np.bincount(joined, level.counts, leaders)
    x = np.bincount(joined, level.counts * level.x, leaders) / counts
    y = np.bincount(joined, level.counts * level.y, leaders) / counts
    of = np.where(level.of >= 0, joined[level.of], -1)
    return Level(x, y, counts.astype(np.int64), of)


class _Grid:
    """Which of some places lie within a radius of one of them."""

    def __init__(self, x: NDArray[np.float64], y: NDArray[np.float64], radius: float) -> None:
        self._x, self._y, self._radius = x, y, radius
        column, row = (np.floor((each - each.min()) / radius).astype(np.int64) for each in (x, y))
        self._across = int(column.max()) + 3
        self._cell = (row + 1) * self._across + column + 1  # an empty column at each side: no neighbour wraps
        self._order = np.argsort(self._cell, kind="stable")
        self._sorted = self._cell[self._order]

    def around(self, place: int) -> NDArray[np.int64]:
        """The places within the radius of one, itself included."""
        cell = self._cell[place]
        rows = cell + np.array([-self._across, 0, self._across])
        first = np.searchsorted(self._sorted, rows - 1, side="left").tolist()
        last = np.searchsorted(self._sorted, rows + 1, side="right").tolist()
        found = np.concatenate([self._order[a:b] for a, b in zip(first, last, strict=True)])
        apart = np.hypot(self._x[found] - self._x[place], self._y[found] - self._y[place])
        return np.asarray(found[apart <= self._radius])
