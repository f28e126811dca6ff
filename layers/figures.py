"""Figures in words: qualifier, number, unit, and what kind of value it is.

A qualifier is part of the figure: «近 600 亿元» is not 600.  Numbers have a thin space at each
thousand.  English counts by thousands where Chinese counts by 万 and 亿, so a value in units
of ``100 million yuan`` is told in billions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.record import dataclass
from layers.wording import as_of_text, month

if TYPE_CHECKING:
    from layers.entries import Indicator, Place
    from layers.messages import Messages

__all__ = ["QUALIFIERS", "Figure", "doubt_text", "figure_of", "figure_text", "number_text", "tag_text", "value_text"]

_THIN: Final = "\u2009"
_HARD: Final = "\xa0"

# Chinese qualifiers by where they stand: before the number, between number and unit, after.
_BEFORE: Final = {
    "近": "near",
    "超过": "over",
    "超": "over",
    "高达": "much",
    "突破": "over",
    "逾": "over",
    "大概": "about",
    "约": "about",
    "至少": "least",
}
_BETWEEN: Final = {"余": "over", "多": "over"}
_AFTER: Final = {"以上": "least", "以下": "most", "左右": "about"}

# How English counts what Chinese counts in 亿 and in 万: the words a unit begins with, and their size.
_COUNTED: Final = (("100 million ", 1e8), ("10 000 ", 1e4))
QUALIFIERS: Final = frozenset((*_BEFORE, *_BETWEEN, *_AFTER))
_FRACTIONS: Final = 12  # shares such as 1/6 are told as fractions up to this denominator
_CLOSE: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in two parts, so that the number can be set larger: «近 600» and «亿元»."""

    head: str
    tail: str

    @property
    def text(self) -> str:
        """Both parts in a row, unbroken."""
        return f"{self.head}{_HARD}{self.tail}" if self.tail else self.head


def number_text(value: float, digits: int | None = None) -> str:
    """A number with a thin space at each thousand; a plain share as a fraction.

    Parameters
    ----------
    digits : int, optional
        Digits after the point; as many as it has, up to six, by default.
    """
    if digits is None and 0 < value < 1:
        from fractions import Fraction  # brings decimal: 4 ms of a start that rarely needs it

        share = Fraction(value).limit_denominator(_FRACTIONS)
        if share.numerator == 1 and abs(float(share) - value) < _CLOSE:
            return f"{share.numerator}/{share.denominator}"
    if digits is not None:
        return f"{value:,.{digits}f}".replace(",", _THIN)
    whole, _, rest = f"{round(value, 6):,.6f}".partition(".")
    rest = rest.rstrip("0")
    return (f"{whole}.{rest}" if rest else whole).replace(",", _THIN)


def figure_of(indicator: Indicator, say: Messages) -> Figure:
    """The figure of an indicator in the language of ``say``: «近 600 | 亿元», «nearly 60 | billion yuan»."""
    if say.language == "zh":
        return _chinese(indicator.value, indicator.qualifier, indicator.unit_zh)
    return _english(indicator.value, indicator.qualifier, indicator.unit_en or indicator.unit_zh, say)


def value_text(indicator: Indicator, say: Messages) -> str:
    """The figure in one piece: «近 600 亿元», «5.5% 以上»."""
    return figure_of(indicator, say).text


def figure_text(value: float, qualifier: str, unit: str, say: Messages) -> str:
    """The same from the bare values; ``unit`` in the language of ``say``."""
    figure = _chinese(value, qualifier, unit) if say.language == "zh" else _english(value, qualifier, unit, say)
    return figure.text


def tag_text(indicator: Indicator, say: Messages) -> str:
    """What kind of value it is and for when: «实际，截至 2023-08», «目标，到 2025-12»."""
    kind = say(f"fact.value.{indicator.value_kind}")
    if indicator.value_kind == "actual":
        when = as_of_text(indicator.as_of, say)
    else:
        when = say("fact.by", date=month(indicator.target_date)) if indicator.target_date else ""
    return say("fact.tag", kind=kind, when=when) if when else kind


def doubt_text(place: Place | None, say: Messages) -> str:
    """That a position is doubtful and within how many metres, or that none is known; empty where one is sure."""
    if place is None or place.verified:
        return ""
    if place.accuracy_m is None:
        return say("fact.no_position")
    return say("fact.doubtful", accuracy=number_text(place.accuracy_m))


def _chinese(value: float, said: str, unit: str) -> Figure:
    number = number_text(value)
    if unit.startswith("%"):
        number, unit = number + unit[0], unit[1:]
    if said in _BETWEEN:
        return Figure(number, said + unit)
    if said in _AFTER:
        return Figure(number, unit + said)
    return Figure(f"{said}{_HARD}{number}" if said else number, unit)


def _english(value: float, said: str, unit: str, say: Messages) -> Figure:
    number, unit = _counted(value, unit)
    if unit.startswith("%"):
        number, unit = number + unit[0], unit[1:]
    meaning = _BEFORE.get(said) or _BETWEEN.get(said) or _AFTER.get(said)
    words = say(f"fact.qualifier.{meaning}") if meaning else said
    return Figure(f"{words}{_HARD}{number}" if words else number, unit)


def _counted(value: float, unit: str) -> tuple[str, str]:
    """``600, "100 million yuan"`` as ``"60", "billion yuan"``."""
    for words, size in _COUNTED:
        if unit.startswith(words):
            value, unit = round(value * size, 2), unit.removeprefix(words)
            for name, thousands in (("billion", 1e9), ("million", 1e6)):
                if value >= thousands:
                    return number_text(value / thousands), f"{name} {unit}"
    return number_text(value), unit
