"""The window as a whole: layout, drops, languages, themes, exports."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QMenu, QTabBar, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from desktop.notice import Notice
    from desktop.window import MainWindow

ZONE = ("zones", "huantongji")
KEY = re.compile(r"^[a-z_]+(\.[a-z_]+)+$")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(400, 400), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)


def finished(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.opener.busy and not window.exporter.busy, timeout=20_000)


def texts(root: QWidget) -> Iterator[str]:
    """Everything in a window that can be read: words on widgets, tips, accessible names."""
    for widget in [root, *root.findChildren(QWidget)]:
        yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QTabBar):
            yield from (widget.tabText(number) for number in range(widget.count()))
        if isinstance(widget, QMenu):
            yield widget.title()
    for action in root.findChildren(QAction):
        yield from (action.text(), action.toolTip(), action.iconText())


@pytest.fixture
def notices(window: MainWindow) -> list[Notice]:
    heard: list[Notice] = []
    window.document.told.connect(heard.append)
    return heard


def test_the_parts_are_as_large_as_drawn(window: MainWindow) -> None:
    assert window.menuBar().height() == 28
    assert window.bar.height() == 46
    assert window.status.height() == 26
    left, right, table = window.layers.width(), window.dossier.width(), window.table.height()
    assert (left, right, table) == pytest.approx((256, 368, 200), abs=1)
    assert window.surface.width() == pytest.approx(816, abs=3)
    assert window.surface.height() == pytest.approx(600, abs=3)


def test_a_narrow_window_folds_its_left_part(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1100, 700)
    workspace = window.workspace
    qtbot.waitUntil(lambda: workspace.narrow)
    assert not workspace.left_open
    assert workspace.rail.isVisible()
    assert workspace.rail.width() == 44
    assert window.table.height() == 36
    assert window.dossier.width() == pytest.approx(336, abs=1)
    workspace.rail.left_wanted.emit()
    assert workspace.left_open
    sheet = window.layers.parentWidget().geometry()
    assert sheet.width() == 256
    QTest.mousePress(window.surface, Qt.MouseButton.LeftButton, pos=window.surface.rect().center())
    assert not workspace.left_open
    window.table.opened.emit()
    assert window.table.height() == pytest.approx(200, abs=1)
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: not workspace.narrow)
    assert workspace.left_open
    assert not workspace.rail.isVisible()
    assert window.table.height() == pytest.approx(200, abs=1)


def test_parts_open_and_close_by_command(window: MainWindow) -> None:
    for command, part in {"panel_layers": window.layers, "panel_dossier": window.dossier}.items():
        window.commands[command].trigger()
        assert not part.isVisible()
        assert not window.commands[command].isChecked()
        window.commands[command].trigger()
        assert part.isVisible()
    window.dossier.closed.emit()
    assert not window.commands["panel_dossier"].isChecked()
    window.commands["panel_table"].trigger()
    assert window.table.height() == 36


@pytest.mark.parametrize("narrow", [False, True])
def test_everything_speaks_both_languages(window: MainWindow, qtbot: QtBot, narrow: bool) -> None:
    if narrow:
        window.resize(1100, 700)
        qtbot.waitUntil(lambda: window.workspace.narrow)
    window.document.select(ZONE)
    chinese = set(filter(None, texts(window)))
    assert sum(bool(CHINESE.search(text)) for text in chinese) > 60
    window.document.set_language("en")
    english = list(filter(None, texts(window)))
    register = window.document.scene.register
    names = [alias for zone in register.zones.values() for alias in (zone.name_zh, *zone.aliases)]
    left = []
    for text in english:
        assert not KEY.match(text), text
        rest = text
        for name in sorted(names, key=len, reverse=True):
            rest = rest.replace(name, "")
        if CHINESE.search(rest) and rest not in {"中 / EN", "中文", "语言 / Language"}:
            left.append(text)
    assert left == []
    window.document.set_language("zh")
    assert set(filter(None, texts(window))) == chinese


def test_the_theme_reaches_everything(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.surface.completed):
        window.document.set_theme("dark")
    shot = window.grab().toImage()
    for widget in (window.bar, window.layers, window.dossier, window.table, window.status, window.menuBar()):
        corner = widget.mapTo(window, widget.rect().bottomRight()) - widget.rect().bottomRight() * 0
        colour = shot.pixelColor(corner.x() - 2, corner.y() - 3)
        assert colour.lightness() < 80, type(widget).__name__


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.geojson", b"not json at all"),
        ("a.json", b"[1, 2, 3]"),
        ("a.geojson", b""),
        ("a.shp", b"\x00\x00\x27\x0a"),
        ("a.xlsx", b"PK\x03\x04"),
        ("a.geojson", b'{"type": "Feature", "properties": null, "geometry": {"type": "Point", "coordinates": ["x"]}}'),
    ],
)
def test_a_bad_file_leaves_the_scene_as_it_was(
    window: MainWindow, qtbot: QtBot, notices: list[Notice], tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    before = window.document.scene
    drop(window, path)
    finished(qtbot, window)
    assert window.document.scene is before
    (notice,) = notices
    assert notice.level == "error"
    assert name in window.notices.text
    assert window.notices.isVisible()
    window.document.set_language("en")
    assert not CHINESE.search(window.notices.text)


def feature(lon: float, lat: float, **properties: object) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }


def write(path: Path, *features: dict[str, object]) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_a_good_file_becomes_a_layer_that_undo_takes_back(
    window: MainWindow, qtbot: QtBot, notices: list[Notice], tmp_path: Path
) -> None:
    drop(window, write(tmp_path / "firms.geojson", feature(121.52, 31.29, name="甲"), feature(121.53, 31.3, name="乙")))
    finished(qtbot, window)
    layer = window.document.scene.layers[-1]
    assert (layer.group, layer.title, len(layer.ids)) == ("own", "firms.geojson", 2)
    assert [notice.level for notice in notices] == ["success"]
    window.commands["undo"].trigger()
    assert window.document.scene.layers[-1].group != "own"
    window.commands["redo"].trigger()
    window.commands["close_own"].trigger()
    assert all(each.group != "own" for each in window.document.scene.layers)


def test_of_two_files_the_good_one_opens(
    window: MainWindow, qtbot: QtBot, notices: list[Notice], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.geojson"
    bad.write_text("{", encoding="utf-8")
    drop(window, bad, write(tmp_path / "good.geojson", feature(121.52, 31.29)))
    finished(qtbot, window)
    assert window.document.scene.layers[-1].title == "good.geojson"
    assert sorted(notice.level for notice in notices) == ["error", "success"]


def test_repairs_are_listed(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    swapped: dict[str, object] = {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "Point", "coordinates": [31.29, 121.52]},
    }
    drop(window, write(tmp_path / "swapped.geojson", swapped, {**swapped, "geometry": None}))
    finished(qtbot, window)
    notice = window.notices.notice
    assert notice is not None
    assert notice.details
    window.notices._more.setChecked(True)
    assert window.notices._details.toPlainText().count("\n") == len(notice.details) - 1


@pytest.mark.parametrize(
    "command", ["export_html", "geojson_zones", "geojson_companies", "export_png", "export_pdf", "export_svg"]
)
def test_exports_write_what_they_say(
    window: MainWindow, qtbot: QtBot, notices: list[Notice], tmp_path: Path, command: str
) -> None:
    asked: list[str] = []

    def answer(proposed: str, _: str) -> str:
        asked.append(proposed)
        return proposed

    window.exporter.ask_path = answer
    window.commands[command].trigger()
    finished(qtbot, window)
    path = Path(asked[0])
    assert path.parent == tmp_path
    data = path.read_bytes()
    starts = {
        "export_html": b"<!DOCTYPE html>",
        "export_png": b"\x89PNG",
        "export_pdf": b"%PDF",
        "export_svg": b"<?xml",
    }
    assert data.lower().startswith(starts.get(command, b"{").lower())
    (notice,) = notices
    assert (notice.level, notice.file) == ("success", path)


def test_export_opens_the_browser_when_asked(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    opened: list[QUrl] = []
    window.exporter.ask_path = lambda *_: str(tmp_path / "map.html")

    def browse(url: QUrl) -> bool:
        opened.append(url)
        return True

    window.exporter.open_url = browse
    window.commands["export_html_open"].trigger()
    finished(qtbot, window)
    assert [url.toLocalFile() for url in opened] == [str(tmp_path / "map.html")]


def test_an_export_that_cannot_be_written_says_so(
    window: MainWindow, qtbot: QtBot, notices: list[Notice], tmp_path: Path
) -> None:
    window.exporter.ask_path = lambda *_: str(tmp_path / "missing" / "zones.geojson")
    window.commands["geojson_zones"].trigger()
    finished(qtbot, window)
    (notice,) = notices
    assert notice.level == "error"
    assert not (tmp_path / "missing").exists()


def test_a_cancelled_export_leaves_the_old_file(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "zones.geojson"
    path.write_text("old", encoding="utf-8")
    window.exporter.ask_path = lambda *_: str(path)
    window.exporter.started.connect(lambda work, _: work.cancel())
    window.commands["geojson_zones"].trigger()
    finished(qtbot, window)
    assert path.read_text(encoding="utf-8") == "old"


def test_the_status_bar_reads_out(window: MainWindow) -> None:
    status = window.status
    window.surface.pointer.moved.emit((121.502312, 31.279184))
    assert status.place.text() == "121.50231° E\u300031.27918° N"
    window.document.select(ZONE)
    assert status.selection.text() == "已选 环同济"
    window.document.select(ZONE, ("zones", "wangu"))
    assert status.selection.text() == "已选 2 项"
    assert re.fullmatch(r"1 : \d+(\u2009\d{3})*", status.scale.text())
    window.checker.found.emit(())
    assert status.register.text() == "登记册 ✓ 校验通过 · 5 份文件"


def test_the_date_can_be_chosen(window: MainWindow) -> None:
    menu = window.bar.date.menu()
    menu.aboutToShow.emit()
    days = [action.text() for action in menu.actions()]
    assert days[0] == "截至 2023-08-17"
    assert len(days) == 5
    menu.actions()[-1].trigger()
    assert window.document.scene.as_of == min(
        source.published for source in window.document.scene.register.sources.values()
    )
    assert window.bar.date.text() == f"截至 {window.document.scene.as_of:%Y-%m}"
    window.document.undo()
    assert window.document.scene.as_of == date(2023, 8, 17)


def test_a_chip_opens_its_card_off_the_zone(window: MainWindow, qtbot: QtBot) -> None:
    picture = window.surface.sheets.picture
    assert picture is not None
    rect, zone = next((rect, what[1]) for rect, what in picture.targets if what[0] == "chip")
    x, y, width, height = rect
    QTest.mouseClick(window.surface, Qt.MouseButton.LeftButton, pos=QPointF(x + width / 2, y + height / 2).toPoint())
    assert window.card.isVisible()
    assert not window.card.geometry().intersects(QRect(round(x), round(y), round(width), round(height)))
    assert window.document.scene.selected_zone == zone
    QTest.keyClick(window.surface, Qt.Key.Key_Escape)
    assert not window.card.isVisible()


def test_finding_and_the_tree_bring_into_view(window: MainWindow) -> None:
    before = window.surface.view
    window.find_field.zoom_wanted.emit("zones", "fuxing_island")
    assert window.surface.view.resolution < before.resolution
    window.commands["home"].trigger()
    assert window.surface.view == before
    window.layers.zoom_wanted.emit("zones", "")
    assert window.surface.view != before


def test_closing_ends_all_threads(window: MainWindow) -> None:
    import threading

    window.close()
    assert not [thread.name for thread in threading.enumerate() if thread.name in {"map painter", "work"}]


def test_all_that_the_tool_bar_ends_with_is_seen_in_a_narrow_window(window: MainWindow, qtbot: QtBot) -> None:
    window.document.set_language("en")
    for width in (1100, 1180, 1440):
        window.resize(width, 700)
        qtbot.waitUntil(lambda: window.bar.language.geometry().right() < window.bar.width() == window.width())
        assert window.bar.language.isVisible()
