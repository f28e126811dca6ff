"""The functions of the kernel that are called from outside."""

from __future__ import annotations

from geo.raster.kernel.bins import count_points, count_shapes, spread
from geo.raster.kernel.long import simplify
from geo.raster.kernel.points import paint_point_row
from geo.raster.kernel.sort import sort_items
from geo.raster.kernel.stroke import fill_shares
from geo.raster.kernel.tiles import paint_row

__all__ = [
    "WITHOUT_NUMBA",
    "count_points",
    "count_shapes",
    "fill_shares",
    "paint_point_row",
    "paint_row",
    "simplify",
    "sort_items",
    "spread",
]

WITHOUT_NUMBA = tuple(name for name in __all__ if name.islower())
