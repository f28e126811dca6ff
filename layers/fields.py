"""The fields of a layer, and a whole column of one at once.

A layer of the user's has the fields of its features' properties; ours have their attributes.
This is the one way to a layer's values for symbols, labels, rules and selections.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import orjson

from geo.record import dataclass
from layers.expression.values import Numbers, said, texts_of
from layers.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from layers.expression.values import Column
    from layers.layer import Layer

__all__ = ["FieldInfo", "FieldType", "column", "field_names", "fields"]

FieldType = Literal["number", "text", "flag", "date", "mixed"]
_LOOKED_AT: Final = 5_000  # rows that tell which fields a layer has and what they hold
_COLUMNS: Final = 12  # kept; a million numbers are 8 MB
_DATE: Final = re.compile(r"[0-9]{4}[-/.年][0-9]{1,2}(?:[-/.月][0-9]{1,2}日?)?(?:[T ].*)?|[0-9]{4}年")
# For drawing, and nothing that one asks for.
_OURS_HIDDEN: Final = frozenset({"class", "properties", "label_zh", "label_en", "zone_ids"})
_FIELDS, _READ = Remembered(16), Remembered(_COLUMNS)


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field: its name, what its values are, the first of them as people read it, and how many differ.

    Of a large layer ``different`` counts those of a sample.
    """

    name: str
    type: FieldType
    sample: str
    different: int = 0


def fields(layer: Layer) -> tuple[FieldInfo, ...]:
    """The fields of a layer, in the order in which they first come; of a large layer, those of a sample."""
    return _FIELDS.of(layer, None, lambda: _fields(layer))


def field_names(layer: Layer) -> tuple[str, ...]:
    """The names alone."""
    return tuple(each.name for each in fields(layer))


def column(layer: Layer, name: str) -> Column:
    """The values of a field in every row: numbers where all are, else texts.

    Raises
    ------
    KeyError
        Where the layer has no such field.
    """
    return _READ.of(layer, name, lambda: _column(layer, name))


def _fields(layer: Layer) -> tuple[FieldInfo, ...]:
    rows, own = layer.attributes, layer.group == "own"
    step = max(len(rows) // _LOOKED_AT, 1)
    found: dict[str, list[Any]] = {}
    for number in range(0, len(rows), step):
        for name, value in _properties(rows[number], own).items():
            found.setdefault(name, []).append(value)
    return tuple(
        FieldInfo(name, _type_of(values), _sample_of(values), len(set(map(_told, values))))
        for name, values in found.items()
    )


def _column(layer: Layer, name: str) -> Column:
    read = getattr(layer.attributes, "column", None)  # rows that are kept as columns give one away as it is
    if layer.group == "own" and read is not None:
        values = read(name)
    elif layer.group == "own":
        values = [(row.get("properties") or {}).get(name) for row in layer.attributes]
    else:
        values = [row.get(name) for row in layer.attributes]
    if isinstance(values, np.ndarray) and values.dtype.kind in "fiub":
        return Numbers(values.astype(np.float64))
    values = [None if value == "" else value for value in values]  # an empty cell says as little as none
    kinds = set(map(type, values))
    if kinds == {type(None)} and name not in field_names(layer):
        raise KeyError(name)
    if kinds <= {int, float, bool, type(None)}:
        return Numbers(np.array([np.nan if value is None else value for value in values], dtype=np.float64))
    if kinds <= {str, type(None)}:
        return texts_of(values)
    return texts_of(_told(value) for value in values)


def _properties(row: Mapping[str, Any], own: bool) -> Mapping[str, Any]:
    if own:
        properties: Mapping[str, Any] = row.get("properties") or {}
        return properties
    return {name: value for name, value in row.items() if name not in _OURS_HIDDEN}


def _type_of(values: Iterable[Any]) -> FieldType:
    known = [value for value in values if value is not None]
    kinds = {bool if isinstance(value, bool) else float if isinstance(value, int | float) else str for value in known}
    if kinds == {bool}:
        return "flag"
    if kinds == {float}:
        return "number"
    if len(kinds) > 1:
        return "mixed"
    if known and all(isinstance(value, str) and _DATE.fullmatch(value.strip()) for value in known):
        return "date"
    return "text"


def _sample_of(values: Iterable[Any]) -> str:
    return next((told for told in map(_told, values) if told), "")


def _told(value: Any) -> str | None:
    """A value as text; None where there is none."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool | int | float):
        return said(float(value))
    return orjson.dumps(value, default=str).decode()
