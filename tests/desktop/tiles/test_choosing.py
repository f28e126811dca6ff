"""Choosing a basemap in the window: menu, dialog, keys, one's own, and what is remembered."""

from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

import pytest

from desktop.milestones import Milestones
from desktop.session import Session
from desktop.settings import Settings, read_settings, settings_file
from desktop.tiles.keys import Basemaps, basemaps_file, key_of, read_basemaps, write_basemaps
from layers.tiles.basemap import Basemap, TileLayer
from layers.tiles.presets import presets

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.document import Document
    from desktop.notice import Notice
    from desktop.window import MainWindow
    from tests.desktop.tiles.conftest import TileServer

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # what the offscreen screen cannot do

OWN = Basemap(
    "own_1", "我的", "Mine", (TileLayer("https://example.org/{z}/{x}/{y}", ("a",)),), datum="gcj02", key="own_1"
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would be fetched, where it is not from the server of the test; nothing leaves the machine."""
    from desktop.tiles import fetch as module
    from desktop.tiles import loader

    real, asked = module.fetch, []

    def fetch(url: str, *rest: object) -> object:
        if "//127.0.0.1" in url:
            return real(url, *rest)  # type: ignore[arg-type]
        asked.append(url)
        raise module.TileError("no_network")

    monkeypatch.setattr(loader, "fetch", fetch)
    monkeypatch.delenv("ATLAS_TIANDITU_KEY", raising=False)
    return asked


def test_keys_are_kept_for_the_person_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "basemaps.json"
    kept = Basemaps({"tianditu": "s3cret"}, (OWN,))
    assert write_basemaps(path, kept)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    found = read_basemaps(path)
    assert (dict(found.keys), found.own) == ({"tianditu": "s3cret"}, (OWN,))
    assert "s3cret" not in repr(found)
    assert [each.name for each in path.parent.iterdir()] == ["basemaps.json"]


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"version": 9}', '{"version": 1, "keys": 3, "own": [1, {"id": "x"}]}']
)
def test_a_broken_file_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "basemaps.json"
    path.write_text(text, encoding="utf-8")
    found = read_basemaps(path)
    assert (dict(found.keys), found.own) == ({}, ())


def test_the_environment_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    write_basemaps(basemaps_file(), Basemaps({"tianditu": "kept"}))
    assert key_of("tianditu") == "kept"
    monkeypatch.setenv("ATLAS_TIANDITU_KEY", " given ")
    assert key_of("tianditu") == "given"
    assert key_of("nobody") == ""


def test_one_without_a_key_is_laid_at_once_and_undone(window: MainWindow, no_network: list[str]) -> None:
    assert window.commands["basemap_builtin"].isChecked()
    window.commands["basemap_osm"].trigger()
    assert window.document.scene.basemap == presets()[-1]
    assert window.commands["basemap_osm"].isChecked()
    assert not window.commands["basemap_builtin"].isChecked()
    window.commands["undo"].trigger()
    assert window.document.scene.basemap is None
    assert window.commands["basemap_builtin"].isChecked()


def test_nothing_is_asked_of_any_network_before_one_is_chosen(
    qtbot: QtBot, window: MainWindow, no_network: list[str]
) -> None:
    window.tools.basemap_dialog.open_at()
    window.surface.zoom_by(2)
    qtbot.wait(50)
    assert no_network == []
    assert "tiles" not in window.surface.__dict__
    window.tools.basemap_dialog.reject()


def test_one_that_needs_a_key_asks_for_it(qtbot: QtBot, window: MainWindow) -> None:
    window.commands["basemap_tianditu_vec"].trigger()
    dialog = window.tools.basemap_dialog
    assert window.document.scene.basemap is None
    assert window.commands["basemap_builtin"].isChecked()
    assert dialog.isVisible()
    assert dialog.key.isVisible()
    assert dialog.selected == presets()[0]
    assert "GS（2024）0650号" in dialog.facts.text()
    dialog.key.setText(" s3cret ")
    dialog.accept()
    assert window.document.scene.basemap == presets()[0]
    assert key_of("tianditu") == "s3cret"
    window.commands["basemap_builtin"].trigger()
    window.commands["basemap_tianditu_img"].trigger()  # now at once
    assert window.document.scene.basemap == presets()[1]


def test_one_of_ones_own(qtbot: QtBot, window: MainWindow, server: TileServer) -> None:
    window.commands["basemap_more"].trigger()
    dialog = window.tools.basemap_dialog
    dialog.add.setChecked(True)
    dialog.own_address.setText("nonsense")
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.own_answer.text()
    dialog.own_title.setText("测试")
    dialog.own_address.setText(server.url + "/{z}/{x}/{y}.png")
    dialog.accept()
    made = window.document.scene.basemap
    assert made is not None
    assert made.title_zh == "测试"
    assert window.commands["basemap_more"].isChecked()
    qtbot.waitUntil(lambda: window.surface.settled, timeout=20_000)
    assert server.asked
    dialog.open_at()
    assert dialog.selected == made
    assert dialog.remove.isVisible()
    dialog.remove.click()
    assert read_basemaps(basemaps_file()).own == ()
    dialog.reject()


def test_the_list_can_be_searched_and_speaks_both_languages(window: MainWindow) -> None:
    dialog = window.tools.basemap_dialog
    dialog.open_at()
    dialog.search.setText("opentopo")
    shown = [dialog.list.item(row).text() for row in range(dialog.list.count()) if not dialog.list.item(row).isHidden()]
    assert shown == ["OpenTopoMap"]
    dialog.search.clear()
    first = dialog.list.item(1).text()
    window.document.set_language("en")
    assert dialog.list.item(1).text() != first
    dialog.reject()


def test_a_picture_leaves_out_what_may_not_be_printed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, no_network: list[str]
) -> None:
    told: list[Notice] = []
    window.document.told.connect(told.append)
    window.commands["basemap_amap_vec"].trigger()
    window.exporter.ask_path = lambda *_: str(tmp_path / "a.png")
    window.commands["export_png"].trigger()
    qtbot.waitUntil(lambda: not window.exporter.busy, timeout=30_000)
    assert (tmp_path / "a.png").exists()
    assert "tiles.not_printed" in [notice.headline.code for notice in told]


def test_the_choice_is_remembered(qtbot: QtBot, document: Document, server: TileServer) -> None:
    own = server.basemap(id="own_test", key="")
    write_basemaps(basemaps_file(), Basemaps(own=(own,)))
    session = Session(document, Settings(basemap="own_test"), "light", Milestones(None))
    qtbot.addWidget(session.window)
    with qtbot.waitSignal(session.window.surface.completed):
        session.show()
    qtbot.waitUntil(lambda: document.scene.basemap == own, timeout=10_000)
    assert not document.can_undo
    qtbot.waitUntil(lambda: session.window.surface.settled, timeout=20_000)
    session.window.close()
    assert read_settings(settings_file()).basemap == "own_test"
