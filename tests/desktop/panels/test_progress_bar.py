"""Bars of figures on the way to their targets: where they stand, and their pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from desktop.panels.dossier_page import page_of
from desktop.panels.facts import Facts
from desktop.panels.page import Bar, Block, plain_text
from desktop.panels.progress_bar import TARGET_AT, paint_progress
from desktop.theme import colour
from layers.dossier import dossier_of

if TYPE_CHECKING:
    from desktop.document import Document

WIDTH = 300


def painted(share: float, kind: str) -> QImage:
    image = QImage(WIDTH, 16, QImage.Format.Format_RGB32)
    image.fill(colour("light", "surface"))
    with QPainter(image) as painter:
        paint_progress(painter, QRectF(0, 0, WIDTH, 16), share, kind, "light")
    return image


def filled(image: QImage) -> int:
    """Pixels of the middle row, from the left, that are in the accent colour."""
    accent = colour("light", "accent").rgb()
    return next((x for x in range(WIDTH) if image.pixel(x, 8) != accent), WIDTH)


@pytest.mark.parametrize("share", [0.25, 0.7, 1.0])
def test_what_is_actual_is_solid_up_to_its_share(document: Document, share: float) -> None:
    assert document
    assert filled(painted(share, "actual")) == pytest.approx(WIDTH * TARGET_AT * share, abs=2)


def test_a_forecast_is_never_filled(document: Document) -> None:
    assert document
    image, accent = painted(0.7, "forecast"), colour("light", "accent").rgb()
    inked = [image.pixel(x, 8) == accent for x in range(2, 160)]
    assert filled(image) <= 2
    assert 0 < sum(inked) < len(inked) / 2


def test_a_bar_ends_where_the_page_does(document: Document) -> None:
    assert document
    assert filled(painted(2.0, "actual")) <= WIDTH


def test_under_the_target_and_not_in_what_is_copied(document: Document) -> None:
    scene = document.scene
    page = page_of(dossier_of(scene.register, "yangpu", scene.as_of), Facts(scene.register, "zh"))
    bars = {i: block.bar for i, block in enumerate(page) if isinstance(block, Block) and block.bar}
    assert list(bars.values()) == [Bar(0.7, "actual"), Bar(2300 / 3000, "forecast")]
    for i in bars:
        above = page[i - 1]
        assert isinstance(above, Block)
        assert "目标" in "".join(run.text for run in above.runs).replace("\u2060", "")
    assert "\n\n" not in plain_text(page)
