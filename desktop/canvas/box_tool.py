"""Draw a box and go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from desktop.canvas.box_drawing import BoxDrawing
from layers.style import load_style
from layers.viewport import Viewport

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter

    from geo.extent import Extent

__all__ = ["BoxTool"]

CLICK_FACTOR = 2.0


class BoxTool(BoxDrawing):
    """Box zoom; a click goes twice as close."""

    name = "box"
    cursor = Qt.CursorShape.CrossCursor
    least_px = 2.0

    def drawn(self, extent: Extent) -> None:
        """Go there."""
        view = self.canvas.view
        self.canvas.go(Viewport.fitted(extent, view.width, view.height, 0))

    def clicked(self, at: QPointF) -> None:
        """Go closer."""
        self.canvas.zoom_by(CLICK_FACTOR, at)

    def paint(self, painter: QPainter) -> None:
        """The box."""
        box = self.box
        if box is None:
            return
        accent = QColor(load_style(self.canvas.document.scene.theme).colour("accent"))
        veil = QColor(accent)
        veil.setAlphaF(0.1)
        painter.setBrush(veil)
        painter.setPen(QPen(accent, 1.5, Qt.PenStyle.DashLine))
        painter.drawRect(box)
