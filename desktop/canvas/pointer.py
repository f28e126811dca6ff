"""Where the pointer is: what lies there, how long it has been there, and what it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtWidgets import QToolTip

from desktop.canvas.tips import tip_of
from geo.mercator import to_lonlat
from layers.home import DISTRICT
from layers.identify import identify

if TYPE_CHECKING:
    from desktop.canvas.canvas import MapCanvas
    from layers.scene import Feature

__all__ = ["HOVER_MS", "PLACES_TO", "REACH_PX", "Pointer"]

HOVER_MS = 80
REACH_PX = 6.0
PLACES_TO = 30_000  # LOOK §3 and §4


class Pointer(QObject):
    """Follows the pointer over the canvas.

    Signals
    -------
    moved : (longitude, latitude) in degrees, or None outside the map
    """

    moved = Signal(object)

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._waiting: Feature | None = None
        self._at: QPointF | None = None
        self._timer = QTimer(self, interval=HOVER_MS, singleShot=True)
        self._timer.timeout.connect(self._dwell)

    @property
    def place(self) -> tuple[float, float] | None:
        """Longitude and latitude under the pointer, in degrees; None outside the map."""
        return to_lonlat(*self._canvas.view.to_map(self._at.x(), self._at.y())) if self._at is not None else None

    def found(self, at: QPointF) -> tuple[Feature, ...]:
        """What lies at a pixel, topmost first; a chip or a name stands for its zone.

        Places count from the scale on at which the map names them: nobody means a ring of
        three pixels that lies in the zone he clicks.
        """
        target = self._canvas.target_at(at)
        if target is not None:
            return () if target[1][0] == "cluster" else (("zones", target[1][1]),)
        view = self._canvas.view
        found = identify(self._canvas.document.scene, *view.to_map(at.x(), at.y()), REACH_PX * view.resolution)
        return found if view.scale <= PLACES_TO else tuple(each for each in found if each[0] != "places")

    def everything(self, at: QPointF) -> tuple[Feature, ...]:
        """All that lies at a pixel, in all layers that are shown, topmost first."""
        view = self._canvas.view
        reach = REACH_PX * view.resolution
        return identify(self._canvas.document.scene, *view.to_map(at.x(), at.y()), reach, everything=True)

    def go(self, at: QPointF) -> None:
        """The pointer is here now, with no button down."""
        self._at = at
        self.moved.emit(to_lonlat(*self._canvas.view.to_map(at.x(), at.y())))
        self._canvas.setCursor(
            Qt.CursorShape.PointingHandCursor if self._canvas.target_at(at) else Qt.CursorShape.ArrowCursor
        )
        found = self.found(at)
        top = found[0] if found and found[0] != ("zones", DISTRICT) else None  # everything lies in it: no news
        if top == self._canvas.document.hovered:
            self._timer.stop()
        elif top != self._waiting or not self._timer.isActive():
            self._timer.start()
        self._waiting = top
        if top is None:
            self.leave(outside=False)

    def leave(self, outside: bool = True) -> None:
        """The pointer is on nothing, or outside the map altogether, or at work with a button down."""
        self._timer.stop()
        self._waiting = None
        QToolTip.hideText()
        self._canvas.document.hover(None)
        if outside:
            self._at = None
            self.moved.emit(None)

    def _dwell(self) -> None:
        feature = self._waiting
        self._canvas.document.hover(feature)
        if feature is not None and self._at is not None:
            where = self._canvas.mapToGlobal(self._at.toPoint() + QPoint(2, 6))
            QToolTip.showText(where, tip_of(self._canvas.document.scene, feature), self._canvas)
