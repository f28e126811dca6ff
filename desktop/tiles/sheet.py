"""The tiles at hand for one view, and painting them as one image."""

from __future__ import annotations

from math import sqrt

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from geo.record import dataclass
from layers.tiles.basemap import Basemap, Tile
from layers.tiles.pyramid import WORLD_M
from layers.tiles.warp import cells
from layers.viewport import Viewport

__all__ = ["LaidTiles", "Piece", "TileSheet", "sheet_image", "warm_up"]

MOST_DOTS = 48_000_000  # of the image of a view: 192 MB


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """The image that is shown for a tile: its own, or that of ``shows``, a tile above or below it."""

    tile: Tile
    image: QImage
    shows: Tile


@dataclass(frozen=True, slots=True, eq=False)
class TileSheet:
    """What is at hand for a view, bottom to top.

    Attributes
    ----------
    level : int
        Of the tiles that the view needs.
    missing : int
        How many images are not those that the view needs, be it that another is shown instead.
    bare : int
        For how many tiles nothing at all is shown: there the built-in basemap is seen.
    """

    basemap: Basemap
    level: int
    pieces: tuple[Piece, ...]
    missing: int = 0
    bare: int = 0


class LaidTiles:
    """A sheet as `layers.display.TileImages`, with up to ``ratio`` device pixels in a CSS pixel.

    The image of the last view is kept: a picture that is painted in bands asks for it again and again.
    """

    def __init__(self, sheet: TileSheet, ratio: float) -> None:
        self._sheet = sheet
        self._ratio = ratio
        self._last: tuple[Viewport, QImage] | None = None

    def lay(self, painter: QPainter, viewport: Viewport) -> None:
        """Paint the tiles."""
        if self._sheet.pieces:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(0, 0, viewport.width, viewport.height), self._image(viewport))
            painter.restore()

    def png(self, viewport: Viewport) -> bytes:
        """The tiles as a file."""
        from desktop.commands.pictures import png_of

        return png_of(self._image(viewport))

    def _image(self, viewport: Viewport) -> QImage:
        if self._last is None or self._last[0] != viewport:
            most = sqrt(MOST_DOTS / (viewport.width * viewport.height))
            self._last = (viewport, sheet_image(self._sheet, viewport, min(self._ratio, most)))
        return self._last[1]


def warm_up() -> None:
    """Paint a tile of nothing, on the thread of the window.

    PySide6 makes its enums when they are first used; the painting thread must not be the first
    while the window may be making others.
    """
    image = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    tile = Tile(0, 0, 0)
    for datum in ("wgs84", "gcj02"):
        basemap = Basemap("", "", "", (), tile_px=1, datum=datum)
        sheet_image(TileSheet(basemap, 0, (Piece(tile, image, tile),)), Viewport(0.0, 0.0, WORLD_M / 8, 8, 8), 1.0)


def sheet_image(sheet: TileSheet, view: Viewport, ratio: float) -> QImage:
    """The tiles as an image of a view with ``ratio`` device pixels in a CSS pixel; clear where there are none."""
    image = QImage(round(view.width * ratio), round(view.height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    if not sheet.pieces:
        return image
    mosaic, west, north, metres_per_px = _mosaic(sheet)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if sheet.basemap.datum == "gcj02":
            _paint_shifted(painter, view, mosaic, west, north, metres_per_px)
        else:
            left, top = _pixel(view, west, north)
            factor = metres_per_px / view.resolution
            painter.drawImage(QRectF(left, top, mosaic.width() * factor, mosaic.height() * factor), mosaic)
    return image


def _mosaic(sheet: TileSheet) -> tuple[QImage, float, float, float]:
    """All pieces side by side at their own size, with its western and northern edge and its metres a pixel.

    Scaled one by one, neighbours would show a seam.
    """
    px, tiles = sheet.basemap.tile_px, [piece.tile for piece in sheet.pieces]
    first, top = min(tile.x for tile in tiles), min(tile.y for tile in tiles)
    columns, rows = max(tile.x for tile in tiles) - first + 1, max(tile.y for tile in tiles) - top + 1
    mosaic = QImage(columns * px, rows * px, QImage.Format.Format_ARGB32_Premultiplied)
    mosaic.fill(Qt.GlobalColor.transparent)
    with QPainter(mosaic) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for piece in sheet.pieces:
            place = QRect((piece.tile.x - first) * px, (piece.tile.y - top) * px, px, px)
            _lay(painter, piece, place)
    side = WORLD_M / (1 << sheet.level)
    return mosaic, first * side - WORLD_M / 2, WORLD_M / 2 - top * side, side / px


def _lay(painter: QPainter, piece: Piece, place: QRect) -> None:
    """One piece into the place of its tile, of a tile above the part that lies there, of one below its quarter."""
    tile, shown, size = piece.tile, piece.shows, piece.image.size()
    if shown.z <= tile.z:
        parts = 1 << (tile.z - shown.z)
        width, height = size.width() / parts, size.height() / parts
        part = QRectF((tile.x % parts) * width, (tile.y % parts) * height, width, height)
        painter.drawImage(QRectF(place), piece.image, part)
        return
    parts = 1 << (shown.z - tile.z)
    width, height = place.width() / parts, place.height() / parts
    left, top = place.x() + (shown.x % parts) * width, place.y() + (shown.y % parts) * height
    painter.drawImage(QRectF(left, top, width, height), piece.image, QRectF(piece.image.rect()))


def _paint_shifted(
    painter: QPainter, view: Viewport, mosaic: QImage, west: float, north: float, metres_per_px: float
) -> None:
    """Lay images in GCJ-02 under a WGS 84 view: see `layers.tiles.warp`."""
    for cell in cells(view):
        to_mosaic = QTransform(
            cell.xx / metres_per_px,
            -cell.yx / metres_per_px,
            cell.xy / metres_per_px,
            -cell.yy / metres_per_px,
            (cell.x0 - west) / metres_per_px,
            (north - cell.y0) / metres_per_px,
        )
        to_view, sound = to_mosaic.inverted()
        if not sound:
            continue
        painter.save()
        painter.setClipRect(QRect(cell.left, cell.top, cell.width, cell.height))
        painter.setTransform(to_view, combine=True)
        seen = to_mosaic.mapRect(QRectF(cell.left, cell.top, cell.width, cell.height)).adjusted(-2, -2, 2, 2)
        part = seen.intersected(QRectF(mosaic.rect()))
        if not part.isEmpty():
            painter.drawImage(part.toAlignedRect(), mosaic, part.toAlignedRect())
        painter.restore()


def _pixel(view: Viewport, x: float, y: float) -> tuple[float, float]:
    return view.width / 2 + (x - view.x) / view.resolution, view.height / 2 - (y - view.y) / view.resolution
