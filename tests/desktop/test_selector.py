"""Selecting on the map and by asking, by mouse and by key, few features and very many."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.selector import mode_of
from geo.mercator import to_mercator
from geo.record import replace
from geo.shapes import Shapes
from layers.layer import Geometry, Layer, Origin
from layers.own import open_own

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.notice import Notice
    from desktop.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
PLAIN, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen screen cannot do
GRID = 20  # buildings in each direction
MANY = 120_000


@pytest.fixture
def town(window: MainWindow, tmp_path: Path) -> MainWindow:
    """With a file of 20 by 20 buildings, of 1 to 400 floors."""
    features = []
    for number in range(GRID * GRID):
        x, y = 121.49 + 0.003 * (number % GRID), 31.26 + 0.003 * (number // GRID)
        ring = [[x, y], [x + 0.001, y], [x + 0.001, y + 0.001], [x, y + 0.001], [x, y]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        properties = {"名称": f"楼{number}", "层数": number + 1}
        features.append({"type": "Feature", "geometry": geometry, "properties": properties})
    path = tmp_path / "楼.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    window.document.add_file(open_own(path))
    return window


def drag(window: MainWindow, start: tuple[int, int], end: tuple[int, int], keys: Qt.KeyboardModifier = PLAIN) -> None:
    surface = window.surface
    QTest.mousePress(surface, LEFT, keys, QPoint(*start))
    QTest.mouseMove(surface, QPoint(*((np.array(start) + end) // 2).tolist()))
    QTest.mouseMove(surface, QPoint(*end))
    QTest.mouseRelease(surface, LEFT, keys, QPoint(*end))


def inside(window: MainWindow, area: shapely.Polygon) -> set[str]:
    """The buildings that shapely says a polygon of pixels meets."""
    layer = window.document.scene.layer("own.1")
    (geometry,) = layer.geometry
    view = window.surface.view
    return {
        layer.ids[row]
        for parts, row in zip(geometry.shapes, geometry.rows.tolist(), strict=True)
        if shapely.Polygon(view.to_px(parts[0])).intersects(area)
    }


def chosen(window: MainWindow, layer: str = "own.1") -> set[str]:
    return {feature for layer_id, feature in window.document.scene.selection if layer_id == layer}


def test_a_box_selects_what_it_touches_and_keys_add_and_take_away(town: MainWindow) -> None:
    town.commands["tool_select"].trigger()
    assert town.tools.select_bar.isVisible()
    drag(town, (200, 150), (420, 330))
    first = inside(town, shapely.box(200, 150, 420, 330))
    assert chosen(town) == first
    assert chosen(town, "zones")
    drag(town, (400, 300), (520, 420), SHIFT)
    both = first | inside(town, shapely.box(400, 300, 520, 420))
    assert chosen(town) == both
    drag(town, (200, 150), (300, 250), CONTROL)
    assert chosen(town) == both - inside(town, shapely.box(200, 150, 300, 250))


def test_only_the_chosen_layer_is_selected_from(town: MainWindow) -> None:
    town.commands["tool_select"].trigger()
    bar = town.tools.select_bar
    bar.layer.setCurrentIndex(bar.layer.findData("zones"))
    drag(town, (200, 150), (600, 500))
    assert {layer for layer, _ in town.document.scene.selection} == {"zones"}
    town.document.close_layer("own.1")
    assert bar.layer.findData("own.1") == -1
    assert town.tools.selector.target == "zones"


def test_clicks_of_the_select_tool(town: MainWindow) -> None:
    town.commands["tool_select"].trigger()
    layer, view = town.document.scene.layer("own.1"), town.surface.view

    def middle(number: int) -> QPoint:
        x, y = view.to_px(layer.geometry[0].shapes.parts(number)[0][:4]).mean(axis=0).tolist()
        return QPoint(round(x), round(y))

    QTest.mouseClick(town.surface, LEFT, PLAIN, middle(3))
    assert chosen(town) == {"4"}
    QTest.mouseClick(town.surface, LEFT, SHIFT, middle(5))
    assert chosen(town) == {"4", "6"}
    QTest.mouseClick(town.surface, LEFT, CONTROL, middle(3))
    assert chosen(town) == {"6"}
    QTest.mouseClick(town.surface, LEFT, CONTROL, middle(3))
    assert chosen(town) == {"4", "6"}
    QTest.mouseClick(town.surface, LEFT, PLAIN, QPoint(3, 3))
    assert not town.document.scene.selection


def test_a_polygon_of_clicks_ends_with_a_double_click(town: MainWindow) -> None:
    town.commands["tool_lasso"].trigger()
    corners = [(250, 120), (480, 200), (400, 400), (180, 330)]
    for corner in corners:
        QTest.mouseClick(town.surface, LEFT, PLAIN, QPoint(*corner))
    assert not town.document.scene.selection
    QTest.mouseDClick(town.surface, LEFT, PLAIN, QPoint(*corners[-1]))
    assert chosen(town) == inside(town, shapely.Polygon(corners))


def test_a_polygon_by_enter_backspace_and_esc(town: MainWindow) -> None:
    town.commands["tool_lasso"].trigger()
    for corner in [(250, 120), (480, 200), (400, 400), (10, 10)]:
        QTest.mouseClick(town.surface, LEFT, PLAIN, QPoint(*corner))
    QTest.keyClick(town.surface, Qt.Key.Key_Backspace)
    QTest.keyClick(town.surface, Qt.Key.Key_Return)
    assert chosen(town) == inside(town, shapely.Polygon([(250, 120), (480, 200), (400, 400)]))
    before = town.document.scene.selection
    QTest.mouseClick(town.surface, LEFT, PLAIN, QPoint(50, 50))
    QTest.keyClick(town.surface, Qt.Key.Key_Escape)
    assert town.surface.tool.name == "lasso"
    QTest.keyClick(town.surface, Qt.Key.Key_Escape)
    assert town.surface.tool.name == "pan"
    assert not town.tools.select_bar.isVisible()
    assert town.document.scene.selection == before


def test_one_stroke_is_a_polygon_too(town: MainWindow) -> None:
    town.commands["tool_lasso"].trigger()
    turns = np.linspace(0, 2 * np.pi, 40)
    stroke = [(round(350 + 120 * np.cos(t)), round(280 + 90 * np.sin(t))) for t in turns]
    QTest.mousePress(town.surface, LEFT, PLAIN, QPoint(*stroke[0]))
    for at in stroke[1:]:
        QTest.mouseMove(town.surface, QPoint(*at))
    QTest.mouseRelease(town.surface, LEFT, PLAIN, QPoint(*stroke[-1]))
    assert chosen(town) == inside(town, shapely.Polygon(stroke))


def test_by_location_to_what_is_selected(town: MainWindow) -> None:
    town.document.select(("zones", "dachuangzhi"))
    town.commands["select_location"].trigger()
    dialog = town.tools.location_dialog
    assert dialog.source.currentData() == "zones"
    assert dialog.only.isChecked()
    dialog.relation.setCurrentIndex(dialog.relation.findData("within"))
    assert not dialog.form.isRowVisible(dialog.distance)
    dialog.mode.setCurrentIndex(dialog.mode.findData("add"))
    dialog.ask()
    within = chosen(town)
    zones = town.document.scene.layer("zones")
    ring = zones.geometry[0].shapes.parts(zones.geometry[0].rows.tolist().index(zones.ids.index("dachuangzhi")))[0]
    layer = town.document.scene.layer("own.1")
    covered = [shapely.Polygon(ring).covers(shapely.Polygon(parts[0])) for parts in layer.geometry[0].shapes]
    assert within == {layer.ids[i] for i in np.flatnonzero(covered).tolist()}
    assert ("zones", "dachuangzhi") in town.document.scene.selection
    assert str(len(within)) in dialog.answer.text()
    dialog.relation.setCurrentIndex(dialog.relation.findData("distance"))
    assert dialog.form.isRowVisible(dialog.distance)
    dialog.distance.setValue(400)
    dialog.ask()
    assert chosen(town) > within


def test_by_condition_and_within_what_is_selected(town: MainWindow) -> None:
    town.commands["select_condition"].trigger()
    dialog = town.tools.condition_dialog
    assert dialog.fields.findText("层数") > 0
    dialog.text.setText("层数 > 390")
    dialog.ask()
    assert chosen(town) == {str(number) for number in range(391, 401)}
    dialog.mode.setCurrentIndex(dialog.mode.findData("keep"))
    dialog.text.setText("层数 <= 395")
    dialog.ask()
    assert chosen(town) == {str(number) for number in range(391, 396)}
    dialog.text.setText("层数 >")
    dialog.ask()
    assert dialog.answer.text()
    assert chosen(town) == {str(number) for number in range(391, 396)}
    dialog.text.clear()
    dialog._insert(dialog.fields.findText("层数"))
    assert dialog.text.text() == "层数"
    town.commands["language_en"].trigger()
    assert dialog.windowTitle() == "Select by condition"


def test_a_field_that_no_row_has_is_told(town: MainWindow) -> None:
    heard: list[Notice] = []
    town.document.told.connect(heard.append)
    town.tools.selector.by_condition("own.1", "高度 > 3", "replace")
    assert [notice.headline.code for notice in heard] == ["expression.field"]


def test_inverting_keeps_to_the_layers_with_a_selection(town: MainWindow) -> None:
    town.document.select(("own.1", "1"))
    town.commands["select_invert"].trigger()
    assert chosen(town) == {str(number) for number in range(2, 401)}
    assert {layer for layer, _ in town.document.scene.selection} == {"own.1"}
    town.commands["select_invert"].trigger()
    assert chosen(town) == {"1"}


def test_very_many_are_selected_beside_the_window_and_counted(window: MainWindow, qtbot: QtBot) -> None:
    rng = np.random.default_rng(5)
    xy = to_mercator(np.column_stack((rng.uniform(121.45, 121.6, MANY), rng.uniform(31.23, 31.37, MANY))))
    starts = np.arange(MANY + 1)
    geometry = Geometry(Shapes("point", xy, starts, starts), np.arange(MANY))
    ids = [str(number) for number in range(MANY)]
    row = {"class": "own_point", "id": "", "name_zh": "", "name_en": "", "properties": {}}
    layer = Layer("own.1", "点", "own", ids, [row] * MANY, (geometry,), None, Origin("", "", ""))
    window.document.apply(replace(window.document.scene, layers=(*window.document.scene.layers, layer)))
    window.commands["tool_select"].trigger()
    window.tools.selector.target = "own.1"
    drag(window, (100, 60), (700, 560))
    assert window.tools.selector.busy
    qtbot.waitUntil(lambda: not window.tools.selector.busy, timeout=20_000)
    px = window.surface.view.to_px(xy)
    wanted = (px[:, 0] >= 100) & (px[:, 0] <= 700) & (px[:, 1] >= 60) & (px[:, 1] <= 560)
    count = int(wanted.sum())
    assert count > 50_000
    assert chosen(window) == {ids[i] for i in np.flatnonzero(wanted)}
    assert f"{count:,}".replace(",", "\u2009") in window.status.selection.text()
    before = window.surface.view.scale
    window.commands["zoom_selection"].trigger()
    assert window.surface.view.scale != before
    window.document.close_layer("own.1")
    assert not window.document.scene.selection


def test_a_new_wish_takes_the_place_of_an_old_one(
    town: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.selector.FEW", 0)
    town.tools.selector.by_condition("own.1", "层数 > 10", "replace")
    town.tools.selector.by_condition("own.1", "层数 = 7", "replace")
    qtbot.waitUntil(lambda: not town.tools.selector.busy, timeout=10_000)
    assert chosen(town) == {"7"}


@pytest.mark.parametrize(("keys", "mode"), [(PLAIN, "replace"), (SHIFT, "add"), (CONTROL, "remove")])
def test_keys_say_what_to_do(keys: Qt.KeyboardModifier, mode: str) -> None:
    assert mode_of(keys) == mode


def test_nothing_of_it_is_made_before_it_is_wanted(window: MainWindow) -> None:
    assert not {"selector", "select_bar", "location_dialog", "condition_dialog"} & set(window.tools.__dict__)
