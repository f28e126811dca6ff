"""Room on the map: which rectangles and leaders are taken."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

__all__ = ["Rect", "Room", "around", "turned"]

Rect = tuple[float, float, float, float]  # left, top, right, bottom in pixels


def around(x: float, y: float, width: float, height: float) -> Rect:
    """The rectangle of a size centred at a point."""
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def turned(x: float, y: float, width: float, height: float, angle: float) -> Rect:
    """The upright rectangle around one turned clockwise by ``angle`` degrees about its centre."""
    c, s = abs(np.cos(np.radians(angle))), abs(np.sin(np.radians(angle)))
    return around(x, y, float(width * c + height * s), float(width * s + height * c))


class Room:
    """What is taken, with a gap that no two labels may come closer than.

    Parameters
    ----------
    width, height : float
        The sheet in pixels.  Nothing is placed across its border.
    gap : float
        Pixels between any two labels.
    """

    def __init__(self, width: float, height: float, gap: float = 3.0) -> None:
        self._sheet = (width, height)
        self._gap = gap
        self._taken = np.empty((64, 4))
        self._count = 0
        self._leaders: list[NDArray[np.float64]] = []
        self._pins: list[Rect] = []

    def free(self, rects: Iterable[Rect]) -> bool:
        """Whether all rectangles lie on the sheet and touch nothing that is taken."""
        return all(self._is_free(rect) for rect in rects)

    def take(self, rects: Iterable[Rect]) -> None:
        """Mark rectangles as taken."""
        for rect in rects:
            if self._count == len(self._taken):
                self._taken = np.concatenate((self._taken, np.empty_like(self._taken)))
            self._taken[self._count] = rect
            self._count += 1

    def pin(self, x: float, y: float, radius: float) -> None:
        """Keep a point in sight: no label may lie on it, though its own leader starts there."""
        self._pins.append(around(x, y, 2 * radius, 2 * radius))

    def crosses(self, leader: Sequence[tuple[float, float]]) -> bool:
        """Whether a leader would cut a taken rectangle or another leader."""
        points = np.array(leader)
        for start, end in itertools.pairwise(points):
            steps = max(2, int(np.hypot(*(end - start)) / 3))
            along = start + (end - start) * np.linspace(0, 1, steps)[:, None]
            taken = self._taken[: self._count]
            hit = (
                (along[:, None, 0] > taken[:, 0] - 1)
                & (along[:, None, 0] < taken[:, 2] + 1)
                & (along[:, None, 1] > taken[:, 1] - 1)
                & (along[:, None, 1] < taken[:, 3] + 1)
            )
            if hit.any():
                return True
            for other in self._leaders:
                if any(_cross(start, end, a, b) for a, b in itertools.pairwise(other)):
                    return True
        return False

    def take_leader(self, leader: Sequence[tuple[float, float]]) -> None:
        """Mark a leader as drawn: no label may lie on it."""
        points = np.array(leader)
        self._leaders.append(points)
        for start, end in itertools.pairwise(points):
            n = max(1, int(np.hypot(*(end - start)) / 6))
            for t in np.linspace(0, 1, n + 1):
                x, y = start + (end - start) * t
                self.take([around(float(x), float(y), 3, 3)])

    def _is_free(self, rect: Rect) -> bool:
        left, top, right, bottom = rect
        if left < 2 or top < 2 or right > self._sheet[0] - 2 or bottom > self._sheet[1] - 2:
            return False
        if any(pin[0] < right and pin[2] > left and pin[1] < bottom and pin[3] > top for pin in self._pins):
            return False
        taken, gap = self._taken[: self._count], self._gap
        return not bool(
            (
                (taken[:, 0] < right + gap)
                & (taken[:, 2] > left - gap)
                & (taken[:, 1] < bottom + gap)
                & (taken[:, 3] > top - gap)
            ).any()
        )


def _cross(a: NDArray[np.float64], b: NDArray[np.float64], c: NDArray[np.float64], d: NDArray[np.float64]) -> bool:
    """Whether the segments a–b and c–d cross."""

    def side(p: NDArray[np.float64], q: NDArray[np.float64], r: NDArray[np.float64]) -> float:
        return float((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
