"""A scan kept in the cache, and with it a copy of its file, from which rows and exports are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.cache import forget, key_of, read_bytes, read_part, settle_bytes, write_bytes, write_part
from geo.collection import FeatureCollection
from geo.issues import Issue
from geo.record import as_dict
from geo.scan.features import LazyFeatures
from geo.scan.identity import Identities
from geo.scan.quick import Scan
from geo.scan.text import stamp_of
from geo.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    Beat = Callable[[float], None]

__all__ = ["set_aside", "store", "stored_scan"]

_PART, _TEXT = "scan", "text"
_ARRAYS = ("xy", "part_starts", "feature_starts")


def stored_scan(path: Path) -> Scan | None:
    """The scan of a file in its present state; None where it is not kept."""
    try:
        stamp = stamp_of(path.stat())
    except (OSError, ValueError):
        return None
    key = key_of(path, stamp)
    found = read_part(key, _PART)
    text = None if found is None else read_bytes(key, _TEXT, stamp[0])
    if found is None or text is None:
        return None
    arrays, facts = found
    try:
        scan = _scan(arrays, facts, text, key)
    except (KeyError, TypeError, ValueError, IndexError):
        forget(key)
        return None
    return scan


def store(scan: Scan, beat: Beat) -> None:
    """Keep a scan, and read the rows from the copy of the file that is kept with it; nothing where that cannot be.

    Parameters
    ----------
    scan : Scan
        Of a file of which every byte is still in memory, or which is stored already.
    beat : function
        Told the share that is written; what it raises is raised.
    """
    if scan.stored or not set_aside(scan, lambda share: beat(share / 2)):
        return
    beat(0.5)
    if settle_bytes(scan.key, _TEXT):
        write_part(scan.key, _PART, _arrays(scan), _facts(scan), lambda share: beat(0.5 + share / 2))


def set_aside(scan: Scan, beat: Beat) -> bool:
    """Copy the file's text into the cache and take it out of memory; whether it lies there.  ``beat`` as in `store`.

    Rows and exports are made from the copy then.
    """
    size = scan.stamp[0]
    copy = read_bytes(scan.key, _TEXT, size) if scan.features.aside else None
    if copy is None:
        if not write_bytes(scan.key, _TEXT, scan.features.source, size, beat, settle=False):
            return False
        copy = read_bytes(scan.key, _TEXT, size)
        if copy is None:
            return False
        scan.features.move_to(copy)
    return True


def _arrays(scan: Scan) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {}
    for kind, (shapes, rows) in scan.shapes.items():
        arrays |= {f"{kind}.{name}": getattr(shapes, name) for name in _ARRAYS} | {f"{kind}.rows": rows}
    hashes = scan.identities.hashes if scan.identities.own else scan.identities.hashes[:0]
    features = scan.features
    return arrays | {"types": scan.types, "hashes": hashes, "spans": features.spans, "indexes": features.indexes}


def _facts(scan: Scan) -> dict[str, Any]:
    collection = scan.collection
    names = ("foreign", "name", "stated_crs", "encoding", "has_bbox")
    return {name: getattr(collection, name) for name in names} | {
        "issues": [as_dict(issue) for issue in collection.issues],
        "kinds": list(scan.shapes),
        "far": scan.far,
        "own": scan.identities.own,
        "renamed": list(scan.identities.renamed.items()),
        "stamp": scan.stamp,
    }


def _scan(arrays: Mapping[str, NDArray[Any]], facts: Mapping[str, Any], text: Any, key: str) -> Scan:
    spans, count = arrays["spans"], len(arrays["types"])
    features = LazyFeatures(text, spans, arrays["indexes"])
    shapes = {}
    for kind in facts["kinds"]:
        found = Shapes(kind, *(arrays[f"{kind}.{name}"] for name in _ARRAYS))
        rows = arrays[f"{kind}.rows"]
        _require_starts(found.part_starts, len(found.xy))
        _require_starts(found.feature_starts, len(found.part_starts) - 1)
        if len(rows) != len(found) or rows.min() < 0 or rows.max() >= count:
            raise ValueError
        shapes[kind] = (found, rows)
    if spans.shape != (count, 4) or len(features.indexes) != count or spans.max(initial=0) > len(text):
        raise ValueError
    collection = FeatureCollection(
        features,
        facts["foreign"],
        facts["name"],
        stated_crs=facts["stated_crs"],
        encoding=facts["encoding"],
        has_bbox=facts["has_bbox"],
        issues=tuple(Issue(**issue) for issue in facts["issues"]),
    )
    identities = Identities(facts["own"], arrays["hashes"], dict(facts["renamed"]))
    first, second = facts["far"]
    size, changed = facts["stamp"]
    return Scan(
        collection, features, shapes, arrays["types"], (first, second), identities, (size, changed), key, stored=True
    )


def _require_starts(starts: NDArray[np.int64], end: int) -> None:
    """Starts that would lead a kernel out of its arrays are none."""
    if starts[0] != 0 or starts[-1] != end or (np.diff(starts) < 0).any():
        raise ValueError
