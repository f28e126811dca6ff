"""The map's furniture on a painter, and what room it takes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from desktop.paint.fonts import QtMeasure
from desktop.paint.painter import paint_overlay
from layers.furniture import credit_lines, furniture, furniture_key
from layers.furniture import furniture_rects as rects_of
from layers.style import load_style

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from layers.labels.room import Rect
    from layers.scene import Scene
    from layers.viewport import Viewport

__all__ = ["furniture_key", "furniture_rects", "paint_furniture"]


def paint_furniture(painter: QPainter, viewport: Viewport, scene: Scene) -> None:
    """Paint scale bar, arrow and attribution over a map of ``viewport``, in CSS pixels."""
    painter.save()
    style, notes = load_style(scene.theme), credit_lines(scene, viewport, _measure())
    paint_overlay(painter, furniture(viewport, style, scene.language, _measure(), notes))
    painter.restore()


def furniture_rects(viewport: Viewport, scene: Scene) -> tuple[Rect, ...]:
    """What it takes up, in pixels."""
    return rects_of(viewport, scene.language, _measure(), credit_lines(scene, viewport, _measure()))


@cache
def _measure() -> QtMeasure:
    return QtMeasure()
