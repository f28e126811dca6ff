"""The map as a picture, with no window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage, QPainter

from desktop.canvas.furniture import furniture_rects, paint_furniture
from desktop.paint.fonts import QtMeasure
from desktop.paint.painter import paint_ground, paint_overlay
from layers.drawing import draw
from layers.style import load_style

if TYPE_CHECKING:
    from layers.scene import Scene
    from layers.viewport import Viewport

__all__ = ["render_map"]


def render_map(scene: Scene, viewport: Viewport, pixel_ratio: float = 1.0, furniture: bool = True) -> QImage:
    """Paint a scene into a new image of ``viewport`` times ``pixel_ratio`` pixels.

    ``furniture`` adds scale bar, north arrow and attribution.  A QGuiApplication must exist.
    """
    width, height = round(viewport.width * pixel_ratio), round(viewport.height * pixel_ratio)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(pixel_ratio)
    reserved = furniture_rects(viewport, scene.language) if furniture else ()
    picture = draw(scene, viewport, QtMeasure(), reserved)
    image.fill(QColor(picture.background))
    with QPainter(image) as painter:
        paint_ground(painter, picture.ground, viewport)
        paint_overlay(painter, picture.overlay)
        if furniture:
            paint_furniture(painter, viewport, load_style(scene.theme), scene.language)
    return image
