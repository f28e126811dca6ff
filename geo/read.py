"""Read GeoJSON (RFC 7946, and what came before it) from a file or from bytes.

Whatever the bytes, the outcome is a `FeatureCollection` with its issues or a `ReadError`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from geo.collector import collector_paused
from geo.errors import ReadError
from geo.formats import format_by_content, format_by_ending
from geo.issues import Issue
from geo.record import replace
from geo.validate import validated

if TYPE_CHECKING:
    from geo.collection import FeatureCollection

__all__ = ["parse_geojson", "read_bytes", "read_geojson"]

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_geojson(path: str | Path) -> FeatureCollection:
    """Read and check a GeoJSON file.

    Parameters
    ----------
    path : str or Path
        The file.

    Returns
    -------
    FeatureCollection
        In WGS 84 degrees, with what was mended, left out or worth knowing as ``issues``.

    Raises
    ------
    ReadError
        Where there is no such file, it cannot be read, it is of another format or encoding,
        it is not JSON (with line and column), or not GeoJSON.
    """
    path = Path(path)
    return parse_geojson(read_bytes(path), path.name)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that may be GeoJSON.

    Raises
    ------
    ReadError
        Where it is missing, a folder, not readable, empty, or of another format by its ending.
    """
    name = path.name
    try:
        if path.is_dir():
            raise ReadError("read.is_folder", file=name or str(path))
        other = format_by_ending(name)
        if other and path.exists():
            raise ReadError("read.other_format", file=name, format=other)
        if path.exists() and not path.is_file():
            raise ReadError("read.no_regular_file", file=name)  # a pipe or device may never end
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise ReadError("read.missing", file=name) from None
    except PermissionError:
        raise ReadError("read.denied", file=name) from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise ReadError("read.failed", file=name, reason=getattr(error, "strerror", None) or str(error)) from error
    if not data.removeprefix(_BOM).strip():
        raise ReadError("read.empty", file=name)
    return data


def parse_geojson(data: bytes, name: str) -> FeatureCollection:
    """Read and check GeoJSON bytes; ``name`` stands for the file in errors.

    Raises
    ------
    ReadError
        As `read_geojson`.
    """
    has_bom = data.startswith(_BOM)
    with collector_paused():
        try:
            root = orjson.loads(data[len(_BOM) :] if has_bom else data)
        except orjson.JSONDecodeError as error:
            raise _diagnosis(data, name, error) from None
        collection = validated(root, name)
    if has_bom:
        bom = Issue("read.bom", "repair")
        return replace(collection, encoding="utf-8-sig", issues=(bom, *collection.issues))
    return collection


def _diagnosis(data: bytes, name: str, error: orjson.JSONDecodeError) -> ReadError:
    """Why the bytes are not JSON."""
    if not data.removeprefix(_BOM).strip():
        return ReadError("read.empty", file=name)
    other = format_by_content(data)
    if other:
        return ReadError("read.other_content", file=name, format=other)
    if data.startswith(_UTF16) or b"\x00" in data[:4]:
        return ReadError("read.utf16", file=name)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            return ReadError("read.not_utf8", file=name, line=line)
        return ReadError("read.gbk", file=name, line=line)
    return ReadError("read.not_json", file=name, line=error.lineno, column=error.colno)
