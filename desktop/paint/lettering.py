"""Letters as outlines, so that any size is exact and a halo follows the form; as text where paper keeps text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from desktop.paint.device import on_page
from desktop.paint.fonts import font
from desktop.paint.stamps import stamped

if TYPE_CHECKING:
    from layers.display import Text

__all__ = ["paint_text", "pieces_of"]

_DESIGN_PX = 64  # outlines are taken once at this size and scaled
_BASELINE_EM = 0.38  # Chinese characters fill their em box evenly: this far below its middle


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
    return QTransform.fromTranslate(-width / 2, _BASELINE_EM * _DESIGN_PX).map(path)


def paint_text(painter: QPainter, text: Text) -> None:
    """Draw all runs of a label: first every halo, then every letter.

    In a PDF the letters are text, one ``drawText`` for each of `pieces_of`.
    """
    if not stamped(painter, text, _draw, _width):
        _draw(painter, text)


def _width(text: Text) -> float:
    """The width of the widest run, in CSS pixels."""
    scale = text.size / _DESIGN_PX
    runs = (_outline(glyph.text, text.bold, text.serif, text.spacing) for glyph in text.glyphs)
    return max((run.controlPointRect().width() * scale for run in runs), default=0.0)


def _draw(painter: QPainter, text: Text) -> None:
    scale = text.size / _DESIGN_PX
    forms = []
    for glyph in text.glyphs:
        form = QTransform()
        form.translate(glyph.x, glyph.y)
        form.rotate(glyph.angle)
        form.scale(scale, scale)
        forms.append((form, glyph.text))
    placed = [form.map(_outline(run, text.bold, text.serif, text.spacing)) for form, run in forms]
    if text.halo and text.halo_width:
        pen = QPen(QColor(text.halo), text.halo_width, Qt.PenStyle.SolidLine)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        for path in placed:
            painter.strokePath(path, pen)
    if on_page(painter):
        for form, run in forms:
            _write(painter, form, run, text)
        return
    for path in placed:
        painter.fillPath(path, QColor(text.colour))


def pieces_of(text: Text) -> tuple[str, ...]:
    """What is written at once, in its order: a run, or single letters where they stand apart."""
    runs = (glyph.text for glyph in text.glyphs)
    return tuple(letter for run in runs for letter in run) if text.spacing else tuple(runs)


def _write(painter: QPainter, form: QTransform, run: str, text: Text) -> None:
    """One run as text that can be selected, where its outline would lie."""
    face = font(_DESIGN_PX, text.bold, text.serif)
    pieces = list(run) if text.spacing else [run]
    advances = [QFontMetricsF(face).horizontalAdvance(piece) for piece in pieces]
    x = -(sum(advances) + text.spacing * _DESIGN_PX * (len(pieces) - 1)) / 2
    for piece, advance in zip(pieces, advances, strict=True):
        painter.save()  # each piece moves the page's axes, by which the pieces are told apart in the file
        painter.setTransform(form, combine=True)
        painter.translate(x, _BASELINE_EM * _DESIGN_PX)
        painter.setFont(face)
        painter.setPen(QColor(text.colour))
        painter.drawText(QPointF(0, 0), piece)
        painter.restore()
        x += advance + text.spacing * _DESIGN_PX
