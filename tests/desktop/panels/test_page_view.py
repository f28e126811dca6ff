from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication, QTextCursor

from desktop.panels.page import Block, Cells, Page, Run, plain_text
from desktop.panels.page_view import PageView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

WHOLE = "（打造“杨浦科创带”，2023-08-17，¶44）"
CITED = Run("\xa02023-08\xa0¶44", "citation", tip="打造“杨浦科创带”，2023-08-17，¶44", copied=WHOLE)
PAGE: Page = (
    Block("path", (Run("杨浦科创带", "path", link="zone:yangpu_kechuangdai"),)),
    Block("name", (Run("环同济", "name"), Run("\xa0功能区\xa0", "tag")), swatch="huantongji"),
    Cells((Block("cell", (Run("2.6", "figure"), Run(" km²", "unit"))),), (Block("cell", (Run("2.64", "figure"),)),)),
    Block("head", (Run("定位", "head"),)),
    Block("text", (Run("区校共建的知识经济圈"), CITED)),
    Block("source", (Run("很长的题名" * 12, "caption"),), aside=(Run("2023-08-17", "citation"),)),
)


@pytest.fixture
def view(host: QWidget) -> PageView:
    made = PageView(host)
    made.resize(368, 600)
    made.show()
    made.show_page(PAGE, "light", "corridor")
    return made


def test_the_page_is_read_in_its_order(view: PageView) -> None:
    lines = [line for line in view.toPlainText().split("\n") if line]
    starts = [line.replace("\xa0", " ")[:6] for line in lines[:6]]
    assert starts == [
        "杨浦科创带",
        "环同济 功能",
        "2.6 km",
        "2.64",
        "定位",
        "区校共建的知",
    ]
    assert plain_text(PAGE).startswith("杨浦科创带\n环同济")


def test_copied_text_has_the_whole_citation(view: PageView) -> None:
    view.selectAll()
    view.copy()
    copied = QGuiApplication.clipboard().text()
    assert f"区校共建的知识经济圈{WHOLE}" in copied
    assert "很长的题名" * 12 + " 2023-08-17" in copied
    assert "\xa0" not in copied


def test_part_of_a_citation_is_copied_as_it_is_seen(view: PageView) -> None:
    at = view.document().find("¶44")
    cursor = view.textCursor()
    cursor.setPosition(at.selectionStart())
    cursor.setPosition(at.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.copy()
    assert QGuiApplication.clipboard().text() == "¶44"


def test_the_citation_tells_all_to_the_pointer(view: PageView) -> None:
    at = view.document().find("¶44")
    assert at.charFormat().toolTip() == CITED.tip


def test_a_long_title_ends_in_an_ellipsis_and_keeps_to_one_line(view: PageView) -> None:
    last = view.document().lastBlock()
    assert "…" in last.text()
    assert last.layout().lineCount() == 1


def test_links_ask_for_a_zone(view: PageView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.zone_wanted) as told:
        view.anchorClicked.emit(QUrl("zone:yangpu_kechuangdai"))
    assert told.args == ["yangpu_kechuangdai"]


def test_a_narrower_view_is_set_again(view: PageView, qtbot: QtBot) -> None:
    before = view.document().lastBlock().text()
    view.resize(300, 600)
    qtbot.waitUntil(lambda: view.document().lastBlock().text() != before)
    assert len(view.document().lastBlock().text()) < len(before)


def test_the_same_page_again_keeps_the_selection(view: PageView) -> None:
    view.selectAll()
    view.show_page(PAGE, "light", "corridor")
    assert view.textCursor().hasSelection()
