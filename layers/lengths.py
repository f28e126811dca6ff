"""Lengths and areas in words, each in the unit that suits its size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from layers.figures import number_text

if TYPE_CHECKING:
    from layers.messages import Messages

__all__ = ["area_text", "length_text"]

_KM: Final = 1000.0
_HECTARE: Final = 1e4
_KM2: Final = 1e6


def length_text(metres: float, words: Messages) -> str:
    """Metres, to a tenth below 100; from 1000 on kilometres."""
    if metres >= _KM:
        return words("length.km", figure=number_text(metres / _KM, 2 if metres < 100 * _KM else 1))
    return words("length.m", figure=number_text(metres, 1 if metres < 100 else 0))


def area_text(square_metres: float, words: Messages) -> str:
    """Square metres; from one hectare on hectares; from one square kilometre on those."""
    if square_metres >= _KM2:
        return words("area.km2", figure=number_text(square_metres / _KM2, 3 if square_metres < 100 * _KM2 else 1))
    if square_metres >= _HECTARE:
        return words("area.hectares", figure=number_text(square_metres / _HECTARE, 2))
    return words("area.m2", figure=number_text(square_metres, 0))
