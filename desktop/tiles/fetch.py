"""One image over HTTP.

By the standard library and not by Qt's network: it needs no event loop, so that the command
line and a thread of the window fetch alike, it heeds the proxies of the environment, and it
loads no further library of Qt.  It opens a connection for each tile; a view has fifty.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from email.utils import parsedate_to_datetime
from functools import cache
from http.client import HTTPException
from typing import TYPE_CHECKING, Final, Literal

from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message
    from http.client import HTTPResponse

__all__ = ["Answer", "TileError", "Trouble", "fetch", "user_agent"]

Trouble = Literal["no_network", "refused", "no_image", "busy", "server", "missing"]

MOST_BYTES = 8_000_000  # of one image
CHUNK = 65_536
USUAL_S: Final = 7 * 86_400.0  # what a tile that says nothing is fresh for, as OpenStreetMap's policy asks
_REFUSED: Final = {401, 402, 403, 407, 418, 451}  # 418 is what 天地图 says to a key it does not like
_MISSING: Final = {400, 404, 410}
_EMPTY, _NOT_MODIFIED, _TOO_MANY = 204, 304, 429
_IMAGES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")
_MAX_AGE: Final = re.compile(r"(?:^|[,\s])(?:s-maxage|max-age)\s*=\s*\"?(\d+)")


class TileError(Exception):
    """Why there is no image.  Holds no address: that might hold a key.

    ``again`` says whether to try once more could help.
    """

    def __init__(self, trouble: Trouble, again: bool = False) -> None:
        self.trouble: Trouble = trouble
        self.again = again
        super().__init__(trouble)


@dataclass(frozen=True, slots=True)
class Answer:
    """An image, or None where that at hand is still the right one; ``lasts_s`` is None where it may not be kept."""

    body: bytes | None
    etag: str = ""
    lasts_s: float | None = USUAL_S


@cache
def user_agent() -> str:
    """How we introduce ourselves, as providers ask."""
    from importlib.metadata import version

    return f"YangpuAtlas/{version('yangpu-atlas')} (desktop map)"


@cache
def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener()  # with the proxies that the environment names now


def fetch(url: str, etag: str = "", timeout_s: float = 10.0, stop: Callable[[], bool] = lambda: False) -> Answer | None:
    """Get an image; None where ``stop`` said that nobody wants it any more.

    Raises
    ------
    TileError
        Where there is none to be had.
    """
    headers = {"User-Agent": user_agent(), "Accept": "image/*,*/*;q=0.5"}
    if etag:
        headers["If-None-Match"] = etag
    request = urllib.request.Request(url, headers=headers)  # noqa: S310  # addresses are http or https: see layers.tiles
    try:
        with _opener().open(request, timeout=timeout_s) as response:
            body = _image(response, stop)
            return None if body is None else Answer(body, response.headers.get("ETag", ""), _lasts(response.headers))
    except urllib.error.HTTPError as error:
        with error:
            if error.code == _NOT_MODIFIED:
                return Answer(None, etag, _lasts(error.headers))
            raise _as_trouble(error.code) from None  # the error knows the address
    except (OSError, HTTPException, ValueError):  # no route, no name, a timeout, nonsense for an answer
        raise TileError("no_network", again=True) from None


def _image(response: HTTPResponse, stop: Callable[[], bool]) -> bytes | None:
    """The body, where it is an image; None where nobody wants it any more."""
    if response.status == _EMPTY:
        raise TileError("missing")
    body = bytearray()
    while piece := response.read(CHUNK):
        body += piece
        if stop():
            return None
        if len(body) > MOST_BYTES:
            raise TileError("no_image")
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and len(body) < int(length):
        raise TileError("no_network", again=True)  # cut off
    if not body.startswith(_IMAGES):
        raise TileError("no_image")
    return bytes(body)


def _as_trouble(status: int) -> TileError:
    if status in _REFUSED:
        return TileError("refused")
    if status in _MISSING:
        return TileError("missing")
    if status == _TOO_MANY:
        return TileError("busy", again=True)
    return TileError("server", again=status >= 500)


def _lasts(headers: Message) -> float | None:
    """For how many seconds an answer is fresh; None where it may not be kept."""
    said = headers.get("Cache-Control", "").lower()
    if "no-store" in said:
        return None
    if "no-cache" in said:
        return 0.0
    if found := _MAX_AGE.search(said):
        return float(found[1])
    try:
        until, now = (parsedate_to_datetime(headers.get(name, "")) for name in ("Expires", "Date"))
        return max((until - now).total_seconds(), 0.0)
    except (TypeError, ValueError):  # not there, or no date
        return USUAL_S
