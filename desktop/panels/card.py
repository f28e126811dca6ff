"""The card that opens on a chip: what is known to be in a zone, but not where.

It names and never points: no dot, no place inside the zone (LOOK §3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.paint.icons import paint_icon
from desktop.panels.buttons import IconButton
from desktop.theme import colour, font
from geo.record import dataclass
from layers.style import load_style

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from layers.style import Theme

__all__ = ["Card", "CardContent", "CardLine", "CardNames", "beside"]

WIDTH_PX = 300
SHEET_PX = 2.2  # how far each sheet behind is moved, right and down
PADDING_PX = 14
HEAD_PX = 40
LINE_PX = 23
MOST_LINES = 8
GAP_PX = 8
NAME_LEFT_PX, NAME_GAP_PX = 22.0, 14.0


@dataclass(frozen=True, slots=True)
class CardLine:
    """One kind of thing: its icon and the names, in the register's order."""

    icon: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardContent:
    """What a card says: the zone and its name, the citation, a line for each kind."""

    zone_id: str
    title: str
    citation: str
    lines: tuple[CardLine, ...]


class Card(QWidget):
    """A sheet 300 px wide over the map; ``closed`` when it was put away."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme = "light"
        self._edge = colour("light", "text_2")
        self._title = self._citation = ""
        self.names = CardNames()
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self.names)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setStyleSheet("background: transparent")
        self._close = IconButton("close", self)
        self._close.clicked.connect(self.put_away)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def show_card(self, content: CardContent, theme: Theme, close: str) -> None:
        """Fill the card; ``close`` names its button.  Place it with `open_beside`."""
        lines, zone_id = content.lines, content.zone_id
        self._title, self._citation, self._theme = content.title, content.citation, theme
        symbol = load_style(theme).symbol_for({"class": "zone", "id": zone_id})
        self._edge = QColor(symbol.edge or load_style(theme).colour("text_2"))
        self.names.show_lines(lines, theme, self._edge)
        self._close.set_theme(theme)
        self._close.set_words(close)
        self.setAccessibleName(
            f"{content.title}，{'、'.join(name for line in lines for name in line.names)}，{content.citation}"
        )
        self.resize(self.sizeHint())
        self._lay_out()
        self.update()

    def open_beside(self, chip: QRect, zone: QRect) -> None:
        """Open beside a chip and off its zone; both in the parent's pixels."""
        over = self.parentWidget()
        room = over.rect() if over is not None else self.screen().geometry()
        self.move(beside(QSize(self.size()), chip, zone, room).topLeft())
        self.raise_()
        self.show()

    def put_away(self) -> None:
        """Close it and say so."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def sizeHint(self) -> QSize:
        """Head and at most eight lines, with the sheets behind."""
        lines = min(self.names.line_count(WIDTH_PX - 2 * PADDING_PX), MOST_LINES)
        return QSize(WIDTH_PX + 5, HEAD_PX + lines * LINE_PX + 12 + 5)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        """Three sheets, name and citation."""
        sheet = QRectF(0.75, 0.75, WIDTH_PX - 1, self.height() - 6)
        faint = QColor(self._edge)
        faint.setAlphaF(0.55)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(colour(self._theme, "surface"))
            for back, ink in ((2, faint), (1, faint), (0, self._edge)):
                painter.setPen(QPen(ink, 1.1))
                painter.drawRoundedRect(sheet.translated(back * SHEET_PX, back * SHEET_PX), 6, 6)
            head = QRectF(PADDING_PX, 4, WIDTH_PX - PADDING_PX - 40, HEAD_PX - 4)
            cited = QFontMetricsF(font(11)).horizontalAdvance(self._citation)
            title = QFontMetricsF(font(13.5, True))
            name = title.elidedText(self._title, Qt.TextElideMode.ElideRight, head.width() - cited - 12)
            painter.setFont(font(13.5, True))
            painter.setPen(colour(self._theme, "text"))
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, name)
            painter.setFont(font(11))
            painter.setPen(colour(self._theme, "accent"))
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._citation)

    def _lay_out(self) -> None:
        self._close.move(WIDTH_PX - 34, 8)
        self._scroll.setGeometry(PADDING_PX, HEAD_PX, WIDTH_PX - PADDING_PX - 4, self.height() - HEAD_PX - 14)


class CardNames(QWidget):
    """The names, line by line; a name is broken only where it alone is too long for a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[CardLine, ...] = ()
        self._theme: Theme = "light"
        self._ink = colour("light", "text_2")

    def show_lines(self, lines: tuple[CardLine, ...], theme: Theme, ink: QColor) -> None:
        """Show them with icons in ``ink``."""
        self._lines, self._theme, self._ink = lines, theme, ink
        self.setMinimumHeight(self.line_count(WIDTH_PX - 2 * PADDING_PX) * LINE_PX)
        self.update()

    def line_count(self, width: float) -> int:
        """How many lines the names take at a width."""
        return len(self._set(width))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        """Icon and names of each line."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font(13))
            metrics = QFontMetricsF(font(13))
            for number, (icon, names) in enumerate(self._set(WIDTH_PX - 2 * PADDING_PX)):
                top = number * LINE_PX
                if icon:
                    paint_icon(painter, icon, QRectF(0, top + (LINE_PX - 14) / 2, 14, 14), self._ink.name())
                painter.setPen(colour(self._theme, "text"))
                left = NAME_LEFT_PX
                for name in names:
                    room = QRectF(QPointF(left, top), QPointF(WIDTH_PX - 2 * PADDING_PX, top + LINE_PX))
                    shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
                    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
                    left += metrics.horizontalAdvance(name) + NAME_GAP_PX

    def _set(self, width: float) -> list[tuple[str, list[str]]]:
        """(icon, names) of each line; a name too long for one runs on to the next, which has no icon."""
        metrics = QFontMetricsF(font(13))
        found: list[tuple[str, list[str]]] = []
        for line in self._lines:
            left = width + 1
            for name in line.names:
                advance = metrics.horizontalAdvance(name)
                if left + advance > width:
                    pieces = _pieces(name, width - NAME_LEFT_PX)
                    found += [(line.icon if first else "", [piece]) for first, piece in pieces]
                    left = NAME_LEFT_PX + metrics.horizontalAdvance(pieces[-1][1]) + NAME_GAP_PX
                else:
                    found[-1][1].append(name)
                    left += advance + NAME_GAP_PX
        return found


def _pieces(name: str, width: float) -> list[tuple[bool, str]]:
    """A name cut where a line may end, each piece no wider than ``width``; the first is marked."""
    layout = QTextLayout(name, font(13))
    layout.beginLayout()
    found: list[tuple[bool, str]] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        found.append((not found, name[line.textStart() : line.textStart() + line.textLength()].strip()))
    layout.endLayout()
    return found or [(True, name)]


def beside(size: QSize, chip: QRect, zone: QRect, room: QRect) -> QRect:
    """Where a card of ``size`` goes: off the zone, as near the chip as it can, inside ``room``.

    Right of the zone, left, below, above, in this order; where none fits, right of the chip.
    """
    level = min(
        max(chip.center().y() - size.height() // 2, room.top() + GAP_PX), room.bottom() - size.height() - GAP_PX
    )
    across = max(chip.center().x() - size.width() // 2, room.left() + GAP_PX)
    across = min(across, room.right() - GAP_PX - size.width())
    places = (
        QRect(zone.right() + GAP_PX, level, size.width(), size.height()),
        QRect(zone.left() - GAP_PX - size.width(), level, size.width(), size.height()),
        QRect(across, zone.bottom() + GAP_PX, size.width(), size.height()),
        QRect(across, zone.top() - GAP_PX - size.height(), size.width(), size.height()),
    )
    for place in places:
        if room.contains(place):
            return place
    right = min(chip.right() + GAP_PX, room.right() - size.width() - GAP_PX)
    return QRect(max(right, room.left()), max(level, room.top()), size.width(), size.height())
