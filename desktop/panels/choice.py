"""A box with a list to choose from, with the chevron that the style sheet cannot draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from desktop.paint.icons import paint_icon

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

__all__ = ["Choice"]

CHEVRON_PX = 11


class Choice(QComboBox):
    """Takes the colours of its window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, then the chevron at its right."""
        super().paintEvent(event)
        ink = self.palette().placeholderText().color().name()
        rect = QRectF(self.width() - CHEVRON_PX - 9, (self.height() - CHEVRON_PX) / 2, CHEVRON_PX, CHEVRON_PX)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_icon(painter, "chevd", rect, ink)
