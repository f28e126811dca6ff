"""Columns: the values of all rows at once, as numbers or as texts, with unknown as itself.

A column of one row stands for the same value in every row, so that constants cost nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

__all__ = ["Column", "Numbers", "Texts", "as_numbers", "as_texts", "number_in", "said", "texts_of"]

# 1234, 1,234.5, -0.5, 1e6; what Excel writes into a cell of text.
_NUMBER: Final = re.compile(r"\s*([-+]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?)\s*")
_WHOLE_TO: Final = 1e15  # above, a float no longer holds each integer


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """Numbers, or truths as 1 and 0.

    Attributes
    ----------
    values : (rows,) or (1,) array of float64
        NaN where unknown.
    """

    values: NDArray[np.float64]

    @property
    def unknown(self) -> NDArray[np.bool_]:
        """Where no value is known: (rows,)."""
        return np.isnan(self.values)


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Texts, each different one once.

    Attributes
    ----------
    labels : (distinct,) array of object
        The different texts, in any order, none twice.
    codes : (rows,) or (1,) array of int32
        Which of the labels each row has; -1 where unknown.
    """

    labels: NDArray[Any]
    codes: NDArray[np.int32]

    @property
    def unknown(self) -> NDArray[np.bool_]:
        """Where no text is known: (rows,)."""
        return np.asarray(self.codes < 0)

    def mapped(self, of_labels: NDArray[np.float64]) -> NDArray[np.float64]:
        """A number for each row from one for each label; NaN where unknown."""
        return np.append(of_labels, np.nan)[self.codes]  # code -1 is the last


Column = Numbers | Texts


def texts_of(values: Iterable[str | None]) -> Texts:
    """A column of texts, row by row; None is unknown."""
    known: dict[str, int] = {}
    codes = [-1 if value is None else known.setdefault(value, len(known)) for value in values]
    return Texts(_objects(known), np.array(codes, dtype=np.int32))


def as_texts(column: Column) -> Texts:
    """The same as texts; a whole number without a decimal point."""
    if isinstance(column, Texts):
        return column
    different, codes = np.unique(column.values, return_inverse=True)
    labels = [said(value) for value in different.tolist()]
    held = np.where(column.unknown, -1, codes.reshape(column.values.shape))
    return Texts(_objects(labels), held.astype(np.int32))


def as_numbers(column: Column) -> Numbers | None:
    """The same as numbers: a text that reads as one is it, any other is unknown.

    None where texts are known and not one reads as a number: then something else was meant.
    """
    if isinstance(column, Numbers):
        return column
    found = np.array([number_in(label) for label in column.labels.tolist()], dtype=np.float64)
    if len(found) and np.isnan(found).all() and not column.unknown.all():
        return None
    return Numbers(column.mapped(found))


def number_in(text: str) -> float:
    """The number that a text is, with or without commas between thousands; NaN where it is none."""
    found = _NUMBER.fullmatch(text)
    return float(found[1].replace(",", "")) if found else np.nan


def said(value: float) -> str:
    """A number as people write it."""
    return str(int(value)) if abs(value) < _WHOLE_TO and value == int(value) else repr(value)


def _objects(labels: Iterable[str]) -> NDArray[Any]:
    made = list(labels)
    array = np.empty(len(made), dtype=object)
    array[:] = made
    return array
