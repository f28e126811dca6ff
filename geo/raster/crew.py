"""Work that some threads share, one piece after another, behind the window's own thread."""

from __future__ import annotations

import os
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final

from geo.yielding import yield_to_others

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["shared"]

_THREADS: Final = 4  # more only wait for memory


def shared(work: Callable[[int], None], count: int, stop: Callable[[], bool]) -> bool:
    """Do the pieces 0 … ``count`` - 1; whether all were done.

    Parameters
    ----------
    work : function of a piece
        Called by several threads at once.  What it raises is raised again here.
    stop : function
        Asked before each piece; no other is begun where it says so.
    """
    crew = _Crew(work, count, stop)
    threads = [Thread(target=crew.run, name="raster") for _ in range(min(_THREADS, os.cpu_count() or 1, count))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if crew.fault is not None:
        raise crew.fault
    return not crew.stopped


class _Crew:
    """What the threads have in common."""

    def __init__(self, work: Callable[[int], None], count: int, stop: Callable[[], bool]) -> None:
        self.stopped = False
        self.fault: BaseException | None = None
        self._work, self._stop = work, stop
        self._pieces = iter(range(count))
        self._lock = Lock()

    def run(self) -> None:
        """Take piece after piece."""
        yield_to_others()  # with all of them a frame on a busy machine waits for 8 ms, else for 24
        try:
            while (piece := self._next()) is not None:
                self._work(piece)
        except BaseException as fault:  # noqa: BLE001  # raised again on the caller's thread
            self.fault = fault

    def _next(self) -> int | None:
        """The next piece; None where there is none, or it shall not be done."""
        with self._lock:
            if self.stopped or self.fault is not None:
                return None
            self.stopped = self._stop()
            return None if self.stopped else next(self._pieces, None)
