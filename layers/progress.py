"""How far a figure is on the way to its target.

Only a figure and a target of the same thing are compared: the same name, unit, scope and land.
A forecast is compared as a forecast, by itself, and never beside what is actual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.entries import Indicator

__all__ = ["Progress", "progress_of"]

_REACHED: Final = ("actual", "forecast")


@dataclass(frozen=True, slots=True)
class Progress:
    """The newest figure of its kind and the target that it is on the way to."""

    reached: Indicator
    target: Indicator

    @property
    def share(self) -> float:
        """What is reached of the target; above 1 where it is passed."""
        return self.reached.value / self.target.value


def progress_of(indicators: Iterable[Indicator]) -> tuple[Progress, ...]:
    """Every figure that can be compared with a target, in the order of the figures.

    Where there are several targets it is the next one, by date; one without a date, or that is
    nothing or less, cannot be drawn to.
    """
    rows = tuple(indicators)
    found = []
    for row in rows:
        targets = [each for each in rows if each.value_kind == "target" and each.target_date and each.value > 0]
        ahead = [each for each in targets if _same(row, each) and (row.as_of is None or each.target_date >= row.as_of)]  # type: ignore[operator]
        if row.value_kind in _REACHED and row.value >= 0 and ahead:
            found.append(Progress(row, min(ahead, key=lambda each: str(each.target_date))))
    return tuple(found)


def _same(one: Indicator, other: Indicator) -> bool:
    def thing(row: Indicator) -> tuple[str, str, str, str]:
        return row.name_zh, row.unit_zh, row.scope, row.geography

    return thing(one) == thing(other)
