"""Faults of ours: written down, and told in a dialog instead of a silent end.

The text of the report is made apart from the dialog, so that a test can read it.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

__all__ = ["CrashGuard", "log_folder"]

LOG_BYTES = 512_000
LOGGER = "yangpu-atlas"


def log_folder() -> Path:
    """Where faults are written down, in the person's own folder for logs."""
    from platformdirs import user_log_path

    return user_log_path("yangpu-atlas", appauthor=False)


class CrashGuard:
    """Catches what nobody else caught, on every thread.

    Parameters
    ----------
    tell : function of (kind of fault, log file)
        Tells the person; called on the thread where the fault happened.
    """

    def __init__(self, tell: Callable[[str, Path], None], folder: Path | None = None) -> None:
        self._tell = tell
        self._folder = folder
        self._telling = False

    def install(self) -> None:
        """Take over the interpreter's hooks."""
        sys.excepthook = self.caught
        threading.excepthook = lambda fault: self.caught(fault.exc_type, fault.exc_value, fault.exc_traceback)

    def watch_signals(self) -> None:
        """Have a crash below Python, as in a library, leave its stack in the log folder."""
        try:
            self._log_file().parent.mkdir(parents=True, exist_ok=True)
            self._fatal = self._log_file().with_name("fatal.log").open("a", encoding="utf-8")
        except OSError:
            return  # a folder that cannot be written is no reason not to open a map
        faulthandler.enable(self._fatal)

    def caught(self, kind: type[BaseException], fault: BaseException | None, where: TracebackType | None) -> None:
        """Write a fault down and tell it, once at a time: telling may fail too."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault or kind(), where)
            return
        log = self._write_down(kind, fault, where)
        if not self._telling:
            self._telling = True
            try:
                self._tell(kind.__name__, log)
            finally:
                self._telling = False

    def _log_file(self) -> Path:
        return (self._folder or log_folder()) / "window.log"

    def _write_down(self, kind: type[BaseException], fault: BaseException | None, where: TracebackType | None) -> Path:
        from logging.handlers import RotatingFileHandler  # brings sockets and pickle: not at the start

        path = self._log_file()
        logger = logging.getLogger(LOGGER)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
        except OSError:
            sys.__excepthook__(kind, fault or kind(), where)
            return path
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.error("a fault in the window", exc_info=(kind, fault or kind(), where))
        logger.removeHandler(handler)
        handler.close()
        return path
