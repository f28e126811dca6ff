"""Click or draw a box to select."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

from desktop.canvas.tool import Tool
from desktop.canvas.veil import paint_veil
from geo.extent import Extent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter

    from desktop.canvas.canvas import MapCanvas

__all__ = ["SelectTool"]


class SelectTool(Tool):
    """Calls ``clicked`` with a place and the keys held, ``drawn`` with an extent in EPSG:3857 and the keys."""

    name = "select"
    cursor = Qt.CursorShape.ArrowCursor

    def __init__(
        self,
        canvas: MapCanvas,
        clicked: Callable[[QPointF, Qt.KeyboardModifier], None],
        drawn: Callable[[Extent, Qt.KeyboardModifier], None],
    ) -> None:
        super().__init__(canvas)
        self._clicked, self._drawn = clicked, drawn
        self._at: QPointF | None = None
        self._modifiers = Qt.KeyboardModifier.NoModifier

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Begin a box, or a click."""
        super().press(at, modifiers)
        self._modifiers = modifiers

    def move(self, at: QPointF) -> None:
        """Stretch the box."""
        super().move(at)
        if self.dragging:
            self._at = at
            self.canvas.update()

    def release(self, at: QPointF) -> None:
        """Select what the box touches, or what was clicked."""
        box, pressed = self._box(), self.pressed is not None
        super().release(at)
        self._at = None
        self.canvas.update()
        if box is not None:
            view = self.canvas.view
            (west, north), (east, south) = view.to_map(box.left(), box.top()), view.to_map(box.right(), box.bottom())
            self._drawn(Extent(west, south, east, north), self._modifiers)
        elif pressed:
            self._clicked(at, self._modifiers)

    def cancel(self) -> bool:
        """Forget the box."""
        self._at = None
        self.canvas.update()
        return super().cancel()

    def paint(self, painter: QPainter) -> None:
        """The box."""
        box = self._box()
        if box is not None:
            corners = [box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()]
            paint_veil(painter, corners, self.canvas.document.scene.theme)

    def _box(self) -> QRectF | None:
        if not self.dragging or self.pressed is None or self._at is None:
            return None
        return QRectF(self.pressed, self._at).normalized()
