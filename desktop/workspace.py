"""How the window's parts share its room (LOOK §7).

Wide: layers and legend at the left, the map, the table under both, the dossier at the right.
Narrower than 1200 px: the left part folds into a rail and opens as a sheet over the map, and
of the table only its tabs are seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.rail import RAIL_PX, Rail

if TYPE_CHECKING:
    from desktop.document import Document

__all__ = ["NARROW_PX", "Workspace"]

NARROW_PX = 1200
LEFT_PX, RIGHT_PX, RIGHT_NARROW_PX, BOTTOM_PX, STRIP_PX = 256, 368, 336, 200, 36
LEAST_MAP_PX = 240


class Workspace(QWidget):
    """Lays out what it is given; knows nothing of what the parts are for.

    Signals
    -------
    arranged
        A part was opened or closed, by a command or by lack of room.
    """

    arranged = Signal()

    def __init__(
        self, document: Document, left: QWidget, stage: QWidget, right: QWidget, bottom: QWidget, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._left, self._right, self._bottom, self._stage = left, right, bottom, stage
        self._narrow = False
        self._left_wanted = self._right_wanted = True
        self._open_rows: int | None = None  # how high the table was before only its tabs were seen
        self._strip = False
        self.rail = Rail(document)
        self._edge = QFrame(self)  # a hairline where the sheet ends
        self._edge.setFrameShape(QFrame.Shape.VLine)
        self._edge.setFrameShadow(QFrame.Shadow.Plain)
        self._edge.hide()
        self.rail.left_wanted.connect(self.toggle_sheet)
        self.rail.bottom_wanted.connect(lambda: self.show_bottom(self._strip))
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(stage, 1)
        self._across = _splitter(Qt.Orientation.Horizontal, left, beside, stretch=1)
        self._down = _splitter(Qt.Orientation.Vertical, self._across, bottom, stretch=0)
        self._whole = _splitter(Qt.Orientation.Horizontal, self._down, right, stretch=0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)
        left.setMinimumWidth(200)
        right.setMinimumWidth(280)
        bottom.setMinimumHeight(STRIP_PX)
        stage.setMinimumSize(LEAST_MAP_PX, 180)
        stage.installEventFilter(self)
        self._arrange(first=True)

    @property
    def narrow(self) -> bool:
        """Whether the left part is folded into the rail."""
        return self._narrow

    @property
    def left_open(self) -> bool:
        """Whether layers and legend are seen."""
        return not self._left.isHidden()

    @property
    def right_open(self) -> bool:
        """Whether the dossier is seen."""
        return not self._right.isHidden()

    @property
    def bottom_open(self) -> bool:
        """Whether more than the table's tabs are seen."""
        return not self._strip

    def show_left(self, shown: bool) -> None:
        """Open or close layers and legend."""
        if self._narrow:
            self._show_sheet(shown)
        else:
            self._left_wanted = shown
            self._left.setVisible(shown)
        self.arranged.emit()

    def toggle_sheet(self) -> None:
        """The rail's button: open the sheet, or close it again."""
        self.show_left(not self.left_open)

    def show_right(self, shown: bool) -> None:
        """Open or close the dossier."""
        self._right_wanted = shown
        self._right.setVisible(shown)
        self.arranged.emit()

    def show_bottom(self, shown: bool) -> None:
        """Open the table, or leave only its tabs."""
        if shown == self._strip:
            if not shown:
                self._open_rows = self._bottom.height()
            self._strip = not shown
            self._size_bottom()
        self.arranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold and unfold at the limit."""
        super().resizeEvent(event)
        if (self.width() < NARROW_PX) != self._narrow:
            self._narrow = self.width() < NARROW_PX
            self._arrange()
        self._place_sheet()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A press on the map closes the sheet that lies over it."""
        if isinstance(event, QResizeEvent):
            self._place_sheet()
        elif isinstance(event, QMouseEvent) and self._narrow and self.left_open and event.isBeginEvent():
            self.show_left(False)
        return super().eventFilter(watched, event)

    def _arrange(self, first: bool = False) -> None:
        self.rail.setVisible(self._narrow)
        self._strip = self._narrow
        if self._narrow:
            self._left.setParent(self)
            self._left.hide()
        else:
            self._across.insertWidget(0, self._left)
            self._left.setVisible(self._left_wanted)
        self._right.setVisible(self._right_wanted)
        right = RIGHT_NARROW_PX if self._narrow else RIGHT_PX
        self._whole.setSizes([max(self.width() - right, 1), right])
        self._across.setSizes([LEFT_PX, max(self.width() - right - LEFT_PX, 1)])
        self._open_rows = BOTTOM_PX
        self._size_bottom()
        if not first:
            self.arranged.emit()

    def _size_bottom(self) -> None:
        self._bottom.setMaximumHeight(STRIP_PX if self._strip else 16_777_215)
        rows = STRIP_PX if self._strip else max(self._open_rows or BOTTOM_PX, 2 * STRIP_PX)
        self._down.setSizes([max(self.height() - rows, 1), rows])

    def _show_sheet(self, shown: bool) -> None:
        self._left.setVisible(shown)
        self.rail.mark(shown)
        self._place_sheet()
        if shown:
            self._left.raise_()
            self._edge.raise_()
            self._left.setFocus()

    def _place_sheet(self) -> None:
        if self._narrow and self._left.parentWidget() is self:
            top = self._stage.mapTo(self, self._stage.rect().topLeft())
            self._left.setGeometry(RAIL_PX, top.y(), LEFT_PX, self._stage.height())
            self._edge.setGeometry(RAIL_PX + LEFT_PX, top.y(), 1, self._stage.height())
        self._edge.setVisible(self._narrow and self.left_open)


def _splitter(orientation: Qt.Orientation, first: QWidget, second: QWidget, stretch: int) -> QSplitter:
    """Two parts with a hairline between; ``stretch`` is the one that takes what room is left."""
    made = QSplitter(orientation)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    made.addWidget(first)
    made.addWidget(second)
    made.setStretchFactor(stretch, 1)
    made.setStretchFactor(1 - stretch, 0)
    return made
