"""Writing results: whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import WriteError
from geo.rfc7946 import MAX_DECIMALS, rfc7946_bytes

if TYPE_CHECKING:
    from typing import BinaryIO

__all__ = ["MAX_DECIMALS", "rfc7946_bytes", "write_atomically"]

_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def write_atomically(path: str | Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    The bytes go to a new file beside ``path``, are flushed to the disk, and the new file takes
    the old one's name.  After a failure the old file is as it was and the new one is gone.
    Where ``path`` is a link, what it points to is replaced.

    Raises
    ------
    WriteError
        Where the folder does not exist or may not be written, the file is a folder or is held
        by another program, or the disk is full.
    """
    path = Path(path)
    try:
        _replace(Path(os.path.realpath(path)), data)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise _named(path, error) from error


def _replace(target: Path, data: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder")
    mode = target.stat().st_mode if target.exists() else None
    beside = target.with_name(f".{target.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            _write_through(file, data)
        if mode is not None:
            beside.chmod(mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    _flush_folder(target.parent)


def _write_through(file: BinaryIO, data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the new name survive a power cut, on systems where a folder can be flushed."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some network disks cannot
            raise
    finally:
        os.close(handle)


def _named(path: Path, error: OSError | ValueError) -> WriteError:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return WriteError("write.no_folder", file=path.name, folder=str(path.parent))
        case IsADirectoryError():
            return WriteError("write.is_folder", file=path.name)
        case PermissionError():
            return WriteError("write.denied", file=path.name)
        case OSError(errno=number) if number in _FULL:
            return WriteError("write.disk_full", file=path.name)
        case _:
            reason = getattr(error, "strerror", None) or str(error)
            return WriteError("write.failed", file=path.name, reason=reason)
