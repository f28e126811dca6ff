from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.panels.table_model import TableModel
from desktop.panels.table_values import Cell, Column, Table, TableRow, as_tsv
from desktop.panels.table_view import TableView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

COLUMNS = (Column("名称", 200, names=True), Column("数值", 80, numeric=True), Column("来源", 90, citation=True))


def row(name: str, number: float | None, zone: str) -> TableRow:
    value = Cell("" if number is None else f"{number:g}", order=number)
    return TableRow(name, (Cell(name), value, Cell("2023-08", copied="文件，2023-08，¶41")), (zone,))


TABLE = Table(
    "t", "表", COLUMNS, (row("抖音", 9, "a"), row("B站", 10, "b"), row("得物", None, "a"), row("中交", 9, "b"))
)


@pytest.fixture
def model(qtbot: QtBot) -> TableModel:
    made = TableModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.set_table(TABLE)
    return made


def names(model: TableModel) -> list[str]:
    return [each.id for each in model.rows]


def test_opens_sorted_by_name(model: TableModel) -> None:
    assert names(model) == ["B站", "得物", "抖音", "中交"]
    assert model.headerData(0, Qt.Orientation.Horizontal) == "名称 ↑"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "数值"


def test_numbers_sort_as_numbers_ties_keep_their_order_and_unknown_stays_last(model: TableModel) -> None:
    model.sort(1)
    assert names(model) == ["抖音", "中交", "B站", "得物"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["B站", "抖音", "中交", "得物"]


def test_numbers_stand_at_the_right(model: TableModel) -> None:
    assert model.data(model.index(0, 1), Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.data(model.index(0, 0), Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignLeft


def test_the_filter_keeps_the_order_and_lets_go(model: TableModel) -> None:
    model.set_filter(frozenset({"b"}))
    assert names(model) == ["B站", "中交"]
    model.set_filter(None)
    assert len(names(model)) == 4


def test_copied_text_has_heads_tabs_and_whole_citations() -> None:
    copied = as_tsv(TABLE, [TABLE.rows[0]])
    assert copied == "名称\t数值\t来源\n抖音\t9\t文件，2023-08，¶41"


def test_marked_rows_stay_marked_through_sorting_and_nobody_is_told(qtbot: QtBot) -> None:
    view = TableView()
    qtbot.addWidget(view)
    view.show_table(TABLE, "light")
    told: list[object] = []
    view.chosen.connect(told.append)
    view.mark({"抖音", "中交"})
    view._sort(1)
    assert {each.id for each in view.marked()} == {"抖音", "中交"}
    assert told == []


def test_a_persons_selection_is_told_once(qtbot: QtBot) -> None:
    view = TableView()
    qtbot.addWidget(view)
    view.show_table(TABLE, "light")
    told: list[list[TableRow]] = []
    view.chosen.connect(told.append)
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    view.selectionModel().select(view.rows.index(2, 0), flags)
    assert [[each.id for each in rows] for rows in told] == [["抖音"]]


def test_columns_share_the_width(qtbot: QtBot) -> None:
    view = TableView()
    qtbot.addWidget(view)
    view.resize(900, 200)
    view.show_table(TABLE, "light")
    view.show()
    assert sum(view.columnWidth(i) for i in range(3)) == view.viewport().width()
    view.resize(600, 200)
    qtbot.waitUntil(lambda: sum(view.columnWidth(i) for i in range(3)) == view.viewport().width())
