"""The threads that fetch tiles: the newest view first, what nobody sees any more not at all."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter, OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QImage

from desktop.tiles.disk import Kept
from desktop.tiles.fetch import TileError, fetch
from layers.tiles.basemap import tile_url

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.tiles.disk import DiskCache
    from desktop.tiles.fetch import Answer, Trouble
    from layers.tiles.basemap import Basemap, Tile

__all__ = ["TileLoader", "Wanted"]

THREADS = 6
MEMORY_BYTES = 160_000_000
TRIES = 3  # the first and two more
BACKOFF_S = 0.4  # before the second try; twice as long before the third
REST_S = {"no_network": 10.0, "refused": 300.0, "no_image": 60.0, "busy": 20.0}  # for a whole basemap
TILE_REST_S = {"missing": 3600.0, "server": 20.0}  # for one tile

_DECODING = threading.Lock()
_ONE_PIXEL = b"P5 1 1 255 \x00"  # a portable grey map

Key = tuple[str, int, int, int, int]


class Wanted(NamedTuple):
    """One image of one sheet of a basemap."""

    basemap: Basemap
    layer: int
    tile: Tile

    @property
    def key(self) -> Key:
        """What it is remembered by."""
        return self.basemap.id, self.layer, self.tile.z, self.tile.x, self.tile.y


class TileLoader:
    """Keeps images in memory and fetches those that are wanted.

    Parameters
    ----------
    key_of : callable
        The person's key by the name that a basemap calls for; empty where there is none.
    disk : DiskCache or None
    changed : callable
        Called on any thread when an image came or could not be had.
    backoff_s, timeout_s : float
        How long before the second try, and how long to wait for an answer.
    """

    def __init__(
        self,
        key_of: Callable[[str], str],
        disk: DiskCache | None,
        changed: Callable[[], None] = lambda: None,
        backoff_s: float = BACKOFF_S,
        timeout_s: float = 10.0,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        _decoded(_ONE_PIXEL)  # see there
        self._key_of = key_of
        self._disk = disk
        self._tell = changed
        self._backoff_s = backoff_s
        self._timeout_s = timeout_s
        self._memory_bytes = memory_bytes
        self._changed = threading.Condition()
        self._images: OrderedDict[Key, QImage] = OrderedDict()
        self._bytes = 0
        self._queue: list[Wanted] = []
        self._asked: frozenset[Key] = frozenset()
        self._running: dict[Key, str] = {}
        self._absent: dict[Key, float] = {}
        self._resting: dict[str, float] = {}
        self._trouble: dict[str, Trouble] = {}
        self._stale: set[str] = set()
        self._stopped = False
        self._ended = 0
        self._threads: list[threading.Thread] = []

    @property
    def pending(self) -> int:
        """How many images are waited for."""
        with self._changed:
            return len(self._queue) + len(self._running)

    @property
    def ended(self) -> int:
        """How many were tried to be had so far, with whatever result."""
        with self._changed:
            return self._ended

    def trouble(self, basemap_id: str) -> Trouble | None:
        """What went wrong last with a basemap; None where its last answer was an image."""
        with self._changed:
            return self._trouble.get(basemap_id)

    def served_stale(self, basemap_id: str) -> bool:
        """Whether images came from the disk alone, because their provider could not be reached."""
        with self._changed:
            return basemap_id in self._stale

    def image(self, wanted: Wanted) -> QImage | None:
        """The image, where it is in memory."""
        with self._changed:
            found = self._images.get(wanted.key)
            if found is not None:
                self._images.move_to_end(wanted.key)
            return found

    def want(self, wanted: Sequence[Wanted]) -> None:
        """Fetch these, in this order, and nothing that was wanted before and is not among them."""
        now = time.monotonic()
        with self._changed:
            self._asked = frozenset(each.key for each in wanted)
            self._queue = [
                each
                for each in wanted
                if each.key not in self._images
                and each.key not in self._running
                and self._absent.get(each.key, 0.0) <= now
            ]
            self._changed.notify_all()
            missing = min(THREADS, len(self._queue)) - len(self._threads)
            for _ in range(missing if not self._stopped else 0):
                thread = threading.Thread(target=self._work, name="tiles", daemon=True)
                self._threads.append(thread)
                thread.start()

    def forgive(self, basemap_id: str) -> None:
        """Ask again for what could not be had: there is another key, or the network is back."""
        with self._changed:
            self._resting.pop(basemap_id, None)
            self._trouble.pop(basemap_id, None)
            self._stale.discard(basemap_id)
            self._absent = {key: until for key, until in self._absent.items() if key[0] != basemap_id}

    def stop(self) -> None:
        """End the threads; one that waits for a server ends with its answer, and bothers nobody."""
        with self._changed:
            self._stopped = True
            self._queue.clear()
            self._asked = frozenset()
            self._changed.notify_all()

    def join(self, seconds: float) -> None:
        """Wait for threads to end after `stop`, each no longer than that."""
        for thread in self._threads:
            thread.join(seconds)

    def _work(self) -> None:
        while (wanted := self._next()) is not None:
            try:
                self._load(wanted)
            except Exception as error:  # the outermost edge of this thread
                logging.getLogger("yangpu-atlas").error("a tile could not be loaded", exc_info=error)
                self._failed(wanted, "server")
            finally:
                with self._changed:
                    self._running.pop(wanted.key, None)
                    self._ended += 1
                    self._changed.notify_all()
            if not self._stopped:
                self._tell()

    def _next(self) -> Wanted | None:
        """The most wanted one whose provider is not busy with us; None at the end."""
        with self._changed:
            while not self._stopped:
                busy = Counter(self._running.values())
                for index, each in enumerate(self._queue):
                    if busy[each.basemap.id] < each.basemap.parallel:
                        del self._queue[index]
                        self._running[each.key] = each.basemap.id
                        return each
                self._changed.wait()
        return None

    def _unwanted(self, wanted: Wanted) -> bool:
        return self._stopped or wanted.key not in self._asked

    def _load(self, wanted: Wanted) -> None:
        basemap = wanted.basemap
        name = tile_url(basemap, wanted.layer, wanted.tile, "")
        disk = self._disk if basemap.may_store else None
        kept = disk.get(name) if disk is not None else None
        if kept is not None and kept.fresh_until > time.time() and self._show(wanted, kept.body):
            return
        if not self._rests(basemap.id):
            url = tile_url(basemap, wanted.layer, wanted.tile, self._key_of(basemap.key) if basemap.key else "")
            try:
                answer = self._fetched(wanted, url, kept.etag if kept is not None else "")
            except TileError as error:
                self._failed(wanted, error.trouble)
            else:
                self._answered(wanted, answer, kept, disk, name)
                return
        shown = kept is not None and self._show(wanted, kept.body)
        with self._changed:
            if shown:
                self._stale.add(basemap.id)
            elif self._rests(basemap.id):  # or it would be asked for again and again until then
                self._absent[wanted.key] = self._resting[basemap.id]

    def _fetched(self, wanted: Wanted, url: str, etag: str) -> Answer | None:
        """The answer, after a second and third try where they could help; None where it is wanted no more."""
        for tries in range(1, TRIES + 1):
            try:
                return fetch(url, etag, self._timeout_s, lambda: self._unwanted(wanted))
            except TileError as error:
                if not error.again or tries == TRIES or self._rests(wanted.basemap.id):
                    raise
            with self._changed:  # a rest from which the end wakes us
                self._changed.wait_for(lambda: self._unwanted(wanted), self._backoff_s * 2 ** (tries - 1))
            if self._unwanted(wanted):
                return None
        raise AssertionError("the last try returns or raises")

    def _answered(
        self, wanted: Wanted, answer: Answer | None, kept: Kept | None, disk: DiskCache | None, name: str
    ) -> None:
        if answer is None:
            return
        body = answer.body if answer.body is not None else kept.body if kept is not None else b""
        if not self._show(wanted, body):
            self._failed(wanted, "no_image")
            return
        with self._changed:
            self._stale.discard(wanted.basemap.id)
            self._trouble.pop(wanted.basemap.id, None)
        if disk is not None and answer.lasts_s is not None:
            disk.put(name, Kept(body, answer.etag, time.time() + answer.lasts_s))

    def _show(self, wanted: Wanted, body: bytes) -> bool:
        """Put an image into memory; False where the bytes are none."""
        image = _decoded(body)
        if image is None:
            return False
        with self._changed:
            before = self._images.pop(wanted.key, None)
            self._bytes += image.sizeInBytes() - (before.sizeInBytes() if before is not None else 0)
            self._images[wanted.key] = image
            while self._bytes > self._memory_bytes and len(self._images) > 1:
                _, oldest = self._images.popitem(last=False)
                self._bytes -= oldest.sizeInBytes()
        return True

    def _failed(self, wanted: Wanted, trouble: Trouble) -> None:
        """Leave a tile alone for a while, or its provider: what one tile met, the next would meet too."""
        now = time.monotonic()
        with self._changed:
            if trouble in TILE_REST_S:
                self._absent[wanted.key] = now + TILE_REST_S[trouble]
            else:
                self._resting[wanted.basemap.id] = now + REST_S[trouble]
            if trouble != "missing":
                self._trouble[wanted.basemap.id] = trouble

    def _rests(self, basemap_id: str) -> bool:
        with self._changed:
            return self._resting.get(basemap_id, 0.0) > time.monotonic()


def _decoded(body: bytes) -> QImage | None:
    """Bytes as an image; None where they are none.

    PySide6 makes its enums when they are first used, and two threads that do so at once crash it: so
    one thread at a time, and all that is used here for the first time before there are any.
    """
    with _DECODING:
        image = QImage.fromData(body)
        if image.isNull():
            return None
        image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(1.0)
        return image if image.sizeInBytes() else None
