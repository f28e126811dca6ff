"""Tiles under the map: the right images in the right places, in both datums, with others shown meanwhile."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.paint.painter import paint_ground
from desktop.tiles.choosing import sheet_of, wanted_for
from desktop.tiles.gather import gather
from desktop.tiles.loader import TileLoader, Wanted
from desktop.tiles.sheet import LaidTiles, sheet_image
from geo.datum import wgs84_to_gcj02
from geo.mercator import to_mercator
from geo.record import replace
from layers.display import Tiles, with_tiles
from layers.drawing import draw_ground
from layers.tiles.basemap import Tile
from layers.tiles.pyramid import WORLD_M, tile_extent
from layers.viewport import Viewport
from tests.desktop.tiles.conftest import colour_of, plain_tile

if TYPE_CHECKING:
    from layers.scene import Scene
    from tests.desktop.tiles.conftest import Pixels, TileServer

AT = (121.5131, 31.2857)
X, Y = to_mercator(np.array([AT]))[0].tolist()


def view_at(level: float, width: int = 500, height: int = 400) -> Viewport:
    return Viewport(X, Y, WORLD_M / 256 / 2**level, width, height)


def tile_at(x: float, y: float, level: int) -> Tile:
    side = WORLD_M / (1 << level)
    return Tile(level, int((x + WORLD_M / 2) / side), int((WORLD_M / 2 - y) / side))


def at(image: QImage, x: float, y: float, ratio: float = 1.0) -> QColor:
    return image.pixelColor(int(x * ratio), int(y * ratio))


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("level", [12.0, 12.4, 12.7])
def test_each_pixel_shows_the_tile_that_lies_there(server: TileServer, level: float, ratio: float) -> None:
    view = view_at(level)
    found = gather(server.basemap(), view, ratio)
    assert (found.sheet.missing, found.trouble) == (0, None)
    image = sheet_image(found.sheet, view, ratio)
    assert (image.width(), image.height()) == (500 * ratio, 400 * ratio)
    checked = 0
    for px in range(5, 500, 33):
        for py in range(5, 400, 29):
            x, y = view.to_map(px + 0.5, py + 0.5)
            tile = tile_at(x, y, found.sheet.level)
            edge = tile_extent(tile).grown(-3 * view.resolution)
            if edge.contains(x, y):  # not where two tiles meet
                assert at(image, px + 0.5, py + 0.5, ratio) == colour_of(tile)
                checked += 1
    assert checked > 150


@pytest.mark.parametrize("level", [10.0, 12.3, 15.0, 18.0])
def test_a_shifted_image_lies_under_our_data(server: TileServer, level: float) -> None:
    """A cross that the provider draws at the GCJ-02 place of a point is seen at the point's own place."""
    place = to_mercator(wgs84_to_gcj02(np.array([AT])))[0].tolist()

    def draw(tile: Tile) -> Pixels:
        pixels = np.full((256, 256, 3), 255, np.uint8)
        extent = tile_extent(tile)
        x = int((place[0] - extent.west) / extent.width * 256)
        y = int((extent.north - place[1]) / extent.height * 256)
        pixels[max(y - 3, 0) : max(y + 4, 0), max(x - 3, 0) : max(x + 4, 0)] = 0
        return pixels

    server.draw = draw
    view = view_at(level)
    image = sheet_image(gather(server.basemap(datum="gcj02"), view, 1.0).sheet, view, 1.0)
    dark = np.array(
        [(x + 0.5, y + 0.5) for x in range(500) for y in range(400) if image.pixelColor(x, y).lightness() < 128]
    )
    assert len(dark) > 9
    assert np.abs(dark.mean(axis=0) - (250, 200)).max() < 1.2  # of which the tile's own pixel is one
    plain = sheet_image(gather(server.basemap(id="plain"), view, 1.0).sheet, view, 1.0)
    assert at(plain, 250, 200) == QColor("white") or level < 12  # half a kilometre off without the shift


def test_no_seam_between_cells(server: TileServer) -> None:
    server.draw = lambda _: np.broadcast_to(np.array([10, 200, 30], np.uint8), (256, 256, 3))
    for level in (10.3, 13.4):
        view = view_at(level)
        image = sheet_image(gather(server.basemap(datum="gcj02"), view, 1.5).sheet, view, 1.5)
        colours = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
        assert colours == {QColor(10, 200, 30).rgb()}


def test_sheets_lie_one_over_the_other(server: TileServer) -> None:
    plain = server.basemap()
    names = replace(plain.layers[0], url=server.url + "/names/{z}/{x}/{y}.png")

    def draw(_: Tile) -> Pixels:
        pixels = np.zeros((256, 256, 4), np.uint8)
        if server.paths[-1].startswith("/names"):
            pixels[:, :128] = (255, 0, 0, 255)
        else:
            pixels[:] = (0, 0, 255, 255)
        return pixels

    server.draw = draw
    view = view_at(12.0)
    both = replace(plain, layers=(*plain.layers, names), parallel=1)
    image = sheet_image(gather(both, view, 1.0).sheet, view, 1.0)
    colours = {image.pixelColor(x, 200).name() for x in range(0, 500, 5)}
    assert colours == {"#ff0000", "#0000ff"}


def test_a_coarser_image_is_shown_meanwhile_and_then_finer_ones(server: TileServer) -> None:
    loader = TileLoader(lambda _: "", None)
    basemap = server.basemap()

    def load(tile: Tile) -> None:
        loader.want([Wanted(basemap, 0, tile)])
        while loader.pending:
            pass

    view = view_at(13.0)
    wanted = wanted_for(basemap, view, 1.0)
    assert sheet_of(loader, basemap, wanted).bare == len(wanted)
    above = tile_at(X, Y, 11)
    load(above)
    sheet = sheet_of(loader, basemap, wanted)
    assert sheet.missing == len(wanted)
    assert at(sheet_image(sheet, view, 1.0), 250, 200) == colour_of(above)
    right = tile_at(X, Y, 13)
    load(right)
    sheet = sheet_of(loader, basemap, wanted)
    assert sheet.missing == len(wanted) - 1
    assert at(sheet_image(sheet, view, 1.0), 250, 200) == colour_of(right)
    farther = view_at(12.0)
    sheet = sheet_of(loader, basemap, wanted_for(replace(basemap, min_zoom=12), farther, 1.0))
    assert at(sheet_image(sheet, farther, 1.0), 250, 200) == colour_of(right)  # a tile below serves as well
    loader.stop()


def test_a_view_beyond_the_deepest_level_enlarges_it(server: TileServer) -> None:
    view = view_at(16.0)
    found = gather(server.basemap(max_zoom=14), view, 1.0)
    assert found.sheet.level == 14
    assert at(sheet_image(found.sheet, view, 1.0), 250, 200) == colour_of(tile_at(X, Y, 14))


def test_the_built_in_basemap_is_seen_where_tiles_are_missing(server: TileServer, scene: Scene) -> None:
    gone = tile_at(X, Y, 14)
    basemap = server.basemap()

    def draw(tile: Tile) -> Pixels:
        if tile == gone:
            raise ConnectionResetError
        return plain_tile(tile)

    server.draw = draw
    view = view_at(14.0)
    found = gather(basemap, view, 1.0)
    assert found.sheet.bare >= 1
    online = replace(scene, basemap=basemap)
    pictures = []
    for tiles in (LaidTiles(found.sheet, 1.0), None):
        image = QImage(500, 400, QImage.Format.Format_RGB32)
        image.fill(QColor("#010203"))
        with QPainter(image) as painter:
            ground = draw_ground(online, view)
            paint_ground(painter, with_tiles(ground, tiles) if tiles else ground, view)
        pictures.append(image)
    hole = tile_extent(gone).grown(-5 * view.resolution)
    for px in range(0, 500, 7):
        for py in range(0, 400, 7):
            if hole.contains(*view.to_map(px, py)):
                assert pictures[0].pixel(px, py) == pictures[1].pixel(px, py)


def test_where_tiles_lie_in_the_sandwich(scene: Scene, server: TileServer) -> None:
    view = view_at(13.0)
    online = draw_ground(replace(scene, basemap=server.basemap()), view)
    (place,) = (index for index, item in enumerate(online) if isinstance(item, Tiles))
    assert 0 < place < len(online) - 10
    assert not any(isinstance(item, Tiles) for item in draw_ground(scene, view))


def test_a_wait_has_an_end_and_says_what_is_missing(server: TileServer) -> None:
    server.gate = threading.Event()
    found = gather(server.basemap(), view_at(12.0), 1.0, patience_s=0.2)
    assert found.trouble == "late"
    assert found.sheet.bare == len(wanted_for(server.basemap(), view_at(12.0), 1.0))
    server.gate.set()
    server.gate = None
    server.status = 403
    assert gather(server.basemap(), view_at(12.0), 1.0).trouble == "refused"
