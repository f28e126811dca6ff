from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from desktop.panels.find import FindField
from desktop.panels.find_hits import found_rows

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from desktop.document import Document
    from layers.scene import Scene


@pytest.fixture
def field(host: QWidget, document: Document, qtbot: QtBot) -> FindField:
    made = FindField(document, host)
    made.move(900, 10)
    made.show()
    host.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_a_hit_says_what_it_is_and_where(scene: Scene) -> None:
    (zone,) = [row for row in found_rows(scene, "环同济") if row.name == "环同济"]
    assert (zone.aside, zone.swatch, zone.feature) == ("功能区 · 一廊成员", "huantongji", ("zones", "huantongji"))
    company = found_rows(scene, "小红书")[0]
    assert (company.name, company.aside, company.feature) == ("小红书", "企业 · 大创谷", ("zones", "dachuanggu"))
    place = next(row for row in found_rows(scene, "长阳创谷") if row.feature and row.feature[0] == "places")
    assert place.feature == ("places", "changyang_chuanggu")


def test_an_alias_is_told_with_the_name(scene: Scene) -> None:
    assert found_rows(scene, "一廊")[0].name == "大创智科创走廊（一廊）"


def test_typing_opens_the_list_and_enter_goes_there(field: FindField, document: Document, qtbot: QtBot) -> None:
    field.setText("")
    qtbot.keyClicks(field, "wangu")
    assert not field.found.isVisible() or field.found.rows or field.found.nothing
    field.clear()
    field.insert("湾谷")
    field.textEdited.emit("湾谷")
    assert field.found.isVisible()
    assert field.found.rows[0].name == "湾谷"
    with qtbot.waitSignal(field.zoom_wanted) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told.args == ["zones", "wangu"]
    assert document.scene.selected_zone == "wangu"
    assert not field.found.isVisible()


def test_arrows_walk_round_and_esc_closes_then_clears(field: FindField, qtbot: QtBot) -> None:
    field.insert("大创")
    field.textEdited.emit("大创")
    rows = field.found.rows
    assert len(rows) > 1
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.found.current() == rows[1]
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.found.current() == rows[-1]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.found.isVisible()
    assert field.text() == "大创"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_nothing_found_says_what_to_try(field: FindField, document: Document) -> None:
    field.textEdited.emit("克苏鲁")
    assert field.found.nothing == "没有找到“克苏鲁”。试试别名或简称。"
    assert field.found.current() is None
    document.set_language("en")
    field.textEdited.emit("zzzqqq")
    assert field.found.nothing == "Nothing found for “zzzqqq”. Try an alias or a short name."


def test_the_list_lies_below_the_field_over_the_window(field: FindField, host: QWidget) -> None:
    field.textEdited.emit("大")
    assert field.found.parentWidget() is host
    assert field.found.geometry().topLeft() == QPoint(900, 10 + field.height() + 4)
    assert 312 <= field.found.width() <= 440


def test_a_click_chooses(field: FindField, document: Document, qtbot: QtBot) -> None:
    field.textEdited.emit("大创谷")
    qtbot.mouseClick(field.found, Qt.MouseButton.LeftButton, pos=QPoint(60, 20))
    assert document.scene.selected_zone == "dachuanggu"


def test_leaving_the_field_closes_the_list(field: FindField, host: QWidget, qtbot: QtBot) -> None:
    field.textEdited.emit("大")
    assert field.found.isVisible()
    field.clearFocus()
    assert not field.found.isVisible()


def test_words_follow_the_language(field: FindField, document: Document) -> None:
    assert field.placeholderText() == "查找区、企业、举措"
    document.set_language("en")
    assert field.placeholderText() == "Find zones, companies, initiatives"
    assert field.accessibleName() == "Find"
