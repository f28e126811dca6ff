"""Tiles on disk: within a limit, whole or not there, the longest unused go first."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["DiskCache", "Kept", "cache_folder"]

MOST_BYTES = 256_000_000
MOST_AGE_S = 90 * 86_400.0
_MAGIC = b"yangpu-tile 1\n"  # then one line of JSON, then the image
_ROOM = 0.9  # of the limit is what is left after clearing, so that it is not cleared at each tile


@dataclass(frozen=True, slots=True)
class Kept:
    """An image as it was served, and until when (Unix time) nobody needs to ask whether it changed."""

    body: bytes
    etag: str = ""
    fresh_until: float = 0.0


def cache_folder() -> Path:
    """Where tiles are kept, in the person's own folder for what can be fetched again."""
    from platformdirs import user_cache_path

    return user_cache_path("yangpu-atlas", appauthor=False) / "tiles"


class DiskCache:
    """A folder of images by name.

    A name, such as an address without its key, is never written down: only its hash is.  Every
    failure to read or write counts as «not there»: a cache may never stop a map.

    Parameters
    ----------
    folder : Path
    most_bytes : int
        What all files together may take.
    most_age_s : float
        How long an image is kept at all, fresh or not.
    clock : callable
        Unix time.
    """

    def __init__(
        self,
        folder: Path,
        most_bytes: int = MOST_BYTES,
        most_age_s: float = MOST_AGE_S,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._folder = folder
        self._most_bytes = most_bytes
        self._most_age_s = most_age_s
        self._clock = clock
        self._lock = threading.Lock()
        self._bytes: int | None = None  # counted when the first image is written

    def get(self, name: str) -> Kept | None:
        """What is kept under a name; None where nothing is, or it is too old or damaged."""
        path = self._path(name)
        try:
            head, _, body = path.read_bytes().removeprefix(_MAGIC).partition(b"\n")
            facts: dict[str, Any] = orjson.loads(head)
            if self._clock() - float(facts["fetched"]) > self._most_age_s:
                path.unlink()
                return None
            kept = Kept(body, str(facts["etag"]), float(facts["fresh_until"]))
            os.utime(path, (self._clock(), self._clock()))  # its age, to whoever clears
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return kept

    def put(self, name: str, kept: Kept) -> None:
        """Keep an image; the longest unused go where there are too many."""
        facts = {"etag": kept.etag, "fresh_until": kept.fresh_until, "fetched": self._clock()}
        data = _MAGIC + orjson.dumps(facts) + b"\n" + kept.body
        path = self._path(name)
        beside = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
            os.utime(beside, (self._clock(), self._clock()))
            beside.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            return
        self._make_room(len(data))

    def size(self) -> int:
        """Bytes in all files."""
        return sum(bytes_ for _, bytes_, _ in self._files())

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            for _, _, path in self._files():
                with contextlib.suppress(OSError):
                    path.unlink()
            self._bytes = 0

    def _make_room(self, added: int) -> None:
        with self._lock:
            self._bytes = self.size() if self._bytes is None else self._bytes + added
            if self._bytes <= self._most_bytes:
                return
            files = sorted(self._files())
            total = sum(bytes_ for _, bytes_, _ in files)
            for _, bytes_, path in files:
                if total <= self._most_bytes * _ROOM:
                    break
                with contextlib.suppress(OSError):
                    path.unlink()
                    total -= bytes_
            self._bytes = total

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        """(when last used, bytes, path) of each, parts of a crashed write as well."""
        for folder, _, names in os.walk(self._folder):
            for name in names:
                path = Path(folder, name)
                with contextlib.suppress(OSError):
                    found = path.stat()
                    yield found.st_mtime, found.st_size, path

    def _path(self, name: str) -> Path:
        digest = blake2b(name.encode(), digest_size=16).hexdigest()
        return self._folder / digest[:2] / digest[2:]
