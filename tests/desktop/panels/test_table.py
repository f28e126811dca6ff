from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from desktop.panels.table import TablePanel
from desktop.panels.table_row import cell_width
from desktop.panels.table_rows import TABS, table_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from desktop.document import Document
    from layers.scene import Scene


@pytest.fixture
def panel(host: QWidget, document: Document) -> TablePanel:
    made = TablePanel(document, host)
    made.resize(1072, 420)
    made.show()
    return made


def names(panel: TablePanel) -> list[str]:
    return [row.cells[0].text for row in panel.view.rows.rows]


def bodies(panel: TablePanel) -> list[str]:
    """Companies and platforms, by id."""
    register = panel.document.scene.register
    return [*register.companies, *(row.id for row in register.organisations.values() if row.kind == "platform")]


def marked(panel: TablePanel) -> set[str]:
    return {row.cells[0].text for row in panel.view.marked()}


def click(qtbot: QtBot, panel: TablePanel, name: str) -> None:
    rect = panel.view.visualRect(panel.view.rows.index(names(panel).index(name), 0))
    at = QPoint(rect.left() + 40, rect.center().y())
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_the_tabs_and_the_count_of_the_open_one(panel: TablePanel) -> None:
    texts = [panel.tabs.tabText(i) for i in range(panel.tabs.count())]
    assert texts == [f"企业与平台 {len(bodies(panel))}", "举措", "指标", "地点", "机构"]
    panel.show_tab("initiatives")
    assert panel.tabs.tabText(0) == "企业与平台"
    assert panel.tabs.tabText(1) == f"举措 {len(panel.document.scene.register.initiatives)}"


def test_companies_and_platforms_by_name_latin_first(panel: TablePanel) -> None:
    assert names(panel)[0] == "B站"
    order = ["得物", "国家智能社会治理实验基地", "国家自主智能未来产业科技园", "美团"]
    assert [name for name in dict.fromkeys(names(panel)) if name in order] == order
    heads = [panel.view.rows.headerData(i, Qt.Orientation.Horizontal) for i in range(7)]
    assert heads == ["名称 ↑", "类别", "所在区", "依据", "状态", "截至", "来源"]


def test_a_row_says_what_the_document_says(panel: TablePanel) -> None:
    row = panel.view.rows.rows[names(panel).index("抖音")]
    texts = [cell.text for cell in row.cells]
    assert texts[:4] == ["抖音", "总部项目", "滨江南段", "文件载明"]
    assert texts[5] == "2023-08"
    assert texts[6].startswith("打造")
    assert texts[6].endswith("41")
    assert row.cells[2].swatch == "binjiang_south"
    assert row.cells[4].icon == "status-in-progress"
    assert "打造“杨浦科创带”" in row.cells[6].tip


def test_a_planned_thing_is_never_drawn_filled(scene: Scene) -> None:
    icons = {row.cells[4].icon for row in table_of(scene, "initiatives").rows}
    assert icons <= {"status-planned", "status-started", "status-in-progress", "status-done", "status-unknown"}
    planned = {row.id for row in scene.register.initiatives.values() if row.status == "planned"}
    assert planned == {row.id for row in table_of(scene, "initiatives").rows if row.cells[4].icon == "status-planned"}


def test_selecting_a_zone_marks_its_rows(panel: TablePanel, document: Document) -> None:
    document.select(("zones", "huantongji"))
    assert marked(panel) == {"国家智能社会治理实验基地", "国家自主智能未来产业科技园"}
    document.select()
    assert marked(panel) == set()


def test_selecting_a_row_selects_its_zone_and_stays_the_only_row(
    panel: TablePanel, document: Document, qtbot: QtBot
) -> None:
    heard: list[object] = []
    document.scene_changed.connect(heard.append)
    click(qtbot, panel, "抖音")
    assert document.scene.selection == {("zones", "binjiang_south")}
    assert marked(panel) == {"抖音"}
    assert len(heard) == 1


def test_a_place_is_selected_itself(panel: TablePanel, document: Document, qtbot: QtBot) -> None:
    panel.show_tab("places")
    click(qtbot, panel, "长阳创谷")
    assert document.scene.selection == {("places", "changyang_chuanggu")}
    document.select(("places", "hulian_baodi"))
    assert marked(panel) == {"互联宝地"}


def test_only_the_selected_zone(panel: TablePanel, document: Document) -> None:
    panel.only_selected.click()
    whole = len(names(panel))
    assert whole == len(bodies(panel))
    document.select(("zones", "dachuanggu"))
    assert set(names(panel)) == {"小红书", "得物", "数字城市研究院", "赛博研究院", "上海市信息服务业行业协会"}
    document.select(("zones", "binjiang_showbelt"))
    assert {"小红书", "中交", "医工交叉创新研究院"} <= set(names(panel))
    assert len(names(panel)) < whole
    panel.only_selected.click()
    assert len(names(panel)) == whole


def test_an_umbrella_marks_only_what_is_told_of_itself(panel: TablePanel, document: Document) -> None:
    document.select(("zones", "binjiang_showbelt"))
    assert marked(panel) == set()


def test_copying_takes_the_marked_rows_or_all(panel: TablePanel, document: Document) -> None:
    panel.copy_button.click()
    assert len(QGuiApplication.clipboard().text().split("\n")) == len(bodies(panel)) + 1
    document.select(("zones", "huantongji"))
    panel.copy_button.click()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].startswith("名称\t类别\t所在区")
    assert len(lines) == 3
    assert "2023-08" in lines[1]


def test_numbers_keep_their_qualifier_and_sort_by_value(panel: TablePanel) -> None:
    panel.show_tab("indicators")
    panel.view._sort(1)
    values = [row.cells[1].order for row in panel.view.rows.rows]
    assert values == sorted(values)  # type: ignore[type-var]
    row = next(row for row in panel.view.rows.rows if row.id == "huantongji_output")
    assert "近" in row.cells[1].text
    assert "600" in row.cells[1].text


def test_forecasts_and_targets_say_so(scene: Scene) -> None:
    by_id = {row.id: row.cells[2].text for row in table_of(scene, "indicators").rows}
    assert by_id["digital_companies_2023"].startswith("实际")
    assert by_id["software_revenue_2023"].startswith("预计")
    assert by_id["digital_companies_2025"].startswith("目标")


def test_before_a_document_was_told_its_rows_are_not_there(scene: Scene) -> None:
    from datetime import date

    from geo.record import replace

    early = replace(scene, as_of=date(2023, 5, 1))
    then = {row.id for row in table_of(early, "companies").rows}
    assert "xiaohongshu" in then
    assert not then & {"zhongjiao", "zhongjieneng", "medical_equipment_centre"}
    assert 0 < len(table_of(early, "initiatives").rows) < len(table_of(scene, "initiatives").rows)


def test_words_follow_the_language(panel: TablePanel, document: Document) -> None:
    document.set_language("en")
    assert panel.tabs.tabText(0) == f"Companies and platforms {len(bodies(panel))}"
    assert panel.view.rows.headerData(0, Qt.Orientation.Horizontal) == "Name ↑"
    assert panel.only_selected.text() == "Selected zone only"
    assert "Douyin" in names(panel) or "TikTok (Douyin)" in names(panel)


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_cell_is_filled_or_known_to_be_empty(scene: Scene, tab: str, language: str) -> None:
    from geo.record import replace

    table = table_of(replace(scene, language=language), tab)  # type: ignore[arg-type]
    assert table.rows
    for row in table.rows:
        assert len(row.cells) == len(table.columns)
        assert row.cells[0].text
        assert row.cells[-1].tip, f"{row.id} has no source"


def test_english_cells_are_whole_but_for_names(panel: TablePanel, document: Document) -> None:
    document.set_language("en")
    for number, column in enumerate(panel.view.rows.table.columns):
        if not column.names:
            widest = max(cell_width(row.cells[number]) for row in panel.view.rows.rows)
            assert panel.view.columnWidth(number) >= widest, column.head


def test_as_a_strip_only_the_tabs_are_seen(panel: TablePanel, qtbot: QtBot) -> None:
    panel.resize(764, 36)
    qtbot.waitUntil(lambda: panel.view.height() == 0)
    assert (panel.tabs.y(), panel.tabs.height()) == (0, 36)
    panel.resize(764, 200)
    qtbot.waitUntil(lambda: panel.view.height() == 164)
    assert sum(panel.view.columnWidth(i) for i in range(7)) == panel.view.viewport().width()


def test_close_asks_and_tabs_open(panel: TablePanel, qtbot: QtBot) -> None:
    ((close, _),) = panel._buttons
    with qtbot.waitSignal(panel.closed):
        close.click()
    with qtbot.waitSignal(panel.opened):
        qtbot.mouseClick(panel.tabs, Qt.MouseButton.LeftButton, pos=panel.tabs.tabRect(1).center())
