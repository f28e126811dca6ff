"""Arrays made of a file, kept on disk, so that opening the file again takes no time.

A cache holds nothing that cannot be made again: where one is missing, damaged or of an older version the
caller does the work anew, and where nothing can be written nothing is.  Each entry is one file, ``KEY.PART``:
a line of JSON that says what lies where, then the arrays, mapped into memory on reading.
"""

from __future__ import annotations

import mmap
import os
import sys
import zlib
from contextlib import suppress
from hashlib import blake2b
from time import time
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import orjson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    Beat = Callable[[float], None]

__all__ = [
    "MOST_BYTES",
    "cache_folder",
    "forget",
    "key_of",
    "read_bytes",
    "read_part",
    "settle_bytes",
    "write_bytes",
    "write_part",
]

MOST_BYTES: Final = 2 << 30  # of all entries; the ones that were not used for longest go first
_VERSION: Final = 1
_ALIGNED: Final = 64
_STEP: Final = 4 << 20
_SAMPLES: Final = 16  # places that the checksum looks at, 4 kB each
_SAMPLE: Final = 4096
_STALE_S: Final = 86_400.0  # an unfinished entry as old as this was left by a process that ended early
_UNFINISHED: Final = ".part"


def _quiet(_: float) -> None:
    """Nobody waits."""


def cache_folder() -> Path:
    """Where the entries are, in the person's own cache; it may not be there yet."""
    from platformdirs import user_cache_path

    return user_cache_path("yangpu-atlas", appauthor=False) / "files"


def key_of(path: Path, stamp: tuple[int, int]) -> str:
    """The key of a file in just this state: where it lies, its size, and when it last changed."""
    told = f"{_VERSION} {sys.byteorder} {path.absolute()} {stamp[0]} {stamp[1]}"
    return blake2b(told.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()


def write_part(key: str, part: str, arrays: Mapping[str, NDArray[Any]], facts: Any = None, beat: Beat = _quiet) -> bool:
    """Keep arrays under a key.

    Parameters
    ----------
    key : str
        See `key_of`.
    part : str
        What of the file they are: letters, digits and points.
    arrays : mapping
        C-contiguous arrays by name.
    facts : object
        JSON that comes back with them.
    beat : function
        Told the share that is written, at least every 4 MB; what it raises is raised, and nothing is kept.

    Returns
    -------
    bool
        Whether they are kept now: there may be no room, or no right to write.
    """
    table: dict[str, Any] = {}
    end = 0
    for name, array in arrays.items():
        table[name] = [array.dtype.str, array.shape, end, _checksum(_flat(array))]
        end = -(-(end + array.nbytes) // _ALIGNED) * _ALIGNED
    head = orjson.dumps({"arrays": table, "facts": facts, "bytes": end}) + b"\n"
    head = b"%08x %08x %s" % (len(head), zlib.crc32(head), head)
    head += bytes(-len(head) % _ALIGNED)
    pieces: list[Any] = [head]
    for array in arrays.values():
        pieces += [_flat(array), bytes(-array.nbytes % _ALIGNED)]
    return _write(f"{key}.{part}", pieces, beat)


def read_part(key: str, part: str) -> tuple[dict[str, NDArray[Any]], Any] | None:
    """Arrays and facts that were kept; None where there are none that are whole.

    The arrays are mapped: what is written to them stays in this process.
    """
    mapped = _mapped(f"{key}.{part}", mmap.ACCESS_COPY)
    if mapped is None:
        return None
    try:
        length, checksum = int(mapped[:8], 16), int(mapped[9:17], 16)
        head = mapped[18 : 18 + length]
        if zlib.crc32(head) != checksum:
            raise ValueError
        described = orjson.loads(head)
        begin = -(-(18 + length) // _ALIGNED) * _ALIGNED
        if len(mapped) != begin + described["bytes"]:
            raise ValueError
        arrays = {name: _array(mapped, begin, *entry) for name, entry in described["arrays"].items()}
    except (ValueError, KeyError, TypeError):
        forget(key)
        return None
    return arrays, described["facts"]


def write_bytes(key: str, part: str, data: Any, size: int, beat: Beat = _quiet, *, settle: bool = True) -> bool:
    """Keep ``size`` bytes of a buffer; otherwise as `write_part`.

    ``settle`` says whether to wait until they are on the disk, and not only with the system; see `settle_bytes`.
    """
    return _write(f"{key}.{part}", [memoryview(data)[:size]], beat, settle=settle)


def settle_bytes(key: str, part: str) -> bool:
    """Wait until bytes that were kept are on the disk; whether they are there."""
    try:
        with (cache_folder() / f"{key}.{part}").open("rb+") as file:
            os.fsync(file.fileno())
    except OSError:
        return False
    return True


def read_bytes(key: str, part: str, size: int) -> mmap.mmap | None:
    """Bytes that were kept, mapped; None where there are not just so many."""
    mapped = _mapped(f"{key}.{part}", mmap.ACCESS_READ)
    return mapped if mapped is not None and len(mapped) == size else None


def forget(key: str) -> None:
    """Remove all that is kept under a key."""
    with suppress(OSError):
        for path in cache_folder().glob(f"{key}.*"):
            path.unlink(missing_ok=True)


def _flat(array: NDArray[Any]) -> NDArray[np.uint8]:
    return np.ascontiguousarray(array).reshape(-1).view(np.uint8)


def _checksum(data: NDArray[np.uint8]) -> int:
    """Of places spread over the bytes: a file cut short or full of zeros shows, and reading stays quick."""
    found = 0
    for begin in np.linspace(0, max(len(data) - _SAMPLE, 0), _SAMPLES).astype(int).tolist():
        found = zlib.crc32(data[begin : begin + _SAMPLE].data, found)
    return found


def _array(mapped: mmap.mmap, begin: int, dtype: str, shape: list[int], offset: int, checksum: int) -> NDArray[Any]:
    count = int(np.prod(shape))
    array = np.frombuffer(mapped, np.dtype(dtype), count, begin + offset).reshape(shape)
    if _checksum(_flat(array)) != checksum:
        raise ValueError
    return array


def _mapped(name: str, access: int) -> mmap.mmap | None:
    """A whole entry; it counts as used now."""
    path = cache_folder() / name
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=access)
    except (OSError, ValueError):  # ValueError: an empty file
        return None
    with suppress(OSError):
        os.utime(path)
    return mapped


def _write(name: str, pieces: Iterable[Any], beat: Beat, *, settle: bool = True) -> bool:
    """Write beside, then rename; False where that cannot be done."""
    views = [memoryview(piece).cast("B") for piece in pieces if len(piece)]
    total = sum(map(len, views))
    folder = cache_folder()
    beside = folder / f"{name}.{os.getpid()}{_UNFINISHED}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _made_room(folder, total):
            return False
        with suppress(FileNotFoundError):
            beside.unlink()
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", buffering=0) as file:
            _pour(file, views, total, beat)
            if settle:
                os.fsync(file.fileno())
        beside.replace(folder / name)
    except OSError:
        return False
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return True


def _pour(file: Any, views: Iterable[memoryview], total: int, beat: Beat) -> None:
    done = 0
    for view in views:
        for begin in range(0, len(view), _STEP):
            beat(done / total)
            rest = view[begin : begin + _STEP]
            while rest:
                rest = rest[file.write(rest) :]
            done += min(_STEP, len(view) - begin)


def _made_room(folder: Path, wanted: int) -> bool:
    """Remove what was not used for longest until ``wanted`` bytes fit; False where they never will."""
    import shutil

    if wanted > MOST_BYTES or shutil.disk_usage(folder).free < 2 * wanted:
        return False
    entries = []
    for path in folder.iterdir():
        with suppress(OSError):
            status = path.stat()
            if path.suffix == _UNFINISHED and time() - status.st_mtime > _STALE_S:
                path.unlink()
            else:
                entries.append((status.st_mtime_ns, status.st_size, path))
    room = MOST_BYTES - wanted - sum(size for _, size, _ in entries)
    for _, size, path in sorted(entries):
        if room >= 0:
            break
        with suppress(OSError):
            path.unlink()
            room += size
    return True
