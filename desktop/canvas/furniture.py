"""The map's furniture on a painter, and what room it takes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from desktop.paint.fonts import QtMeasure
from desktop.paint.painter import paint_overlay
from layers.furniture import furniture, furniture_key
from layers.furniture import furniture_rects as rects_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from layers.labels.room import Rect
    from layers.provenance import Language
    from layers.style import Style
    from layers.viewport import Viewport

__all__ = ["furniture_key", "furniture_rects", "paint_furniture"]


def paint_furniture(painter: QPainter, viewport: Viewport, style: Style, language: Language) -> None:
    """Paint scale bar, arrow and attribution over a map of ``viewport``, in CSS pixels."""
    painter.save()
    paint_overlay(painter, furniture(viewport, style, language, _measure()))
    painter.restore()


def furniture_rects(viewport: Viewport, language: Language) -> tuple[Rect, ...]:
    """What it takes up, in pixels."""
    return rects_of(viewport, language, _measure())


@cache
def _measure() -> QtMeasure:
    return QtMeasure()
