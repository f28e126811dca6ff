"""The map as a picture, with no window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage, QPainter

from desktop.paint.fonts import QtMeasure
from desktop.paint.painter import paint_ground, paint_overlay
from layers.display import with_tiles
from layers.drawing import draw
from layers.plate import plate

if TYPE_CHECKING:
    from layers.display import TileImages
    from layers.scene import Scene
    from layers.viewport import Viewport

__all__ = ["render_map"]


def render_map(
    scene: Scene,
    viewport: Viewport,
    pixel_ratio: float = 1.0,
    furniture: bool = True,
    tiles: TileImages | None = None,
) -> QImage:
    """Paint a scene into a new image of ``viewport`` times ``pixel_ratio`` pixels.

    ``furniture`` adds scale bar, north arrow, attribution and notes.  ``tiles`` are those of
    the scene's online basemap; without them the built-in one is seen.  A QGuiApplication must exist.
    """
    width, height = round(viewport.width * pixel_ratio), round(viewport.height * pixel_ratio)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(pixel_ratio)
    picture = (plate if furniture else draw)(scene, viewport, QtMeasure())
    image.fill(QColor(picture.background))
    with QPainter(image) as painter:
        paint_ground(painter, with_tiles(picture.ground, tiles) if tiles else picture.ground, viewport)
        paint_overlay(painter, picture.overlay)
    return image
