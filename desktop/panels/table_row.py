"""How a cell of the table is painted: icon or swatch, text with an ellipsis, a line below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.paint.icons import paint_icon
from desktop.panels.swatch import paint_swatch
from desktop.panels.table_model import CELL, COLUMN
from desktop.theme import colour, font

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from desktop.panels.table_values import Cell, Column
    from layers.style import Theme

__all__ = ["ROW_PX", "TEXT_PX", "TableCell", "cell_width"]

ROW_PX = 27
TEXT_PX = 12.5
PADDING_PX = 10
LEAD_PX = {"icon": 19, "swatch": 23}


def cell_width(cell: Cell) -> float:
    """How wide a cell wants to be, padding included."""
    text = QFontMetricsF(font(TEXT_PX)).horizontalAdvance(cell.text)
    return text + 1 + 2 * PADDING_PX + (LEAD_PX["swatch"] if cell.swatch else LEAD_PX["icon"] if cell.icon else 0)


class TableCell(QStyledItemDelegate):
    """Paints the cells of `TableModel`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = "light"

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 (Qt\'s signature)
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Rows are 27 px."""
        return QSize(round(cell_width(index.data(CELL))), ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Ground, lead, text, line."""
        cell: Cell = index.data(CELL)
        column: Column = index.data(COLUMN)
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour(self.theme, "select"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colour(self.theme, "row_line"))
        room = QRectF(rect).adjusted(PADDING_PX, 0, -PADDING_PX, 0)
        middle = room.center().y()
        if cell.swatch:
            swatch = QRectF(room.left(), middle - 6.5, 17, 12)
            paint_swatch(painter, swatch, cell.swatch, self.theme, traced=cell.traced)
            room.setLeft(room.left() + LEAD_PX["swatch"])
        elif cell.icon:
            where = QRectF(room.left(), middle - 6.5, 13, 13)
            paint_icon(painter, cell.icon, where, colour(self.theme, "text_2").name())
            room.setLeft(room.left() + LEAD_PX["icon"])
        face = font(TEXT_PX)
        painter.setFont(face)
        painter.setPen(colour(self.theme, "accent" if column.citation else "text" if column.names else "text_2"))
        shown = QFontMetricsF(face).elidedText(cell.text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
        side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
        view = option.widget
        if option.state & QStyle.StateFlag.State_HasFocus and view is not None and view.hasFocus():
            painter.setPen(QPen(colour(self.theme, "accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -3), 4, 4)
        painter.restore()
