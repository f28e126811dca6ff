"""An expression worked out for all rows at once, with SQL's three truths.

True is 1, false is 0, and unknown is NaN: a comparison with an unknown value is unknown, NOT
of unknown too, while ``FALSE AND unknown`` is false and ``TRUE OR unknown`` is true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from layers.expression.compare import alike, compared
from layers.expression.errors import ExpressionError
from layers.expression.functions import NUMERIC, call
from layers.expression.syntax import (
    All,
    AnyOf,
    Arithmetic,
    Between,
    Call,
    Compared,
    Either,
    Expression,
    Field,
    IsNull,
    Like,
    Not,
    Null,
    Number,
    Operator,
    Part,
    Text,
)
from layers.expression.values import Column, Numbers, Texts, as_numbers, as_texts, said, texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from layers.expression.syntax import Comparison

__all__ = ["ColumnOf", "evaluate", "holds"]

if TYPE_CHECKING:
    ColumnOf = Callable[[str], Column]

_UNKNOWN: Final = np.array([np.nan])


def evaluate(expression: Expression, column: ColumnOf, rows: int) -> Column:
    """The value of an expression in every row.

    Parameters
    ----------
    expression : Expression
        As `layers.expression.parse` reads it.
    column : callable
        Gives the column of a field, of ``rows`` values; raises KeyError for one that there is not.
    rows : int
        How many rows there are.

    Raises
    ------
    ExpressionError
        For a field that there is not, and for texts where only numbers make sense.
    """
    with np.errstate(all="ignore"):
        found = _Evaluation(column).of(expression.tree)
    if isinstance(found, Numbers):
        return Numbers(np.broadcast_to(found.values, (rows,)))
    return Texts(found.labels, np.broadcast_to(found.codes, (rows,)))


def holds(expression: Expression, column: ColumnOf, rows: int) -> NDArray[np.bool_]:
    """In which rows a condition is true; where it is unknown it is not: (rows,).

    Raises
    ------
    ExpressionError
        As `evaluate`, and for an expression that is a text and no condition.
    """
    found = evaluate(expression, column, rows)
    if isinstance(found, Texts):
        raise ExpressionError("expression.no_condition", expression.tree.at)
    return np.asarray((found.values != 0) & ~found.unknown)


class _Evaluation:
    """One walk through a tree."""

    def __init__(self, column: ColumnOf) -> None:
        self._column = column

    def of(self, part: Part) -> Column:
        match part:
            case Number():
                return Numbers(np.array([part.value]))
            case Text():
                return texts_of([part.value])
            case Null():
                return Numbers(_UNKNOWN)
            case Field():
                return self._field(part)
            case Call():
                every = self._number if part.name in NUMERIC else self.of
                return call(part.name, [every(each) for each in part.arguments])
            case Arithmetic():
                return self._arithmetic(part)
            case _:
                return Numbers(self._truth_of(part))

    def _truth_of(self, part: Part) -> NDArray[np.float64]:
        """1, 0 or NaN."""
        match part:
            case All():
                return _all(map(self._truth_of, part.operands))
            case Either():
                return _any(map(self._truth_of, part.operands))
            case Not():
                return 1.0 - self._truth_of(part.operand)
            case Compared() | AnyOf() | Between() | Like() | IsNull():
                return self._tested(part)
        found = self.of(part)
        if isinstance(found, Texts):
            raise ExpressionError("expression.no_condition", part.at)
        return np.where(found.unknown, np.nan, found.values != 0)

    def _tested(self, part: Compared | AnyOf | Between | Like | IsNull) -> NDArray[np.float64]:
        match part:
            case Compared():
                return self._compared(part.sign, part.left, part.right)
            case AnyOf():
                return _any(self._compared("=", part.operand, each) for each in part.options)
            case Between():
                low = self._compared(">=", part.operand, part.low)
                return _all((low, self._compared("<=", part.operand, part.high)))
            case Like():
                return alike(as_texts(self.of(part.operand)), as_texts(self.of(part.pattern)))
            case IsNull():
                return self.of(part.operand).unknown.astype(np.float64)

    def _field(self, field: Field) -> Column:
        try:
            return self._column(field.name)
        except KeyError as error:
            raise ExpressionError("expression.field", field.at, name=field.name) from error

    def _number(self, part: Part) -> Numbers:
        return self._as_number(part, self.of(part))

    def _as_number(self, part: Part, found: Column) -> Numbers:
        numbers = as_numbers(found)
        if numbers is None:
            raise ExpressionError("expression.not_number", part.at, what=_named(part))
        return numbers

    def _compared(self, sign: Comparison, left: Part, right: Part) -> NDArray[np.float64]:
        a, b = self.of(left), self.of(right)
        if a.unknown.all() or b.unknown.all():
            return np.full(np.broadcast_shapes(a.unknown.shape, b.unknown.shape), np.nan)
        if isinstance(a, Texts) != isinstance(b, Texts):
            a, b = self._as_number(left, a), self._as_number(right, b)
        return compared(sign, a, b)

    def _arithmetic(self, part: Arithmetic) -> Column:
        if part.rest[0][0] == "||":
            texts = as_texts(self.of(part.first))
            for _, each in part.rest:
                texts = _joined(texts, as_texts(self.of(each)))
            return texts
        values = self._number(part.first).values
        for sign, each in part.rest:
            values = _worked_out(sign, values, self._number(each).values)
        return Numbers(values)


def _worked_out(sign: Operator, a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Division by zero is unknown, as in SQL."""
    if sign == "+":
        return a + b
    if sign == "-":
        return a - b
    if sign == "*":
        return a * b
    divisor = np.where(b == 0, np.nan, b)
    return a / divisor if sign == "/" else np.fmod(a, divisor)


def _all(truths: Iterable[NDArray[np.float64]]) -> NDArray[np.float64]:
    """False where any is, else unknown where any is."""
    found: NDArray[np.float64] = np.ones(1)
    for each in truths:
        found = np.where((found == 0) | (each == 0), 0.0, found * each)
    return found


def _any(truths: Iterable[NDArray[np.float64]]) -> NDArray[np.float64]:
    """True where any is, else unknown where any is."""
    return 1.0 - _all(1.0 - each for each in truths)


def _joined(a: Texts, b: Texts) -> Texts:
    """Each row's two texts one behind the other; each different pair is joined once."""
    left, right = np.broadcast_arrays(a.codes, b.codes)
    pairs = np.where((left < 0) | (right < 0), -1, left.astype(np.int64) * len(b.labels) + right)
    different, back = np.unique(pairs, return_inverse=True)
    made = [None if pair < 0 else _pair(a, b, pair) for pair in different.tolist()]
    merged = texts_of(made)
    return Texts(merged.labels, merged.codes[back.reshape(pairs.shape)])


def _pair(a: Texts, b: Texts, pair: int) -> str:
    i, j = divmod(pair, len(b.labels))
    return f"{a.labels[i]}{b.labels[j]}"


def _named(part: Part) -> str:
    """How a part is called in a sentence."""
    match part:
        case Field():
            return part.name
        case Text():
            return part.value
        case Number():
            return said(part.value)
        case Call():
            return f"{part.name}(…)"
    return "…"
