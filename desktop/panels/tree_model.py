"""The layer tree for Qt: a read-only model over `Node` values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from geo.record import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.panels.tree_nodes import Node

__all__ = ["NODE", "TreeModel"]

NODE = Qt.ItemDataRole.UserRole
MIME = "application/x-yangpu-atlas-layer"
Index = QModelIndex | QPersistentModelIndex


class TreeModel(QAbstractItemModel):
    """Holds the nodes; emits ``dropped`` with a layer's key and the row it was let go above."""

    dropped = Signal(str, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: list[Node] = []
        self._parents: list[int] = []
        self._rows: list[int] = []
        self._children: dict[int, list[int]] = {-1: []}

    def set_tree(self, tops: tuple[Node, ...]) -> bool:
        """Take new nodes; True where rows came or went, so that the view has to unfold again."""
        nodes, parents, rows, children = _flat(tops)
        same = [node.key for node in nodes] == [node.key for node in self._nodes] and parents == self._parents
        if same:
            changed = [i for i, (old, new) in enumerate(zip(self._nodes, nodes, strict=True)) if old != new]
            self._nodes = nodes
            for number in changed:
                index = self.createIndex(self._rows[number], 0, number)
                self.dataChanged.emit(index, index)
            return False
        self.beginResetModel()
        self._nodes, self._parents, self._rows, self._children = nodes, parents, rows, children
        self.endResetModel()
        return True

    def node(self, index: Index) -> Node | None:
        """The node at an index; None at none."""
        return self._nodes[index.internalId()] if index.isValid() else None

    def find(self, key: str) -> QModelIndex:
        """The index of a node by its key; an invalid one where there is none."""
        for number, node in enumerate(self._nodes):
            if node.key == key:
                return self.createIndex(self._rows[number], 0, number)
        return QModelIndex()

    def all_keys(self) -> list[str]:
        """All keys, from the top."""
        return [node.key for node in self._nodes]

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 (Qt's signature)
        """The index of a child."""
        children = self._children.get(parent.internalId() if parent.isValid() else -1, [])
        return (
            self.createIndex(row, column, children[row]) if 0 <= row < len(children) and column == 0 else QModelIndex()
        )

    def parent(self, index: Index | None = None) -> Any:
        """The index of the row above in the tree; without an index, the model's owner as of any QObject."""
        if index is None:
            return super().parent()
        above = self._parents[index.internalId()] if index.isValid() else -1
        return QModelIndex() if above < 0 else self.createIndex(self._rows[above], 0, above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many children a node has."""
        return len(self._children.get(parent.internalId() if parent.isValid() else -1, ()))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008
        """One: the delegate paints the whole row."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text for screen readers and for typing a name; the node for the delegate."""
        node = self.node(index)
        if node is None:
            return None
        if role == NODE:
            return node
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{node.lead} {node.text}".strip()
        if role == Qt.ItemDataRole.CheckStateRole and node.kind != "group":
            return Qt.CheckState.Checked if node.shown else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be chosen; layers can be dragged among their like."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        node = self.node(index)
        if node is None:
            return Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if node.kind == "layer" else flags | Qt.ItemFlag.ItemIsDropEnabled

    def mimeTypes(self) -> list[str]:
        """Only our own rows may be let go here."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The dragged layer's key."""
        data = QMimeData()
        node = self.node(indexes[0]) if indexes else None
        data.setData(MIME, (node.key if node else "").encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        """Rows move; they are never copied."""
        return Qt.DropAction.MoveAction

    def dropMimeData(
        self,
        data: QMimeData,
        action: Qt.DropAction,  # noqa: ARG002 (Qt's signature)
        row: int,
        column: int,  # noqa: ARG002
        parent: Index,
    ) -> bool:
        """Ask for the move; the rows themselves change only with the scene."""
        key = bytes(data.data(MIME).data()).decode()
        siblings = self._children.get(parent.internalId() if parent.isValid() else -1, [])
        if not key or row < 0 or key not in {self._nodes[i].key for i in siblings}:
            return False
        self.dropped.emit(key, row)
        return False  # True would make the view remove the dragged row itself


def _flat(tops: tuple[Node, ...]) -> tuple[list[Node], list[int], list[int], dict[int, list[int]]]:
    nodes: list[Node] = []
    parents: list[int] = []
    rows: list[int] = []
    children: dict[int, list[int]] = {-1: []}

    def add(node: Node, above: int, row: int) -> None:
        number = len(nodes)
        nodes.append(replace(node, children=()))
        parents.append(above)
        rows.append(row)
        children[number] = []
        children[above].append(number)
        for i, child in enumerate(node.children):
            add(child, number, i)

    for i, top in enumerate(tops):
        add(top, -1, i)
    return nodes, parents, rows, children
