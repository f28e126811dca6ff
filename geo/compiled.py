"""Kernels compiled by numba: where they are kept, whether they are there, and compiling them in another process.

Compiling takes seconds, most of them with the interpreter's lock held, so it never happens inside the
window's process.  A kernel lies in a package called ``kernel``; its modules compile all they hold when
they are imported.  numba does not notice that a module changed which another one calls, so each state of
the sources has a folder of its own.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

__all__ = ["LOADING", "compile_apart", "compile_here", "is_compiled", "kernel_folder", "load"]

_KEPT_DAYS: Final = 30
_STALE_S: Final = 300  # no kernel takes that long to compile
_LOOK_S: Final = 0.2
LOADING: Final = Lock()  # numba knows one folder at a time, so kernels are loaded one after the other


@cache
def kernel_folder(module: str) -> Path:
    """Where the machine code of a kernel's module is kept, in just the state in which its package is now."""
    import sys
    from hashlib import blake2b
    from importlib.metadata import version

    from platformdirs import user_cache_path

    state = blake2b(f"{sys.version} {version('numba')} {version('llvmlite')}".encode(), digest_size=8)
    for source in sorted(_package(module).glob("*.py")):
        stat = source.stat()  # what numba itself compares
        state.update(f"{source} {stat.st_mtime_ns} {stat.st_size}".encode())
    return user_cache_path("yangpu-atlas", appauthor=False) / "kernels" / state.hexdigest()


def _package(module: str) -> Path:
    """The folder that a module's source lies in."""
    return Path(__file__).parents[1].joinpath(*module.split(".")[:-1])


def load(module: str) -> Any:
    """Import a kernel's module, from the folder where it was compiled to.

    Raises
    ------
    ImportError
        Where numba, or what it is built on, does not fit this Python.
    """
    with LOADING:
        os.environ["NUMBA_CACHE_DIR"] = str(kernel_folder(module))  # read when numba is imported
        from numba import config

        vars(config)["CACHE_DIR"] = str(kernel_folder(module))  # where something else had imported it before
        return import_module(module)


def _marker(module: str) -> Path:
    return kernel_folder(module) / f"{module}.compiled"


def is_compiled(module: str) -> bool:
    """Whether importing the kernel's module takes a fraction of a second: it was compiled on this machine."""
    return _marker(module).is_file()


def compile_here(module: str) -> None:
    """Compile a kernel's module by importing it, where that was not done yet, and note that it is there.

    Functions that the module names in ``WITHOUT_NUMBA`` are also kept for `geo.machine_code`.

    Where another process compiles it, as a window that was opened twice, wait for that one.
    """
    marker = _marker(module)
    marker.parent.mkdir(parents=True, exist_ok=True)
    with _alone(marker.with_suffix(".compiling")):
        if is_compiled(module):
            return  # by the one that was waited for
        loaded = load(module)
        names = getattr(loaded, "WITHOUT_NUMBA", ())
        if names:
            from geo.machine_code import keep_code

            keep_code({name: getattr(loaded, name) for name in names}, marker.parent)
        marker.touch()
    _forget_old(marker.parent)


@contextmanager
def _alone(claim: Path) -> Iterator[None]:
    """Go on when no other process has the claim, or had it too long ago to be alive."""
    while True:
        try:
            claim.touch(exist_ok=False)
            break
        except FileExistsError:
            if _age_s(claim) > _STALE_S:
                claim.unlink(missing_ok=True)
            time.sleep(_LOOK_S)
    try:
        yield
    finally:
        claim.unlink(missing_ok=True)


def _age_s(file: Path) -> float:
    """How old a file is; 0 where it is gone."""
    try:
        return time.time() - file.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _forget_old(folder: Path) -> None:
    """Remove machine code of other states that was made long ago."""
    import shutil

    for other in folder.parent.iterdir():
        if other != folder and time.time() - other.stat().st_mtime > _KEPT_DAYS * 86_400:
            shutil.rmtree(other, ignore_errors=True)


def compile_apart(module: str) -> subprocess.Popen[bytes]:
    """Begin to compile a kernel's module in another process; its exit code is 0 where that went well.

    Raises
    ------
    OSError
        Where the system starts no process.
    """
    import subprocess
    import sys

    # The path is that of this process, so that the same sources are found.
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = f"import os; getattr(os, 'nice', int)(5); from geo.compiled import compile_here; compile_here({module!r})"
    return subprocess.Popen(  # noqa: S603  # our own interpreter with our own words
        [sys.executable, "-c", command],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
