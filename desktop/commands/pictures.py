"""The map, or the whole window, as PNG bytes; Qt is loaded here and not before."""

from __future__ import annotations

import os
import time
from functools import cache
from typing import TYPE_CHECKING

from desktop.commands.refusal import Refusal
from desktop.commands.screen import paint_offscreen, require_font, require_qt

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from desktop.commands.basemaps import Fetcher
    from desktop.window import MainWindow
    from layers.scene import Scene

__all__ = ["SIZE", "map_picture", "png_of", "start_painting", "window_picture"]

SIZE = (1600, 1000)  # CSS pixels
_MARGIN_PX = 40
_MOST_PX = 32_767  # QPainter counts no further
_PATIENCE_S = 60.0  # for the map in the window; it takes a fraction of a second
_CALM_ROUNDS = 5  # of the event loop with nothing left to do


def map_picture(
    scene: Scene,
    size: tuple[int, int] = SIZE,
    pixel_ratio: float = 1.0,
    zone: str | None = None,
    fetcher: Fetcher | None = None,
) -> bytes:
    """The map as a PNG of ``size`` times ``pixel_ratio``, of the whole district or of one zone.

    Raises
    ------
    Refusal
        Where this machine lacks what painting needs, or the memory for such a picture.
    """
    start_painting()
    from desktop.paint.paper import PX_AN_INCH, pixel_format
    from desktop.paint.plates import fits, plate_bytes
    from layers.home import home_extent, zone_extent
    from layers.viewport import Viewport

    form, dpi = pixel_format(*size), pixel_ratio * PX_AN_INCH
    if not fits(form.dots(dpi)):
        width, height = form.dots(dpi)
        raise Refusal("cli.picture_too_large", width=width, height=height)
    extent = zone_extent(scene, zone) if zone else home_extent(scene)
    viewport = Viewport.fitted(extent, *size, margin=_MARGIN_PX)
    tiles = fetcher.fetch(viewport, pixel_ratio) if fetcher is not None else None
    return plate_bytes("png", scene, viewport, form, dpi, tiles=tiles)


def window_picture(
    scene: Scene,
    size: tuple[int, int] = SIZE,
    pixel_ratio: float = 1.0,
    zone: str | None = None,
    fetcher: Fetcher | None = None,
) -> bytes:
    """The whole window as a PNG, with the map complete, and one zone selected and in view where it is named.

    The person's settings are neither read nor written.

    Raises
    ------
    Refusal
        As `map_picture`.
    """
    os.environ["QT_SCALE_FACTOR"] = str(pixel_ratio)  # heeded when the application begins
    _require_room(size, pixel_ratio)
    from PySide6.QtCore import Qt

    from desktop.document import Document
    from desktop.window import MainWindow

    document = Document(scene)
    window = MainWindow(document)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)  # on systems that paint on a real screen
    window.surface.less_motion = True
    window.resize(*size)
    window.show()
    window.furnish()
    if zone:
        document.select(("zones", zone))
        window.show_feature("zones", zone)
    _wait_for_map(window)
    tiles = window.surface.sheets.tiles
    if fetcher is not None and tiles is not None:
        fetcher.judge(not tiles.pieces, tiles.missing, window.surface.tiles.loader.trouble(tiles.basemap.id))
    picture = png_of(window.grab().toImage())
    window.close()
    return picture


def _wait_for_map(window: MainWindow) -> None:
    """Let the window work until its map is complete and its panels have caught up."""
    latest, calm = time.monotonic() + _PATIENCE_S, 0
    while calm < _CALM_ROUNDS and time.monotonic() < latest:
        _application().processEvents()
        calm = calm + 1 if window.surface.settled else 0
        time.sleep(0.01)


def start_painting() -> None:
    """Make sure that this machine can paint, and has letters for Chinese.

    Raises
    ------
    Refusal
        Where it lacks a library or the font.
    """
    paint_offscreen()
    require_qt(window=False)
    _application()
    require_font()


def _require_room(size: tuple[int, int], pixel_ratio: float) -> None:
    """Make sure that a picture of that size can be painted here.

    Raises
    ------
    Refusal
        Where it is beyond all measure, or this machine lacks the memory, the font or a library.
    """
    width, height = (round(each * pixel_ratio) for each in size)
    if max(width, height) > _MOST_PX:
        raise Refusal("cli.picture_too_large", width=width, height=height)
    start_painting()
    from PySide6.QtGui import QImage

    if QImage(width, height, QImage.Format.Format_RGB32).isNull():  # so Qt says that memory is short
        raise Refusal("cli.picture_too_large", width=width, height=height)


@cache
def _application() -> QApplication:
    """The one application that Qt wants, kept until the process ends."""
    from PySide6.QtWidgets import QApplication

    from desktop.theme import choose_style

    choose_style()
    existing = QApplication.instance()
    return existing if isinstance(existing, QApplication) else QApplication(["yangpu-atlas"])


def png_of(image: QImage) -> bytes:
    """An image as the bytes of a PNG file."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImageWriter

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())
