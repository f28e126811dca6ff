"""The compiled scanner: whether it can be used, and getting it ready in another process."""

from __future__ import annotations

from contextlib import suppress
from threading import Lock, Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Final

from geo.compiled import compile_apart, is_compiled, load

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Beat = Callable[[float], None]

__all__ = ["is_there", "loaded", "warm"]

_MODULE: Final = "geo.scan.kernel.features"
_PATIENCE_S: Final = 120.0  # compiling takes about 10 s; a process that needs longer is stuck
_LOOK_S: Final = 0.05
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


def is_there(beat: Beat, *, patient: bool) -> bool:
    """Whether the kernel has been compiled.

    Parameters
    ----------
    beat : function
        Called with 0 several times a second while this waits; what it raises is raised.
    patient : bool
        Whether to wait while it is being compiled, which happens once on a machine.
    """
    if is_compiled(_MODULE):
        return True
    warm()
    if not patient:
        return False
    patience = monotonic() + _PATIENCE_S
    while not _failed and _under_way and _under_way[0].poll() is None:
        beat(0.0)
        sleep(_LOOK_S)
        if monotonic() > patience:
            _under_way[0].kill()
    return is_compiled(_MODULE)


def loaded(beat: Beat) -> Any | None:
    """The module of the kernel, compiled before; None where it cannot be used.  ``beat`` as in `is_there`."""
    found: list[Any] = []

    def work() -> None:
        with suppress(ImportError):  # numba, or what it is built on, does not fit this Python
            found.append(load(_MODULE))

    thread = Thread(target=work, name="load", daemon=True)  # some tenths of a second, in which nobody could stop it
    thread.start()
    while thread.is_alive():
        beat(0.0)
        thread.join(_LOOK_S)
    return found[0] if found else None
