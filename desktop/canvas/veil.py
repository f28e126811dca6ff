"""An area that is being drawn over the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPen, QPolygonF

from desktop.theme import colour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from layers.style import Theme

__all__ = ["paint_veil"]


def paint_veil(painter: QPainter, corners: Sequence[QPointF], theme: Theme) -> None:
    """A polygon of pixels: a faint ground, and a dashed line that is seen on light and dark alike."""
    accent, veil = colour(theme, "accent"), colour(theme, "accent")
    veil.setAlphaF(0.12)
    outline = QPolygonF(list(corners))
    painter.setBrush(veil)
    painter.setPen(QPen(colour(theme, "surface"), 3))
    painter.drawPolygon(outline, Qt.FillRule.WindingFill)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(accent, 1.5, Qt.PenStyle.DashLine))
    painter.drawPolygon(outline)
