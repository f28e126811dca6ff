"""A table for Qt: sorted and filtered views of one `Table`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.panels.name_order import name_ranks
from desktop.panels.table_values import Table

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from desktop.panels.table_values import Cell, TableRow

__all__ = ["CELL", "COLUMN", "TableModel"]

CELL = Qt.ItemDataRole.UserRole
COLUMN = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_EMPTY = Table("", "", (), ())


class TableModel(QAbstractTableModel):
    """Rows in the chosen order, and of the chosen zones only where a filter is set."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = _EMPTY
        self.rows: list[TableRow] = []
        self._zones: frozenset[str] | None = None
        self._by, self._downward = 0, False

    def set_table(self, table: Table) -> None:
        """Show another table; the order of columns that it shares stays."""
        if table == self.table:
            return
        self.beginResetModel()
        if table.key != self.table.key:
            self._by, self._downward = 0, False
        self.table = table
        self.rows = self._arranged()
        self.endResetModel()

    def set_filter(self, zone_ids: frozenset[str] | None) -> None:
        """Show only rows of these zones; None shows all."""
        if zone_ids == self._zones:
            return
        self.beginResetModel()
        self._zones = zone_ids
        self.rows = self._arranged()
        self.endResetModel()

    @property
    def order(self) -> tuple[int, bool]:
        """The column sorted by, and whether downward."""
        return self._by, self._downward

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; rows that are equal in it keep the register's order."""
        wanted = (column, order == Qt.SortOrder.DescendingOrder)
        if column < 0 or wanted == (self._by, self._downward):
            return
        self.layoutAboutToBeChanged.emit()
        kept = {row.id: row for row in self.rows}
        old = self.persistentIndexList()
        was = [self.rows[index.row()].id for index in old]
        self._by, self._downward = wanted
        self.rows = self._arranged()
        now = {row.id: i for i, row in enumerate(self.rows) if row.id in kept}
        moved = [self.index(now[row_id], index.column()) for index, row_id in zip(old, was, strict=True)]
        self.changePersistentIndexList(old, moved)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns the table has."""
        return 0 if parent.isValid() else len(self.table.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, tool tip and alignment; the cell and its column for the delegate."""
        cell = self.rows[index.row()].cells[index.column()]
        column = self.table.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or cell.text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return {CELL: cell, COLUMN: column}.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads of the columns, with the arrow of the sorted one."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.table.columns):
            return None
        column = self.table.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.head} {'↓' if self._downward else '↑'}" if section == self._by else column.head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _arranged(self) -> list[TableRow]:
        rows = [row for row in self.table.rows if self._zones is None or self._zones & set(row.zone_ids)]
        if not rows:
            return rows
        texts = name_ranks(row.cells[self._by].text for row in rows)

        def key(row: TableRow) -> tuple[int, float, str, int]:
            cell: Cell = row.cells[self._by]
            if isinstance(cell.order, (int, float)):
                return 0, float(cell.order), "", 0
            if isinstance(cell.order, str):
                return 1, 0.0, cell.order, 0
            return 2, 0.0, "", texts[cell.text]

        # Empty cells stay last in either direction: an unknown is neither small nor large.
        filled = [row for row in rows if row.cells[self._by].text]
        empty = [row for row in rows if not row.cells[self._by].text]
        return sorted(filled, key=key, reverse=self._downward) + empty
