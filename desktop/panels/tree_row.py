"""How one row of the layer tree is painted, and what lies where in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.paint.icons import paint_icon
from desktop.panels.swatch import paint_swatch
from desktop.panels.tree_model import NODE
from desktop.theme import colour, font

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from desktop.panels.tree_nodes import Node
    from layers.style import Theme

__all__ = ["ROW_PX", "TreeRow", "part_at"]

ROW_PX = 24
EYE_PX = 32  # the target at the right edge; the icon in it is 15
_CHEVRON = {"group": 10, "family": 26}
_TEXT = {"group": 31, "family": 86, "zone": 86, "kind": 54, "layer": 34}
_SWATCH = QSize(18, 13)


def part_at(node: Node, rect: QRect, at: QPoint) -> Literal["eye", "chevron", "row"]:
    """Which part of a row lies under a point."""
    if at.x() >= rect.right() - EYE_PX:
        return "eye"
    left = _CHEVRON.get(node.kind)
    return "chevron" if left is not None and left - 10 <= at.x() <= left + 20 and at.x() < _TEXT[node.kind] else "row"


class TreeRow(QStyledItemDelegate):
    """Chevron, swatch or icon, name, count and eye."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = "light"

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 (Qt\'s signature)
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """Rows are 24 px."""
        return QSize(120, ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The whole row, over the full width."""
        node: Node = index.data(NODE)
        view = option.widget
        rect = QRect(0, option.rect.top(), option.rect.right() + 1, option.rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._colour("select" if chosen else "surface_2"))
        self._paint_left(painter, rect, node, bool(option.state & QStyle.StateFlag.State_Open))
        self._paint_right(painter, rect, node)
        if option.state & QStyle.StateFlag.State_HasFocus and view is not None and view.hasFocus():
            painter.setPen(QPen(self._colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 1, -2, -1), 4, 4)
        painter.restore()

    def _colour(self, token: str) -> QColor:
        return colour(self.theme, token)

    def _paint_left(self, painter: QPainter, rect: QRect, node: Node, opened: bool) -> None:
        middle = rect.center().y() + 0.5
        if node.kind in _CHEVRON:
            side = QRectF(_CHEVRON[node.kind], middle - 6, 12, 12)
            paint_icon(painter, "chevd" if opened else "chevr", side, self._colour("text_3").name())
        left = _TEXT[node.kind]
        if node.lead:
            painter.setFont(font(13, True))
            painter.setPen(self._colour(node.family or "text"))
            painter.drawText(QRectF(47, rect.top(), 38, rect.height()), Qt.AlignmentFlag.AlignVCenter, node.lead)
        elif node.kind == "family":
            left = 47
        if node.kind == "zone":
            zone_id = node.row_ids[0]
            swatch = QRectF(61, middle - _SWATCH.height() / 2, _SWATCH.width(), _SWATCH.height())
            paint_swatch(painter, swatch, zone_id, self.theme, traced=node.traced)
        elif node.icon:
            paint_icon(painter, node.icon, QRectF(32, middle - 7, 14, 14), self._colour("text_2").name())
        room = rect.right() - EYE_PX - left - (22 if node.count else 0)
        heads = node.kind == "family" and not node.lead
        painter.setFont(font(13, node.kind == "group" or heads))
        ink = (node.family or "text") if heads else "text"
        painter.setPen(self._colour(ink if node.shown else "text_3"))
        text = painter.fontMetrics().elidedText(node.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, rect.top(), room + 1, rect.height()), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_right(self, painter: QPainter, rect: QRect, node: Node) -> None:
        middle = rect.center().y() + 0.5
        if node.count:
            painter.setFont(font(11.5))
            painter.setPen(self._colour("text_2"))
            where = QRectF(rect.right() - EYE_PX - 26, rect.top(), 24, rect.height())
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(node.count))
        eye = QRectF(rect.right() - 26, middle - 7.5, 15, 15)
        paint_icon(
            painter, "eye" if node.shown else "eyeoff", eye, self._colour("text_2" if node.shown else "text_3").name()
        )
