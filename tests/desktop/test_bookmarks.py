"""Bookmarks: added, named, gone to, taken away, and kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.actions import BOOKMARKS
from desktop.bookmarks import Bookmark, Bookmarks, bookmarks_in
from desktop.settings import Settings, read_settings, write_settings
from geo.mercator import to_lonlat, to_mercator
from geo.record import replace

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen screen cannot do


def look_at(window: MainWindow, lon: float, lat: float, scale: float) -> None:
    x, y = to_mercator(np.array([[lon, lat]]))[0].tolist()
    window.surface.go(replace(window.surface.view, x=x, y=y).at_scale(scale))


def entries(window: MainWindow) -> dict[str, int]:
    menu = window.commands.menu(BOOKMARKS)
    menu.aboutToShow.emit()
    return {action.text(): number for number, action in enumerate(menu.actions()) if action.text()}


def test_a_view_is_kept_under_a_name_and_found_again(window: MainWindow, qtbot: QtBot) -> None:
    pole = window.document.scene.register.zones["wangu"].pole
    assert pole is not None
    look_at(window, *pole, 12_345.0)
    kept = window.surface.view
    window.commands["bookmark_add"].trigger()
    dialog = window.tools.bookmark_dialog
    assert dialog.isVisible()
    assert [each.name for each in window.tools.bookmarks.all] == ["湾谷"]
    (editor,) = dialog.list.findChildren(QLineEdit)
    editor.setText("湾谷 近看")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [each.name for each in window.tools.bookmarks.all] == ["湾谷 近看"])
    window.surface.go_home()
    names = entries(window)
    window.commands.menu(BOOKMARKS).actions()[names["湾谷 近看"]].trigger()
    view = window.surface.view
    assert to_lonlat(view.x, view.y) == pytest.approx(pole, abs=1e-6)
    assert view.resolution == pytest.approx(kept.resolution, rel=1e-4)


def test_the_shipped_ones_follow_the_language(window: MainWindow) -> None:
    assert list(entries(window))[2:] == ["杨浦区", "大创智科创走廊", "滨江国际创新秀带", "复兴岛"]
    look_at(window, 100.0, 10.0, 5000)
    menu = window.commands.menu(BOOKMARKS)
    menu.actions()[entries(window)["复兴岛"]].trigger()
    island = window.document.scene.register.zones["fuxing_island"].pole
    assert island is not None
    x, y = to_mercator(np.array([island]))[0].tolist()
    assert window.surface.view.extent.contains(x, y)
    assert window.surface.view.scale < 60_000
    window.commands["language_en"].trigger()
    assert list(entries(window))[2] == "Yangpu District"


def test_the_list_renames_goes_and_takes_away_by_key(window: MainWindow) -> None:
    for name in ("甲", "乙"):
        window.tools.bookmarks.add(Bookmark(name, 121.5, 31.3, 20_000))
    window.commands["bookmark_list"].trigger()
    dialog = window.tools.bookmark_dialog
    dialog.list.setCurrentRow(1)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert to_lonlat(window.surface.view.x, window.surface.view.y) == pytest.approx((121.5, 31.3), abs=1e-6)
    QTest.keyClick(dialog, Qt.Key.Key_Delete)
    assert [each.name for each in window.tools.bookmarks.all] == ["甲"]
    dialog.list.item(0).setText("  ")
    assert dialog.list.item(0).text() == "甲"
    dialog.list.setCurrentRow(0)
    dialog.remove.click()
    assert not dialog.list.isVisible()
    assert dialog.empty.isVisible()


def test_names_do_not_repeat() -> None:
    bookmarks = Bookmarks()
    for _ in range(3):
        bookmarks.add(Bookmark(bookmarks.free_name("湾谷"), 121.5, 31.3, 1000))
    assert [each.name for each in bookmarks.all] == ["湾谷", "湾谷 2", "湾谷 3"]


def test_they_are_kept_in_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    kept = (("滨江 & 秀带", 121.55, 31.28, 25_000.0), ("全区", 121.52, 31.3, 76_000.0))
    assert write_settings(path, replace(Settings(), bookmarks=kept))
    assert read_settings(path).bookmarks == kept


@pytest.mark.parametrize(
    "written",
    [
        "x",
        3,
        None,
        [["a", 1, 2]],
        [["", 1, 2, 3]],
        [["a", 500, 2, 3]],
        [["a", 1, 89, 3]],
        [["a", 1, 2, -3]],
        [[1, 1, 2, 3]],
    ],
)
def test_what_is_no_bookmark_is_left_out(written: object, tmp_path: Path) -> None:
    assert bookmarks_in(written) == ()
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"version": 1, "bookmarks": written, "theme": "dark"}), encoding="utf-8")
    assert read_settings(path) == replace(Settings(), theme="dark")
