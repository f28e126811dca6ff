"""A page on the screen: text that can be selected, with boxes, rules and glyphs around it.

Qt's text document sets and selects the text, and gives it to screen readers; what it cannot
draw (rounded boxes, outlined tags, rules that run to the edge, swatches) is painted beneath
it from the places where the text came to lie.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from desktop.panels.page import WORD_JOINER, Block, Cells, Page
from desktop.panels.page_formats import BOX_MARGINS, BOX_PADDING, COPIED, Formats
from desktop.panels.page_painter import paint_page

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent

    from layers.style import Theme

__all__ = ["PageView"]

PADDING_PX = 18
SCROLL_BAR_PX = 10  # as in the style sheet; it lies in the right padding
ASIDE_GAP_PX = 14
BOX_ROOM_PX = 12


class PageView(QTextBrowser):
    """Shows a `Page`; emits ``zone_wanted`` where a link to a zone is followed, ``more_wanted`` to unfold a list.

    ``other_wanted`` tells any other link, as (kind, name).
    """

    zone_wanted = Signal(str)
    more_wanted = Signal(str)
    other_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page = ()
        self._theme: Theme = "light"
        self._family = "text_2"
        self._latin = False
        self._width = -1
        self._own: QTextDocument | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else the text would jump sideways
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(0)
        self.verticalScrollBar().rangeChanged.connect(self._show_bar_when_needed)
        self.anchorClicked.connect(self._follow)

    def show_page(self, page: Page, theme: Theme, family: str, *, latin: bool = False, stays: bool = False) -> None:
        """Set another page, from its top, or where the one before is scrolled to if that ``stays``.

        ``family`` is the token of its glyphs and tags; ``latin`` says that it is in English.
        """
        if (page, theme, family, latin) == (self._page, self._theme, self._family, self._latin):
            return
        moved = page != self._page and not stays
        self._page, self._theme, self._family, self._latin = page, theme, family, latin
        at = 0 if moved else self.verticalScrollBar().value()
        self._set()
        self.verticalScrollBar().setValue(at)

    @property
    def page(self) -> Page:
        """What is shown."""
        return self._page

    def sizeHint(self) -> QSize:
        """Room for the panel as drawn; the dock decides."""
        return QSize(368, 600)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Boxes, rules and glyphs first, then the text over them."""
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
            shift = self.verticalScrollBar().value()
            paint_page(painter, self.document(), self._theme, self._family, event.rect().translated(0, shift))
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set again when the width changed: what stands at the right edge has to move."""
        super().resizeEvent(event)
        if self.viewport().width() != self._width and self._page:
            self._set()

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected text, with each citation written out whole."""
        # One made in Python would outlive the interpreter in the clipboard and crash at exit, so
        # Qt's own is filled (asking for its text does that) and then given ours.
        data = super().createMimeDataFromSelection()
        data.text()
        for kind in data.formats():
            data.removeFormat(kind)
        data.setText(_copied(self.textCursor()))
        return data

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret to those who came by key: with it they can select."""
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.setCursorWidth(1 if by_key else 0)
        super().focusInEvent(event)

    def _show_bar_when_needed(self, least: int, most: int) -> None:
        self.verticalScrollBar().setEnabled(most > least)  # the style sheet hides a disabled handle

    def _follow(self, url: QUrl) -> None:
        kind, _, name = url.toString().partition(":")
        if kind == "zone":
            self.zone_wanted.emit(name)
        elif kind == "more":
            self.more_wanted.emit(name)
        else:
            self.other_wanted.emit(kind, name)

    def _set(self) -> None:
        self._width = self.viewport().width()
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        _write(
            document,
            self._page,
            Formats(self._theme, self._family, self._latin),
            self._width - 2 * PADDING_PX + SCROLL_BAR_PX,
        )
        self.setDocument(document)
        if self._own is not None:  # Qt itself deletes only the document that it made
            self._own.deleteLater()
        self._own = document


def _write(document: QTextDocument, page: Page, formats: Formats, width: float) -> None:
    """Fill an empty document with a page set ``width`` px wide."""
    root = QTextFrameFormat()
    # A document leaves out the space above its first block, which a box there needs.
    boxed = bool(page) and isinstance(page[0], Block) and page[0].shape == "empty"
    root.setTopMargin(BOX_ROOM_PX if boxed else 1)
    root.setLeftMargin(PADDING_PX)
    root.setRightMargin(PADDING_PX - SCROLL_BAR_PX)
    root.setBottomMargin(PADDING_PX)
    document.rootFrame().setFrameFormat(root)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    first = True
    for each in page:
        if isinstance(each, Cells):
            _write_cells(cursor, each, formats)
            first = True  # the table leaves an empty block behind it, to be used
        else:
            _write_block(cursor, each, formats, width, first)
            first = False
    cursor.endEditBlock()


def _write_block(cursor: QTextCursor, block: Block, formats: Formats, width: float, first: bool) -> None:
    block_format = formats.block(block)
    if block.aside:
        block_format.setTabPositions([QTextOption.Tab(width, QTextOption.TabType.RightTab)])
    if first:
        cursor.setBlockFormat(block_format)
    else:
        cursor.insertBlock(block_format)
    aside = sum(QFontMetricsF(formats.run(run).font()).horizontalAdvance(run.text) for run in block.aside)
    for run in block.runs:
        run_format = formats.run(run)
        text = run.text
        if block.aside:
            room = width - aside - ASIDE_GAP_PX
            text = QFontMetricsF(run_format.font()).elidedText(text, Qt.TextElideMode.ElideRight, room)
            if text != run.text:
                run_format = QTextCharFormat(run_format)
                run_format.setProperty(COPIED, run.text)
                run_format.setToolTip(run.text)
        cursor.insertText(text, run_format)
    if block.aside:
        cursor.insertText("\t", formats.run(block.runs[0]))
        for run in block.aside:
            cursor.insertText(run.text, formats.run(run))


def _write_cells(cursor: QTextCursor, cells: Cells, formats: Formats) -> None:
    box = QTextTableFormat()
    box.setBorder(0)
    box.setCellSpacing(0)
    box.setCellPadding(BOX_PADDING)
    box.setTopMargin(BOX_MARGINS[0])
    box.setBottomMargin(BOX_MARGINS[1])
    half = QTextLength(QTextLength.Type.PercentageLength, 50)
    box.setColumnWidthConstraints([half, half])
    box.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table = cursor.insertTable(1, 2, box)
    for column, blocks in enumerate((cells.left, cells.right)):
        inside = table.cellAt(0, column).firstCursorPosition()
        for index, block in enumerate(blocks):
            _write_block(inside, block, formats, 0, index == 0)
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _copied(cursor: QTextCursor) -> str:
    """The selected text; where a run has another text to be copied, that one."""
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    lines: list[str] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        line = ""
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            first = max(fragment.position(), start)
            last = min(fragment.position() + fragment.length(), end)
            if first < last:
                whole = fragment.charFormat().stringProperty(COPIED)
                text = fragment.text()[first - fragment.position() : last - fragment.position()]
                line += whole if whole and last - first == fragment.length() else text
            iterator += 1
        lines.append(line.replace(WORD_JOINER, "").replace("\xa0", " ").replace("\t", " ").strip())
        block = block.next()
    return "\n".join(lines)
