"""Keeping what was made of large files for the next time, when the map stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from desktop.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.work import Pulse
    from layers.own import OwnFile

__all__ = ["Keeper"]

_PATIENCE_S: Final = 60.0  # until the map has brought the shapes into order
_LATER_MS: Final = 2000  # the first picture has the machine to itself


class Keeper(QObject):
    """Writes scans, and what the map made of them, into the cache, one after the other, beside the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[OwnFile] = []
        self._work: Work | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LATER_MS)
        self._timer.timeout.connect(self._begin)

    @property
    def busy(self) -> bool:
        """Whether something is still to be written."""
        return self._work is not None or bool(self._waiting)

    def keep(self, opened: OwnFile) -> None:
        """Write what was made of a large file, a little later."""
        self._waiting.append(opened)
        self._timer.start()

    def stop(self) -> None:
        """Give up what is not written yet."""
        self._timer.stop()
        self._waiting.clear()
        if self._work is not None:
            self._work.cancel()
            self._work.wait()

    def _begin(self) -> None:
        if self._work is None and self._waiting:
            self._work = Work(_writing(self._waiting.pop(0)), self)
            self._work.errored.connect(_raise)
            self._work.finished.connect(self._finished)
            self._work.start()

    def _finished(self) -> None:
        if self._work is not None:
            self._work.wait()
            self._work.deleteLater()
            self._work = None
        self._begin()


def _writing(opened: OwnFile) -> Callable[[Pulse], None]:
    def write(pulse: Pulse) -> None:
        from geo.scan.stored import store
        from layers.kept import keep_ready

        if opened.scan is not None:
            store(opened.scan, pulse.beat)
            keep_ready(opened.layer, pulse.beat, _PATIENCE_S)

    return write


def _raise(error: Exception) -> None:
    raise error  # a fault of ours: the outermost edge tells and logs it
