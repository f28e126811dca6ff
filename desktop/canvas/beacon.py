"""A place that was asked for, marked on the map until it is let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPen

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from layers.style import Style

__all__ = ["paint_beacon"]

RING_PX = 9.0
HAIR_PX = (4.0, 15.0)  # where the four hairs begin and end


def paint_beacon(painter: QPainter, at: QPointF, style: Style) -> None:
    """A ring with four hairs, light around dark, so that it is seen on any ground; its middle stays free."""
    hairs = [
        QLineF(at.x() + dx * HAIR_PX[0], at.y() + dy * HAIR_PX[0], at.x() + dx * HAIR_PX[1], at.y() + dy * HAIR_PX[1])
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
    ]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for token, width in (("surface", 5.0), ("accent", 2.0)):
        painter.setPen(QPen(QColor(style.colour(token)), width))
        painter.drawEllipse(at, RING_PX, RING_PX)
        painter.drawLines(hairs)
