"""The map under the hand: wheel, pinch, tools, keys, hovering and clicks become requests."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QNativeGestureEvent, QPainter
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QToolTip, QWidget

from desktop.canvas.canvas import MapCanvas
from desktop.canvas.pointer import Pointer
from desktop.canvas.toolbox import Toolbox
from desktop.canvas.zoom_buttons import ZoomButtons
from geo.extent import Extent
from geo.mercator import to_mercator
from geo.record import replace
from layers.messages import messages
from layers.style import load_style

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent

    from desktop.canvas.tool import Tool
    from desktop.document import Document
    from layers.labels.room import Rect
    from layers.scene import Feature

__all__ = ["MapSurface"]

NOTCH = 240.0  # eighths of a degree of wheel that double the scale: two notches
STEP_FACTOR = 1.5
PAN_PX = 96.0
PLACE_SCALE = 10_000.0  # a position asked for is shown at least this close
CORNER_PX = 36  # from the foot, where the attribution is
BUTTONS_PX = 16  # from the edges


@cache
def _arrows() -> dict[Qt.Key, tuple[int, int]]:
    """Which way the map goes; made when the first key comes, since Qt's keys take 10 ms to build."""
    return {
        Qt.Key.Key_Left: (1, 0),
        Qt.Key.Key_Right: (-1, 0),
        Qt.Key.Key_Up: (0, 1),
        Qt.Key.Key_Down: (0, -1),
    }


class MapSurface(MapCanvas):
    """A canvas that answers gestures.

    Signals
    -------
    tool_changed : str
        One of `desktop.canvas.toolbox.TOOLS`.
    chip_clicked : (zone id, QRect of the chip)
    menu_wanted : (features at the place, topmost first; QPointF; global QPoint)
    identify_wanted : QPointF
        Everything that lies there is to be listed.
    select_wanted : (QPointF, keys held)
        What lies there is to be selected.
    area_wanted : (Extent or corners in EPSG:3857, keys held)
        What an area touches is to be selected.
    report_wanted : str
        What the tool found is to be copied.
    """

    tool_changed = Signal(str)
    chip_clicked = Signal(str, QRect)
    menu_wanted = Signal(object, object, object)
    identify_wanted = Signal(object)
    select_wanted = Signal(object, object)
    area_wanted = Signal(object, object)
    report_wanted = Signal(str)
    escaped = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.pointer = Pointer(self)
        self._tools = Toolbox(self)
        self._tool = self._tools["pan"]
        self.sheets_over: list[QWidget] = []  # what lies over the map and goes with Esc, the last one first
        self._borrowed: Tool | None = None
        self._corner: QWidget | None = None
        self._beacon: tuple[float, float] | None = None  # EPSG:3857
        self.buttons = ZoomButtons(document, self)
        self.buttons.closer.connect(lambda: self.zoom_by(STEP_FACTOR))
        self.buttons.farther.connect(lambda: self.zoom_by(1 / STEP_FACTOR))
        self.buttons.home.connect(self.go_home)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.grabGesture(Qt.GestureType.PinchGesture)
        document.scene_changed.connect(self._name)
        self._name()

    @property
    def tool(self) -> Tool:
        """The tool in hand."""
        return self._tool

    def set_tool(self, name: str) -> None:
        """Take another tool, one of `desktop.canvas.toolbox.TOOLS`."""
        if name != self._tool.name:
            self._tool.cancel()
            self._tool = self._tools[name]
            self.setCursor(self._tool.cursor)
            self.tool_changed.emit(name)

    def show_place(self, lon: float, lat: float) -> None:
        """Bring a position, in degrees, into the middle, no farther than `PLACE_SCALE`, and mark it until Esc."""
        x, y = to_mercator(np.array([[lon, lat]]))[0].tolist()
        self.mark((x, y))
        view = replace(self.view, x=x, y=y)
        self.go(view.at_scale(min(view.scale, PLACE_SCALE)))

    def mark(self, place: tuple[float, float] | None) -> None:
        """Mark a place, in EPSG:3857 metres, until Esc; None for none."""
        self._beacon = place
        self.update()

    def reserved(self) -> tuple[Rect, ...]:
        """No label may lie under the buttons either."""
        left = self.width() - self.buttons.width() - BUTTONS_PX
        buttons = (left, BUTTONS_PX, left + self.buttons.width(), BUTTONS_PX + self.buttons.height())
        corner = [] if self._corner is None or self._corner.isHidden() else [_sides(self._corner)]
        return (*super().reserved(), buttons, *corner)

    def set_corner(self, widget: QWidget) -> None:
        """Keep a widget in the bottom right corner, above the attribution; no label may lie under it."""
        self._corner = widget
        self._place_corner()

    def paint_over(self, painter: QPainter) -> None:
        """A place that was asked for, and what the tool draws."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._beacon is not None:
            from desktop.canvas.beacon import paint_beacon

            x, y = self.view.to_px(np.array([self._beacon]))[0].tolist()
            paint_beacon(painter, QPointF(x, y), load_style(self.document.scene.theme))
        (self._borrowed or self._tool).paint(painter)
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Left: the tool; with Shift: a box; middle: move the map, whatever the tool."""
        self.pointer.leave(outside=False)
        if event.button() == Qt.MouseButton.LeftButton:
            boxed = self._tool.name == "pan" and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._borrowed = self._tools["box"] if boxed else None
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._borrowed = self._tools["pan"]
        else:
            super().mousePressEvent(event)
            return
        (self._borrowed or self._tool).press(event.position(), event.modifiers())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The tool first; with no button down, see what lies there."""
        (self._borrowed or self._tool).move(event.position())
        if event.buttons() == Qt.MouseButton.NoButton:
            self.pointer.go(event.position())
            if self._tool.name not in ("pan", "select"):
                self.setCursor(self._tool.cursor)
                QToolTip.hideText()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Hand a borrowed tool back."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            tool, self._borrowed = self._borrowed or self._tool, None
            if event.button() == Qt.MouseButton.MiddleButton and not tool.dragging:
                tool.cancel()
            else:
                tool.release(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The tool knows."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._tool.double(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is hovered outside."""
        self.pointer.leave()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Closer or farther, with the ground under the pointer kept there."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        if turned:
            fine = bool(event.pixelDelta().y())  # a touch pad gives many small steps: no flight for each
            self.zoom_by(2 ** (turned / NOTCH), event.position(), animate=not fine)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, plus, minus, 0, Enter, Backspace, Ctrl C, Esc."""
        key = Qt.Key(event.key())
        if key in _arrows():
            step = PAN_PX / 4 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else PAN_PX
            self.pan_by(*(each * step for each in _arrows()[key]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(STEP_FACTOR)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom_by(1 / STEP_FACTOR)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.go_home()
        elif key == Qt.Key.Key_Escape:
            self.escape()
        elif event.matches(QKeySequence.StandardKey.Delete) or key == Qt.Key.Key_Backspace:
            self._tool.back()
        elif event.matches(QKeySequence.StandardKey.Copy) and self._tool.report():
            self.report_wanted.emit(self._tool.report())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tool.finish()
        else:
            super().keyPressEvent(event)

    def escape(self) -> None:
        """One step out at a time: a sheet over the map, what a tool began, the tool, a mark, then the selection."""
        self.escaped.emit()
        sheet = next((each for each in reversed(self.sheets_over) if each.isVisible()), None)
        if sheet is not None:
            sheet.put_away()  # type: ignore[attr-defined]  # as all of them can
        elif self._borrowed is not None:
            self._borrowed.cancel()
            self._borrowed = None
        elif self._tool.cancel():
            pass
        elif self._tool.name != "pan":
            self.set_tool("pan")
        elif self._beacon is not None:
            self.mark(None)
        else:
            self.document.select()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu at the pointer, or at the middle where a key asked."""
        keyed = event.reason() == event.Reason.Keyboard
        at = QPointF(self.rect().center()) if keyed else QPointF(event.pos())
        where = self.mapToGlobal(at.toPoint()) if keyed else event.globalPos()
        self.pointer.leave(outside=False)
        self.menu_wanted.emit(self.pointer.found(at), at, QPoint(where))

    def event(self, event: QEvent) -> bool:
        """Pinch on touch pads and touch screens."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(max(1 + event.value(), 0.1), event.position(), animate=False)
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._pinch(pinch)
                return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons keep to their corner."""
        super().resizeEvent(event)
        self.buttons.move(self.width() - self.buttons.width() - BUTTONS_PX, BUTTONS_PX)
        self._place_corner()

    def _place_corner(self) -> None:
        if self._corner is not None:
            left = self.width() - self._corner.width() - BUTTONS_PX
            self._corner.move(left, self.height() - self._corner.height() - CORNER_PX)

    def _pinch(self, pinch: QPinchGesture) -> None:
        middle = QPointF(self.mapFromGlobal(pinch.centerPoint()))
        before = QPointF(self.mapFromGlobal(pinch.lastCenterPoint()))
        self._tool.cancel()  # the first finger looked like a press
        if pinch.state() == Qt.GestureState.GestureUpdated:
            self.drag(middle.x() - before.x(), middle.y() - before.y())
        if pinch.scaleFactor() > 0:
            self.zoom_by(pinch.scaleFactor(), middle, animate=False)

    def clicked_at(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The hand clicked: select what lies there; with Alt, have all of it listed."""
        if modifiers & Qt.KeyboardModifier.AltModifier:
            self.identify_wanted.emit(at)
            return
        target = self.target_at(at)
        if target is not None and target[1][0] == "cluster":
            self.open_up(Extent(*map(float, target[1][1].split())))
            return
        found = self.pointer.found(at)
        top: Feature | None = found[0] if found else None
        if top is not None and modifiers & Qt.KeyboardModifier.ControlModifier:
            self.document.select(*(self.document.scene.selection ^ {top}))
            return
        self.document.select(*([top] if top else []))
        if target is not None and target[1][0] == "chip":
            self.chip_clicked.emit(target[1][1], target[0].toAlignedRect())

    def _name(self, *_: object) -> None:
        self.setAccessibleName(messages(self.document.scene.language)("map.name"))


def _sides(widget: QWidget) -> Rect:
    place = widget.geometry()
    return place.left() - 4, place.top() - 4, place.right() + 4, place.bottom() + 4
