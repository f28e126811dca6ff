"""Geometry for the browser: short lists of whole-number steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.shapes import Shapes

__all__ = ["ShapeTable"]

_PER_METRE = 2  # steps are half projected metres: under a pixel at every zoom offered
_STRAIGHT_M = 0.02  # a vertex this near to the line between its neighbours says nothing


class ShapeTable:
    """Every geometry of a page, each written once.

    Parameters
    ----------
    origin : (int, int)
        EPSG:3857 metres that the first step of each part starts from.
    """

    def __init__(self, origin: tuple[int, int]) -> None:
        self.origin = origin
        self._numbers: dict[int, int] = {}
        self._kept: list[Shapes] = []  # holds what ids stand for, or Python might give an id again
        self.written: list[list[list[int]]] = []

    def number(self, shapes: Shapes) -> int:
        """The index under which all parts of ``shapes`` (EPSG:3857) are found."""
        if id(shapes) not in self._numbers:
            self._kept.append(shapes)
            written = [self._steps(part) for feature in shapes for part in feature]
            # Features cut out of the same layer twice are equal without being the same.
            if written in self.written:
                self._numbers[id(shapes)] = self.written.index(written)
            else:
                self._numbers[id(shapes)] = len(self.written)
                self.written.append(written)
        return self._numbers[id(shapes)]

    def _steps(self, part: NDArray[np.float64]) -> list[int]:
        grid = np.rint((_bends(part) - self.origin) * _PER_METRE).astype(np.int64)
        steps = np.diff(grid, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
        return [int(each) for each in steps.ravel()]


def _bends(part: NDArray[np.float64]) -> NDArray[np.float64]:
    """The line without the vertices at which it does not bend."""
    if len(part) < 3:
        return part
    before, after = part[1:-1] - part[:-2], part[2:] - part[1:-1]
    cross = np.abs(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0])
    span = np.hypot(*(part[2:] - part[:-2]).T)
    bends = cross > _STRAIGHT_M * np.maximum(span, 1e-9)
    return part[np.concatenate(([True], bends, [True]))]
