"""The legend under the layer tree: what is on the map now, in two columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.panels.legend_sample import SAMPLE, paint_sample
from desktop.panels.panel import Panel
from desktop.theme import colour, font
from geo.record import replace
from layers.legend import LegendRow, legend_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from desktop.document import Document
    from layers.scene import Scene
    from layers.style import Theme
    from layers.viewport import Viewport

__all__ = ["LegendKey", "LegendPanel"]

ROW_PX = 22
MOST_CLASSES = 12
LEFT_PX, GAP_PX = 10, 6
TEXT_PX = 12.5


class LegendPanel(Panel):
    """Follows the document and, through `set_viewport`, the map's view."""

    def __init__(self, document: Document, viewport: Viewport | None = None, parent: QWidget | None = None) -> None:
        super().__init__(document, "panel.legend", parent)
        self._viewport = viewport
        self.key = LegendKey(self)
        self.body.addWidget(self.key)
        self.body.addStretch(1)
        self._fold = self.add_button("chevd", "legend.fold")
        self._fold.setCheckable(False)
        self._fold.clicked.connect(self._toggle)
        self.setProperty("ruled", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.follow()

    def set_viewport(self, viewport: Viewport) -> None:
        """Show the key of another view of the map."""
        if viewport != self._viewport:
            self._viewport = viewport
            self.refresh(self.document.scene)

    def refresh(self, scene: Scene) -> None:
        """Read the rows anew."""
        rows = legend_rows(scene, self._viewport) if self._viewport is not None else ()
        self.key.show_rows(tuple((row, row.said(self.words)) for row in self._short(rows)), scene.theme)

    def _short(self, rows: Iterable[LegendRow]) -> Iterator[LegendRow]:
        """Of a layer with very many classes the first, and how many more there are: the tree needs room too."""
        heading, left = None, 0
        for row in rows:
            if row.kind == "heading":
                yield from self._more(heading, left)
                heading, left = row, 0
            elif heading is not None and row.count is not None:
                left += 1
                if left > MOST_CLASSES:
                    continue
            yield row
        yield from self._more(heading, left)

    def _more(self, heading: LegendRow | None, classes: int) -> Iterator[LegendRow]:
        if heading is not None and classes > MOST_CLASSES:
            more = self.words("legend.more", count=classes - MOST_CLASSES)
            yield replace(heading, kind="note", text=more)

    def _toggle(self) -> None:
        folded = not self.key.isHidden()
        self.key.setHidden(folded)
        self._fold.set_icon("chevr" if folded else "chevd")


class LegendKey(QWidget):
    """The painted rows: samples and words, filled row by row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[LegendRow, str], ...] = ()
        self._theme: Theme = "light"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: tuple[tuple[LegendRow, str], ...], theme: Theme) -> None:
        """Show rows with their words; the same ones again change nothing."""
        if (rows, theme) == (self._rows, self._theme):
            return
        self._rows, self._theme = rows, theme
        self.setAccessibleName("；".join(words for _, words in rows))
        self.updateGeometry()
        self.update()

    @property
    def texts(self) -> list[str]:
        """The words in their order."""
        return [words for _, words in self._rows]

    def sizeHint(self) -> QSize:
        """As high as the rows."""
        return QSize(256, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        """Two columns or one: the width decides."""
        return True

    def heightForWidth(self, width: int) -> int:
        """What the rows need at a width."""
        return round(max((cell.bottom() for cell in self._cells(width)), default=0.0)) + 10

    def minimumSizeHint(self) -> QSize:
        """The same height."""
        return QSize(120, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        """Sample and words of each row; words that do not fit end in an ellipsis."""
        metrics = QFontMetricsF(font(TEXT_PX))
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font(TEXT_PX))
            for (row, words), cell in zip(self._rows, self._cells(self.width()), strict=True):
                self._paint_row(painter, row, words, cell, metrics)

    def event(self, event: QEvent) -> bool:
        """Tell the words that did not fit."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(event.pos()), self)
            return True
        return super().event(event)

    def _paint_row(self, painter: QPainter, row: LegendRow, words: str, cell: QRectF, metrics: QFontMetricsF) -> None:
        sample = QRectF(cell.left(), cell.center().y() - SAMPLE.height() / 2, SAMPLE.width(), SAMPLE.height())
        painter.save()
        paint_sample(painter, sample, row, self._theme)
        painter.restore()
        heading = row.kind == "heading"
        text = cell.adjusted(0 if heading else SAMPLE.width() + GAP_PX, 0, 0, 0)
        if row.count is not None:
            figure = f"{row.count:,}"
            painter.setPen(colour(self._theme, "text_3"))
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, figure)
            text.setRight(text.right() - metrics.horizontalAdvance(figure) - GAP_PX)
        painter.setPen(colour(self._theme, "text" if heading else "text_2"))
        painter.setFont(font(TEXT_PX, heading))
        shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(font(TEXT_PX))

    def _cells(self, width: int) -> list[QRectF]:
        """Where each row lies: those of the register in columns, those of the user's data across."""
        columns, found, top, column = self._columns(width), [], 0.0, 0
        narrow = (width - 2 * LEFT_PX) / columns
        for row, _ in self._rows:
            if _is_own(row):
                top, column = top + (ROW_PX if column else 0), 0
                found.append(QRectF(LEFT_PX, top, width - 2 * LEFT_PX, ROW_PX))
                top += ROW_PX
                continue
            found.append(QRectF(LEFT_PX + column * narrow, top, narrow - 2, ROW_PX))
            column = (column + 1) % columns
            top += 0 if column else ROW_PX
        return found

    def _columns(self, width: int) -> int:
        """Two, unless the words of a row would be cut in them."""
        metrics = QFontMetricsF(font(TEXT_PX))
        widest = max((metrics.horizontalAdvance(words) for row, words in self._rows if not _is_own(row)), default=0.0)
        return 2 if widest <= (width - 2 * LEFT_PX) / 2 - 2 - SAMPLE.width() - GAP_PX else 1

    def _words_at(self, at: QPoint) -> str:
        for (_, words), cell in zip(self._rows, self._cells(self.width()), strict=True):
            if cell.contains(at.toPointF()):
                return words
        return ""


def _is_own(row: LegendRow) -> bool:
    """Whether a row tells of the user's own data."""
    return row.kind in ("heading", "note") or row.count is not None
