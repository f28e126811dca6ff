"""Drawing a box on the map, for whatever is then done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from desktop.canvas.tool import Tool
from geo.extent import Extent

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

__all__ = ["BoxDrawing"]


class BoxDrawing(Tool):
    """A tool whose drags are boxes; it says what a box and a click mean in `drawn` and `clicked`."""

    least_px = 0.0  # a box that is thinner is a click
    _at: QPointF | None = None

    def drawn(self, extent: Extent) -> None:
        """A box was drawn, in EPSG:3857 metres."""

    def clicked(self, at: QPointF) -> None:
        """The button went down and up, without a box."""

    @property
    def box(self) -> QRectF | None:
        """The box in hand, in the canvas's pixels."""
        if not self.dragging or self.pressed is None or self._at is None:
            return None
        box = QRectF(self.pressed, self._at).normalized()
        return box if min(box.width(), box.height()) >= self.least_px else None

    def move(self, at: QPointF) -> None:
        """Stretch the box."""
        super().move(at)
        if self.dragging:
            self._at = at
            self.canvas.update()

    def release(self, at: QPointF) -> None:
        """End the box, or the click."""
        box, pressed = self.box, self.pressed is not None
        super().release(at)
        self._at = None
        self.canvas.update()
        if box is not None:
            view = self.canvas.view
            (west, north), (east, south) = view.to_map(box.left(), box.top()), view.to_map(box.right(), box.bottom())
            self.drawn(Extent(west, south, east, north))
        elif pressed:
            self.clicked(at)

    def cancel(self) -> bool:
        """Forget the box."""
        self._at = None
        self.canvas.update()
        return super().cancel()
