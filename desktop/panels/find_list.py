"""The list of hits below the find field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.paint.icons import paint_icon
from desktop.panels.swatch import paint_swatch
from desktop.theme import colour, font

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from desktop.panels.find_hits import FoundRow
    from layers.style import Theme

__all__ = ["FoundList"]

ROW_PX = 34
PADDING_PX = 6
WIDTH_PX = 312


class FoundList(QWidget):
    """Painted rows: icon or swatch, name, and at the right what it is and where.

    It never takes the focus; the field hands it the keys.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FoundRow, ...] = ()
        self._nothing = ""
        self._at = 0
        self._theme: Theme = "light"
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)

    @property
    def rows(self) -> tuple[FoundRow, ...]:
        """The hits, best first."""
        return self._rows

    @property
    def nothing(self) -> str:
        """The sentence that stands there when nothing was found; empty otherwise."""
        return self._nothing

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def show_rows(self, rows: tuple[FoundRow, ...], nothing: str) -> None:
        """Show hits with the first marked, or the sentence ``nothing``."""
        self._rows, self._nothing, self._at = rows, nothing, 0
        self.setAccessibleName(nothing or "；".join(row.name for row in rows))
        self.update()

    def step(self, by: int) -> None:
        """Mark the next or the one before; past the end it begins again."""
        if self._rows:
            self._at = (self._at + by) % len(self._rows)
            self.update()

    def current(self) -> FoundRow | None:
        """The marked hit, while the list is seen."""
        return self._rows[self._at] if self._rows and self.isVisible() else None

    def sizeHint(self) -> QSize:
        """As high as the hits, as wide as the widest."""
        names, asides = QFontMetricsF(font(13)), QFontMetricsF(font(11.5))
        rows = ((names.horizontalAdvance(row.name), asides.horizontalAdvance(row.aside)) for row in self._rows)
        widest = max((name + aside for name, aside in rows), default=asides.horizontalAdvance(self._nothing))
        return QSize(max(WIDTH_PX, round(widest) + 72), max(len(self._rows), 1) * ROW_PX + 2 * PADDING_PX)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The mark follows the pointer."""
        number = int((event.position().y() - PADDING_PX) // ROW_PX)
        if 0 <= number < len(self._rows) and number != self._at:
            self._at = number
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the hit under the pointer; the field keeps the focus."""
        number = int((event.position().y() - PADDING_PX) // ROW_PX)
        if 0 <= number < len(self._rows):
            self.chosen.emit(self._rows[number])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        """A sheet with a border, and the rows."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour(self._theme, "border"), 1))
            painter.setBrush(colour(self._theme, "surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            if self._nothing:
                painter.setFont(font(12.5))
                painter.setPen(colour(self._theme, "text_3"))
                room = QRectF(14, PADDING_PX, self.width() - 28, ROW_PX)
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap, self._nothing)
            for number, row in enumerate(self._rows):
                self._paint_row(
                    painter, QRectF(5, PADDING_PX + number * ROW_PX, self.width() - 10, ROW_PX), number, row
                )

    def _paint_row(self, painter: QPainter, rect: QRectF, number: int, row: FoundRow) -> None:
        if number == self._at:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(self._theme, "select"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 4, 4)
        middle = rect.center().y()
        if row.swatch:
            swatch = QRectF(rect.left() + 9, middle - 6.5, 18, 13)
            paint_swatch(painter, swatch, row.swatch, self._theme, traced=row.traced)
        else:
            where = QRectF(rect.left() + 10, middle - 7.5, 15, 15)
            paint_icon(painter, row.icon, where, colour(self._theme, "text_2").name())
        note = QFontMetricsF(font(11.5))
        text = rect.adjusted(36, 0, -10, 0)
        aside = note.elidedText(row.aside, Qt.TextElideMode.ElideRight, text.width() * 0.45)
        painter.setFont(font(11.5))
        painter.setPen(colour(self._theme, "text_3"))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, aside)
        text.setRight(text.right() - note.horizontalAdvance(aside) - 10)
        painter.setFont(font(13))
        painter.setPen(colour(self._theme, "text"))
        name = QFontMetricsF(font(13)).elidedText(row.name, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, name)
