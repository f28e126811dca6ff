"""A plate as a PDF page: vectors, and text that can be selected and found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop.paint.painter import paint_ground, paint_overlay
from desktop.paint.paper import PX_AN_INCH
from desktop.paint.pdf_text import Imprint, mended

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.paint.paper import Format
    from layers.display import DisplayList
    from layers.viewport import Viewport

__all__ = ["pdf_of_plate"]

_UNITS_A_PX = 10  # a page's own units: 960 an inch


def pdf_of_plate(
    picture: DisplayList,
    viewport: Viewport,
    form: Format,
    imprint: Imprint,
    beat: Callable[[float], None] = lambda _: None,
) -> bytes:
    """Write a display list laid out for ``viewport`` on one page of ``form``.

    Fonts are embedded.  The same input gives the same bytes: dates and names come from
    ``imprint``.  ``beat`` is told how far the work is, 0 to 1, and may raise to stop it.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    size = QPageSize(
        QSizeF(form.width_mm, form.height_mm), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch
    )
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setResolution(round(_UNITS_A_PX * PX_AN_INCH))
    with QPainter(writer) as painter:
        painter.scale(_UNITS_A_PX, _UNITS_A_PX)
        painter.fillRect(0, 0, viewport.width, viewport.height, QColor(picture.background))
        paint_ground(painter, picture.ground, viewport)
        beat(0.4)
        paint_overlay(painter, picture.overlay)
    beat(0.7)
    return mended(bytes(buffer.data().data()), picture.overlay, form, imprint)
