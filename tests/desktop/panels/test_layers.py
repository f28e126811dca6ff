from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.panels.layers import LayerPanel
from geo.record import replace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from desktop.document import Document


@pytest.fixture
def panel(host: QWidget, document: Document) -> LayerPanel:
    made = LayerPanel(document, host)
    QAbstractItemModelTester(made.tree.nodes, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.resize(256, 500)
    made.show()
    return made


def press(qtbot: QtBot, panel: LayerPanel, key: str, x: int | None = None) -> None:
    rect = panel.tree.visualRect(panel.tree.nodes.find(key))
    at = QPoint(panel.tree.viewport().width() - 18 if x is None else x, rect.center().y())
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)


def current(panel: LayerPanel) -> str | None:
    found = panel.tree.nodes.node(panel.tree.currentIndex())
    return found.key if found else None


def test_choosing_a_row_selects_the_zone(panel: LayerPanel, document: Document, qtbot: QtBot) -> None:
    press(qtbot, panel, "zone:wangu", 100)
    assert document.scene.selection == {("zones", "wangu")}


def test_selecting_on_the_map_marks_the_row_and_asks_for_nothing(panel: LayerPanel, document: Document) -> None:
    heard: list[object] = []
    document.scene_changed.connect(heard.append)
    document.select(("zones", "dachuanggu"))
    assert current(panel) == "zone:dachuanggu"
    assert len(heard) == 1
    document.select()
    assert not panel.tree.selectionModel().hasSelection()
    assert len(heard) == 2


def test_the_family_row_selects_the_umbrella(panel: LayerPanel, document: Document, qtbot: QtBot) -> None:
    press(qtbot, panel, "family:belt", 120)
    assert document.scene.selected_zone == "binjiang_showbelt"


def test_an_eye_hides_without_selecting_and_can_be_undone(panel: LayerPanel, document: Document, qtbot: QtBot) -> None:
    press(qtbot, panel, "zone:wangu")
    assert document.scene.layer("zones").hidden == {"wangu"}
    assert document.scene.selection == frozenset()
    document.undo()
    assert document.scene.layer("zones").hidden == frozenset()


def test_a_chevron_folds_and_stays_folded_through_changes(panel: LayerPanel, document: Document, qtbot: QtBot) -> None:
    press(qtbot, panel, "family:corridor", 32)
    assert not panel.tree.isExpanded(panel.tree.nodes.find("family:corridor"))
    document.change_layer("basemap.water", visible=False)
    document.set_language("en")
    assert not panel.tree.isExpanded(panel.tree.nodes.find("family:corridor"))
    assert document.scene.selection == frozenset()


def test_space_switches_and_enter_zooms(panel: LayerPanel, document: Document, qtbot: QtBot) -> None:
    document.select(("zones", "wangu"))
    panel.tree.setFocus()
    qtbot.keyClick(panel.tree, Qt.Key.Key_Space)
    assert document.scene.layer("zones").hidden == {"wangu"}
    with qtbot.waitSignal(panel.zoom_wanted) as told:
        qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    assert told.args == ["zones", "wangu"]


def test_arrow_keys_walk_the_zones(panel: LayerPanel, document: Document, qtbot: QtBot) -> None:
    document.select(("zones", "dachuangzhi"))
    panel.tree.setFocus()
    qtbot.keyClick(panel.tree, Qt.Key.Key_Down)
    assert document.scene.selected_zone == "huantongji"


def test_the_heads_buttons_ask(panel: LayerPanel, qtbot: QtBot) -> None:
    (plus, _), (again, _) = panel._buttons
    with qtbot.waitSignal(panel.open_wanted):
        qtbot.mouseClick(plus, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.reload_wanted):
        qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    assert plus.accessibleName() == "打开文件……"


def test_the_menu_fades_and_orders_whole_layers(panel: LayerPanel, document: Document) -> None:
    index = panel.tree.nodes.find("layer:basemap.water")
    found = panel.tree.nodes.node(index)
    assert found is not None
    menu = panel.menu_for(found)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == ["隐藏“水系”", "缩放到此处", "上移一层", "下移一层"]
    assert not menu.actions()[4].isEnabled()
    menu.slider.setValue(40)
    assert document.scene.layer("basemap.water").opacity == pytest.approx(0.4)
    menu.actions()[3].trigger()
    assert [layer.id for layer in document.scene.layers][:3] == ["context", "basemap.green", "basemap.water"]


def test_a_drop_moves_the_layer_to_where_it_was_let_go(panel: LayerPanel, document: Document) -> None:
    panel._drop("layer:basemap.water", 0)
    ids = [layer.id for layer in document.scene.layers if layer.group == "basemap"]
    assert ids[-1] == "basemap.water"
    panel._drop("layer:basemap.water", 5)
    assert next(layer.id for layer in document.scene.layers if layer.group == "basemap") == "basemap.water"


def test_own_layers_show_on_top_with_their_file_name(panel: LayerPanel, document: Document) -> None:
    own = replace(document.scene.layer("places"), id="own.1", title="我的企业.geojson", group="own")
    document.add_layer(own)
    assert panel.tree.nodes.all_keys()[0] == "layer:own.1"
    assert panel.tree.nodes.node(panel.tree.nodes.index(0, 0)).text == "我的企业.geojson"  # type: ignore[union-attr]


def test_own_layers_can_be_removed_and_brought_back(panel: LayerPanel, document: Document) -> None:
    document.add_layer(replace(document.scene.layer("places"), id="own.1", title="我的企业.geojson", group="own"))
    found = panel.tree.nodes.node(panel.tree.nodes.find("layer:own.1"))
    assert found is not None
    wanted: list[str] = []
    panel.style_wanted.connect(wanted.append)
    next(action for action in panel.menu_for(found).actions() if action.text() == "样式…").trigger()
    assert wanted == ["own.1"]
    close = panel.menu_for(found).actions()[-1]
    assert close.text() == "移除“我的企业.geojson”"
    close.trigger()
    assert "layer:own.1" not in panel.tree.nodes.all_keys()
    document.undo()
    assert panel.tree.nodes.all_keys()[0] == "layer:own.1"


def test_words_and_colours_follow_the_document(panel: LayerPanel, document: Document) -> None:
    light = panel.grab().toImage()
    document.set_language("en")
    assert panel._title.text() == "Layers"
    assert panel.tree.nodes.data(panel.tree.nodes.find("zone:huantongji")) == "Tongji Circle"
    document.set_theme("dark")
    assert panel.tree._row.theme == "dark"
    assert panel.grab().toImage() != light
