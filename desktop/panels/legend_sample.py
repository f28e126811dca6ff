"""The small drawing before a line of the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.paint.icons import paint_icon
from desktop.paint.painter import paint_overlay
from desktop.panels.swatch import paint_symbol
from desktop.theme import colour, font
from geo.record import replace
from layers.labels.point_sign import point_sign

if TYPE_CHECKING:
    from layers.legend import LegendRow
    from layers.style import Symbol, Theme

__all__ = ["SAMPLE", "paint_sample"]

SAMPLE = QSize(32, 18)


def paint_sample(painter: QPainter, rect: QRectF, row: LegendRow, theme: Theme) -> None:
    """Draw the sample of a row into ``rect``, which has the size `SAMPLE`."""
    {
        "line": _line,
        "station": _station,
        "area": _area,
        "dot": _dot,
        "heading": lambda *_: None,
        "note": lambda *_: None,
        "chip": _chip,
        "ring": _ring,
        "status": _status,
    }[row.kind](painter, rect, row, theme)


def _pen(symbol: Symbol, theme: Theme) -> QPen:
    pen = QPen(QColor(symbol.edge) if symbol.edge else colour(theme, "text_2"), symbol.width or 1.2)
    if symbol.dash:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([length / pen.widthF() for length in symbol.dash])
    return pen


def _level(rect: QRectF) -> QLineF:
    middle = round(rect.center().y()) + 0.5
    return QLineF(rect.left() + 2, middle, rect.right() - 5, middle)


def _line(painter: QPainter, rect: QRectF, row: LegendRow, theme: Theme) -> None:
    if row.text and row.symbol.casing:
        painter.setPen(QPen(QColor(row.symbol.casing), row.symbol.casing_width))
        painter.drawLine(_level(rect))
    painter.setPen(_pen(row.symbol, theme))
    painter.drawLine(_level(rect))


def _station(painter: QPainter, rect: QRectF, row: LegendRow, theme: Theme) -> None:
    _line(painter, rect, row, theme)
    painter.setPen(QPen(colour(theme, "station"), 1.2))
    painter.setBrush(colour(theme, "surface"))
    painter.drawEllipse(_level(rect).center(), 2.8, 2.8)


def _dot(painter: QPainter, rect: QRectF, row: LegendRow, theme: Theme) -> None:  # noqa: ARG001 (as its siblings)
    x, y = rect.left() + 12, rect.center().y()
    symbol = row.symbol
    paint_overlay(painter, [point_sign(replace(symbol, radius=min(symbol.radius, rect.height() / 2 - 1)), x, y)])


def _area(painter: QPainter, rect: QRectF, row: LegendRow, theme: Theme) -> None:
    if row.count is not None:  # the user's own are transparent, and lie on what is beneath them on the map
        painter.fillRect(rect.adjusted(3, 3, -13, -4), colour(theme, "land_in"))
    paint_symbol(painter, rect.adjusted(2, 2, -12, -3), row.symbol)


def _chip(painter: QPainter, rect: QRectF, row: LegendRow, theme: Theme) -> None:
    """Three sheets: the two behind are seen as edges."""
    sheet = QRectF(rect.left() + 0.5, rect.top() + 0.5, 26, 14)
    edge = colour(theme, "text_2")
    faint = QColor(edge)
    faint.setAlphaF(0.55)
    painter.setBrush(colour(theme, "chip"))
    for shift, ink in ((3.6, faint), (1.8, faint), (0.0, edge)):
        painter.setPen(QPen(ink, 1.1))
        painter.drawRoundedRect(sheet.translated(shift, shift), 4, 4)
    if row.icon:
        paint_icon(painter, row.icon, QRectF(sheet.left() + 3, sheet.top() + 1.5, 11, 11), edge.name())
    painter.setPen(colour(theme, "text"))
    painter.setFont(font(11, True))
    painter.drawText(sheet.adjusted(13, 0, -2, 0), Qt.AlignmentFlag.AlignCenter, "n")


def _ring(painter: QPainter, rect: QRectF, row: LegendRow, theme: Theme) -> None:
    edge = QColor(row.symbol.edge) if row.symbol.edge else colour(theme, "text_2")
    faint = QColor(edge)
    faint.setAlphaF(0.1)
    painter.setPen(_pen(row.symbol, theme))
    painter.setBrush(faint)
    painter.drawEllipse(QPointF(rect.left() + 13.5, rect.center().y()), 8, 8)


def _status(painter: QPainter, rect: QRectF, row: LegendRow, theme: Theme) -> None:
    where = QRectF(rect.left() + 7.5, rect.center().y() - 6, 12, 12)
    paint_icon(painter, row.icon or "status-unknown", where, colour(theme, "text_2").name())
