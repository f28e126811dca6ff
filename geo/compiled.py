"""Kernels compiled by numba: where they are kept, whether they are there, and compiling them in another process.

Compiling takes seconds, most of them with the interpreter's lock held, so it never happens inside the
window's process.  A kernel lies in a package called ``kernel``; its modules compile all they hold when
they are imported.  numba does not notice that a module changed which another one calls, so each state of
the sources has a folder of its own.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

__all__ = ["compile_apart", "compile_here", "is_compiled", "kernel_folder", "use_kernel_folder"]

_VARIABLE = "NUMBA_CACHE_DIR"


@cache
def kernel_folder() -> Path:
    """Where the compiled kernels of just these sources are kept; set ``NUMBA_CACHE_DIR`` to have them elsewhere."""
    from hashlib import blake2b
    from importlib.metadata import version

    from platformdirs import user_cache_path

    if os.environ.get(_VARIABLE):
        return Path(os.environ[_VARIABLE])
    state = blake2b(version("numba").encode(), digest_size=8)
    for source in sorted(Path(__file__).parent.glob("*/kernel/*.py")):
        state.update(source.read_bytes())
    return user_cache_path("yangpu-atlas", appauthor=False) / "kernels" / state.hexdigest()


def use_kernel_folder() -> None:
    """Tell numba.  To be called before it is imported."""
    os.environ.setdefault(_VARIABLE, str(kernel_folder()))


def _marker(module: str) -> Path:
    from platform import machine
    from sys import implementation

    return kernel_folder() / f"{module}-{implementation.cache_tag}-{machine() or 'any'}.compiled"


def is_compiled(module: str) -> bool:
    """Whether importing the kernel's module takes a fraction of a second: it was compiled on this machine."""
    return _marker(module).is_file()


def compile_here(module: str) -> None:
    """Import a kernel's module, which compiles it where that was not done yet, and note that it is there."""
    from importlib import import_module

    use_kernel_folder()
    import_module(module)
    marker = _marker(module)
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.touch()


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
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), _VARIABLE: str(kernel_folder())}
    command = f"from geo.compiled import compile_here; compile_here({module!r})"
    return subprocess.Popen(  # noqa: S603  # our own interpreter with our own words
        [sys.executable, "-c", command],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
