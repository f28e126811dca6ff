"""Scale bar, arrow and attribution."""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter

from desktop.canvas.furniture import furniture_rects, paint_furniture
from geo.mercator import ground_factor, to_lonlat
from geo.record import replace
from layers.furniture import BAR_PX, MARGIN_PX, bar_length
from layers.style import load_style
from layers.tiles.basemap import Basemap
from layers.viewport import Viewport

if TYPE_CHECKING:
    from layers.provenance import Language
    from layers.scene import Scene

VIEW = Viewport(13_527_000.0, 3_668_000.0, 20.0, 816, 600)


@given(st.floats(0.01, 10_000))
def test_the_bar_is_a_round_number_of_metres_and_fits(metres_per_px: float) -> None:
    length = bar_length(metres_per_px)
    assert 0.4 * BAR_PX < length / metres_per_px <= BAR_PX * (1 + 1e-9)
    assert any(abs(log10(length / step) % 1 - shift) < 1e-6 for step in (1, 2, 5) for shift in (0, 1))


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_the_bar_is_of_true_length(qapp: object, scene: Scene, ratio: float) -> None:
    image = QImage(round(816 * ratio), round(600 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    style = load_style("light")
    image.fill(style.colour("land_out"))
    with QPainter(image) as painter:
        paint_furniture(painter, VIEW, scene)
    row = int((600 - MARGIN_PX - 0.5) * ratio)
    grey = np.array([image.pixelColor(x, row).lightness() for x in range(round(200 * ratio))])
    dark = np.flatnonzero(grey < 170)
    metres_per_px = VIEW.resolution * ground_factor(to_lonlat(VIEW.x, VIEW.y)[1])
    # Only the first run: north arrow and figures stand further off.
    run = dark[: np.flatnonzero(np.diff(dark, append=10**6) > 1)[0] + 1]
    assert len(run) / ratio == pytest.approx(bar_length(metres_per_px) / metres_per_px, abs=3)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_attribution_stands_bottom_right(qapp: object, scene: Scene, language: Language) -> None:
    image = QImage(816, 600, QImage.Format.Format_RGB32)
    style = load_style("light")
    image.fill(style.colour("land_out"))
    with QPainter(image) as painter:
        paint_furniture(painter, VIEW, replace(scene, language=language))
    corner = image.copy(816 - 150, 600 - 30, 140, 24)
    ink = sum(corner.pixelColor(x, y).lightness() < 150 for x in range(140) for y in range(24))
    assert ink > 100


def test_the_credit_of_an_online_basemap_stands_above_it(qapp: object, scene: Scene) -> None:
    def ink(credit: str, top: int, height: int) -> int:
        basemap = Basemap("b", "", "", (), attribution=credit)
        image = QImage(816, 600, QImage.Format.Format_RGB32)
        image.fill(load_style("light").colour("land_out"))
        online = replace(scene, basemap=basemap)
        with QPainter(image) as painter:
            paint_furniture(painter, VIEW, online)
        (_, _, (left, upper, _, _)) = furniture_rects(VIEW, online)
        assert left >= 0
        assert upper < 600 - top
        corner = image.copy(816 - 250, 600 - top, 240, height)
        return sum(corner.pixelColor(x, y).lightness() < 150 for x in range(240) for y in range(height))

    assert ink("", 16, 16) > 100
    assert ink("© 某地图 · GS（2024）0000号", 37, 14) > 100
    long = ", ".join(f"Source {number}" for number in range(30))
    assert ink(long, 60, 14) > 100  # on several lines
