"""What a painter paints on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

__all__ = ["on_page"]


def on_page(painter: QPainter) -> bool:
    """Whether it is a page that keeps vectors and text, not an image of dots."""
    return not isinstance(painter.device(), QImage | QPixmap | QWidget)  # asking the engine costs a start 2 ms
