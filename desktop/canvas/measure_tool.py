"""Measure over the ground: the length of a line of clicks and the area that it encloses.

Both on the WGS 84 ellipsoid, never in the map's metres, which are a sixth too long here (length 1.17 times, area 1.37).
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from desktop.canvas.tool import Tool
from desktop.theme import font
from geo.mercator import to_lonlat
from layers.lengths import area_text, length_text
from layers.messages import messages
from layers.style import load_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.canvas.canvas import MapCanvas

__all__ = ["MeasureTool", "area_of", "length_of"]

TEXT_PX, SMALL_PX = 12.5, 11.0


def length_of(points: Sequence[tuple[float, float]]) -> float:
    """Metres along points, each longitude and latitude in degrees."""
    from geo.measure import distance_m

    return distance_m(*points)


def area_of(points: Sequence[tuple[float, float]]) -> float:
    """Square metres inside a ring of points, whichever way it turns."""
    from geo.measure import ring_area_m2

    return abs(ring_area_m2(np.array([*points, points[0]])))


class MeasureTool(Tool):
    """Click to add a point, double-click to end, Backspace to take one back, Esc to begin anew."""

    name = "measure"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self.points: list[tuple[float, float]] = []  # EPSG:3857
        self._pointer: tuple[float, float] | None = None
        self._ended = False

    @property
    def length_m(self) -> float:
        """Metres along the points set so far."""
        return length_of([to_lonlat(*point) for point in self.points]) if len(self.points) > 1 else 0.0

    @property
    def area_m2(self) -> float:
        """Square metres that they enclose; 0 for fewer than three."""
        return area_of([to_lonlat(*point) for point in self.points]) if len(self.points) > 2 else 0.0

    def release(self, at: QPointF) -> None:
        """Add a point, or begin anew after the end."""
        pressed = self.pressed is not None
        super().release(at)
        if not pressed:
            return
        if self._ended:
            self.points, self._ended = [], False
        self.points.append(self.canvas.view.to_map(at.x(), at.y()))
        self.canvas.update()

    def move(self, at: QPointF) -> None:
        """The next stretch follows the pointer."""
        super().move(at)
        self._pointer = self.canvas.view.to_map(at.x(), at.y())
        if self.points and not self._ended:
            self.canvas.update()

    def double(self, at: QPointF) -> None:  # noqa: ARG002
        """The last click set the last point."""
        self.pressed = None
        self._ended = bool(self.points)
        self.canvas.update()

    def finish(self) -> bool:
        """As a double click."""
        begun = bool(self.points) and not self._ended
        self._ended = self._ended or begun
        self.canvas.update()
        return begun

    def cancel(self) -> bool:
        """Begin anew."""
        begun = bool(self.points)
        self.points, self._ended, self._pointer = [], False, None
        super().cancel()
        self.canvas.update()
        return begun

    def back(self) -> bool:
        """Take the last point back."""
        if not self.points:
            return False
        self.points.pop()
        self._ended = False
        self.canvas.update()
        return True

    @property
    def segments_m(self) -> tuple[float, ...]:
        """Metres of each stretch set so far."""
        return tuple(length_of([to_lonlat(*start), to_lonlat(*end)]) for start, end in pairwise(self.points))

    def words(self) -> str:
        """What was measured, as it stands beside the line; with the stretch that follows the pointer."""
        say = messages(self.canvas.document.scene.language)
        lines = []
        if len(self.points) > 1:
            lines.append(say("measure.length", length=length_text(self.length_m, say)))
        if self._pointer is not None and not self._ended and self._pointer != self.points[-1]:
            stretch = length_of([to_lonlat(*self.points[-1]), to_lonlat(*self._pointer)])
            lines.append(say("measure.stretch", length=length_text(stretch, say)))
        if len(self.points) > 2:
            lines.append(say("measure.area", area=area_text(self.area_m2, say)))
        return "\n".join(lines if len(self.points) > 1 else [*lines, say("measure.next")])

    def report(self) -> str:
        """Each stretch, all of them, and the area, a line each, with tabs; empty before the second point."""
        if len(self.points) < 2:
            return ""
        say = messages(self.canvas.document.scene.language)
        rows = [(str(number), f"{metres:.2f}", "m") for number, metres in enumerate(self.segments_m, 1)]
        rows.append((say("measure.total"), f"{self.length_m:.2f}", "m"))
        if len(self.points) > 2:
            rows.append((say("measure.enclosed"), f"{self.area_m2:.1f}", "m²"))
        return "\n".join("\t".join(row) for row in rows)

    def paint(self, painter: QPainter) -> None:
        """Line, area and figures."""
        if not self.points:
            return
        style = load_style(self.canvas.document.scene.theme)
        accent = QColor(style.colour("accent"))
        placed = [self._px(point) for point in self.points]
        painter.setPen(Qt.PenStyle.NoPen)
        veil = QColor(accent)
        veil.setAlphaF(0.12)
        painter.setBrush(veil)
        painter.drawPolygon(QPolygonF(placed))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(style.colour("surface")), 4))
        painter.drawPolyline(QPolygonF(placed))
        painter.setPen(QPen(accent, 2))
        painter.drawPolyline(QPolygonF(placed))
        if self._pointer is not None and not self._ended:
            painter.setPen(QPen(accent, 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(placed[-1], self._px(self._pointer))
        painter.setPen(QPen(accent, 1.5))
        painter.setBrush(QColor(style.colour("surface")))
        for point in placed:
            painter.drawEllipse(point, 3.5, 3.5)
        self._paint_stretches(painter, placed)
        self._paint_words(painter, placed[-1])

    def _px(self, point: tuple[float, float]) -> QPointF:
        x, y = self.canvas.view.to_px(np.array([point]))[0].tolist()
        return QPointF(x, y)

    def _paint_stretches(self, painter: QPainter, placed: list[QPointF]) -> None:
        """The length of each stretch that has room for it, at its middle."""
        if len(placed) < 3:
            return  # of one stretch the figure stands beside the line already
        style = load_style(self.canvas.document.scene.theme)
        say, face = messages(self.canvas.document.scene.language), font(SMALL_PX)
        painter.setFont(face)
        for metres, (start, end) in zip(self.segments_m, pairwise(placed), strict=True):
            text = length_text(metres, say)
            width = QFontMetricsF(face).horizontalAdvance(text) + 10
            if math.hypot(end.x() - start.x(), end.y() - start.y()) < width + 16:
                continue
            middle = (start + end) / 2
            box = QRectF(middle.x() - width / 2, middle.y() - 9, width, 18)
            painter.setPen(QPen(QColor(style.colour("border")), 1))
            painter.setBrush(QColor(style.colour("surface")))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(QColor(style.colour("text_2")))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_words(self, painter: QPainter, at: QPointF) -> None:
        style = load_style(self.canvas.document.scene.theme)
        face, text = font(TEXT_PX, True), self.words()
        size = QFontMetricsF(face).boundingRect(QRectF(0, 0, 400, 200), Qt.AlignmentFlag.AlignLeft, text)
        box = QRectF(at.x() + 12, at.y() + 12, size.width() + 16, size.height() + 10)
        box.moveRight(min(box.right(), self.canvas.width() - 6.0))
        box.moveBottom(min(box.bottom(), self.canvas.height() - 34.0))
        painter.setPen(QPen(QColor(style.colour("border")), 1))
        painter.setBrush(QColor(style.colour("surface")))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor(style.colour("text")))
        painter.setFont(face)
        painter.drawText(box.adjusted(8, 5, -8, -5), Qt.AlignmentFlag.AlignLeft, text)
