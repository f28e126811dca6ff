"""The map, or the whole window, as PNG bytes; Qt is loaded here and not before."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from desktop.commands.refusal import Refusal
from desktop.commands.screen import paint_offscreen, require_font, require_qt

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

    from layers.scene import Scene

__all__ = ["SIZE", "map_picture", "png_of", "start_painting"]

SIZE = (1600, 1000)  # CSS pixels
_MARGIN_PX = 40
_MOST_PX = 32_767  # QPainter counts no further


def map_picture(scene: Scene, size: tuple[int, int] = SIZE, pixel_ratio: float = 1.0, zone: str | None = None) -> bytes:
    """The map as a PNG of ``size`` times ``pixel_ratio``, of the whole district or of one zone.

    Raises
    ------
    Refusal
        Where this machine lacks what painting needs, or the memory for such a picture.
    """
    start_painting(size, pixel_ratio)
    from desktop.paint.render import render_map
    from layers.home import home_extent, zone_extent
    from layers.viewport import Viewport

    extent = zone_extent(scene, zone) if zone else home_extent(scene)
    viewport = Viewport.fitted(extent, *size, margin=_MARGIN_PX)
    return png_of(render_map(scene, viewport, pixel_ratio))


def start_painting(size: tuple[int, int], pixel_ratio: float) -> None:
    """Make sure that a picture of that size can be painted here, and can hold Chinese.

    Raises
    ------
    Refusal
        Where this machine lacks a library, the font or the memory.
    """
    width, height = (round(each * pixel_ratio) for each in size)
    if max(width, height) > _MOST_PX:
        raise Refusal("cli.picture_too_large", width=width, height=height)
    paint_offscreen()
    require_qt(window=False)
    _application()
    require_font()
    from PySide6.QtGui import QImage

    if QImage(width, height, QImage.Format.Format_RGB32).isNull():  # so Qt says that memory is short
        raise Refusal("cli.picture_too_large", width=width, height=height)


@cache
def _application() -> QApplication:
    """The one application that Qt wants, kept until the process ends."""
    from PySide6.QtWidgets import QApplication

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
