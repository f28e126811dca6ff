"""Driving the compiled scanner through a text, piece by piece."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from geo.scan.text import Text

    Beat = Callable[[float], None]

__all__ = ["LostError", "Piece", "features_at", "pieces"]

_STEP: Final = 4 << 20  # bytes at a time, scanned in 10 to 20 ms


class LostError(Exception):
    """The text is none that the scanner can follow."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Features that lie one after the other; the arrays are used again for the next piece.

    See `geo.scan.kernel.features.scan`.  ``end`` is where the text goes on, ``last`` whether the list ends there.
    """

    end: int
    last: bool
    xy: NDArray[np.float64]
    stops: NDArray[np.int64]
    kinds: NDArray[np.uint8]
    spans: NDArray[np.int64]
    counts: NDArray[np.int64]
    types: NDArray[np.uint8]
    known: NDArray[np.uint8]
    hashes: NDArray[np.uint64]


class _Room:
    """Arrays that the scanner writes to, long enough for most texts of so many bytes."""

    def __init__(self, size: int) -> None:
        self.size = size
        positions, parts, features = size // 6, size // 10, size // 32
        self.xy = np.empty((positions, 2))
        self.stops, self.kinds = np.empty(parts, np.int64), np.empty(parts, np.uint8)
        self.spans, self.counts = np.empty((features, 4), np.int64), np.empty(features, np.int64)
        self.types, self.known = np.empty(features, np.uint8), np.empty(features, np.uint8)
        self.hashes = np.empty(features, np.uint64)

    def arrays(self) -> tuple[NDArray[Any], ...]:
        return self.xy, self.stops, self.kinds, self.spans, self.counts, self.types, self.known, self.hashes

    def piece(self, end: int, last: bool, rows: int, parts: int, positions: int) -> Piece:
        return Piece(
            end,
            last,
            self.xy[:positions],
            self.stops[:parts],
            self.kinds[:parts],
            self.spans[:rows],
            self.counts[:rows],
            self.types[:rows],
            self.known[:rows],
            self.hashes[:rows],
        )


def features_at(kernel: Any, text: Text, at: int, beat: Beat) -> int:
    """Where the list of features begins: its bracket.

    Raises
    ------
    LostError
        Where there is none, or not where it is looked for.
    """
    while True:
        seen = text.filled
        found, what = kernel.members(text.bytes, at)
        if what == kernel.FEATURES and text.bytes[found] == 91:
            return int(found)
        beat(0.0)
        if not text.wait_beyond(seen, 0.1):
            raise LostError


def pieces(kernel: Any, text: Text, at: int, near: NDArray[np.float64], beat: Beat) -> Iterator[Piece]:
    """All features from ``at`` on; while one piece is looked at, the next is being scanned.

    Parameters
    ----------
    kernel : module
        `geo.scan.engine.loaded`.
    text : Text
        The file.
    at : int
        Where the first feature begins.
    near : (4,) array
        West, south, east, north in degrees.
    beat : function
        Told the share that is done.

    Raises
    ------
    LostError
        Where the text is no JSON, or nested too deeply.
    """
    number = 0
    rooms = [_Room(_STEP), _Room(_STEP)]

    def run(room: _Room, at: int, number: int) -> tuple[int, ...]:
        found: tuple[int, ...] = kernel.scan(text.bytes, at, at + _STEP, number, *room.arrays(), near, True)
        return found

    with ThreadPoolExecutor(1, "scan") as pool:
        seen = text.filled
        waiting = pool.submit(run, rooms[0], at, number)
        while True:
            at, state, rows, parts, positions = waiting.result()
            beat(at / text.size)
            number += rows
            room = rooms[0]
            if state == kernel.LOST and not text.wait_beyond(seen, 0.1):
                raise LostError
            if state == kernel.NO_ROOM and not rows:
                rooms[0] = _Room(room.size * 4)
            elif rows:
                rooms.reverse()
            seen = text.filled
            if state != kernel.DONE:
                waiting = pool.submit(run, rooms[0], at, number)
            if rows:
                yield room.piece(at, state == kernel.DONE, rows, parts, positions)
            if state == kernel.DONE:
                return
