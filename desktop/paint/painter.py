"""The one routine that puts a display list on a QPaintDevice, be it screen, picture or paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPathStroker, QPen, QPolygonF

from desktop.paint.device import on_page
from desktop.paint.icons import paint_icon
from desktop.paint.lettering import paint_text
from desktop.paint.paths import path_of
from layers.display import Box, Fill, Icon, Inset, Leader, Mark, Mass, Polygon, Stroke, Text, Tiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geo.shapes import Shapes
    from layers.display import Ground, Overlay
    from layers.viewport import Viewport

__all__ = ["colour_of", "paint_ground", "paint_overlay", "pen_of"]


def paint_ground(
    painter: QPainter,
    ground: Iterable[Ground],
    viewport: Viewport,
    stop: Callable[[], bool] = lambda: False,
) -> bool:
    """Paint fills and strokes in the pixels of ``viewport``.

    ``stop`` is asked before each item and often in a long one, so that a newer job need not wait.

    Returns
    -------
    bool
        Whether everything was painted.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    clip: Shapes | None = None
    whole = True
    painter.save()
    for item in ground:
        if not whole or stop():
            painter.restore()
            return False
        wanted = item.clip if isinstance(item, Stroke) else None
        if wanted is not clip:  # neighbours often share one, and a clip costs as much as a stroke
            painter.restore()
            painter.save()
            if wanted is not None:
                painter.setClipPath(path_of(wanted, viewport))
            clip = wanted
        if isinstance(item, Fill):
            painter.fillPath(path_of(item.shapes, viewport), colour_of(item.colour, item.opacity))
        elif isinstance(item, Inset):
            told = _page_colour if on_page(painter) else colour_of
            painter.strokePath(
                path_of(item.shapes, viewport, item.distance), QPen(told(item.colour, item.opacity), item.width)
            )
        elif isinstance(item, Tiles):
            if item.images is not None:
                item.images.lay(painter, viewport)
        elif isinstance(item, Mass):
            from desktop.paint.masses import paint_mass  # most maps have none

            whole = paint_mass(painter, item, viewport, stop)
        else:
            _stroke(painter, item, viewport)
    painter.restore()
    return whole


def paint_overlay(painter: QPainter, overlay: Iterable[Overlay]) -> None:
    """Paint marks, icons, chips and labels, in the pixels that they were laid out in."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for item in overlay:
        if isinstance(item, Text):
            paint_text(painter, item)
        elif isinstance(item, Mark):
            _mark(painter, item)
        elif isinstance(item, Box):
            _box(painter, item)
        elif isinstance(item, Icon):
            half = item.size / 2
            paint_icon(painter, item.name, QRectF(item.x - half, item.y - half, item.size, item.size), item.colour)
        elif isinstance(item, Leader):
            _leader(painter, item)
        elif isinstance(item, Polygon):
            _polygon(painter, item)


def colour_of(colour: str, opacity: float = 1.0) -> QColor:
    """A colour of the display list."""
    made = QColor(colour)
    made.setAlphaF(opacity)
    return made


def _page_colour(colour: str, opacity: float) -> QColor:
    from desktop.paint.pdf_alpha import pen_colour

    return pen_colour(colour, opacity)


def pen_of(item: Stroke) -> QPen:
    """The pen of a stroke."""
    pen = QPen(colour_of(item.colour, item.opacity), item.width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if item.cap == "round" else Qt.PenCapStyle.FlatCap)
    if item.dash:
        pen.setDashPattern([each / item.width for each in item.dash])  # Qt counts dashes in pen widths
    return pen


def _stroke(painter: QPainter, item: Stroke, viewport: Viewport) -> None:
    pen = pen_of(item)
    if on_page(painter):
        pen.setColor(_page_colour(item.colour, item.opacity))
    if item.shapes.kind == "point":  # a subpath of one vertex draws nothing: dots
        painter.setPen(pen)
        painter.drawPoints(QPolygonF([QPointF(x, y) for x, y in viewport.to_px(item.shapes.xy).tolist()]))
        return
    path = path_of(item.shapes, viewport)
    if not item.dash or on_page(painter) or QRectF(painter.viewport()).contains(path.controlPointRect()):
        painter.strokePath(path, pen)
    else:  # Qt counts dashes on an image from its border, and they would crawl as the map moves, or break at a band
        painter.fillPath(QPainterPathStroker(pen).createStroke(path), pen.color())


def _mark(painter: QPainter, item: Mark) -> None:
    painter.setOpacity(item.opacity)
    painter.setBrush(QColor(item.fill) if item.fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(item.stroke), item.width) if item.stroke else Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(item.x, item.y), item.radius, item.radius)
    painter.setOpacity(1.0)


def _box(painter: QPainter, item: Box) -> None:
    painter.setOpacity(item.opacity)
    painter.setBrush(QColor(item.fill))
    painter.setPen(QPen(QColor(item.stroke), item.line))
    painter.drawRoundedRect(QRectF(item.x, item.y, item.width, item.height), item.radius, item.radius)
    painter.setOpacity(1.0)


def _leader(painter: QPainter, item: Leader) -> None:
    painter.setPen(_round_pen(item.colour, item.width))
    painter.drawPolyline(_points(item.points))


def _polygon(painter: QPainter, item: Polygon) -> None:
    painter.setBrush(QColor(item.fill) if item.fill else Qt.BrushStyle.NoBrush)
    painter.setPen(_round_pen(item.stroke, item.width) if item.stroke else Qt.PenStyle.NoPen)
    painter.setOpacity(item.opacity)
    painter.drawPolygon(_points(item.points))
    painter.setOpacity(1.0)


def _round_pen(colour: str, width: float) -> QPen:
    return QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _points(points: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
