"""Where tiles lie, and which of them a view needs."""

from __future__ import annotations

from math import floor, log2, pi
from typing import TYPE_CHECKING, Final

import numpy as np

from geo.datum import wgs84_to_gcj02
from geo.extent import Extent
from geo.mercator import EARTH_RADIUS_M, to_lonlats, to_mercator
from layers.tiles.basemap import Tile

if TYPE_CHECKING:
    from layers.tiles.basemap import Basemap
    from layers.viewport import Viewport

__all__ = ["WORLD_M", "level_for", "served_extent", "tile_extent", "tiles_for"]

WORLD_M: Final = 2 * pi * EARTH_RADIUS_M  # the square's side in projected metres
MOST_TILES: Final = 600  # for one view and sheet; with more, a coarser level does
_SLACK_M: Final = 100.0  # how far the GCJ-02 shift inside a view may exceed that at its corners


def level_for(basemap: Basemap, resolution: float, ratio: float = 1.0) -> int:
    """The level whose images fit a view best.

    The nearest one at one device pixel a CSS pixel; with more pixels half a level deeper for each
    doubling, since finer images look sharper but their letters smaller.  A view closer than
    the deepest level enlarges that.

    Parameters
    ----------
    resolution : float
        Projected metres per CSS pixel.
    ratio : float
        Device pixels in a CSS pixel.
    """
    exact = log2(WORLD_M / (basemap.tile_px * resolution)) + log2(max(ratio, 1.0)) / 2
    return min(max(floor(exact + 0.5), basemap.min_zoom), basemap.max_zoom)


def tile_extent(tile: Tile) -> Extent:
    """What a tile shows, in EPSG:3857 metres of its own datum."""
    side = WORLD_M / (1 << tile.z)
    west, north = tile.x * side - WORLD_M / 2, WORLD_M / 2 - tile.y * side
    return Extent(west, north - side, west + side, north)


def tiles_for(basemap: Basemap, view: Viewport, ratio: float = 1.0) -> tuple[Tile, ...]:
    """The tiles that cover a view, those nearest to its middle first."""
    extent = served_extent(basemap, view.extent)
    level = level_for(basemap, view.resolution, ratio)
    while True:
        left, top, right, bottom = _range(extent, level)
        if (right - left) * (bottom - top) <= MOST_TILES or level <= basemap.min_zoom:
            break
        level -= 1
    side, (x, y) = WORLD_M / (1 << level), extent.centre
    column, row = (x + WORLD_M / 2) / side - 0.5, (WORLD_M / 2 - y) / side - 0.5
    found = [Tile(level, x, y) for y in range(top, bottom) for x in range(left, right)]
    return tuple(sorted(found, key=lambda tile: (tile.x - column) ** 2 + (tile.y - row) ** 2))


def served_extent(basemap: Basemap, extent: Extent) -> Extent:
    """A part of our map, in EPSG:3857 metres, in the metres of the provider's datum, with a little around it."""
    if basemap.datum == "wgs84":
        return extent
    west, south, east, north = extent.west, extent.south, extent.east, extent.north
    corners = np.array([[west, south], [west, north], [east, south], [east, north]])
    moved = to_mercator(wgs84_to_gcj02(to_lonlats(corners)))
    (left, bottom), (right, top) = moved.min(axis=0).tolist(), moved.max(axis=0).tolist()
    return Extent(left, bottom, right, top).grown(_SLACK_M)


def _range(extent: Extent, level: int) -> tuple[int, int, int, int]:
    """Columns and rows as (left, top, right, bottom), the last two beyond the end."""
    count = 1 << level
    side = WORLD_M / count
    left, right = (extent.west + WORLD_M / 2) / side, (extent.east + WORLD_M / 2) / side
    top, bottom = (WORLD_M / 2 - extent.north) / side, (WORLD_M / 2 - extent.south) / side
    return (
        min(max(floor(left), 0), count),
        min(max(floor(top), 0), count),
        min(max(floor(right) + 1, 0), count),
        min(max(floor(bottom) + 1, 0), count),
    )
