"""Which of some features lie under a point: all of their edges in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geo.raster.store import ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.shapes import Shapes

__all__ = ["touched"]

_MANY: Final = 4096  # vertices that are looked at where they lie, and not brought together


def touched(shapes: Shapes, features: NDArray[np.int64], x: float, y: float, tolerance: float) -> NDArray[np.bool_]:
    """Which of some features cover a point or come within the tolerance of it.

    Parameters
    ----------
    features : (n,) array of int
        Indices into ``shapes``.
    x, y, tolerance : float
        In the units of the shapes.

    Returns
    -------
    (n,) array of bool
    """
    if shapes.kind == "point":
        to = shapes.xy[shapes.part_starts[shapes.feature_starts[features]]] - (x, y)
        return np.asarray(np.hypot(to[:, 0], to[:, 1]) <= tolerance)
    parts = shapes.feature_starts[features], shapes.feature_starts[features + 1]
    starts, ends = shapes.part_starts[parts[0]], shapes.part_starts[parts[1]]
    found = np.zeros(len(features), dtype=bool)
    is_large = ends - starts > _MANY
    closed = shapes.kind == "polygon"
    for i in np.flatnonzero(is_large).tolist():
        joins = shapes.part_starts[parts[0][i] + 1 : parts[1][i] + 1] - starts[i]
        path = shapes.xy[starts[i] : ends[i]]
        found[i] = _touched(path, joins, 1, np.array([len(path)]), x, y, tolerance, closed=closed)[0]
    small = np.flatnonzero(~is_large)
    if len(small):
        counts = ends[small] - starts[small]
        part = ranges(parts[0][small], parts[1][small] - parts[0][small])
        joins = np.cumsum(shapes.part_starts[part + 1] - shapes.part_starts[part])
        path = shapes.xy[ranges(starts[small], counts)]
        found[small] = _touched(path, joins, len(small), np.cumsum(counts), x, y, tolerance, closed=closed)
    return found


def _touched(
    path: NDArray[np.float64],
    joins: NDArray[np.int64],
    count: int,
    ends: NDArray[np.int64],
    x: float,
    y: float,
    tolerance: float,
    *,
    closed: bool,
) -> NDArray[np.bool_]:
    """The same for features whose vertices lie one after the other; their parts end at ``joins``, they at ``ends``."""
    found = np.zeros(count, dtype=bool)
    px, py = path[:, 0], path[:, 1]
    is_piece = np.ones(max(len(path) - 1, 0), dtype=bool)
    is_piece[joins[(joins > 0) & (joins < len(path))] - 1] = False  # from one part to the next leads none
    if closed:
        above = py > y
        crossing = np.flatnonzero((above[1:] != above[:-1]) & is_piece)
        x0, y0, x1, y1 = px[crossing], py[crossing], px[crossing + 1], py[crossing + 1]
        right = crossing[x < x0 + (y - y0) * (x1 - x0) / (y1 - y0)]
        found |= np.bincount(np.searchsorted(ends, right, side="right"), minlength=count) % 2 == 1
        if found.all():
            return found
    lower, upper = py < y - tolerance, py > y + tolerance
    pieces = np.flatnonzero(is_piece & ~((lower[1:] & lower[:-1]) | (upper[1:] & upper[:-1])))
    one, other = px[pieces], px[pieces + 1]
    pieces = pieces[(np.minimum(one, other) <= x + tolerance) & (np.maximum(one, other) >= x - tolerance)]
    start, step = path[pieces], path[pieces + 1] - path[pieces]
    to = (x, y) - start
    length2 = np.maximum((step**2).sum(axis=1), np.finfo(float).tiny)
    share = np.clip((to * step).sum(axis=1) / length2, 0.0, 1.0)
    off = to - share[:, None] * step
    close = pieces[np.hypot(off[:, 0], off[:, 1]) <= tolerance]
    found[np.searchsorted(ends, close, side="right")] = True
    return found
