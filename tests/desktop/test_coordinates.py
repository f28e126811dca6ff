"""The coordinate read-out in the window: chosen, shown, copied, gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyproj
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from geo.mercator import to_lonlat

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.window import MainWindow

SEAM = (121.5, 31.3)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen screen cannot do


def choose(window: MainWindow, qtbot: QtBot, system: str) -> None:
    window.commands[f"coords_{system}"].trigger()
    qtbot.waitUntil(lambda: window.coordinates.shown == system, timeout=10_000)


def test_the_belt_changes_under_the_pointer(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, qtbot, "cgcs2000")
    for lon, code, meridian in ((121.49, "EPSG:4549", 120), (121.51, "EPSG:4550", 123)):
        window.status.point_at((lon, 31.3))
        east, north = pyproj.Transformer.from_crs("EPSG:4326", code, always_xy=True).transform(lon, 31.3)
        assert window.status.crs.text() == f"CGCS2000 / 3° 带 CM {meridian}°E ({code})"
        assert window.status.place.text() == f"E {east:,.1f} m\u3000N {north:,.1f} m".replace(",", "\u2009")
    window.commands["language_en"].trigger()
    assert window.status.crs.text() == "CGCS2000 / 3° belt CM 123°E (EPSG:4550)"


def test_degrees_stand_until_proj_is_there(window: MainWindow, qtbot: QtBot) -> None:
    window.coordinates._ready = False
    window.commands["coords_utm51"].trigger()
    assert window.coordinates.chosen == "utm51"
    assert window.coordinates.shown in {"wgs84", "utm51"}
    qtbot.waitUntil(lambda: window.coordinates.shown == "utm51", timeout=10_000)
    assert window.status.place.text().startswith("E ")
    assert window.commands["coords_utm51"].isChecked()


def test_a_click_on_the_system_offers_all(window: MainWindow) -> None:
    QTest.mouseClick(window.status.crs, Qt.MouseButton.LeftButton)
    menu = window.tools.systems
    assert menu.isVisible()
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "WGS 84（度）"
    assert len(texts) == 5
    menu.actions()[1].trigger()
    menu.close()
    window.status.point_at(SEAM)
    assert window.status.place.text() == "121°30′00.00″E\u300031°18′00.00″N"


def test_coordinates_are_copied_in_the_chosen_system(window: MainWindow) -> None:
    window.commands["coords_dms"].trigger()
    window.surface.pointer.go(QPointF(300, 200))
    window.commands["copy_coordinates"].trigger()
    at = to_lonlat(*window.surface.view.to_map(300, 200))
    found = window.coordinates.at(*at)
    assert found is not None
    assert QGuiApplication.clipboard().text() == found.copied
    assert "″E " in found.copied


def test_the_menu_of_a_place_copies_in_the_chosen_system(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, qtbot, "gcj02")
    window._open_menu((), QPointF(300, 200), QPoint(300, 200))
    found = window.coordinates.at(*to_lonlat(*window.surface.view.to_map(300, 200)))
    assert found is not None
    from desktop.map_menu import MapMenu

    (menu,) = window.findChildren(MapMenu)
    action = next(each for each in menu.actions() if found.copied in each.text())
    action.trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == found.copied


def test_go_to_moves_the_map_and_marks_the_place(window: MainWindow, qtbot: QtBot) -> None:
    window.commands["go_to"].trigger()
    dialog = window.tools.go_to
    assert dialog.isVisible()
    QTest.keyClicks(dialog.field, "31.30N 121.55E")
    assert "121.55000° E" in dialog.answer.text()
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    surface = window.surface
    assert to_lonlat(surface.view.x, surface.view.y) == pytest.approx((121.55, 31.3), abs=1e-9)
    assert surface.view.scale <= 10_001
    marked = surface.grab().toImage()
    surface.escape()
    cleared = surface.grab().toImage()
    middle = QPoint(surface.width() // 2, surface.height() // 2 - 9)
    assert marked.pixelColor(middle * marked.devicePixelRatio()) != cleared.pixelColor(
        middle * cleared.devicePixelRatio()
    )


def test_go_to_says_what_it_cannot_read_and_stays(window: MainWindow) -> None:
    window.commands["go_to"].trigger()
    dialog = window.tools.go_to
    dialog.field.setText("杨浦大桥")
    assert "杨浦大桥" in dialog.answer.text()
    assert not dialog.go.isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    dialog.field.setText("31.3, 121.5")
    assert "已对调" in dialog.answer.text()
    window.commands["language_en"].trigger()
    assert "swapped" in dialog.answer.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_nothing_of_it_is_loaded_for_the_first_map(window: MainWindow) -> None:
    assert "go_to" not in window.tools.__dict__
    assert "systems" not in window.tools.__dict__
