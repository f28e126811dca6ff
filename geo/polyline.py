"""Lines as (n, 2) arrays: cutting them finer, walking along them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["along", "densified", "inside", "lengths"]


def densified(part: NDArray[np.float64], step: float) -> NDArray[np.float64]:
    """The same line with no piece longer than ``step``, (n, 2)."""
    pieces = part[1:] - part[:-1]
    counts = np.maximum(1, np.ceil(np.hypot(pieces[:, 0], pieces[:, 1]) / step)).astype(np.int64)
    piece = np.repeat(np.arange(len(counts)), counts)
    first = np.cumsum(counts) - counts
    share = (np.arange(len(piece)) - first[piece]) / counts[piece]
    return np.concatenate((part[:-1][piece] + pieces[piece] * share[:, None], part[-1:]))


def lengths(line: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each vertex is from the start, along the line: (n,), in the units of the coordinates."""
    return _measured(line)[0]


_Measured = tuple["NDArray[np.float64]", "NDArray[np.float64]"]
_last: tuple[NDArray[np.float64] | None, _Measured | None] = (None, None)


def _measured(line: NDArray[np.float64]) -> _Measured:
    """`lengths` of a line, and the direction of each of its pieces in degrees.

    Names try dozens of places on one line before they go to the next, so the last line is kept.
    """
    global _last  # noqa: PLW0603  # one pair, replaced at once, so that threads need no lock
    kept, found = _last
    if kept is not line or found is None:
        step = line[1:] - line[:-1]
        far = np.concatenate(([0.0], np.cumsum(np.hypot(step[:, 0], step[:, 1]))))
        found = (far, np.degrees(np.arctan2(step[:, 1], step[:, 0])))
        _last = (line, found)
    return found


def along(line: NDArray[np.float64], distances: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points at distances from the start of a line, and the direction of the line there.

    Returns
    -------
    points : (m, 2) array
    angles : (m,) array
        Degrees from the x axis towards the y axis.
    """
    far, angles = _measured(line)
    points = np.empty((len(distances), 2))
    points[:, 0] = np.interp(distances, far, line[:, 0])
    points[:, 1] = np.interp(distances, far, line[:, 1])
    piece = np.searchsorted(far, distances, side="right") - 1
    return points, angles[np.minimum(np.maximum(piece, 0), len(line) - 2)]


def inside(points: NDArray[np.float64], ring: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which of (m, 2) points lie inside the closed ring, by even-odd crossing; (m,) booleans."""
    # Most callers ask about far more than the ring: only what lies in its extent is worth counting.
    near = ((points >= ring.min(axis=0)) & (points <= ring.max(axis=0))).all(axis=1)
    found = np.zeros(len(points), dtype=bool)
    if near.any():
        found[near] = _even_odd(points[near], ring)
    return found


def _even_odd(points: NDArray[np.float64], ring: NDArray[np.float64]) -> NDArray[np.bool_]:
    """By the number of edges to the right of each point; only edges at its height are looked at."""
    order = np.argsort(points[:, 1])
    heights = points[order, 1]
    y0, y1 = ring[:-1, 1], ring[1:, 1]
    # An edge meets the heights from its lower end up to, and without, its upper: a run of the sorted points.
    first = np.searchsorted(heights, np.minimum(y0, y1))
    counts = np.searchsorted(heights, np.maximum(y0, y1)) - first
    edge = np.repeat(np.arange(len(counts)), counts)
    point = order[np.arange(len(edge)) + np.repeat(first - np.cumsum(counts) + counts, counts)]
    (x, y), (xe, ye) = points[point].T, ring[edge].T
    ahead = ring[edge + 1]
    right = x < xe + (y - ye) * (ahead[:, 0] - xe) / (ahead[:, 1] - ye)
    return np.asarray(np.bincount(point[right], minlength=len(points)) % 2 == 1)
