"""Lengths and areas in the unit that suits them."""

from __future__ import annotations

import pytest

from layers.lengths import area_text, length_text
from layers.messages import messages


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (3.14159, "3.1 m"),
        (99.96, "100.0 m"),
        (356.4, "356 m"),
        (1000, "1.00 km"),
        (12_345.6, "12.35 km"),
        (1_234_567, "1\u2009234.6 km"),
    ],
)
def test_lengths(metres: float, said: str) -> None:
    assert length_text(metres, messages("zh")) == said


@pytest.mark.parametrize(
    ("square_metres", "zh", "en"),
    [
        (0.4, "0 m²", "0 m²"),
        (9_876.5, "9\u2009876 m²", "9\u2009876 m²"),
        (12_345, "1.23 公顷", "1.23 ha"),
        (999_999, "100.00 公顷", "100.00 ha"),
        (60_730_000, "60.730 km²", "60.730 km²"),
    ],
)
def test_areas(square_metres: float, zh: str, en: str) -> None:
    assert area_text(square_metres, messages("zh")) == zh
    assert area_text(square_metres, messages("en")) == en
