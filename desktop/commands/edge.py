"""The outermost edge: how a command ends, whatever happens in it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.refusal import Refusal
from desktop.commands.voice import close_quietly
from geo.errors import AtlasError, WriteError

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.commands.voice import Voice

__all__ = ["DATA_PROBLEM", "DONE", "REFUSED", "log_file", "to_exit_code"]

DONE, DATA_PROBLEM, REFUSED = 0, 1, 2
_NOT_THE_DATA = {"read.missing", "read.is_folder", "read.denied", "read.other_format"}
_INTERRUPTED = 130  # what a shell reports for Ctrl+C


def to_exit_code(command: Callable[[], int], voice: Voice) -> int:
    """Run a command; what goes wrong becomes one sentence and an exit code, never a traceback."""
    try:
        return command()
    except Refusal as refusal:
        voice.note(refusal.key, **refusal.facts)
        return REFUSED
    except AtlasError as error:
        voice.error(error)
        return REFUSED if _is_refusal(error) else DATA_PROBLEM
    except BrokenPipeError:
        close_quietly()
        return DONE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001  # nothing lies beyond this edge
        voice.note("cli.crash", kind=type(error).__name__, log=_write_down(error))
        return REFUSED


def _is_refusal(error: AtlasError) -> bool:
    """Whether the data is fine but what was asked for is not there, not to be written, or comes later."""
    return isinstance(error, WriteError | KeyError) or error.code in _NOT_THE_DATA


def log_file() -> Path:
    """Where faults of the program are written down, in the user's own folder for logs."""
    from platformdirs import user_log_path

    return Path(user_log_path("yangpu-atlas", appauthor=False)) / "command-line.log"


def _write_down(error: Exception) -> Path:
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        return Path("-")
    logger = logging.getLogger("yangpu-atlas")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    logger.propagate = False
    logger.error("a command failed", exc_info=error)
    handler.close()
    logger.removeHandler(handler)
    return path
