"""Laying GCJ-02 images under WGS 84 data.

The shift between the two bends a little from street to street: constant over a tile it would be
30 m off at level 10.  So the view is cut into cells, and in each of them the images are laid by an
affine map, which is off by the shift's curvature alone: two metres at most in Shanghai, at level
10 and closer (tests/layers/tiles/test_warp.py measures it).
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

import numpy as np

from geo.datum import wgs84_to_gcj02
from geo.mercator import to_lonlats, to_mercator
from geo.record import dataclass

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.viewport import Viewport

__all__ = ["Cell", "cells"]

CELL_M: Final = 4000.0  # projected; where the map is not stretched by more than a metre over it
LEAST_PX: Final = 24  # below level 10 such a cell is larger than `CELL_M`, and its error still far below a pixel


@dataclass(frozen=True, slots=True)
class Cell:
    """A rectangle of a view, and where its pixels lie in the provider's EPSG:3857 metres.

    ``x = x0 + xx * px + xy * py`` and ``y = y0 + yx * px + yy * py``, with pixels from the view's
    top left corner.
    """

    left: int
    top: int
    width: int
    height: int
    x0: float
    xx: float
    xy: float
    y0: float
    yx: float
    yy: float


def cells(view: Viewport) -> list[Cell]:
    """The cells that make up a view, each on whole CSS pixels."""
    side = max(LEAST_PX, int(CELL_M / view.resolution) // LEAST_PX * LEAST_PX)
    columns, rows = _cuts(view.width, side), _cuts(view.height, side)
    corners = _served(view, columns.astype(float), rows.astype(float))
    wide, high = np.diff(columns), np.diff(rows)
    made = []
    for row in range(len(high)):
        for column in range(len(wide)):
            quad = corners[row : row + 2, column : column + 2]
            along = (quad[:, 1] - quad[:, 0]).mean(axis=0) / wide[column]
            down = (quad[1] - quad[0]).mean(axis=0) / high[row]
            middle = quad.mean(axis=(0, 1))
            left, top = int(columns[column]), int(rows[row])
            start = middle - along * (left + wide[column] / 2) - down * (top + high[row] / 2)
            numbers = np.column_stack((start, along, down)).tolist()
            made.append(Cell(left, top, int(wide[column]), int(high[row]), *numbers[0], *numbers[1]))
    return made


def _cuts(length: int, side: int) -> NDArray[np.int64]:
    return np.minimum(np.arange(ceil(length / side) + 1) * side, length)


def _served(view: Viewport, columns: NDArray[np.float64], rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where the corners of the cells lie in the provider's metres: (rows, columns, 2)."""
    px, py = np.meshgrid(columns, rows)
    x = view.x + (px - view.width / 2) * view.resolution
    y = view.y - (py - view.height / 2) * view.resolution
    moved = to_mercator(wgs84_to_gcj02(to_lonlats(np.column_stack((x.ravel(), y.ravel())))))
    return moved.reshape(*px.shape, 2)
