"""The outermost edge: how a command ends, whatever happens in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.commands.refusal import Refusal
from desktop.commands.voice import close_quietly
from geo.errors import AtlasError, WriteError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.commands.voice import Voice

__all__ = ["DATA_PROBLEM", "DONE", "REFUSED", "to_exit_code"]

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


def _write_down(error: Exception) -> Path:
    """Where the fault was written down: the same log that faults of the window go to."""
    from desktop.crash import CrashGuard

    logs: list[Path] = []
    CrashGuard(lambda _, log: logs.append(log)).caught(type(error), error, error.__traceback__)
    return logs[0]
