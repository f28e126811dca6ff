"""The legend under the layer tree: what is on the map now, in two columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.panels.legend_sample import SAMPLE, paint_sample
from desktop.panels.panel import Panel
from desktop.theme import colour, font
from layers.legend import LegendRow, legend_rows

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from desktop.document import Document
    from layers.scene import Scene
    from layers.style import Theme
    from layers.viewport import Viewport

__all__ = ["LegendKey", "LegendPanel"]

ROW_PX = 22
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
        self.key.show_rows(tuple((row, self.words(row.key)) for row in rows), scene.theme)

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
        return -(-len(self._rows) // self._columns(width)) * ROW_PX + 10

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
            for index, (row, words) in enumerate(self._rows):
                cell = self._cell(index)
                sample = QRectF(cell.left(), cell.center().y() - SAMPLE.height() / 2, SAMPLE.width(), SAMPLE.height())
                painter.save()
                paint_sample(painter, sample, row, self._theme)
                painter.restore()
                text = cell.adjusted(SAMPLE.width() + GAP_PX, 0, 0, 0)
                painter.setPen(colour(self._theme, "text_2"))
                shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, text.width())
                painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, shown)

    def event(self, event: QEvent) -> bool:
        """Tell the words that did not fit."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._words_at(event.pos()), self)
            return True
        return super().event(event)

    def _cell(self, index: int) -> QRectF:
        columns = self._columns(self.width())
        width = (self.width() - 2 * LEFT_PX) / columns
        return QRectF(LEFT_PX + (index % columns) * width, index // columns * ROW_PX, width - 2, ROW_PX)

    def _columns(self, width: int) -> int:
        """Two, unless the words of a row would be cut in them."""
        metrics = QFontMetricsF(font(TEXT_PX))
        widest = max((metrics.horizontalAdvance(words) for _, words in self._rows), default=0.0)
        return 2 if widest <= (width - 2 * LEFT_PX) / 2 - 2 - SAMPLE.width() - GAP_PX else 1

    def _words_at(self, at: QPoint) -> str:
        for index, (_, words) in enumerate(self._rows):
            if self._cell(index).contains(at.toPointF()):
                return words
        return ""
