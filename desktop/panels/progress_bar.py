"""A figure on the way to its target: what is actual solid, a forecast hatched, the target a tick (LOOK §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desktop.theme import colour

if TYPE_CHECKING:
    from layers.style import Theme

__all__ = ["paint_progress"]

BAR_PX, TICK_PX = 12.0, 14.0
TARGET_AT = 0.82  # of the width: a figure may pass its target
HATCH_PX = 5.0


def paint_progress(painter: QPainter, rect: QRectF, share: float, kind: str, theme: Theme) -> None:
    """Paint it into the whole width of ``rect``; beyond its end a bar is cut off."""
    middle, accent = rect.center().y(), colour(theme, "accent")
    target = round(rect.left() + rect.width() * TARGET_AT) + 0.5
    end = min(rect.left() + (target - rect.left()) * share, rect.right())
    bar = QRectF(rect.left() + 0.5, round(middle - BAR_PX / 2) + 0.5, max(end - rect.left() - 1, 1), BAR_PX - 1)
    painter.save()
    painter.setBrush(accent if kind == "actual" else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(accent, 1))
    painter.drawRect(bar)
    if kind != "actual":
        _hatch(painter, bar)
    painter.setPen(QPen(colour(theme, "text_2"), 1, Qt.PenStyle.DashLine))
    if end < target:
        painter.drawLine(QLineF(end + 2, round(middle) + 0.5, target, round(middle) + 0.5))
    painter.setPen(QPen(colour(theme, "text_2"), 1.5))
    painter.drawLine(QLineF(target, middle - TICK_PX / 2, target, middle + TICK_PX / 2))
    painter.restore()


def _hatch(painter: QPainter, bar: QRectF) -> None:
    """Lines at 45°, within the bar."""
    painter.save()
    painter.setClipRect(bar)
    x = bar.left() - bar.height()
    while x < bar.right():
        painter.drawLine(QLineF(x, bar.bottom(), x + bar.height(), bar.top()))
        x += HATCH_PX
    painter.restore()
