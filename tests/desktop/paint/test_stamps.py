"""Labels that are stamped look as if they had been drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from desktop.paint import lettering
from geo.record import replace
from layers.display import Glyph, Text

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtWidgets import QApplication

LABEL = Text((Glyph("滨江南段 Yangpu", 80.0, 30.0, 0.0),), 15.0, "#1E232B", "#FBFAF6", 3.2, bold=True)


def painted(text: Text, ratio: float, moved: tuple[float, float] = (0, 0), stamped: bool = True) -> NDArray[np.int16]:
    image = QImage(round(160 * ratio), round(60 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0xFF8899AA)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(*moved)
        (lettering.paint_text if stamped else lettering._draw)(painter, text)
    bits = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    return bits[:, : image.width() * 4].astype(np.int16)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("at", [(80.0, 30.0), (80.25, 30.5), (79.9, 30.13)])
def test_a_stamp_is_the_label_to_a_quarter_of_a_pixel(
    qapp: QApplication, ratio: float, at: tuple[float, float]
) -> None:
    assert qapp
    text = replace(LABEL, glyphs=(replace(LABEL.glyphs[0], x=at[0], y=at[1]),))
    one, other = painted(text, ratio), painted(text, ratio, stamped=False)
    exact = all((each * ratio * 4).is_integer() for each in at)
    # The halo lies under the letters in both, but a stamp blends them with each other first.
    assert np.abs(one - other).max() <= (3 if exact else 70)
    assert np.abs(one - other).mean() <= (0.05 if exact else 2)


def test_a_stamp_moves_with_the_painter(qapp: QApplication) -> None:
    assert qapp
    whole = painted(LABEL, 1.0)
    moved = painted(LABEL, 1.0, moved=(7, -5))
    assert np.array_equal(moved[:-5, 7 * 4 :], whole[5:, : -7 * 4])


def test_what_turns_or_bends_is_drawn(qapp: QApplication) -> None:
    assert qapp
    turned = replace(LABEL, glyphs=(replace(LABEL.glyphs[0], angle=20.0),))
    bent = replace(LABEL, glyphs=(Glyph("滨", 40, 30, 0), Glyph("江", 70, 34, 0)))
    for text in (turned, bent):
        assert np.array_equal(painted(text, 1.0), painted(text, 1.0, stamped=False))
