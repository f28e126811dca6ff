"""The thread that paints pictures of the map: the newest wish wins."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.canvas.picture import Picture, Wish, rendered

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Renderer"]

SWITCH_S = 0.001  # QPainter keeps the interpreter's lock: let the window have it often


class Renderer(QObject):
    """Paints on a thread of its own; a new wish cancels the one being worked on.

    Signals
    -------
    done : Picture
        Delivered on the thread that the renderer lives on.
    failed : Exception
        A fault of ours while painting; told once for each wish.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_S)
        self._changed = threading.Condition()
        self._wish: Wish | None = None
        self._busy = False
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name="map painter", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether a wish is waiting or being worked on."""
        with self._changed:
            return self._busy or self._wish is not None

    def ask(self, wish: Wish) -> None:
        """Want a picture; earlier wishes that are not done yet are forgotten."""
        with self._changed:
            self._wish = wish
            self._changed.notify()

    def stop(self) -> None:
        """End the thread and wait for it."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._thread.join()

    def _work(self) -> None:
        last: Picture | None = None
        while True:
            with self._changed:
                self._busy = False
                while self._wish is None and not self._stopped:
                    self._changed.wait()
                if self._stopped:
                    return
                wish, self._wish = self._wish, None
                self._busy = True
            assert wish is not None
            last = self._paint(wish, last) or last

    def _paint(self, wish: Wish, last: Picture | None) -> Picture | None:
        stop: Callable[[], bool] = lambda: self._wish is not None or self._stopped  # noqa: E731
        try:
            picture = rendered(wish, stop, last)
        except Exception as error:  # the outermost edge of this thread
            logging.getLogger("yangpu-atlas").error("the map could not be painted", exc_info=error)
            self.failed.emit(error)
            return None
        if picture is not None and not self._stopped:
            self.done.emit(picture)
        return picture
