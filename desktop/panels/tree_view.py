"""The layer tree on the screen: unfolds, switches eyes, follows the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from desktop.panels.tree_model import NODE, TreeModel
from desktop.panels.tree_row import TreeRow, part_at

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from desktop.panels.tree_nodes import Node
    from layers.style import Theme

__all__ = ["TreeView"]

FOLDED_AT_FIRST = {"places", "basemap", "context"}


class TreeView(QTreeView):
    """Shows a tree of nodes.

    ``switched`` asks for a node to be shown or hidden, ``chosen`` tells which row the person
    went to, ``zoom_wanted`` which row was double-clicked.  Setting the tree or the selection
    from outside emits nothing.
    """

    switched = Signal(object, bool)
    chosen = Signal(object)
    zoom_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nodes = TreeModel(self)
        self._row = TreeRow(self)
        self._folded = set(FOLDED_AT_FIRST)
        self._quiet = False
        self.setModel(self.nodes)
        self.setItemDelegate(self._row)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragEnabled(True)
        self.setDropIndicatorShown(True)
        self.collapsed.connect(lambda index: self._fold(index, True))
        self.expanded.connect(lambda index: self._fold(index, False))
        self.selectionModel().currentChanged.connect(self._went)

    def show_tree(self, tops: tuple[Node, ...], theme: Theme) -> None:
        """Show nodes; folds and selection stay."""
        self._row.theme = theme
        self._quiet = True
        if self.nodes.set_tree(tops):
            for key in self.nodes.all_keys():
                self.setExpanded(self.nodes.find(key), key not in self._folded)
        self._quiet = False
        self.viewport().update()

    def mark(self, key: str | None) -> None:
        """Mark the row with that key, or none, without telling anybody."""
        index = self.nodes.find(key) if key else None
        self._quiet = True
        if index is None or not index.isValid():
            self.selectionModel().clear()
        elif not self.selectionModel().isSelected(index):
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        self._quiet = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Eyes and chevrons answer at once and do not select their row."""
        index = self.indexAt(event.position().toPoint())
        node = self.nodes.node(index)
        if node is not None and event.button() == Qt.MouseButton.LeftButton:
            part = part_at(node, self._whole_row(index), event.position().toPoint())
            if part == "eye":
                self.switched.emit(node, not node.shown)
                return
            if part == "chevron" or node.kind == "group":
                self.setExpanded(index, not self.isExpanded(index))
                if part == "chevron":
                    return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go there; a second click on an eye is a click on an eye."""
        index = self.indexAt(event.position().toPoint())
        node = self.nodes.node(index)
        if node is None or part_at(node, self._whole_row(index), event.position().toPoint()) != "row":
            self.mousePressEvent(event)
        else:
            self.zoom_wanted.emit(node)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space switches the eye, Enter goes there."""
        node = self.nodes.node(self.currentIndex())
        if node is not None and event.key() == Qt.Key.Key_Space:
            self.switched.emit(node, not node.shown)
        elif node is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.zoom_wanted.emit(node)
        else:
            super().keyPressEvent(event)

    def _whole_row(self, index: QModelIndex) -> QRect:
        rect = self.visualRect(index)
        rect.setLeft(0)
        rect.setRight(self.viewport().width() - 1)
        return rect

    def _fold(self, index: QModelIndex, folded: bool) -> None:
        node = index.data(NODE)
        if node is not None and not self._quiet:
            (self._folded.add if folded else self._folded.discard)(node.key)

    def _went(self, current: QModelIndex) -> None:
        node = self.nodes.node(current)
        if node is not None and not self._quiet:
            self.chosen.emit(node)
