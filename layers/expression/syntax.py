"""What an expression says, as frozen values.

Every part knows the character that it begins at (``at``, from 1), so that what turns out wrong
only with the data can still be pointed at.
"""

from __future__ import annotations

from typing import Literal

from geo.record import dataclass

__all__ = [
    "All",
    "AnyOf",
    "Arithmetic",
    "Between",
    "Call",
    "Compared",
    "Comparison",
    "Either",
    "Expression",
    "Field",
    "IsNull",
    "Like",
    "Not",
    "Null",
    "Number",
    "Operator",
    "Part",
    "Text",
]

Comparison = Literal["=", "<>", "<", "<=", ">", ">="]
Operator = Literal["+", "-", "*", "/", "%", "||"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number; TRUE is 1 and FALSE is 0."""

    value: float
    at: int


@dataclass(frozen=True, slots=True)
class Text:
    """Words in quotes."""

    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Null:
    """Unknown."""

    at: int


@dataclass(frozen=True, slots=True)
class Field:
    """The value of a field."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Operands of one rank from left to right: ``first``, then each operator with what follows it."""

    first: Part
    rest: tuple[tuple[Operator, Part], ...]
    at: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Two values compared."""

    sign: Comparison
    left: Part
    right: Part
    at: int


@dataclass(frozen=True, slots=True)
class AnyOf:
    """``operand IN (options)``."""

    operand: Part
    options: tuple[Part, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Like:
    """``operand LIKE pattern``: % is anything, _ one character; capitals and small letters are the same."""

    operand: Part
    pattern: Part
    at: int


@dataclass(frozen=True, slots=True)
class Between:
    """``operand BETWEEN low AND high``, both included."""

    operand: Part
    low: Part
    high: Part
    at: int


@dataclass(frozen=True, slots=True)
class IsNull:
    """Whether a value is unknown; never unknown itself."""

    operand: Part
    at: int


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary."""

    operand: Part
    at: int


@dataclass(frozen=True, slots=True)
class All:
    """Operands joined by AND."""

    operands: tuple[Part, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Either:
    """Operands joined by OR."""

    operands: tuple[Part, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function of `layers.expression.functions`."""

    name: str
    arguments: tuple[Part, ...]
    at: int


Part = (
    Number | Text | Null | Field | Arithmetic | Compared | AnyOf | Like | Between | IsNull | Not | All | Either | Call
)


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression as read: its text, its tree, and the fields that it needs, each once."""

    text: str
    tree: Part
    fields: tuple[str, ...]
