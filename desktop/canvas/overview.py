"""The overview: the district in small, with a rectangle where the map looks; drag it to look elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from desktop.paint.painter import paint_ground
from desktop.theme import colour
from geo.record import replace
from layers.drawing import draw_ground
from layers.home import home_extent
from layers.messages import messages
from layers.viewport import Viewport

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent

    from desktop.canvas.surface import MapSurface
    from layers.scene import Scene

__all__ = ["OverviewMap"]

SIZE_PX = (168, 176)
MARGIN_PX = 8  # around the district
RADIUS_PX = 8
LEAST_PX = 5.0  # of the rectangle, so that a hand can find it
_SHOWN = frozenset({"zones", "basemap.water", "basemap.district"})  # nothing that would be mere noise so small


class OverviewMap(QWidget):
    """A sheet at the bottom right corner of the map, above the attribution."""

    def __init__(self, surface: MapSurface) -> None:
        super().__init__(surface)
        self._surface = surface
        self._picture: tuple[object, QImage] = (None, QImage())
        self._held: QPointF | None = None  # from the rectangle's middle, while it is dragged
        self.setFixedSize(*SIZE_PX)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        surface.view_changed.connect(lambda _: self.update())
        surface.document.scene_changed.connect(self._changed)
        self._changed()

    @property
    def view(self) -> Viewport:
        """What the overview itself shows: the district, whatever the map shows."""
        extent = home_extent(self._surface.document.scene)
        return Viewport.fitted(extent, self.width(), self.height(), MARGIN_PX)

    @property
    def frame(self) -> QRectF:
        """Where the map looks, in this widget's pixels; at its edge where the map looks beyond."""
        seen, own = self._surface.view, self.view
        factor = seen.resolution / own.resolution
        width, height = max(seen.width * factor, LEAST_PX), max(seen.height * factor, LEAST_PX)
        x = own.width / 2 + (seen.x - own.x) / own.resolution
        y = own.height / 2 - (seen.y - own.y) / own.resolution
        whole = QRectF(x - width / 2, y - height / 2, width, height)
        inside = whole.intersected(QRectF(self.rect()))
        if not inside.isEmpty():
            return whole
        x, y = min(max(x, 2.0), self.width() - 2.0), min(max(y, 2.0), self.height() - 2.0)
        return QRectF(x - LEAST_PX / 2, y - LEAST_PX / 2, LEAST_PX, LEAST_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        """The district, the rectangle, a hairline around."""
        theme = self._surface.document.scene.theme
        rim = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        round_rim = QPainterPath()
        round_rim.addRoundedRect(rim, RADIUS_PX, RADIUS_PX)
        veil = colour(theme, "accent")
        veil.setAlphaF(0.14)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(round_rim)
            painter.drawImage(0, 0, self._small())
            painter.setBrush(veil)
            painter.setPen(QPen(colour(theme, "accent"), 1.5))
            painter.drawRect(self.frame)
            painter.setClipping(False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour(theme, "border"), 1))
            painter.drawPath(round_rim)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold the rectangle where it was touched; elsewhere, bring it there."""
        if event.button() == Qt.MouseButton.LeftButton:
            frame = self.frame
            inside = frame.contains(event.position())
            self._held = event.position() - frame.center() if inside else QPointF(0, 0)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._look_at(event.position() - self._held)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The map goes along."""
        if self._held is not None:
            self._look_at(event.position() - self._held)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """Let go."""
        self._held = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Closer or farther, as on the map."""
        turned = event.angleDelta().y()
        if turned:
            self._surface.zoom_by(2 ** (turned / 240.0))
        event.accept()

    def _look_at(self, at: QPointF) -> None:
        x, y = self.view.to_map(at.x(), at.y())
        seen = self._surface.view
        self._surface.drag((seen.x - x) / seen.resolution, (y - seen.y) / seen.resolution)

    def _small(self) -> QImage:
        """The district without what would be noise, kept while it looks the same."""
        scene, ratio = self._surface.document.scene, self.devicePixelRatioF()
        zones = next(layer for layer in scene.layers if layer.id == "zones")
        key = (scene.register, scene.as_of, scene.theme, zones.hidden, zones.visible, scene.district_line, ratio)
        if key != self._picture[0]:
            image = QImage(self.size() * ratio, QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(ratio)
            image.fill(colour(scene.theme, "land_out"))
            view = self.view
            with QPainter(image) as painter:
                paint_ground(painter, draw_ground(_quiet(scene), view), view)
            self._picture = (key, image)
        return self._picture[1]

    def _changed(self, *_: object) -> None:
        words = messages(self._surface.document.scene.language)
        self.setToolTip(words("overview.tip"))
        self.setAccessibleName(words("action.overview"))
        self.update()


def _quiet(scene: Scene) -> Scene:
    """The same with little more than land, water and zones."""
    layers = tuple(replace(layer, visible=layer.visible and layer.id in _SHOWN) for layer in scene.layers)
    return replace(scene, layers=layers, selection=frozenset(), basemap=None)
