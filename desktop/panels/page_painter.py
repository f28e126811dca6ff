"""What is drawn beneath the text of a page: boxes, rules, tags, swatches and glyphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock, QTextDocument

from desktop.paint.icons import paint_icon
from desktop.panels.page_formats import (
    BAR_KIND,
    BAR_SHARE,
    BOX_MARGINS,
    BOX_PADDING,
    FRAME,
    ICON,
    SHAPE,
    SWATCH,
    TRACED,
)
from desktop.panels.progress_bar import paint_progress
from desktop.panels.swatch import paint_swatch
from desktop.theme import colour
from layers.style import load_style

if TYPE_CHECKING:
    from PySide6.QtGui import QTextLine

    from layers.style import Theme

__all__ = ["paint_page"]

GLYPH_PX = 12.0
RULE_GAP_PX = 7.0


def paint_page(painter: QPainter, document: QTextDocument, theme: Theme, family: str, visible: QRect) -> None:
    """Draw it for the part of the document that is ``visible``, in the document's own pixels."""
    layout = document.documentLayout()
    for frame in document.rootFrame().childFrames():
        # Qt gives a table's place as that of its first cell's text, and its size with the margins.
        rect = layout.frameBoundingRect(frame).translated(-BOX_PADDING, -BOX_PADDING)
        rect.setHeight(rect.height() - sum(BOX_MARGINS))
        if rect.intersects(QRectF(visible)):
            _paint_box(painter, rect, theme)
    block = document.firstBlock()
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        if rect.bottom() >= visible.top():
            if rect.top() > visible.bottom() + 40:
                break
            _paint_block(painter, block, rect, theme, family)
        block = block.next()


def _paint_box(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(colour(theme, "border"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 8, 8)
    middle = round(box.center().x()) + 0.5
    painter.drawLine(QLineF(middle, box.top(), middle, box.bottom()))


def _paint_block(painter: QPainter, block: QTextBlock, rect: QRectF, theme: Theme, family: str) -> None:
    shape = block.blockFormat().stringProperty(SHAPE)
    text = block.layout()
    if not text.lineCount():
        return
    at = text.position()  # without the block's left margin, which is the line's
    line = text.lineAt(0)
    middle = at.y() + line.y() + line.ascent() - _cap_height(block) / 2
    if shape == "head":
        start = at.x() + line.x() + line.naturalTextWidth() + RULE_GAP_PX
        painter.setPen(QPen(colour(theme, "border"), 1))
        painter.drawLine(QLineF(start, round(middle) + 0.5, rect.right(), round(middle) + 0.5))
    elif shape == "bar":
        share, kind = block.blockFormat().doubleProperty(BAR_SHARE), block.blockFormat().stringProperty(BAR_KIND)
        paint_progress(painter, rect, share, kind, theme)
    elif shape == "empty":
        painter.setPen(_dashed(theme, "border"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(at.x() + 0.5, rect.top() - 6.5, rect.width() + 23, rect.height() + 13)
        painter.drawRoundedRect(box, 6, 6)
    swatch, icon = block.blockFormat().stringProperty(SWATCH), block.blockFormat().stringProperty(ICON)
    traced = bool(block.blockFormat().property(TRACED))
    left = at.x() + line.x()
    if swatch and shape == "name":
        _paint_bar(painter, QRectF(left - 14, middle - 12, 5, 24), swatch, theme, family)
    elif swatch:
        paint_swatch(painter, QRectF(left - 20, middle - 5.5, 15, 11), swatch, theme, traced=traced)
    elif icon:
        where = QRectF(round(left - 20), round(middle - GLYPH_PX / 2), GLYPH_PX, GLYPH_PX)
        paint_icon(painter, icon, where, colour(theme, family).name())
    _paint_tags(painter, block)


def _paint_bar(painter: QPainter, rect: QRectF, zone_id: str, theme: Theme, family: str) -> None:
    """The bar before a zone's name: its swatch; the family's colour for what has no look of its own."""
    if zone_id in load_style(theme).zones:
        paint_swatch(painter, rect, zone_id, theme, traced=True)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme, family))
        painter.drawRoundedRect(rect, 1.5, 1.5)


def _paint_tags(painter: QPainter, block: QTextBlock) -> None:
    """A rounded outline around each run that is framed."""
    text = block.layout()
    for piece in block.textFormats():
        frame = piece.format.stringProperty(FRAME)
        if not frame:
            continue
        line = text.lineForTextPosition(piece.start)
        if not line.isValid():
            continue
        left = _x(line, piece.start)
        right = _x(line, piece.start + piece.length)
        size = piece.format.font().pixelSize() if piece.format.font().pixelSize() > 0 else 11.5
        baseline = text.position().y() + line.y() + line.ascent()
        rect = QRectF(text.position().x() + left, baseline - size * 0.36 - 9, right - left, 18)
        pen = QPen(piece.format.foreground().color(), 1)
        if frame == "dashed":
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(round(rect.x()) + 0.5, round(rect.y()) + 0.5, round(rect.width()), 17), 4, 4)


def _x(line: QTextLine, position: int) -> float:
    return cast("tuple[float, int]", line.cursorToX(position))[0]


def _dashed(theme: Theme, token: str) -> QPen:
    pen = QPen(colour(theme, token), 1)
    pen.setDashPattern([3, 3])
    return pen


def _cap_height(block: QTextBlock) -> float:
    """Of the block's first run: the middle of its capitals is the middle of its line."""
    formats = block.textFormats()
    pixels = formats[0].format.font().pixelSize() if formats else 13
    return 0.74 * (pixels if pixels > 0 else 12)
