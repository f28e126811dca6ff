"""What the left button does on the map: a tool, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPainter

    from desktop.canvas.canvas import MapCanvas

__all__ = ["Tool"]

DRAG_PX = 4  # a press that moves less is a click


class Tool:
    """Does nothing by itself; tools override what they need.

    ``at`` is where the pointer is, in the canvas's pixels.
    """

    name = ""
    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, canvas: MapCanvas) -> None:
        self.canvas = canvas
        self.pressed: QPointF | None = None
        self.dragging = False

    def press(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:  # noqa: ARG002
        """The button went down."""
        self.pressed, self.dragging = at, False

    def move(self, at: QPointF) -> None:
        """The pointer moved, with the button down or up."""
        if self.pressed is not None and not self.dragging:
            self.dragging = (at - self.pressed).manhattanLength() >= DRAG_PX

    def release(self, at: QPointF) -> None:  # noqa: ARG002
        """The button came up."""
        self.pressed, self.dragging = None, False

    def double(self, at: QPointF) -> None:
        """A double click."""

    def cancel(self) -> bool:
        """Esc, or another tool: give up what was begun.  Returns whether there was anything."""
        begun = self.pressed is not None
        self.pressed, self.dragging = None, False
        return begun

    def finish(self) -> bool:
        """Enter: end what was begun, and keep it.  Returns whether there was anything."""
        return False

    def report(self) -> str:
        """What the tool found, as text to be copied; empty for nothing."""
        return ""

    def back(self) -> bool:
        """Backspace: take the last step back.  Returns whether there was one."""
        return False

    def paint(self, painter: QPainter) -> None:
        """What is to be seen over the map while the tool is at work."""
