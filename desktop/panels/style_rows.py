"""The classes of a layer as rows that can be edited: colour, words, how many."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QGridLayout, QLabel, QLineEdit, QWidget

from desktop.panels.buttons import IconButton
from desktop.panels.legend_sample import SAMPLE, paint_sample
from desktop.theme import colour, font
from geo.record import dataclass
from layers.legend import LegendRow, sample_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from layers.messages import Messages
    from layers.style import Theme
    from layers.symbology.key import KeyRow

__all__ = ["ClassRow", "ClassRows", "SampleButton", "pick_colour"]


@dataclass(frozen=True, slots=True)
class ClassRow:
    """What one row shows; of a rule its condition, its own label, and what is wrong with it."""

    key: KeyRow
    when: str | None = None
    label: str = ""
    fault: str = ""


class SampleButton(QAbstractButton):
    """A button that shows how a class looks; pressing it asks for another colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: LegendRow | None = None
        self._theme: Theme = "light"
        self.setFixedSize(SAMPLE.width() + 10, 28)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_symbol(self, row: KeyRow, theme: Theme) -> None:
        """Show a class in a theme."""
        self._row, self._theme = sample_of(row), theme
        self.update()

    def sizeHint(self) -> QSize:
        """Always the same."""
        return QSize(SAMPLE.width() + 10, 28)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        """The sample, and a ring while it has the focus."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._row is not None:
                top = (self.height() - SAMPLE.height()) / 2
                painter.save()
                paint_sample(painter, QRectF(8, top, SAMPLE.width(), SAMPLE.height()), self._row, self._theme)
                painter.restore()
            if self.hasFocus():
                painter.setPen(QPen(colour(self._theme, "accent"), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class ClassRows(QWidget):
    """A row for each class.

    Signals
    -------
    colour_wanted : number of the class
    label_written, rule_written : number of the class, text
    removed : number of the class
    """

    colour_wanted = Signal(int)
    label_written = Signal(int, str)
    rule_written = Signal(int, str)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._shape: tuple[bool, ...] = ()
        self.samples: list[SampleButton] = []
        self.labels: list[QLineEdit] = []
        self.rules: dict[int, QLineEdit] = {}
        self.faults: dict[int, QLabel] = {}
        self._counts: list[QLabel] = []
        self._buttons: list[IconButton] = []

    def show_rows(self, rows: Sequence[ClassRow], words: Messages, theme: Theme) -> None:
        """Show classes; what a person is writing stays under the cursor."""
        shape = tuple(row.when is not None for row in rows)
        if shape != self._shape:
            self._make(shape)
        for i, row in enumerate(rows):
            self.samples[i].show_symbol(row.key, theme)
            self.samples[i].setAccessibleName(words("style.colour"))
            self.samples[i].setToolTip(words("style.colour"))
            named = words(row.key.key) if row.key.key else row.key.text if row.when is None else row.label
            _write(self.labels[i], named)
            self.labels[i].setReadOnly(bool(row.key.key))
            self.labels[i].setPlaceholderText(words("style.label"))
            self.labels[i].setAccessibleName(words("style.label"))
            self._counts[i].setText(f"{row.key.count:,}")
            if row.when is not None:
                _write(self.rules[i], row.when)
                self.rules[i].setPlaceholderText(words("style.rule_hint"))
                self.rules[i].setAccessibleName(words("style.rule"))
                self.faults[i].setText(row.fault)
                self.faults[i].setVisible(bool(row.fault))
                self.faults[i].setStyleSheet(f"color: {colour(theme, 'error').name()}")
        for button in self._buttons:
            button.set_theme(theme)
            button.set_words(words("style.remove"))

    def _make(self, shape: tuple[bool, ...]) -> None:
        while item := self._grid.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._shape = shape
        self.samples, self.labels, self._counts, self._buttons = [], [], [], []
        self.rules, self.faults = {}, {}
        for i, ruled in enumerate(shape):
            self._make_row(i, ruled)

    def _make_row(self, i: int, ruled: bool) -> None:
        sample, label, count = SampleButton(), QLineEdit(), QLabel()
        sample.clicked.connect(partial(self.colour_wanted.emit, i))
        label.textEdited.connect(partial(self.label_written.emit, i))
        label.setMinimumWidth(40)
        count.setFont(font(11.5))
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for place, widget in enumerate((sample, label, count)):
            self._grid.addWidget(widget, 3 * i, place)
        self.samples.append(sample)
        self.labels.append(label)
        self._counts.append(count)
        if ruled:
            rule, fault, remove = QLineEdit(), QLabel(), IconButton("close")
            rule.editingFinished.connect(lambda: self.rule_written.emit(i, rule.text()))
            remove.clicked.connect(partial(self.removed.emit, i))
            fault.setWordWrap(True)
            fault.setFont(font(11.5))
            self._grid.addWidget(rule, 3 * i + 1, 1, 1, 2)
            self._grid.addWidget(remove, 3 * i, 3)
            self._grid.addWidget(fault, 3 * i + 2, 1, 1, 2)
            self.rules[i], self.faults[i] = rule, fault
            self._buttons.append(remove)


def pick_colour(parent: QWidget, now: str, title: str) -> QColorDialog:
    """A dialog that asks for a colour and shows each at once (``currentColorChanged``); it goes when closed."""
    dialog = QColorDialog(QColor(now), parent)
    dialog.setWindowTitle(title)
    dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _write(field: QLineEdit, text: str) -> None:
    if field.text() != text and not (field.hasFocus() and field.isModified()):
        field.setText(text)
        field.setCursorPosition(0)
