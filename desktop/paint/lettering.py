"""Letters as outlines, so that any size is exact and a halo follows the form."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from desktop.paint.fonts import font

if TYPE_CHECKING:
    from layers.display import Text

__all__ = ["paint_text"]

_DESIGN_PX = 64  # outlines are taken once at this size and scaled


@lru_cache(maxsize=4096)
def _outline(text: str, bold: bool, serif: bool, spacing: float) -> QPainterPath:
    """The outline at the design size, centred on the origin, upright."""
    face = font(_DESIGN_PX, bold, serif)
    metrics = QFontMetricsF(face)
    path = QPainterPath()
    if spacing:
        x = 0.0
        for character in text:
            path.addText(QPointF(x, 0), face, character)
            x += metrics.horizontalAdvance(character) + spacing * _DESIGN_PX
        width = x - spacing * _DESIGN_PX
    else:
        path.addText(QPointF(0, 0), face, text)
        width = metrics.horizontalAdvance(text)
    # Chinese characters fill their em box evenly: the middle is 0.38 em above the baseline.
    return QTransform.fromTranslate(-width / 2, 0.38 * _DESIGN_PX).map(path)


def paint_text(painter: QPainter, text: Text) -> None:
    """Draw all runs of a label: first every halo, then every letter."""
    scale = text.size / _DESIGN_PX
    placed = []
    for glyph in text.glyphs:
        form = QTransform()
        form.translate(glyph.x, glyph.y)
        form.rotate(glyph.angle)
        form.scale(scale, scale)
        placed.append(form.map(_outline(glyph.text, text.bold, text.serif, text.spacing)))
    if text.halo and text.halo_width:
        pen = QPen(QColor(text.halo), text.halo_width, Qt.PenStyle.SolidLine)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        for path in placed:
            painter.strokePath(path, pen)
    for path in placed:
        painter.fillPath(path, QColor(text.colour))
