"""The functions of the expression language, each over whole columns.

Of an unknown value every one is unknown, but for ``coalesce``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from layers.expression.values import Column, Numbers, Texts, as_texts, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

__all__ = ["FUNCTIONS", "NUMERIC", "call"]

# How many arguments each takes, at least and at most.
FUNCTIONS: Final = {
    "abs": (1, 1),
    "coalesce": (1, 99),
    "length": (1, 1),
    "lower": (1, 1),
    "round": (1, 2),
    "upper": (1, 1),
    "year": (1, 1),
}
NUMERIC: Final = frozenset({"abs", "round"})  # their arguments are numbers
_YEAR: Final = re.compile(r"\s*([0-9]{4})(?:[-/.年]|[0-9]{4}\s*$|\s*$)")


def call(name: str, arguments: Sequence[Column]) -> Column:
    """The value of a function; arguments of `NUMERIC` ones are numbers already."""
    return _MADE[name](arguments)


def _abs(arguments: Sequence[Column]) -> Column:
    return Numbers(np.abs(_values(arguments[0])))


def _round(arguments: Sequence[Column]) -> Column:
    """Halves away from zero, as people round, to a number of digits after the point."""
    values = _values(arguments[0])
    unit = 10.0 ** (np.round(_values(arguments[1])) if len(arguments) > 1 else np.zeros(1))
    rounded = np.copysign(np.floor(np.abs(values) * unit + 0.5) / unit, values)
    return Numbers(np.where(np.isfinite(rounded), rounded, values + 0 * unit))


def _coalesce(arguments: Sequence[Column]) -> Column:
    numbers = [each for each in arguments if isinstance(each, Numbers)]
    if len(numbers) == len(arguments):
        values = numbers[0].values
        for each in numbers[1:]:
            values = np.where(np.isnan(values), each.values, values)
        return Numbers(values)
    texts = [as_texts(each) for each in arguments]
    labels, codes = texts[0].labels, texts[0].codes
    for other in texts[1:]:
        codes = np.where(codes < 0, np.where(other.codes < 0, -1, other.codes + len(labels)), codes)
        labels = np.concatenate((labels, other.labels))
    return _relabelled(labels.tolist(), codes.astype(np.int32))


def _length(arguments: Sequence[Column]) -> Column:
    texts = as_texts(arguments[0])
    return Numbers(texts.mapped(np.array([len(label) for label in texts.labels.tolist()], dtype=np.float64)))


def _cased(change: Callable[[str], str]) -> Callable[[Sequence[Column]], Column]:
    def cased(arguments: Sequence[Column]) -> Column:
        texts = as_texts(arguments[0])
        return _relabelled([change(label) for label in texts.labels.tolist()], texts.codes)

    return cased


def _year(arguments: Sequence[Column]) -> Column:
    """Of 2023-08-17, 2023/8/17, 20230817, 2023年8月 and 2023."""
    texts = as_texts(arguments[0])
    found = [_YEAR.match(label) for label in texts.labels.tolist()]
    return Numbers(texts.mapped(np.array([float(each[1]) if each else np.nan for each in found], dtype=np.float64)))


def _relabelled(labels: Sequence[str], codes: NDArray[np.int32]) -> Texts:
    """Texts whose labels may have become alike."""
    merged = texts_of(labels)
    return Texts(merged.labels, np.append(merged.codes, np.int32(-1))[codes])


def _values(column: Column) -> NDArray[np.float64]:
    assert isinstance(column, Numbers)
    return column.values


_MADE: Final = {
    "abs": _abs,
    "coalesce": _coalesce,
    "length": _length,
    "lower": _cased(str.lower),
    "round": _round,
    "upper": _cased(str.upper),
    "year": _year,
}
