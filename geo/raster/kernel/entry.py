"""The functions of the kernel that are called from outside."""

from __future__ import annotations

from geo.raster.kernel.bins import count_points, count_shapes, spread
from geo.raster.kernel.long import simplify
from geo.raster.kernel.points import paint_points
from geo.raster.kernel.tiles import paint_tile

__all__ = ["count_points", "count_shapes", "paint_points", "paint_tile", "simplify", "spread"]
