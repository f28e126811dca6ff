"""Which class of its layer's symbology each row belongs to.

Numbers follow the legend: the classes in their order, then the class of all others (`Categorised`,
`RuleBased`) or of the unknown (`Graduated`), where there is one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.record import replace
from layers.expression import ExpressionError, holds, parse
from layers.expression.values import as_numbers, as_texts
from layers.fields import column
from layers.remembered import Remembered
from layers.symbology.symbology import Categorised, Graduated, RuleBased, Single, Symbology

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from layers.layer import Layer

__all__ = ["fault_of", "row_classes", "with_rules_at"]

_CLASSES = Remembered(24)
_BLANK = ""  # a cell with nothing in it: as unknown as one that is not there


def row_classes(layer: Layer, symbology: Symbology) -> NDArray[np.int32]:
    """The class of every row: (rows,); -1 for one that is not drawn.

    What cannot be worked out, such as a rule with a field that the layer lacks, holds nowhere;
    `fault_of` says why.
    """
    return _CLASSES.of(layer, _divided(symbology), lambda: _row_classes(layer, symbology))


def fault_of(layer: Layer, when: str) -> ExpressionError | None:
    """What is wrong with a rule's condition for a layer; None where it can be worked out."""
    try:
        _truth(layer, when)
    except ExpressionError as error:
        return error
    return None


def with_rules_at(layer: Layer, scale: float) -> Layer:
    """The layer with the rules alone that count at 1 : ``scale``."""
    symbology = layer.symbology
    if not isinstance(symbology, RuleBased) or all(rule.counts_at(scale) for rule in symbology.rules):
        return layer
    counting = tuple(rule.counts_at(scale) for rule in symbology.rules)
    return replace(layer, symbology=_counting(symbology, counting))


@lru_cache(maxsize=64)
def _counting(symbology: RuleBased, counting: tuple[bool, ...]) -> RuleBased:
    """Always the same object for the same rules, by which others remember what they made of it."""
    rules = zip(symbology.rules, counting, strict=True)
    return replace(symbology, rules=tuple(rule for rule, counts in rules if counts))


def _divided(symbology: Symbology) -> tuple[Any, ...]:
    """All of a symbology that decides who belongs where; colours and words do not."""
    match symbology:
        case Single():
            return ("single",)
        case Categorised():
            classes = tuple((each.value, each.shown) for each in symbology.classes)
            return ("categorised", symbology.field, classes, symbology.other is None)
        case Graduated():
            return ("graduated", symbology.field, symbology.bounds, symbology.missing is None)
        case RuleBased():
            return ("rules", tuple(rule.when for rule in symbology.rules), symbology.other is None)


def _row_classes(layer: Layer, symbology: Symbology) -> NDArray[np.int32]:
    try:
        found = _found(layer, symbology)
    except KeyError:  # a field that the layer lacks, as after its file has changed
        found = _all_unknown(symbology, len(layer.attributes))
    found.setflags(write=False)
    return found


def _found(layer: Layer, symbology: Symbology) -> NDArray[np.int32]:
    match symbology:
        case Single():
            return np.zeros(len(layer.attributes), dtype=np.int32)
        case Categorised():
            return _categories(layer, symbology)
        case Graduated():
            return _ranges(layer, symbology)
        case RuleBased():
            return _rules(layer, symbology)


def _all_unknown(symbology: Symbology, rows: int) -> NDArray[np.int32]:
    match symbology:
        case Categorised() if symbology.other is not None:
            number = len(symbology.classes)
        case Graduated() if symbology.missing is not None:
            number = len(symbology.looks)
        case _:
            number = -1
    return np.full(rows, number, dtype=np.int32)


def _categories(layer: Layer, symbology: Categorised) -> NDArray[np.int32]:
    texts = as_texts(column(layer, symbology.field))
    other = -1 if symbology.other is None else len(symbology.classes)
    number_of: dict[str | None, int] = {}
    for number, each in enumerate(symbology.classes):
        number_of.setdefault(each.value, number if each.shown else -1)
    unknown = number_of.get(None, other)
    labels: Sequence[str] = texts.labels.tolist()
    classes = [number_of.get(label, unknown if label.strip() == _BLANK else other) for label in labels]
    return np.array([*classes, unknown], dtype=np.int32)[texts.codes]  # code -1, unknown, is the last


def _ranges(layer: Layer, symbology: Graduated) -> NDArray[np.int32]:
    numbers = as_numbers(column(layer, symbology.field))
    unknown = -1 if symbology.missing is None else len(symbology.looks)
    if numbers is None or len(symbology.bounds) < 2:
        return np.full(len(layer.attributes), unknown, dtype=np.int32)
    bounds, values = np.array(symbology.bounds), numbers.values
    classes = np.searchsorted(bounds[1:-1], values, side="left").astype(np.int32)
    outside = (values < bounds[0]) | (values > bounds[-1])
    return np.where(numbers.unknown, np.int32(unknown), np.where(outside, np.int32(-1), classes))


def _rules(layer: Layer, symbology: RuleBased) -> NDArray[np.int32]:
    other = -1 if symbology.other is None else len(symbology.rules)
    found = np.full(len(layer.attributes), other, dtype=np.int32)
    for number in range(len(symbology.rules) - 1, -1, -1):
        try:
            found[_truth(layer, symbology.rules[number].when)] = number
        except ExpressionError:
            continue  # holds nowhere; the panel tells why
    return found


def _truth(layer: Layer, when: str) -> NDArray[np.bool_]:
    return holds(parse(when), lambda name: column(layer, name), len(layer.attributes))
