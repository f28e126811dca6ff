"""Move the map by hand, with its own weight; a press that does not move selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desktop.canvas.motion import velocity
from desktop.canvas.tool import Tool

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPointF

    from desktop.canvas.canvas import MapCanvas

__all__ = ["PanTool"]

DOUBLE_FACTOR = 2.0


class PanTool(Tool):
    """Drag, glide, click, double-click.

    ``clicked`` is called with the place of a click and the modifiers that were held.
    """

    name = "pan"
    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, canvas: MapCanvas, clicked: Callable[[QPointF, Qt.KeyboardModifier], None]) -> None:
        super().__init__(canvas)
        self._clicked = clicked
        self._last: QPointF | None = None
        self._track: list[tuple[float, float, float]] = []
        self._modifiers = Qt.KeyboardModifier.NoModifier

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Hold the map."""
        super().press(at, modifiers)
        self.canvas.halt()
        self._last, self._modifiers = at, modifiers
        self._track = [(self.canvas.clock(), at.x(), at.y())]

    def move(self, at: QPointF) -> None:
        """The map goes along once the hand has moved a little."""
        super().move(at)
        if self.dragging and self._last is not None:
            self.canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
            step = at - self._last
            self._last = at
            self._track = [*self._track[-15:], (self.canvas.clock(), at.x(), at.y())]
            self.canvas.drag(step.x(), step.y())

    def release(self, at: QPointF) -> None:
        """Let the map run on, or take the press for a click."""
        dragged, pressed = self.dragging, self.pressed is not None
        super().release(at)
        self._last = None
        if dragged:
            self.canvas.setCursor(self.cursor)
            self.canvas.glide(*velocity(self._track, self.canvas.clock()))
        elif pressed:
            self._clicked(at, self._modifiers)

    def double(self, at: QPointF) -> None:
        """Twice as close."""
        self.canvas.zoom_by(DOUBLE_FACTOR, at)

    def cancel(self) -> bool:
        """Let go without a glide."""
        self._last = None
        self.canvas.setCursor(self.cursor)
        return super().cancel()
