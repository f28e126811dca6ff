"""An online basemap on the map in the window: chosen, seen, undone, told about when it fails."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import numpy as np

from desktop.tiles.service import notice_of
from geo.mercator import to_mercator
from layers.messages import messages
from layers.tiles.pyramid import WORLD_M, tile_extent
from layers.viewport import Viewport
from tests.desktop.tiles.conftest import colour_of
from tests.desktop.tiles.test_sheet import tile_at

if TYPE_CHECKING:
    import pytest
    from PySide6.QtGui import QColor
    from pytestqt.qtbot import QtBot

    from desktop.canvas.surface import MapSurface
    from desktop.document import Document
    from desktop.notice import Notice
    from tests.desktop.tiles.conftest import TileServer

PLACE = to_mercator(np.array([[121.45, 31.40]]))[0].tolist()  # north of the district, where nothing of ours lies


def look(surface: MapSurface) -> Viewport:
    view = Viewport(PLACE[0], PLACE[1], WORLD_M / 256 / 2**14, surface.width(), surface.height())
    surface.go(view, animate=False)
    return view


def settled(qtbot: QtBot, surface: MapSurface) -> None:
    qtbot.waitUntil(lambda: surface.settled, timeout=20_000)


def seen(surface: MapSurface, x: int = 400, y: int = 300) -> QColor:
    return surface.grab().toImage().pixelColor(x, y)


def test_nothing_is_imported_before_it_is_wanted(surface: MapSurface) -> None:
    assert "tiles" not in surface.__dict__


def test_tiles_come_and_go_with_undo(qtbot: QtBot, surface: MapSurface, document: Document, server: TileServer) -> None:
    view = look(surface)
    qtbot.waitUntil(lambda: surface.complete, timeout=10_000)
    plain = seen(surface)
    document.set_basemap(server.basemap())
    settled(qtbot, surface)
    tile = tile_at(*view.to_map(400.5, 300.5), 14)
    assert tile_extent(tile).grown(-3 * view.resolution).contains(*view.to_map(400.5, 300.5))
    assert seen(surface) == colour_of(tile)
    document.undo()
    qtbot.waitUntil(lambda: surface.complete, timeout=10_000)
    assert document.scene.basemap is None
    assert seen(surface) == plain
    document.redo()
    settled(qtbot, surface)
    assert seen(surface) == colour_of(tile)


def test_the_built_in_map_stays_until_there_is_a_tile(
    qtbot: QtBot, surface: MapSurface, document: Document, server: TileServer
) -> None:
    server.gate = threading.Event()
    view = look(surface)
    qtbot.waitUntil(lambda: surface.complete, timeout=10_000)
    before = surface.grab().toImage()
    document.set_basemap(server.basemap(attribution="", review_number=""))
    qtbot.waitUntil(lambda: surface.complete and bool(server.asked), timeout=10_000)
    assert surface.grab().toImage() == before  # names of streets and all
    server.gate.set()
    settled(qtbot, surface)
    assert seen(surface) == colour_of(tile_at(*view.to_map(400.5, 300.5), 14))


def told_of(document: Document) -> list[Notice]:
    found: list[Notice] = []
    document.told.connect(found.append)
    return found


def test_a_refused_key_is_told_once_and_without_the_key(
    qtbot: QtBot, surface: MapSurface, document: Document, server: TileServer
) -> None:
    server.status = 403
    told = told_of(document)
    look(surface)
    document.set_basemap(server.basemap())
    settled(qtbot, surface)
    look(surface)
    surface.go(surface.view.zoomed(2), animate=False)
    settled(qtbot, surface)
    assert [notice.headline.code for notice in told] == ["tiles.refused_key"]
    for language in ("zh", "en"):
        sentence = told[0].headline.sentence(messages(language))
        assert "测试底图" in sentence
        assert "s3cret" not in sentence
        assert "127.0.0.1" not in sentence
    server.status = 200
    surface.tiles.forgive(server.basemap())
    settled(qtbot, surface)
    assert surface.tiles.loader.trouble("test") is None


def test_without_a_network_the_disk_serves_and_it_is_said(
    qtbot: QtBot, surface: MapSurface, document: Document, server: TileServer
) -> None:
    server.headers = {"Cache-Control": "max-age=0"}
    view = look(surface)
    document.set_basemap(server.basemap())
    settled(qtbot, surface)
    document.set_basemap(None)
    server.shutdown()
    server.server_close()
    surface.tiles.stop()
    del surface.__dict__["tiles"]
    told = told_of(document)
    document.set_basemap(server.basemap())
    settled(qtbot, surface)
    assert seen(surface) == colour_of(tile_at(*view.to_map(400.5, 300.5), 14))
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert [notice.headline.code for notice in told] == ["tiles.from_disk"]


def test_every_trouble_has_a_sentence() -> None:
    assert notice_of("底图", keyed=True, trouble=None, from_disk=False) is None
    for trouble in ("no_network", "refused", "no_image", "busy", "server"):
        for from_disk in (True, False):
            notice = notice_of("底图", keyed=False, trouble=trouble, from_disk=from_disk)
            assert notice is not None
            for language in ("zh", "en"):
                assert len(notice.headline.sentence(messages(language))) > 8


def test_the_start_of_the_window_knows_nothing_of_tiles() -> None:
    listed = "[name for name in sys.modules if 'tiles' in name or 'urllib.request' in name]"
    code = f"import sys, desktop.app, desktop.window; print(*{listed})"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8").stdout
    assert said.split() == []


def test_a_loader_that_is_stopped_stays_quiet(
    qtbot: QtBot, surface: MapSurface, document: Document, server: TileServer, capfd: pytest.CaptureFixture[str]
) -> None:
    server.gate = threading.Event()
    look(surface)
    document.set_basemap(server.basemap())
    qtbot.waitUntil(lambda: bool(server.asked), timeout=10_000)
    surface.tiles.stop()
    server.gate.set()
    surface.tiles.loader.join(10)
    assert capfd.readouterr().err == ""
