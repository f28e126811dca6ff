"""The compiled scanner: whether it can be used, and getting it ready in another process."""

from __future__ import annotations

from threading import Lock
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Final

from geo.compiled import compile_apart, is_compiled, load

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Beat = Callable[[float], None]

__all__ = ["compiled_scanner", "warm"]

_MODULE: Final = "geo.scan.kernel.features"
_PATIENCE_S: Final = 120.0  # compiling takes about 10 s; a process that needs longer is stuck
_lock: Final = Lock()
_under_way: list[subprocess.Popen[bytes]] = []
_failed: list[bool] = []


def warm() -> None:
    """Begin to compile the scanner in another process where that was not done yet; never waits."""
    with _lock:
        if not (_under_way or _failed or is_compiled(_MODULE)):
            try:
                _under_way.append(compile_apart(_MODULE))
            except OSError:
                _failed.append(True)


def compiled_scanner(beat: Beat, *, patient: bool) -> Any | None:
    """The module of the kernel; None where it cannot be used.

    Parameters
    ----------
    beat : function
        Called with 0 several times a second while this waits; what it raises is raised.
    patient : bool
        Whether to wait while the kernel is compiled, which happens once on a machine.
    """
    if not is_compiled(_MODULE):
        warm()
        if not (patient and _awaited(beat)):
            return None
    try:
        return load(_MODULE)
    except ImportError:  # numba, or what it is built on, does not fit this Python
        return None


def _awaited(beat: Beat) -> bool:
    """Whether the kernel has been compiled now."""
    patience = monotonic() + _PATIENCE_S
    while not _failed and _under_way and _under_way[0].poll() is None:
        beat(0.0)
        sleep(0.05)
        if monotonic() > patience:
            _under_way[0].kill()
    return is_compiled(_MODULE)
