"""The compiled kernel: whether it can be used, and getting it ready beside the window.

Compiling takes seconds in which the interpreter answers nobody, so another process does it and
leaves machine code in a folder of the person's cache.  Loading that is left to a thread.
Without numba, or where it fails, the kernel is never ready, and the log says so once.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Final, cast

from geo.compiled import LOADING

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["cache_folder", "kernel", "ready", "warm"]

_SOURCES: Final = Path(__file__).parent / "kernel"
_ROOT: Final = Path(__file__).parents[2]
_COMPILE: Final = "import os, sys; getattr(os, 'nice', int)(5); import geo.raster.kernel.entry"
_DONE: Final = "complete"  # a file that stands in a folder whose machine code is all there
_MOST_S: Final = 300
_KEPT_DAYS: Final = 30

_loaded: ModuleType | None = None
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


def cache_folder() -> Path:
    """Where the machine code of these very sources is kept.

    Raises
    ------
    PackageNotFoundError
        Where numba is not installed.
    """
    from platformdirs import user_cache_path

    known = blake2b(f"{sys.version} {version('numba')} {version('llvmlite')}".encode(), digest_size=8)
    for path in sorted(_SOURCES.glob("*.py")):
        stat = path.stat()  # what numba itself compares
        known.update(f"{path} {stat.st_mtime_ns} {stat.st_size}".encode())
    return user_cache_path("yangpu-atlas", appauthor=False) / "kernel" / known.hexdigest()


def _warm() -> None:
    """Compile where needed, and load."""
    global _loaded  # noqa: PLW0603  # the kernel is loaded once for the process
    try:
        folder = cache_folder()
        if not (folder / _DONE).is_file():
            _compile(folder)
        _loaded = _load(folder)
    except PackageNotFoundError as error:
        _say(f"no kernel: {error.name} is not installed")
    except subprocess.CalledProcessError as error:
        _say(f"no kernel: it could not be compiled: {error.stderr.strip()[-500:]}")
    except Exception as error:  # noqa: BLE001  # whatever is wrong with the compiler, QPainter draws the map
        _say(f"no kernel: {error!r}")


def _compile(folder: Path) -> None:
    """Let another process compile into a folder, and mark the folder when all is there."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = os.environ | {"NUMBA_CACHE_DIR": str(folder), "PYTHONPATH": os.pathsep.join(paths)}
    subprocess.run(  # noqa: S603  # our own interpreter and our own words
        [sys.executable, "-c", _COMPILE],
        env=environment,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        timeout=_MOST_S,
        creationflags=cast("int", getattr(subprocess, "CREATE_NO_WINDOW", 0)),
    )
    (folder / _DONE).touch()
    _forget_old(folder)


def _load(folder: Path) -> ModuleType:
    """The compiled functions, from the cache."""
    with LOADING:
        os.environ["NUMBA_CACHE_DIR"] = str(folder)  # read when numba is imported
        from numba import config

        vars(config)["CACHE_DIR"] = str(folder)  # where something else had imported it before
        from geo.raster.kernel import entry

    (folder / _DONE).touch()  # still in use
    return entry


def _forget_old(folder: Path) -> None:
    """Remove machine code of other versions that nobody has loaded for long."""
    import shutil
    from time import time

    for other in folder.parent.iterdir():
        mark = other / _DONE
        if other != folder and mark.is_file() and time() - mark.stat().st_mtime > _KEPT_DAYS * 86_400:
            shutil.rmtree(other, ignore_errors=True)


def _say(what: str) -> None:
    logging.getLogger("yangpu-atlas").warning(what)
