"""How the numbers of a field are spread, with the bounds of the classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme import colour, font
from layers.symbology.key import said_short

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PySide6.QtGui import QPaintEvent

    from layers.style import Theme

__all__ = ["HistogramView"]

HEIGHT_PX, FOOT_PX, TEXT_PX = 84, 16, 10.5


class HistogramView(QWidget):
    """Bars in the colours of their classes, a line at each bound, the smallest and the largest number beneath."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = np.zeros(0, dtype=np.int64)
        self._limits = np.zeros(1)
        self._bounds: tuple[float, ...] = ()
        self._colours: tuple[str, ...] = ()
        self._theme: Theme = "light"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT_PX)

    def show_counts(
        self,
        counts: NDArray[np.int64],
        limits: NDArray[np.float64],
        bounds: tuple[float, ...],
        colours: tuple[str, ...],
        theme: Theme,
    ) -> None:
        """Show counts (n,) between limits (n + 1,), and classes by their bounds and colours."""
        self._counts, self._limits = counts, limits
        self._bounds, self._colours, self._theme = bounds, colours, theme
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(280, HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        """Bars on a square-root scale, since a few classes mostly hold nearly all."""
        with QPainter(self) as painter:
            most = int(self._counts.max(initial=0))
            if not most:
                return
            floor = self.height() - FOOT_PX
            heights = np.sqrt(self._counts / most) * (floor - 4)
            for i, height in enumerate(heights.tolist()):
                left, right = self._x(self._limits[i]), self._x(self._limits[i + 1])
                middle = (self._limits[i] + self._limits[i + 1]) / 2
                bar = QRectF(left + 0.5, floor - height, max(right - left - 1, 1), height)
                painter.fillRect(bar, self._fill(middle))
            painter.setPen(QPen(colour(self._theme, "border"), 1))
            painter.drawLine(QLineF(0, floor + 0.5, self.width(), floor + 0.5))
            painter.setPen(QPen(colour(self._theme, "text_2"), 1, Qt.PenStyle.DashLine))
            for bound in self._bounds[1:-1]:
                x = round(self._x(bound)) + 0.5
                painter.drawLine(QLineF(x, 2, x, floor))
            self._write_ends(painter)

    def _write_ends(self, painter: QPainter) -> None:
        painter.setFont(font(TEXT_PX))
        painter.setPen(colour(self._theme, "text_3"))
        foot = QRectF(0, self.height() - FOOT_PX, self.width(), FOOT_PX)
        low, high = (said_short(float(f"{each:.6g}")) for each in (self._limits[0], self._limits[-1]))
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, low)
        if QFontMetricsF(font(TEXT_PX)).horizontalAdvance(low + high) < self.width() - 20:
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, high)

    def _x(self, value: float) -> float:
        low, high = float(self._limits[0]), float(self._limits[-1])
        return (value - low) / ((high - low) or 1.0) * self.width()

    def _fill(self, value: float) -> QColor:
        if len(self._bounds) < 2 or not self._bounds[0] <= value <= self._bounds[-1]:
            return colour(self._theme, "border")
        place = int(np.searchsorted(np.array(self._bounds[1:-1]), value, side="left"))
        return QColor(self._colours[place]) if place < len(self._colours) else colour(self._theme, "border")
