"""Lines that fade out beyond the district, so that the district stands out by itself."""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from geo.mercator import ground_factor, to_lonlat
from geo.polyline import densified, inside
from geo.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["faded"]

_PIECE_M = 250.0  # lines are cut at least this finely (projected metres) before they are sorted into bands


@lru_cache(maxsize=16)
def faded(lines: Shapes, district: Shapes, steps_km: tuple[float, ...]) -> tuple[tuple[float, Shapes], ...]:
    """Cut lines into bands by their distance from the district.

    Parameters
    ----------
    lines : Shapes of kind line
        In EPSG:3857 metres.
    district : Shapes of kind polygon
        Its first ring holds what is drawn at full strength; without one, everything is.
    steps_km : tuple of float
        Outer edges of the bands in ground kilometres, growing; nothing is kept beyond the last.

    Returns
    -------
    tuple of (opacity, Shapes)
        Opacity 1 inside the ring, falling linearly to 0 at the last step.  Each band has the
        features of ``lines`` in their order, those without a part in the band being empty.
    """
    if not len(district):
        return ((1.0, lines),)
    ring = district.parts(0)[0]
    edges = np.array(steps_km) * 1000 / ground_factor(to_lonlat(*ring.mean(axis=0))[1])
    opacities = [1.0, *(1 - (np.concatenate(([0.0], edges[:-1])) + edges) / 2 / edges[-1])]
    bands: list[list[list[NDArray[np.float64]]]] = [[[] for _ in range(len(lines))] for _ in opacities]
    fine = [(feature, densified(part, _PIECE_M)) for feature, parts in enumerate(lines) for part in parts]
    middles = np.concatenate([(part[1:] + part[:-1]) / 2 for _, part in fine] or [np.empty((0, 2))])
    band = _band(middles, ring, edges)
    first = 0
    for feature, part in fine:
        for value, run in _runs(band[first : first + len(part) - 1]):
            if value < len(bands):
                bands[value][feature].append(part[run.start : run.stop + 1])
        first += len(part) - 1
    return tuple((float(o), Shapes.from_parts("line", each)) for o, each in zip(opacities, bands, strict=True))


def _band(points: NDArray[np.float64], ring: NDArray[np.float64], edges: NDArray[np.float64]) -> NDArray[np.int64]:
    """The band of each point: 0 inside the ring, then one for each edge, and one more beyond the last."""
    band = np.full(len(points), len(edges) + 1)
    reach = edges[-1]
    # Most of the city lies far off: only points in the ring's extent and around it are measured.
    near = ((points > ring.min(axis=0) - reach) & (points < ring.max(axis=0) + reach)).all(axis=1)
    band[near] = 1 + np.searchsorted(edges, _distance(points[near], ring))
    band[inside(points, ring)] = 0
    return band


def _distance(points: NDArray[np.float64], ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """Distance of (m, 2) points from the ring's line, in the units of the coordinates."""
    x0, y0 = ring[:-1, 0], ring[:-1, 1]
    dx, dy = np.diff(ring, axis=0).T
    across, down = points[:, :1] - x0, points[:, 1:] - y0
    t = np.clip((across * dx + down * dy) / np.maximum(dx * dx + dy * dy, 1e-12), 0, 1)
    across -= t * dx
    down -= t * dy
    return np.asarray(np.sqrt((across * across + down * down).min(axis=1)))


def _runs(values: NDArray[np.int64]) -> Iterator[tuple[int, range]]:
    """Runs of equal values as (value, indices)."""
    breaks = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist(), len(values)]
    for first, last in itertools.pairwise(breaks):
        yield int(values[first]), range(first, last)
