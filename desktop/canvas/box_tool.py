"""Draw a box and go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen

from desktop.canvas.tool import Tool
from geo.extent import Extent
from layers.style import load_style
from layers.viewport import Viewport

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter

__all__ = ["BoxTool"]

CLICK_FACTOR = 2.0


class BoxTool(Tool):
    """Box zoom; a click goes twice as close."""

    name = "box"
    cursor = Qt.CursorShape.CrossCursor
    _at: QPointF | None = None

    def move(self, at: QPointF) -> None:
        """Stretch the box."""
        super().move(at)
        if self.dragging:
            self._at = at
            self.canvas.update()

    def release(self, at: QPointF) -> None:
        """Go there."""
        box, pressed = self._box(), self.pressed is not None
        super().release(at)
        self._at = None
        self.canvas.update()
        if box is not None:
            view = self.canvas.view
            (west, north), (east, south) = view.to_map(box.left(), box.top()), view.to_map(box.right(), box.bottom())
            extent = Extent(west, south, east, north)
            self.canvas.go(Viewport.fitted(extent, view.width, view.height, 0))
        elif pressed:
            self.canvas.zoom_by(CLICK_FACTOR, at)

    def cancel(self) -> bool:
        """Forget the box."""
        self._at = None
        self.canvas.update()
        return super().cancel()

    def paint(self, painter: QPainter) -> None:
        """The box."""
        box = self._box()
        if box is None:
            return
        accent = QColor(load_style(self.canvas.document.scene.theme).colour("accent"))
        veil = QColor(accent)
        veil.setAlphaF(0.1)
        painter.setBrush(veil)
        painter.setPen(QPen(accent, 1.5, Qt.PenStyle.DashLine))
        painter.drawRect(box)

    def _box(self) -> QRectF | None:
        if not self.dragging or self.pressed is None or self._at is None:
            return None
        box = QRectF(self.pressed, self._at).normalized()
        return box if min(box.width(), box.height()) >= 2 else None
