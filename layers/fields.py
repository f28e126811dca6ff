"""The columns of a layer's rows, for conditions and labels."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from layers.expression.values import Column, Numbers, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from layers.layer import Layer

__all__ = ["column_of", "fields_of"]

_LOOKED_AT: Final = 2000  # rows whose properties tell which fields there are
_OURS: Final = frozenset({"class", "label_zh", "label_en", "zone_ids"})  # for drawing, nothing that one asks for
_ABSENT: Final = object()  # stands for a row without the field


def fields_of(layer: Layer) -> tuple[str, ...]:
    """The names of the fields, in the order in which the first rows have them."""
    names: dict[str, None] = {}
    for row in islice(_rows(layer), _LOOKED_AT):
        names.update(dict.fromkeys(row))
    return tuple(name for name in names if layer.group == "own" or name not in _OURS)


def column_of(layer: Layer, name: str) -> Column:
    """The values of a field in all rows: numbers where all that are known are numbers, else texts.

    Raises
    ------
    KeyError
        Where no row has it.
    """
    values = [row.get(name, _ABSENT) for row in _rows(layer)]
    if all(value is _ABSENT for value in values):
        raise KeyError(name)
    known = [None if value is _ABSENT or value == "" else value for value in values]
    if all(value is None or isinstance(value, int | float) for value in known):
        return Numbers(np.array([np.nan if value is None else float(value) for value in known]))
    return texts_of(None if value is None else _text(value) for value in known)


def _rows(layer: Layer) -> Iterator[Mapping[str, Any]]:
    """What a row says: of a file its properties, of ours its attributes."""
    for row in layer.attributes:
        yield row.get("properties", row)


def _text(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
