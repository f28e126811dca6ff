"""Which images a view wants, and which of those at hand are shown meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.tiles.loader import Wanted
from desktop.tiles.sheet import Piece, TileSheet
from layers.tiles.pyramid import tiles_for

if TYPE_CHECKING:
    from desktop.tiles.loader import TileLoader
    from layers.tiles.basemap import Basemap
    from layers.viewport import Viewport

__all__ = ["sheet_of", "wanted_for"]

UP = 5  # levels that an image may be enlarged by while a better one is on its way


def wanted_for(basemap: Basemap, view: Viewport, ratio: float) -> list[Wanted]:
    """The images that a view needs: middle first, and of each tile all sheets, so that none stands without names."""
    layers = range(len(basemap.layers))
    return [Wanted(basemap, layer, tile) for tile in tiles_for(basemap, view, ratio) for layer in layers]


def sheet_of(loader: TileLoader, basemap: Basemap, wanted: list[Wanted]) -> TileSheet:
    """What is at hand for them: the image itself, else the part of one above, else those below."""
    pieces: list[list[Piece]] = [[] for _ in basemap.layers]
    missing = bare = 0
    for each in wanted:
        found = _pieces(loader, each)
        pieces[each.layer] += found
        missing += not (found and found[0].shows == each.tile)
        bare += not found and each.layer == 0
    level = wanted[0].tile.z if wanted else basemap.min_zoom
    return TileSheet(basemap, level, tuple(piece for layer in pieces for piece in layer), missing, bare)


def _pieces(loader: TileLoader, wanted: Wanted) -> list[Piece]:
    tile = wanted.tile
    for up in range(min(UP, tile.z - wanted.basemap.min_zoom) + 1):
        above = tile.above(up)
        image = loader.image(wanted._replace(tile=above))
        if image is not None:
            return [Piece(tile, image, above)]
    below: list[Piece] = []
    for child in tile.below() if tile.z < wanted.basemap.max_zoom else ():
        image = loader.image(wanted._replace(tile=child))
        if image is not None:
            below.append(Piece(tile, image, child))
    return below
