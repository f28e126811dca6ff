"""Scale bar, north arrow and attribution: painted last, on screens and pictures alike (LOOK §5)."""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from desktop.paint.fonts import font
from geo.mercator import ground_factor, to_lonlat
from layers.messages import messages

if TYPE_CHECKING:
    from layers.labels.room import Rect
    from layers.provenance import Language
    from layers.style import Style
    from layers.viewport import Viewport

__all__ = ["bar_length", "furniture_key", "furniture_rects", "paint_furniture"]

MARGIN_PX = 20
BAR_PX = 110  # the bar is as long as a round number of metres allows, up to this
TICK_PX = 5
FIGURE_PX = 10.5
ARROW_GAP_PX = 40
ARROW_WIDTH_PX, ARROW_HEIGHT_PX = 11, 24
HALO_PX = 2.4


def paint_furniture(painter: QPainter, viewport: Viewport, style: Style, language: Language) -> None:
    """Paint the furniture over a map of ``viewport``, in CSS pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    right = _paint_bar(painter, viewport, style, language)
    _paint_arrow(painter, right + ARROW_GAP_PX, viewport.height - MARGIN_PX, style, language)
    _paint_attribution(painter, viewport, style, language)
    painter.restore()


def bar_length(metres_per_px: float) -> float:
    """The longest 1, 2 or 5 times a power of ten metres that `BAR_PX` pixels can hold."""
    room = BAR_PX * metres_per_px
    power = 10.0 ** floor(log10(room))
    return max(step * power for step in (1, 2, 5) if step * power <= room)


def furniture_key(viewport: Viewport) -> tuple[float, ...]:
    """Equal for two viewports whose furniture looks the same."""
    metres_per_px = viewport.resolution * ground_factor(to_lonlat(viewport.x, viewport.y)[1])
    metres = bar_length(metres_per_px)
    return viewport.width, viewport.height, metres, round(metres / metres_per_px, 1)


def furniture_rects(viewport: Viewport, language: Language) -> tuple[Rect, ...]:
    """What the furniture takes up, in pixels: the bar with its figures, the arrow, the attribution."""
    width, height = viewport.width, viewport.height
    metres_per_px = viewport.resolution * ground_factor(to_lonlat(viewport.x, viewport.y)[1])
    right = MARGIN_PX + bar_length(metres_per_px) / metres_per_px
    arrow = right + ARROW_GAP_PX
    words = _width(messages(language)("furniture.attribution"))
    line = height - MARGIN_PX / 2 - 6
    return (
        (MARGIN_PX - 4, height - MARGIN_PX - TICK_PX - 14, right + 18, height - MARGIN_PX + 2),
        (arrow - 8, height - MARGIN_PX - ARROW_HEIGHT_PX - 15, arrow + 8, height - MARGIN_PX + 2),
        (width - MARGIN_PX / 2 - words, line - 7, width - MARGIN_PX / 2, line + 7),
    )


def _paint_bar(painter: QPainter, viewport: Viewport, style: Style, language: Language) -> float:
    """A bar of two halves, of true length at the middle of the view.  Returns its right end."""
    metres_per_px = viewport.resolution * ground_factor(to_lonlat(viewport.x, viewport.y)[1])
    metres = bar_length(metres_per_px)
    width = metres / metres_per_px
    left, bottom = float(MARGIN_PX), float(viewport.height - MARGIN_PX)
    xs = (left, left + width / 2, left + width)
    line = QPainterPath(QPointF(xs[0], bottom - TICK_PX))
    line.lineTo(xs[0], bottom)
    line.lineTo(xs[2], bottom)
    line.lineTo(xs[2], bottom - TICK_PX)
    line.moveTo(xs[1], bottom - TICK_PX)
    line.lineTo(xs[1], bottom)
    for pen in (QPen(QColor(style.colour("land_out")), 1.2 + HALO_PX), QPen(QColor(style.colour("text_2")), 1.2)):
        painter.strokePath(line, pen)
    unit, scale = ("m", 1) if metres < 1000 else ("km", 1000)
    words = messages(language)
    figures = ("0", _figure(metres / 2 / scale), words(f"furniture.{unit}", figure=_figure(metres / scale)))
    for x, figure in zip(xs, figures, strict=True):
        _letter(painter, figure, x, bottom - TICK_PX - 7, style, "text_2")
    return xs[2]


def _figure(value: float) -> str:
    return f"{value:g}"


def _paint_arrow(painter: QPainter, x: float, bottom: float, style: Style, language: Language) -> None:
    """Half filled: which half is which never mattered, but a half-empty arrow is light."""
    top, half = bottom - ARROW_HEIGHT_PX, ARROW_WIDTH_PX / 2
    tip, foot = QPointF(x, top), QPointF(x, bottom - 6)
    left, right = QPointF(x - half, bottom), QPointF(x + half, bottom)
    outline = QPolygonF([tip, right, foot, left, tip])
    ink = QColor(style.colour("text_2"))
    painter.setPen(QPen(QColor(style.colour("land_out")), 1.0 + HALO_PX))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(outline)
    painter.setPen(QPen(ink, 1.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(QColor(style.colour("surface")))
    painter.drawPolygon(outline)
    painter.setBrush(ink)
    painter.drawPolygon(QPolygonF([tip, foot, left, tip]))
    _letter(painter, messages(language)("furniture.north"), x, top - 8, style, "text_2")


def _paint_attribution(painter: QPainter, viewport: Viewport, style: Style, language: Language) -> None:
    words = messages(language)("furniture.attribution")
    width = _width(words)
    _letter(
        painter, words, viewport.width - MARGIN_PX / 2 - width / 2, viewport.height - MARGIN_PX / 2 - 6, style, "text_3"
    )


def _width(words: str) -> float:
    return QFontMetricsF(font(64)).horizontalAdvance(words) * FIGURE_PX / 64


def _letter(painter: QPainter, words: str, x: float, y: float, style: Style, token: str) -> None:
    """Words with a halo, centred at ``x, y``."""
    from desktop.paint.lettering import paint_text
    from layers.display import Glyph, Text

    half = _width(words) / 2
    held = max(x, half + 2)
    halo = style.colour("land_out")
    paint_text(painter, Text((Glyph(words, held, y),), FIGURE_PX, style.colour(token), halo, HALO_PX))
