"""Bands make one picture."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage

from desktop.paint import png
from desktop.paint.fonts import QtMeasure
from desktop.work import CancelledError, Pulse
from layers.compose import compose
from layers.home import home_extent
from layers.plate import plate
from layers.register import read_register
from layers.viewport import Viewport


def test_bands_leave_no_seam(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = compose(read_register())
    view = Viewport.fitted(home_extent(scene), 400, 300)
    picture = plate(scene, view, QtMeasure())
    whole = QImage.fromData(png.png_of_plate(picture, view, (600, 450), 144))
    monkeypatch.setattr(png, "_BAND_DOTS", 600 * 70)
    beats: list[float] = []
    banded = QImage.fromData(png.png_of_plate(picture, view, (600, 450), 144, beats.append))
    assert len(beats) == 7
    assert beats[-1] == 1
    one, other = (np.frombuffer(image.constBits(), np.uint8).astype(int) for image in (whole, banded))
    assert np.abs(one - other).max() <= 2


def test_a_band_is_a_chance_to_stop(qapp: object) -> None:
    scene = compose(read_register())
    view = Viewport.fitted(home_extent(scene), 100, 80)
    pulse = Pulse()
    pulse.cancel()
    with pytest.raises(CancelledError):
        png.png_of_plate(plate(scene, view, QtMeasure()), view, (100, 80), 96, pulse.beat)
