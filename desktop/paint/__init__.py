"""Painting: one QPainter routine for screen, picture and paper."""

from desktop.paint.fonts import QtMeasure
from desktop.paint.painter import paint_ground, paint_overlay

__all__ = ["QtMeasure", "paint_ground", "paint_overlay"]
