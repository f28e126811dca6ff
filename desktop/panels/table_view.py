"""The table on the screen: rows of 27 px, columns that share the width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.panels.table_model import TableModel
from desktop.panels.table_row import ROW_PX, TableCell
from desktop.panels.table_widths import HEAD_TEXT_PX, shared_widths
from desktop.theme import font

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.panels.table_values import Table, TableRow
    from layers.style import Theme

__all__ = ["TableView"]

HEAD_PX = 26


class TableView(QTableView):
    """Shows a `Table`; ``chosen`` tells the rows that a person selected, never what `mark` did."""

    chosen = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = TableModel(self)
        self._cell = TableCell(self)
        self._quiet = False
        self._fitted_to: tuple[Table | None, int] = (None, 0)
        self.setModel(self.rows)
        self.setItemDelegate(self._cell)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leads on to the next part of the window
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        head = self.horizontalHeader()
        head.setFixedHeight(HEAD_PX)
        head.setFont(font(HEAD_TEXT_PX))
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(48)
        head.sectionClicked.connect(self._sort)
        self.selectionModel().selectionChanged.connect(self._tell)

    def show_table(self, table: Table, theme: Theme) -> None:
        """Show a table; marked rows stay marked where they are still there."""
        self._cell.theme = theme
        kept = {row.id for row in self.marked()}
        self._quiet = True
        self.rows.set_table(table)
        self._fit()
        self._quiet = False
        self.mark(kept)
        self.viewport().update()

    def set_filter(self, zone_ids: frozenset[str] | None) -> None:
        """Show only rows of these zones, or all."""
        kept = {row.id for row in self.marked()}
        self._quiet = True
        self.rows.set_filter(zone_ids)
        self._quiet = False
        self.mark(kept)

    def marked(self) -> list[TableRow]:
        """The selected rows, from the top."""
        numbers = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self.rows.rows[number] for number in numbers]

    def mark(self, row_ids: set[str]) -> None:
        """Select rows by their ids without telling anybody, and bring the first into sight."""
        if {row.id for row in self.marked()} == row_ids:
            return
        chosen = QItemSelection()
        last = self.rows.columnCount() - 1
        numbers = [i for i, row in enumerate(self.rows.rows) if row.id in row_ids]
        for number in numbers:
            chosen.select(self.rows.index(number, 0), self.rows.index(number, last))
        self._quiet = True
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if numbers:
            self.scrollTo(self.rows.index(numbers[-1], 0))
            self.scrollTo(self.rows.index(numbers[0], 0))
        self._quiet = False

    def minimumSizeHint(self) -> QSize:
        """None: in a narrow window only the tabs above are seen."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        self._fit()

    def _sort(self, column: int) -> None:
        by, downward = self.rows.order
        down = column == by and not downward
        self._quiet = True
        self.rows.sort(column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
        self._quiet = False
        self.rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.rows.columnCount() - 1)

    def _fit(self) -> None:
        """Share the width among the columns; what a person set by hand stays until it changes."""
        table, width = self.rows.table, self.viewport().width()
        if not table.columns or (table, width) == self._fitted_to:
            return
        self._fitted_to = (table, width)
        for number, share in enumerate(shared_widths(table, width)):
            self.setColumnWidth(number, share)

    def _tell(self, *_: object) -> None:
        if not self._quiet:
            self.chosen.emit(self.marked())
