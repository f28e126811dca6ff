"""Draw a polygon to select: corner by corner, or in one stroke."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt

from desktop.canvas.tool import Tool
from desktop.canvas.veil import paint_veil
from desktop.theme import colour

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from PySide6.QtGui import QPainter

    from desktop.canvas.canvas import MapCanvas

__all__ = ["LassoTool"]

STEP_PX = 3  # a stroke gets a corner this often
CORNER_PX = 3.0


class LassoTool(Tool):
    """Click for each corner and double-click or Enter to end, or draw round with the button down; Backspace goes back.

    ``drawn`` is called with the corners, (n, 2) in EPSG:3857 metres, and the keys held at the first one.
    """

    name = "lasso"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, canvas: MapCanvas, drawn: Callable[[NDArray[np.float64], Qt.KeyboardModifier], None]) -> None:
        super().__init__(canvas)
        self._drawn = drawn
        self.corners: list[tuple[float, float]] = []  # EPSG:3857
        self._pointer: tuple[float, float] | None = None
        self._last: QPointF | None = None
        self._modifiers = Qt.KeyboardModifier.NoModifier

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """A corner, or the beginning of a stroke."""
        super().press(at, modifiers)
        if not self.corners:
            self._modifiers = modifiers
        self._add(at)

    def move(self, at: QPointF) -> None:
        """The next edge follows the pointer; a stroke leaves corners behind."""
        super().move(at)
        self._pointer = self.canvas.view.to_map(at.x(), at.y())
        if self.dragging and self._last is not None and (at - self._last).manhattanLength() >= STEP_PX:
            self._add(at)
        if self.corners:
            self.canvas.update()

    def release(self, at: QPointF) -> None:
        """The end of a stroke is the end of the polygon."""
        stroke = self.dragging and self.pressed is not None
        super().release(at)
        if stroke:
            self.finish()

    def double(self, at: QPointF) -> None:  # noqa: ARG002
        """The first of the two clicks set the last corner."""
        self.pressed = None
        self.finish()

    def finish(self) -> bool:
        """Select what lies inside.  Returns whether anything had been begun."""
        corners, begun = self.corners, bool(self.corners)
        self._forget()
        if len(corners) >= 3:
            self._drawn(np.array(corners), self._modifiers)
        return begun

    def cancel(self) -> bool:
        """Begin anew."""
        begun = bool(self.corners)
        self._forget()
        super().cancel()
        return begun

    def back(self) -> bool:
        """Take the last corner back."""
        if not self.corners:
            return False
        self.corners.pop()
        self.canvas.update()
        return True

    def paint(self, painter: QPainter) -> None:
        """The polygon so far, closed by way of the pointer."""
        if not self.corners:
            return
        theme = self.canvas.document.scene.theme
        rim = [*self.corners, *([self._pointer] if self._pointer is not None else [])]
        placed = [QPointF(x, y) for x, y in self.canvas.view.to_px(np.array(rim)).tolist()]
        paint_veil(painter, placed, theme)
        if not self.dragging:
            painter.setPen(colour(theme, "accent"))
            painter.setBrush(colour(theme, "surface"))
            for corner in placed[: len(self.corners)]:
                painter.drawEllipse(corner, CORNER_PX, CORNER_PX)

    def _add(self, at: QPointF) -> None:
        self.corners.append(self.canvas.view.to_map(at.x(), at.y()))
        self._last = at
        self.canvas.update()

    def _forget(self) -> None:
        self.corners, self._pointer, self._last = [], None, None
        self.canvas.update()
