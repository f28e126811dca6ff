"""The fields of the style panel: widgets in their rows, and their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.panels.style_choice import ChoiceBox
from desktop.panels.style_histogram import HistogramView
from desktop.panels.style_ramps import RampBox
from desktop.panels.style_rows import ClassRows, SampleButton
from desktop.theme import font
from layers.classify import MOST_CLASSES, SCHEMES
from layers.style import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.messages import Messages

__all__ = ["DASHES", "KINDS", "LABEL_SCALES", "StyleForm", "fill_box"]

KINDS: Final = ("single", "categorised", "graduated", "rules")
DASHES: Final = {"solid": (), "dashed": (6.0, 3.0), "dotted": (1.5, 2.5), "dash_dot": (8.0, 3.0, 1.5, 3.0)}
LABEL_SCALES: Final = (None, 100_000, 50_000, 25_000, 10_000, 5_000)
LABEL_PX, GAP_PX = 64, 6


class StyleForm(QWidget):
    """Every field once; which rows are seen depends on what is edited (`show_rows`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[str, QLabel] = {}
        self._fields: dict[str, QWidget] = {}
        self._heads: dict[str, QLabel] = {}
        self.layer, self.kind, self.field, self.scheme = ChoiceBox(), ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.count, self.unit, self.ramp, self.reverse = QSpinBox(), QLineEdit(), RampBox(), QCheckBox()
        self.histogram, self.rows, self.busy = HistogramView(), ClassRows(), QProgressBar()
        self.add_rule, self.note, self.label_note = QPushButton(), QLabel(), QLabel()
        self.colour, self.opacity, self.line_width = (
            SampleButton(),
            QSlider(Qt.Orientation.Horizontal),
            QDoubleSpinBox(),
        )
        self.dash, self.radius, self.shape = ChoiceBox(), QDoubleSpinBox(), ChoiceBox()
        self.label, self.written = ChoiceBox(), QLineEdit()
        self.label.setEditable(True)
        self.text_size, self.bold, self.scale = QDoubleSpinBox(), QCheckBox(), ChoiceBox()
        self.label.setLineEdit(self.written)
        self._arrange()

    def speak(self, words: Messages) -> None:
        """Say everything in a language."""
        for key, label in (*self._labels.items(), *self._heads.items()):
            label.setText(words(f"style.{key}") if key != "label_note" else "")
        for key, field in self._fields.items():
            if words.has(f"style.{key}"):
                field.setAccessibleName(words(f"style.{key}"))
        self.reverse.setText(words("style.reverse"))
        self.bold.setText(words("style.bold"))
        self.add_rule.setText(words("style.add_rule"))
        self.unit.setPlaceholderText(words("style.unit_hint"))
        self.written.setPlaceholderText(words("style.no_labels"))
        self.busy.setAccessibleName(words("style.busy"))
        fill_box(self.kind, ((words(f"style.kind_{each}"), each) for each in KINDS))
        fill_box(self.scheme, ((words(f"style.scheme_{each}"), each) for each in SCHEMES))
        fill_box(self.dash, ((words(f"style.dash_{each}"), each) for each in DASHES))
        fill_box(self.shape, ((words(f"style.shape_{each}"), each) for each in SHAPES))
        fill_box(self.scale, ((words("style.scale_all") if n is None else f"1 : {n:,}", n) for n in LABEL_SCALES))

    def show_rows(self, **shown: bool) -> None:
        """Show or hide rows, by the names of their fields."""
        for name, visible in shown.items():
            self._fields[name].setVisible(visible)
            if name in self._labels:
                self._labels[name].setVisible(visible)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 16)
        column.setSpacing(8)
        self._section(column, None, {"layer": self.layer, "kind": self.kind, "field": self.field})
        ramp = _beside(self.ramp, self.reverse)
        ways = {"scheme": _beside(self.scheme, self.count), "unit": self.unit, "ramp": ramp}
        self._section(column, None, ways)
        below = {"busy": self.busy, "histogram": self.histogram, "note": self.note, "rows": self.rows}
        for name, widget in {**below, "add_rule": self.add_rule}.items():
            self._fields[name] = widget
            column.addWidget(widget)
        symbol: dict[str, QWidget] = {
            "colour": self.colour,
            "opacity": self.opacity,
            "width": self.line_width,
            "dash": self.dash,
            "radius": self.radius,
            "shape": self.shape,
        }
        self._section(column, "symbol", symbol)
        labelling = {
            "label_field": self.label,
            "size": _beside(self.text_size, self.bold),
            "scale": self.scale,
            "label_note": self.label_note,
        }
        self._section(column, "labels", labelling)
        column.addStretch(1)
        self.label.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.count.setRange(2, MOST_CLASSES)
        self.opacity.setRange(0, 100)
        self.opacity.setMinimumHeight(28)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedHeight(4)
        self.note.setWordWrap(True)
        self.label_note.setWordWrap(True)
        self.label_note.setFont(font(11.5))
        for spin, low, high, step in (
            (self.line_width, 0, 20, 0.2),
            (self.radius, 0.5, 40, 0.5),
            (self.text_size, 6, 40, 1),
        ):
            spin.setRange(low, high)
            spin.setSingleStep(step)
            spin.setDecimals(1)
            spin.setSuffix(" px")
            spin.lineEdit().setTextMargins(8, 0, 0, 0)
        self.count.lineEdit().setTextMargins(8, 0, 0, 0)
        self.count.setFixedWidth(48)
        for each in (*self.findChildren(QComboBox), *self.findChildren(QLineEdit), *self.findChildren(QDoubleSpinBox)):
            each.setMinimumWidth(40)
        for box in self.findChildren(QComboBox):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(3)

    def _section(self, column: QVBoxLayout, head: str | None, fields: dict[str, QWidget]) -> None:
        if head is not None:
            label = QLabel()
            label.setFont(font(12.5, True))
            label.setContentsMargins(0, 10, 0, 0)
            self._heads[f"head_{head}"] = label
            column.addWidget(label)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(GAP_PX)
        grid.setColumnMinimumWidth(0, LABEL_PX)
        grid.setColumnStretch(1, 1)
        for i, (name, field) in enumerate(fields.items()):
            label = QLabel()
            label.setBuddy(field)
            self._labels[name], self._fields[name] = label, field
            grid.addWidget(label, i, 0)
            aligned = Qt.AlignmentFlag.AlignLeft if isinstance(field, SampleButton) else Qt.AlignmentFlag(0)
            grid.addWidget(field, i, 1, aligned)
        column.addLayout(grid)


def fill_box(box: QComboBox, items: Iterable[tuple[str, object]]) -> None:
    """Offer words with what they stand for, and keep what was chosen; the same ones again change nothing."""
    wanted = list(items)
    if wanted == [(box.itemText(i), box.itemData(i)) for i in range(box.count())]:
        return
    chosen, written = box.currentData(), box.currentText()
    box.blockSignals(True)
    box.clear()
    for text, data in wanted:
        box.addItem(text, data)
    box.setCurrentIndex(box.findData(chosen))
    if box.isEditable():
        box.setEditText(written)
    box.blockSignals(False)


def _beside(first: QWidget, second: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(first, 1)
    row.addWidget(second)
    both.setFocusProxy(first)
    return both
