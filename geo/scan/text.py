"""The bytes of a file in memory, read on a thread of their own while the first of them are looked at."""

from __future__ import annotations

import mmap
import os
from threading import Condition, Thread
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

__all__ = ["PADDING", "Stamp", "Text", "stamp_of"]

PADDING = 64  # zeros behind the text: no step of the scanner looks further ahead
_STEP = 4 << 20

# What tells one state of a file from another: bytes, and nanoseconds of its last change.
Stamp = tuple[int, int]


def stamp_of(status: os.stat_result) -> Stamp:
    """Size and time of the last change."""
    return status.st_size, status.st_mtime_ns


class Text:
    """A file that is being read.

    Attributes
    ----------
    size : int
        Its length in bytes.
    stamp : tuple
        Its state when it was opened.
    bytes : (size + PADDING,) array of uint8
        Zero where nothing was read yet, and at the end.

    Raises
    ------
    OSError
        Where it cannot be opened, or there is no room for it.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        self.stamp = stamp_of(os.fstat(self._file.fileno()))
        self.size = self.stamp[0]
        memory = mmap.mmap(-1, self.size + PADDING)
        if hasattr(mmap, "MADV_HUGEPAGE"):
            memory.madvise(mmap.MADV_HUGEPAGE)  # a third of the time that it takes to be given small pages
        self.memory = memory
        self.bytes: NDArray[np.uint8] = np.frombuffer(memory, np.uint8)
        self.bytes.setflags(write=False)
        self._filled = 0
        self._ended = False
        self._news = Condition()
        self._thread = Thread(target=self._read, name="read", daemon=True)
        self._thread.start()

    def _read(self) -> None:
        room = memoryview(self.memory)
        at = 0
        with self._file:
            while at < self.size and not self._ended:
                try:
                    got = self._file.readinto(room[at : min(at + _STEP, self.size)])
                except OSError:
                    break
                if not got:
                    break
                at += got
                with self._news:
                    self._filled = at
                    self._news.notify_all()
            self.unchanged = at == self.size and stamp_of(os.fstat(self._file.fileno())) == self.stamp
        with self._news:
            self._ended = True
            self._news.notify_all()

    @property
    def filled(self) -> int:
        """How many bytes are there."""
        return self._filled

    def wait_beyond(self, count: int, seconds: float) -> bool:
        """Wait for more than ``count`` bytes; False where there will be no more."""
        with self._news:
            self._news.wait_for(lambda: self._filled > count or self._ended, seconds)
            return self._filled > count or not self._ended

    def whole(self) -> bool:
        """Whether all was read, from a file that did not change meanwhile.  Waits for the end."""
        self._thread.join()
        return self.unchanged

    def give_up(self) -> None:
        """Read no further."""
        self._ended = True
        self._thread.join()
