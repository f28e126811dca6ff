"""The sheet that lists everything under a place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from geo.mercator import to_mercator
from layers.own import open_own

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.window import MainWindow
    from layers.layer import Layer

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
PLACE = (121.5236, 31.2765)  # in 大创谷


def pixel(window: MainWindow, lonlat: tuple[float, float]) -> QPoint:
    x, y = window.surface.view.to_px(to_mercator(np.array([lonlat])))[0].tolist()
    return QPoint(round(x), round(y))


def pole(window: MainWindow, zone_id: str) -> tuple[float, float]:
    found = window.document.scene.register.zones[zone_id].pole
    assert found is not None
    return found


@pytest.fixture
def own(window: MainWindow, tmp_path: Path) -> MainWindow:
    """With a file of two buildings, one upon the other, and a point."""
    lon, lat = pole(window, "dachuanggu")
    ring = [
        [lon - 0.002, lat - 0.002],
        [lon + 0.002, lat - 0.002],
        [lon + 0.002, lat + 0.002],
        [lon - 0.002, lat + 0.002],
    ]
    square = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    rows = [
        (square, {"名称": "甲楼", "层数": 12, "备注": None, "标签": ["a", "b"]}),
        (square, {"名称": "乙楼"}),
        ({"type": "Point", "coordinates": [lon, lat]}, {}),
    ]
    features = [{"type": "Feature", "geometry": each, "properties": properties} for each, properties in rows]
    path = tmp_path / "楼.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    window.document.add_file(open_own(path))
    return window


def names(layer: Layer, x: float, y: float) -> set[str]:
    """What shapely says of a layer's polygons at a point."""
    (geometry,) = (each for each in layer.geometry if each.shapes.kind == "polygon")
    point = shapely.Point(x, y)
    return {
        layer.ids[row]
        for parts, row in zip(geometry.shapes, geometry.rows.tolist(), strict=True)
        if sum(shapely.Polygon(part).contains(point) for part in parts) % 2 and layer.ids[row] not in layer.hidden
    }


def test_all_layers_are_listed_topmost_first(own: MainWindow) -> None:
    window = own
    window.commands["tool_identify"].trigger()
    at = pixel(window, pole(window, "dachuanggu"))
    QTest.mouseClick(window.surface, LEFT, PLAIN, at)
    found = window.tools.identified.found
    assert [each for each in found if each[0] == "own.1"] == [("own.1", "3"), ("own.1", "1"), ("own.1", "2")]
    assert found[0][0] == "own.1"
    x, y = window.surface.view.to_map(at.x(), at.y())
    zones = {feature for layer, feature in found if layer == "zones"}
    assert zones == names(window.document.scene.layer("zones"), x, y)
    assert {"dachuanggu", "binjiang_showbelt", "yangpu"} <= zones
    order = [layer.id for layer in reversed(window.document.scene.layers)]
    positions = [order.index(layer) for layer, _ in found]
    assert positions == sorted(positions)


def test_what_is_told_of_each(own: MainWindow) -> None:
    window = own
    QTest.mouseClick(window.surface, LEFT, Qt.KeyboardModifier.AltModifier, pixel(window, pole(window, "dachuanggu")))
    window.tools.identified.copy()
    text = QGuiApplication.clipboard().text()
    for said in (
        "甲楼",
        "层数  12",
        '标签  ["a", "b"]',
        "备注  —",
        "这个要素没有属性。",
        "小红书",
        "得物",
        "2023-08 ¶43"[:7],
    ):
        assert said in text
    assert "打造“杨浦科创带”" in text  # the citation whole
    assert "缩放到" not in text


def test_hidden_layers_are_not_listed(own: MainWindow) -> None:
    window = own
    window.document.change_layer("own.1", visible=False)
    QTest.mouseClick(window.surface, LEFT, Qt.KeyboardModifier.AltModifier, pixel(window, pole(window, "dachuanggu")))
    assert all(layer != "own.1" for layer, _ in window.tools.identified.found)


def test_links_select_and_zoom(own: MainWindow) -> None:
    window = own
    QTest.mouseClick(window.surface, LEFT, Qt.KeyboardModifier.AltModifier, pixel(window, pole(window, "dachuanggu")))
    panel = window.tools.identified
    panel.view.other_wanted.emit("select", "1")
    assert window.document.scene.selection == {panel.found[1]}
    before = window.surface.view.scale
    panel.view.other_wanted.emit("zoom", "1")
    assert window.surface.view.scale < before
    zone = panel.found.index(("zones", "dachuanggu"))
    panel.view.other_wanted.emit("dossier", str(zone))
    assert window.document.scene.selected_zone == "dachuanggu"


def test_esc_puts_the_sheet_away_first_and_then_the_tool(window: MainWindow) -> None:
    window.commands["tool_identify"].trigger()
    window.document.select(("zones", "wangu"))
    QTest.mouseClick(window.surface, LEFT, PLAIN, pixel(window, pole(window, "wangu")))
    assert window.tools.identified.isVisible()
    QTest.keyClick(window.surface, Qt.Key.Key_Escape)
    assert not window.tools.identified.isVisible()
    assert window.surface.tool.name == "identify"
    QTest.keyClick(window.surface, Qt.Key.Key_Escape)
    assert window.surface.tool.name == "pan"
    assert window.document.scene.selection
    QTest.keyClick(window.surface, Qt.Key.Key_Escape)
    assert not window.document.scene.selection


def test_nothing_there_is_said(window: MainWindow) -> None:
    for layer in window.document.scene.layers:
        window.document.change_layer(layer.id, visible=False)
    window.surface.identify_wanted.emit(window.surface.rect().center().toPointF())
    assert window.tools.identified.found == ()
    assert window.tools.identified.view.toPlainText().startswith("此处没有要素")


def test_the_sheet_does_not_cover_the_place_and_stays_inside_the_map(window: MainWindow) -> None:
    for x in (30, 400, 700):
        window.surface.identify_wanted.emit(QPoint(x, 300).toPointF())
        sheet = window.tools.identified.geometry()
        assert window.surface.rect().contains(sheet)
        assert not sheet.contains(QPoint(x, 300))


def test_the_sheet_speaks_the_language_and_a_closed_layer_leaves_it(own: MainWindow) -> None:
    window = own
    QTest.mouseClick(window.surface, LEFT, Qt.KeyboardModifier.AltModifier, pixel(window, pole(window, "dachuanggu")))
    window.commands["language_en"].trigger()
    assert "Zoom to" in window.tools.identified.view.toPlainText()
    window.document.close_layer("own.1")
    assert all(layer != "own.1" for layer, _ in window.tools.identified.found)


def test_identify_drags_the_map(window: MainWindow) -> None:
    window.commands["tool_identify"].trigger()
    before = window.surface.view
    QTest.mousePress(window.surface, LEFT, PLAIN, QPoint(300, 300))
    QTest.mouseMove(window.surface, QPoint(360, 320))
    QTest.mouseRelease(window.surface, LEFT, PLAIN, QPoint(360, 320))
    moved = before.moved(60, 20)
    assert (window.surface.view.x, window.surface.view.y) == pytest.approx((moved.x, moved.y))
    assert "identified" not in window.tools.__dict__
