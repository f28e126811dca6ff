"""What the canvas puts on the screen: ground, hovered zone, labels, furniture, one over the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.canvas.furniture import furniture_key, paint_furniture
from desktop.canvas.picture import place_of
from desktop.paint.painter import paint_ground
from layers.drawing import draw_hover
from layers.style import load_style

if TYPE_CHECKING:
    from desktop.canvas.picture import Picture
    from desktop.tiles.sheet import TileSheet
    from layers.scene import Feature, Scene
    from layers.viewport import Viewport

__all__ = ["Sheets"]

_REACH_PX = (-2, -2, 4, 4)  # a chip may be missed by this much; it has sheets at the right and below


class Sheets:
    """The last picture, laid where it belongs in any view."""

    def __init__(self) -> None:
        self.picture: Picture | None = None
        self._furniture: tuple[object, QImage] = (None, QImage())

    def shows(self, scene: Scene, view: Viewport) -> bool:
        """Whether the picture is of just this scene and view, with all that there is."""
        picture = self.picture
        return picture is not None and picture.whole and picture.wish.scene is scene and picture.wish.view == view

    @property
    def tiles(self) -> TileSheet | None:
        """The tiles that the picture was painted with."""
        return self.picture.wish.tiles if self.picture is not None else None

    def cover(self, view: Viewport) -> bool:
        """Whether its ground reaches to all edges of a view."""
        if self.picture is None:
            return False
        return place_of(self.picture.ground_view, view).contains(QRectF(0, 0, view.width, view.height))

    def paint(self, painter: QPainter, scene: Scene, view: Viewport, hovered: Feature | None, ratio: float) -> None:
        """The map in a view; ``ratio`` is device pixels in a CSS pixel."""
        picture = self.picture
        if picture is None or not self.cover(view):  # not fillRect, which looks up Qt's 169 gradients first
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(load_style(scene.theme).colour("land_out")))
            painter.drawRect(QRectF(0, 0, view.width, view.height))
        if picture is not None:
            painter.drawImage(_snapped(place_of(picture.ground_view, view), ratio), picture.ground)
        if hovered is not None:
            paint_ground(painter, draw_hover(scene, view, hovered), view)
        if picture is not None:
            painter.drawImage(_snapped(place_of(picture.wish.view, view), ratio), picture.overlay)

    def paint_furniture(self, painter: QPainter, scene: Scene, view: Viewport, ratio: float) -> None:
        """Scale bar, arrow, attribution; kept as an image while they look the same, for letters take 3 ms."""
        key = (furniture_key(view), scene.theme, scene.language, scene.basemap, ratio)
        if key != self._furniture[0]:
            image = QImage(QSize(view.width, view.height) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
            image.setDevicePixelRatio(ratio)
            image.fill(0)
            with QPainter(image) as fresh:
                paint_furniture(fresh, view, scene)
            self._furniture = (key, image)
        painter.drawImage(0, 0, self._furniture[1])

    def target_at(self, at: QPointF, view: Viewport) -> tuple[QRectF, tuple[str, str]] | None:
        """What a click at a pixel of a view means beyond the ground, such as a chip, and where that lies."""
        if self.picture is None:
            return None
        place = place_of(self.picture.wish.view, view)
        factor = place.width() / self.picture.wish.view.width
        for (x, y, width, height), meaning in reversed(self.picture.targets):
            rect = QRectF(place.x() + x * factor, place.y() + y * factor, width * factor, height * factor)
            if rect.adjusted(*_REACH_PX).contains(at):
                return rect, meaning
        return None


def _snapped(place: QRectF, ratio: float) -> QRectF:
    """On whole device pixels, so that nothing blurs where the scale is right."""
    return QRectF(round(place.x() * ratio) / ratio, round(place.y() * ratio) / ratio, place.width(), place.height())
