"""Fetching from a server on loopback: what comes, what is tried again, what is given up, what is kept."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor

from desktop.tiles.disk import DiskCache
from desktop.tiles.fetch import TileError, fetch
from desktop.tiles.loader import TileLoader, Wanted
from layers.tiles.basemap import Tile, tile_url
from tests.desktop.tiles.conftest import colour_of, plain_tile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from layers.tiles.basemap import Basemap
    from tests.desktop.tiles.conftest import Pixels, TileServer

TILES = [Tile(12, 3430 + x, 1674 + y) for x in range(3) for y in range(2)]


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Callable[..., TileLoader]]:
    """Makes loaders that try again at once, and ends them."""
    made: list[TileLoader] = []

    def make(disk: bool = True, **changes: object) -> TileLoader:
        cache = DiskCache(tmp_path / "tiles") if disk else None
        loader = TileLoader(lambda _: "s3cret-value", cache, backoff_s=0.01, **changes)  # type: ignore[arg-type]
        made.append(loader)
        return loader

    yield make
    for loader in made:
        loader.stop()


def wait(loader: TileLoader) -> None:
    latest = time.monotonic() + 20
    while loader.pending and time.monotonic() < latest:
        time.sleep(0.002)
    assert not loader.pending


def want(loader: TileLoader, basemap: Basemap, tiles: list[Tile] = TILES) -> list[QColor | None]:
    wanted = [Wanted(basemap, 0, tile) for tile in tiles]
    loader.want(wanted)
    wait(loader)
    images = [loader.image(each) for each in wanted]
    return [image.pixelColor(100, 100) if image is not None else None for image in images]


RIGHT = [colour_of(tile) for tile in TILES]
NONE = [None] * len(TILES)


def test_the_right_images_come(server: TileServer, load: Callable[..., TileLoader]) -> None:
    loader = load()
    assert want(loader, server.basemap()) == RIGHT
    assert sorted(server.asked, key=str) == sorted(TILES, key=str)
    assert server.paths[0].endswith("?tk=s3cret-value")
    assert len(server.agents) == 1
    assert next(iter(server.agents)).startswith("YangpuAtlas/")
    assert loader.trouble("test") is None
    want(loader, server.basemap())
    assert len(server.asked) == len(TILES)  # from memory


def test_no_more_at_a_time_than_the_provider_allows(server: TileServer, load: Callable[..., TileLoader]) -> None:
    many = [Tile(12, 3400 + x, 1674) for x in range(20)]
    want(load(), server.basemap(parallel=2), many)
    assert server.most_at_once <= 2
    assert len(server.asked) == 20


def test_the_disk_serves_without_a_network(server: TileServer, load: Callable[..., TileLoader]) -> None:
    server.headers = {"Cache-Control": "public, max-age=3600"}
    want(load(), server.basemap())
    server.status = 500
    asked = len(server.asked)
    later = load()
    assert want(later, server.basemap()) == RIGHT
    assert len(server.asked) == asked
    assert not later.served_stale("test")  # fresh: nobody needs to know


def test_what_is_no_longer_fresh_is_asked_for_again(server: TileServer, load: Callable[..., TileLoader]) -> None:
    server.headers = {"Cache-Control": "max-age=0", "ETag": '"v1"'}
    want(load(), server.basemap())
    assert want(load(), server.basemap()) == RIGHT
    assert server.revalidated == len(TILES)
    server.headers = {"Cache-Control": "max-age=3600", "ETag": '"v2"'}
    server.draw = _inverted
    assert want(load(), server.basemap()) == [QColor(*_inverted(tile)[0, 0].tolist()) for tile in TILES]


def _inverted(tile: Tile) -> Pixels:
    return 255 - plain_tile(tile)


def test_offline_the_old_ones_serve_and_it_is_known(server: TileServer, load: Callable[..., TileLoader]) -> None:
    server.headers = {"Cache-Control": "max-age=0"}
    want(load(), server.basemap())
    server.shutdown()
    server.server_close()
    loader = load()
    assert want(loader, server.basemap()) == RIGHT
    assert loader.served_stale("test")
    assert loader.trouble("test") == "no_network"


@pytest.mark.parametrize("header", ["no-store", "private, no-store, max-age=9"])
def test_what_may_not_be_stored_is_not(header: str, server: TileServer, load: Callable[..., TileLoader]) -> None:
    server.headers = {"Cache-Control": header}
    want(load(), server.basemap())
    want(load(), server.basemap())
    assert len(server.asked) == 2 * len(TILES)


def test_a_provider_that_forbids_storing_is_obeyed(
    server: TileServer, load: Callable[..., TileLoader], tmp_path: Path
) -> None:
    server.headers = {"Cache-Control": "max-age=3600"}
    want(load(), server.basemap(may_store=False))
    assert not (tmp_path / "tiles").exists()


def test_two_more_tries_help(server: TileServer, load: Callable[..., TileLoader]) -> None:
    server.fail_first = 2
    assert want(load(), server.basemap(), TILES[:1]) == RIGHT[:1]
    assert len(server.asked) == 3
    server.fail_first = 3
    loader = load()
    assert want(loader, server.basemap(id="other"), [Tile(12, 1, 1)]) == [None]
    assert len(server.asked) == 6
    assert loader.trouble("other") == "server"
    want(loader, server.basemap(id="other"), [Tile(12, 1, 1)])
    assert len(server.asked) == 6  # not again so soon


@pytest.mark.parametrize(
    ("status", "trouble"), [(401, "refused"), (403, "refused"), (418, "refused"), (429, "busy"), (404, None)]
)
def test_refusals_are_not_repeated(
    status: int, trouble: str | None, server: TileServer, load: Callable[..., TileLoader]
) -> None:
    server.status = status
    loader = load(disk=False)
    assert want(loader, server.basemap(parallel=1)) == NONE
    assert loader.trouble("test") == trouble
    asked = len(server.asked)
    assert asked == {None: len(TILES), "refused": 1, "busy": 3}[trouble]
    want(loader, server.basemap(parallel=1))
    assert len(server.asked) == asked
    server.status = 200
    loader.forgive("test")
    assert want(loader, server.basemap()) == RIGHT
    assert loader.trouble("test") is None


@pytest.mark.parametrize(
    "body", [b"<!doctype html><title>login</title>", b"", b'{"msg": "key"}', b"\x89PNG\r\n\x1a\nbroken"]
)
def test_what_is_no_image_is_no_tile(
    body: bytes, server: TileServer, load: Callable[..., TileLoader], tmp_path: Path
) -> None:
    server.body = body
    loader = load()
    assert want(loader, server.basemap()) == NONE
    assert loader.trouble("test") == "no_image"
    assert not (tmp_path / "tiles").exists()


def test_what_nobody_sees_any_more_is_not_fetched(server: TileServer, load: Callable[..., TileLoader]) -> None:
    server.gate = threading.Event()
    loader = load()
    old = [Tile(12, 100 + x, 7) for x in range(50)]
    loader.want([Wanted(server.basemap(), 0, tile) for tile in old])
    while len(server.asked) < 6:
        time.sleep(0.002)
    loader.want([Wanted(server.basemap(), 0, tile) for tile in TILES])
    server.gate.set()
    wait(loader)
    assert [tile for tile in server.asked[6:] if tile in old] == []
    assert set(TILES) <= set(server.asked)
    assert loader.image(Wanted(server.basemap(), 0, TILES[0])) is not None


def test_memory_has_a_limit(server: TileServer, load: Callable[..., TileLoader]) -> None:
    loader = load(disk=False, memory_bytes=2 * 256 * 256 * 4)
    shown = want(loader, server.basemap(parallel=1))
    assert shown[:4] == [None] * 4
    assert shown[4:] == RIGHT[4:]


def test_the_end_waits_for_nobody(server: TileServer, load: Callable[..., TileLoader]) -> None:
    server.gate = threading.Event()
    loader = load()
    loader.want([Wanted(server.basemap(), 0, tile) for tile in TILES])
    while not server.asked:
        time.sleep(0.002)
    loader.stop()
    server.gate.set()
    loader.join(10)
    assert not loader.pending


def test_a_proxy_of_the_environment_is_used(
    server: TileServer, load: Callable[..., TileLoader], monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.tiles import fetch as module
    from layers.tiles.basemap import TileLayer

    monkeypatch.setenv("http_proxy", server.url)
    module._opener.cache_clear()
    far = server.basemap(layers=(TileLayer("http://example.org/{z}/{x}/{y}.png"),), key="")
    assert want(load(), far, TILES[:1]) == RIGHT[:1]
    assert server.paths == ["http://example.org/12/3430/1674.png"]


@pytest.mark.parametrize("status", [403, 404, 500])
def test_a_key_is_in_no_message_and_no_log(
    status: int, server: TileServer, load: Callable[..., TileLoader], caplog: pytest.LogCaptureFixture
) -> None:
    server.status = status
    caplog.set_level(logging.DEBUG)
    with pytest.raises(TileError) as error:
        fetch(tile_url(server.basemap(), 0, TILES[0], "s3cret-value"))
    whole: BaseException | None = error.value
    assert whole is not None
    assert "s3cret" not in f"{whole!r}{whole}{whole.__cause__!r}"
    want(load(), server.basemap())
    assert "s3cret" not in caplog.text


def test_a_fault_of_ours_ends_in_the_log_and_not_the_thread(
    server: TileServer,
    load: Callable[..., TileLoader],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("s-o-s")

    loader = load()
    with monkeypatch.context() as patch:
        patch.setattr("desktop.tiles.loader.fetch", broken)
        assert want(loader, server.basemap(), TILES[:1]) == [None]
    assert "s-o-s" in caplog.text
    assert want(loader, server.basemap(), TILES[1:]) == RIGHT[1:]
