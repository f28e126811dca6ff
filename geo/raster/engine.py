"""The compiled kernel: whether it can be used, and getting it ready beside the window.

Compiling takes seconds in which the interpreter answers nobody, so another process does it and
leaves machine code in a folder of the person's cache.  Loading that is left to a thread.
Without numba, or where it fails, the kernel is never ready, and the log says so once.
"""

from __future__ import annotations

import logging
from threading import Lock, Thread
from types import SimpleNamespace
from typing import Any, Final

from geo.compiled import compile_apart, is_compiled, kernel_folder, load

__all__ = ["kernel", "load_kept", "ready", "warm"]

_ENTRY: Final = "geo.raster.kernel.entry"
_MOST_S: Final = 300  # to compile

_loaded: Any = None
_warming: Thread | None = None
_lock: Final = Lock()


def ready() -> bool:
    """Whether the compiled kernel is loaded and can paint now.  Never waits."""
    return _loaded is not None


def kernel() -> Any:
    """The compiled functions; RuntimeError where they aren't ready."""
    if _loaded is None:
        raise RuntimeError("the kernel is not ready")
    return _loaded


def warm(background: bool = True) -> None:
    """Load the kernel, from its cache or compiled anew in another process; once for all calls.

    Parameters
    ----------
    background : bool
        Come back at once; `ready` says later when it can be used.  Otherwise wait for it.
    """
    global _warming  # noqa: PLW0603  # the kernel is loaded once for the process
    with _lock:
        if _warming is None:
            _warming = Thread(target=_warm, name="kernel", daemon=True)
            _warming.start()
    if not background:
        _warming.join()


def load_kept() -> None:
    """Load the kernel where it was compiled before, which takes a tenth of a second; else do nothing."""
    if not ready() and is_compiled(_ENTRY):
        warm(background=False)


def _opened() -> Any:
    """The compiled functions without numba; None where only numba has them."""
    from geo.machine_code import open_code

    try:
        return SimpleNamespace(**open_code(kernel_folder(_ENTRY)))
    except LookupError:
        return None


def _warm() -> None:
    """Compile where needed, and load; a fault is logged once."""
    global _loaded  # noqa: PLW0603  # the kernel is loaded once for the process
    try:
        if not is_compiled(_ENTRY) and compile_apart(_ENTRY).wait(_MOST_S):
            raise RuntimeError("it could not be compiled")
        _loaded = _opened() or load(_ENTRY)
    except Exception as error:  # noqa: BLE001  # whatever is wrong with the compiler, QPainter draws the map
        logging.getLogger("yangpu-atlas").warning("no kernel for bulk layers: %r", error)
