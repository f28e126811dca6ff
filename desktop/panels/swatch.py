"""A zone's swatch: its fill and its edge with the true dash, as on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from layers.style import load_style

if TYPE_CHECKING:
    from layers.style import Symbol, Theme

__all__ = ["paint_swatch", "paint_symbol"]

DASH_SHARE = 0.5  # a swatch is small: half of the map's dash shows two strokes to a side
EDGE_PX = 1.4


def paint_swatch(painter: QPainter, rect: QRectF, zone_id: str, theme: Theme, *, traced: bool = False) -> None:
    """Draw the swatch of a zone; a ``traced`` one has an unbroken edge."""
    boundary = "traced" if traced else "schematic"
    paint_symbol(painter, rect, load_style(theme).symbol_for({"class": "zone", "id": zone_id, "boundary": boundary}))


def paint_symbol(painter: QPainter, rect: QRectF, symbol: Symbol) -> None:
    """Draw a polygon symbol as a swatch; what it is laid on shines through as on the map."""
    fill = QColor(symbol.fill or "")
    fill.setAlphaF(symbol.opacity)
    painter.setBrush(fill if symbol.fill else Qt.BrushStyle.NoBrush)
    if symbol.edge:
        pen = QPen(QColor(symbol.edge), EDGE_PX)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if symbol.dash:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            # Qt counts dashes in pen widths, the style in pixels.
            pen.setDashPattern([max(length * DASH_SHARE, 1.0) / EDGE_PX for length in symbol.dash])
        painter.setPen(pen)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    half = EDGE_PX / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), 1.5, 1.5)
