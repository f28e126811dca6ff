"""What a painter paints on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPaintEngine

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

__all__ = ["on_page"]


def on_page(painter: QPainter) -> bool:
    """Whether it is a page that keeps vectors and text, not an image of dots."""
    return painter.paintEngine().type() == QPaintEngine.Type.Pdf
