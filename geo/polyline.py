"""Lines as (n, 2) arrays: cutting them finer, walking along them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["along", "densified", "lengths"]


def densified(part: NDArray[np.float64], step: float) -> NDArray[np.float64]:
    """The same line with no piece longer than ``step``, (n, 2)."""
    pieces = []
    for start, end in itertools.pairwise(part):
        n = max(1, int(np.ceil(np.hypot(*(end - start)) / step)))
        pieces.append(start + (end - start) * (np.arange(n) / n)[:, None])
    return np.concatenate([*pieces, part[-1:]])


def lengths(line: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each vertex is from the start, along the line: (n,), in the units of the coordinates."""
    return np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))))


def along(line: NDArray[np.float64], distances: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points at distances from the start of a line, and the direction of the line there.

    Returns
    -------
    points : (m, 2) array
    angles : (m,) array
        Degrees from the x axis towards the y axis.
    """
    far = lengths(line)
    points = np.column_stack((np.interp(distances, far, line[:, 0]), np.interp(distances, far, line[:, 1])))
    piece = np.clip(np.searchsorted(far, distances, side="right") - 1, 0, len(line) - 2)
    step = line[piece + 1] - line[piece]
    return points, np.degrees(np.arctan2(step[:, 1], step[:, 0]))
