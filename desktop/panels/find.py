"""The find field: type a name, go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.paint.icons import paint_icon
from desktop.panels.find_hits import FoundRow, found_rows
from desktop.panels.find_list import FoundList
from desktop.theme import colour, font
from layers.messages import messages

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

    from desktop.document import Document

__all__ = ["FindField"]

WIDTH_PX = 312
KEY_HINT = "Ctrl F"
POPUP_GAP_PX = 4
POPUP_MOST_PX = 440  # English names need more room than the field has
LEAD_PX = 22
EDGE_PX = 12


class FindField(QLineEdit):
    """Names of zones, companies, initiatives and places, with a list of hits below.

    Choosing a hit selects its zone or place and emits ``zoom_wanted`` with (layer id,
    feature id).
    """

    zoom_wanted = Signal(str, str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.found = FoundList()
        self.found.hide()
        self.setTextMargins(LEAD_PX, 0, 0, 0)
        self.setFixedWidth(WIDTH_PX)
        self.setFont(font(13))
        self.textEdited.connect(self._search)
        self.found.chosen.connect(self._go)
        document.scene_changed.connect(self._changed)
        self._changed()

    def sizeHint(self) -> QSize:
        """312 by 32."""
        return QSize(WIDTH_PX, 32)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Up walk the list, Enter chooses, Esc closes it, then leaves the field."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.found.isVisible():
            self.found.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Down and self.text():
            self._search(self.text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.found.current()
            if row is not None:
                self._go(row)
        elif key == Qt.Key.Key_Escape:
            if self.found.isVisible():
                self.found.hide()
            else:
                self.clear()
                self.clearFocus()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select what is there, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.OtherFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the field."""
        super().focusOutEvent(event)
        self.found.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The glass before the text and, while the field is empty, the key that leads here."""
        super().paintEvent(event)
        theme = self.document.scene.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            glass = QRectF(11, (self.height() - 15) / 2, 15, 15)
            paint_icon(painter, "search", glass, colour(theme, "text_2").name())
            if self.text() or self.hasFocus():
                return
            face = font(11)
            width = QFontMetricsF(face).horizontalAdvance(KEY_HINT) + 12
            rect = QRectF(self.width() - width - 8, (self.height() - 20) / 2, width, 20)
            painter.setPen(QPen(colour(theme, "border"), 1))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(colour(theme, "text_3"))
            painter.setFont(face)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, KEY_HINT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the list below the field when the window moves its parts."""
        if event.type() == QEvent.Type.Resize and self.found.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _changed(self, *_: object) -> None:
        scene = self.document.scene
        words = messages(scene.language)
        self.setPlaceholderText(words("find.hint"))
        self.setAccessibleName(words("find.name"))
        self.found.set_theme(scene.theme)

    def _search(self, text: str) -> None:
        if not text.strip():
            self.found.hide()
            return
        scene = self.document.scene
        rows = found_rows(scene, text.strip())
        nothing = "" if rows else messages(scene.language)("find.nothing", text=text.strip())
        self.found.show_rows(rows, nothing)
        self._place()

    def _place(self) -> None:
        """The list lies over the window, not in a window of its own, which would take the keys."""
        top = self.window()
        if self.found.parentWidget() is not top:
            self.found.setParent(top)
            top.installEventFilter(self)
        at = self.mapTo(top, QPoint(0, self.height() + POPUP_GAP_PX))
        wanted = min(self.found.sizeHint().width(), POPUP_MOST_PX, top.width() - at.x() - EDGE_PX)
        self.found.setGeometry(at.x(), at.y(), max(wanted, self.width()), self.found.sizeHint().height())
        self.found.raise_()
        self.found.show()

    def _go(self, row: FoundRow) -> None:
        self.found.hide()
        self.setText(row.name)
        if row.feature is not None:
            self.document.select(row.feature)
            self.zoom_wanted.emit(*row.feature)
