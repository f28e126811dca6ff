"""Work beside the window: a plain function on a thread, with signals and cooperative cancel."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CancelledError", "Pulse", "Work"]


class CancelledError(Exception):
    """The person wants the result no more."""


class Pulse:
    """What the function and the window tell each other while it runs."""

    def __init__(self, report: Callable[[float], None] = lambda _: None) -> None:
        self._cancelled = threading.Event()
        self._report = report

    @property
    def cancelled(self) -> bool:
        """Whether to stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the function to stop at its next beat."""
        self._cancelled.set()

    def beat(self, share: float) -> None:
        """Say how far the work is, 0 to 1, and stop here if that is wanted.

        Raises
        ------
        CancelledError
            Where it is.
        """
        if self.cancelled:
            raise CancelledError
        self._report(share)


class Work(QObject):
    """Runs ``function(pulse)`` once, on a thread of its own.

    Signals arrive on the thread that made the work.

    Signals
    -------
    progressed : float
        0 to 1.
    returned : object
        What the function gave back.
    errored : Exception
        What it raised, other than `CancelledError`.
    finished
        Last of all, however it ended.
    """

    progressed = Signal(float)
    returned = Signal(object)
    errored = Signal(object)
    finished = Signal()

    def __init__(self, function: Callable[[Pulse], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._function = function
        self._pulse = Pulse(self.progressed.emit)
        self._thread = threading.Thread(target=self._run, name="work", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Ask it to stop; what it had begun is given up, and ``finished`` still comes."""
        self._pulse.cancel()

    def wait(self) -> None:
        """Wait for the end, as when the window closes."""
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            result = self._function(self._pulse)
        except CancelledError:
            pass
        except Exception as error:  # noqa: BLE001  # told to the window, which knows what to do about it
            self.errored.emit(error)
        else:
            if not self._pulse.cancelled:
                self.returned.emit(result)
        self.finished.emit()
