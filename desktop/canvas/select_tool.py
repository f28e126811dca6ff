"""Click or draw a box to select."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.canvas.box_drawing import BoxDrawing
from desktop.canvas.veil import paint_veil

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter

    from desktop.canvas.canvas import MapCanvas
    from geo.extent import Extent

__all__ = ["SelectTool"]


class SelectTool(BoxDrawing):
    """Tells of a click with its place and the keys held, and of a box with its extent in EPSG:3857 and the keys."""

    name = "select"
    cursor = Qt.CursorShape.ArrowCursor

    def __init__(
        self,
        canvas: MapCanvas,
        tell_click: Callable[[QPointF, Qt.KeyboardModifier], None],
        tell_box: Callable[[Extent, Qt.KeyboardModifier], None],
    ) -> None:
        super().__init__(canvas)
        self._tell_click, self._tell_box = tell_click, tell_box
        self._modifiers = Qt.KeyboardModifier.NoModifier

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Begin a box, or a click."""
        super().press(at, modifiers)
        self._modifiers = modifiers

    def drawn(self, extent: Extent) -> None:
        """Select what the box touches."""
        self._tell_box(extent, self._modifiers)

    def clicked(self, at: QPointF) -> None:
        """Select what was clicked."""
        self._tell_click(at, self._modifiers)

    def paint(self, painter: QPainter) -> None:
        """The box."""
        box = self.box
        if box is not None:
            corners = [box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()]
            paint_veil(painter, corners, self.canvas.document.scene.theme)
