"""One property of all features of a large file, and the names of all properties, without making the features."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import orjson

from geo.collector import collector_paused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geo.scan.features import LazyFeatures

    Beat = Callable[[float], None]
    Row = Mapping[str, Any] | None

__all__ = ["column", "field_names"]

_RUN: Final = 4096  # rows that are parsed in one go: some hundred kilobytes, a few milliseconds


def column(features: LazyFeatures, name: str, beat: Beat) -> list[Any]:
    """A property of all features, in order; None where a feature has none of that name.

    ``beat`` is told the share that is done, about every hundredth of a second; what it raises is raised.
    """
    found: list[Any] = []
    for rows in _runs(features, beat):
        found += [row.get(name) if row else None for row in rows]
    return found


def field_names(features: LazyFeatures, beat: Beat) -> tuple[str, ...]:
    """The names of all properties, in order of first appearance; ``beat`` as in `column`."""
    names: dict[str, None] = {}
    for rows in _runs(features, beat):
        for keys in dict.fromkeys(map(tuple, filter(None, rows))):  # most rows have the same ones
            names.update(dict.fromkeys(keys))
    return tuple(names)


def _runs(features: LazyFeatures, beat: Beat) -> Iterator[list[Row]]:
    """The properties of all features, some thousand at a time."""
    count = len(features)
    for first in range(0, count, _RUN):
        beat(first / count)
        last = min(first + _RUN, count)
        spans = features.spans[first:last, 2:]
        begin = int(features.spans[first, 0])
        text = features.text(begin, int(features.spans[last - 1, 1]))
        cells = [text[a:b] if a >= 0 else b"null" for a, b in (spans - begin * (spans >= 0)).tolist()]
        with collector_paused():
            rows: list[Row] = orjson.loads(b"[" + b",".join(cells) + b"]")
        for row in np.flatnonzero(spans[:, 0] < 0).tolist():
            rows[row] = features.properties(first + row)
        yield rows
    beat(1.0)
