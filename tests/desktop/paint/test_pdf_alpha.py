"""Opacity in the low bits of a colour: what goes in comes out."""

from __future__ import annotations

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from desktop.paint.pdf_alpha import pen_colour, unfolded

CHANNEL = st.integers(0, 255)


def told(colour: QColor) -> tuple[str, list[int], float]:
    """Name of the state, channels of 8 bits and opacity that a PDF has for a pen."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj["/Resources"] = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary())
    numbers = " ".join(f"{each:.9f}" for each in (colour.redF(), colour.greenF(), colour.blueF()))
    state, pen = unfolded(pdf, f"{numbers} SCN\n".encode()).decode().splitlines()
    name = state.split()[0]
    share = float(page.Resources.ExtGState[name].CA)
    return name, [round(float(each) * 255) for each in pen.split()[:3]], share


@given(CHANNEL, CHANNEL, CHANNEL, st.floats(0.01, 1.0))
def test_colour_and_opacity_come_back(red: int, green: int, blue: int, opacity: float) -> None:
    _, channels, share = told(pen_colour(QColor(red, green, blue).name(), opacity))
    assert channels == [red, green, blue]
    assert share == pytest.approx(opacity, abs=0.0051)


def test_an_opaque_pen_is_as_it_was() -> None:
    assert pen_colour("#1E232B", 1.0) == QColor("#1E232B")
    assert told(QColor("#1E232B")) == ("/Pen100", [0x1E, 0x23, 0x2B], 1.0)
