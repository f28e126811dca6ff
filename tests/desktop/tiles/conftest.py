"""A tile server on loopback that can be slow, fail, refuse, answer with a page, or with 304."""

from __future__ import annotations

import struct
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from layers.tiles.basemap import Basemap, Tile, TileLayer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


Pixels = NDArray[np.uint8]


def colour_of(tile: Tile) -> QColor:
    """A colour that tells a tile from its neighbours and from tiles of other levels."""
    return QColor(*_rgb(tile))


def plain_tile(tile: Tile) -> Pixels:
    """A tile of one colour, as (256, 256, 3)."""
    return np.broadcast_to(np.array(_rgb(tile), np.uint8), (256, 256, 3))


def as_png(pixels: Pixels) -> bytes:
    """Rows of RGB or RGBA as a PNG file, by the specification: the server paints nothing with Qt.

    PySide6 makes its enums when they are first used, and threads that do so at once crash it.
    """
    height, width, channels = pixels.shape
    rows = np.zeros((height, 1 + width * channels), np.uint8)  # each begins with its filter: none
    rows[:, 1:] = pixels.reshape(height, -1)
    head = struct.pack(">IIBBBBB", width, height, 8, 2 if channels == 3 else 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def _rgb(tile: Tile) -> tuple[int, int, int]:
    return 40 + tile.x * 53 % 200, 40 + tile.y * 71 % 200, 40 + tile.z * 37 % 200


class TileServer(ThreadingHTTPServer):
    """Serves ``/z/x/y.png``; what it does is changed by its attributes while it runs."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.draw: Callable[[Tile], Pixels] = plain_tile
        self.status = 200
        self.gone: Callable[[Tile], bool] = lambda _: False
        self.fail_first = 0  # so many requests get 503 before any other answer
        self.body: bytes | None = None
        self.headers: dict[str, str] = {}
        self.gate: threading.Event | None = None  # an answer waits for it
        self.asked: list[Tile] = []
        self.paths: list[str] = []
        self.agents: set[str] = set()
        self.revalidated = 0
        self.most_at_once = self._at_once = 0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}"

    def basemap(self, **changes: object) -> Basemap:
        """A basemap that it serves."""
        values: dict[str, object] = {
            "id": "test",
            "title_zh": "测试底图",
            "title_en": "Test basemap",
            "layers": (TileLayer(self.url + "/{z}/{x}/{y}.png?tk={key}"),),
            "attribution": "© 测试",
            "review_number": "GS（2024）0000号",
            "key": "testkey",
        }
        return Basemap(**{**values, **changes})  # type: ignore[arg-type]

    def enter(self) -> None:
        with self.lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)

    def leave(self) -> None:
        with self.lock:
            self._at_once -= 1


class _Handler(BaseHTTPRequestHandler):
    server: TileServer

    def do_GET(self) -> None:
        server = self.server
        server.enter()
        try:
            self._answer(server)
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            server.leave()

    def _answer(self, server: TileServer) -> None:
        path = self.path.partition("?")[0]
        z, x, y = (int(each) for each in path.removesuffix(".png").split("/")[-3:])
        with server.lock:
            server.asked.append(Tile(z, x, y))
            server.paths.append(self.path)
            server.agents.add(self.headers.get("User-Agent", ""))
            failing = server.fail_first > 0
            server.fail_first -= failing
        if server.gate is not None:
            server.gate.wait(20)
        etag = server.headers.get("ETag")
        if failing or server.status != 200:
            self._send(503 if failing else server.status, b"no", {})
        elif server.gone(Tile(z, x, y)):
            self._send(404, b"no", {})
        elif etag and self.headers.get("If-None-Match") == etag:
            server.revalidated += 1
            self._send(304, b"", server.headers)
        else:
            body = server.body if server.body is not None else as_png(server.draw(Tile(z, x, y)))
            self._send(200, body, server.headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        """Say nothing."""


@pytest.fixture
def server(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[TileServer]:
    """A running tile server, reached without any proxy of the environment."""
    from desktop.tiles import fetch

    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    fetch._opener.cache_clear()
    made = TileServer()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    if made.gate is not None:
        made.gate.set()
    made.shutdown()
    made.server_close()
    fetch._opener.cache_clear()


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's folders for caches and settings, empty."""
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setenv("ATLAS_TESTKEY_KEY", "s3cret-value")
    return tmp_path
