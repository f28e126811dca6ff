"""What both ways to select by asking have in common: a form, what to do with the result, an answer line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from desktop.panels.choice import Choice
from desktop.panels.select_bar import fill_layers
from desktop.selector import MODES, Mode
from desktop.theme import colour
from layers.figures import number_text
from layers.messages import messages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox, QWidget

    from desktop.document import Document
    from desktop.selector import Selector
    from layers.messages import Messages

__all__ = ["SelectDialog"]

WIDTH_PX = 460


class SelectDialog(QDialog):
    """Stays open, so that one can look at the map and ask again.

    ``title`` is the message key of the title; subclasses add rows to ``form``, name them in `name_rows`, and
    ask the selector in `ask`.
    """

    def __init__(self, document: Document, selector: Selector, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document, self.selector, self._title = document, selector, title
        self.target, self.mode = Choice(), Choice()
        self.answer = QLabel()
        self.answer.setWordWrap(True)
        self.answer.setTextFormat(Qt.TextFormat.PlainText)
        self.go, self.close_button = QPushButton(), QPushButton()
        self.go.setDefault(True)
        self.go.clicked.connect(self.ask)
        self.close_button.clicked.connect(self.reject)
        self.form = QFormLayout()
        self.form.setSpacing(10)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._labels: dict[str, QLabel] = {}
        self.add_row("target", self.target)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 16, 18, 16)
        self.column.setSpacing(12)
        self.column.addLayout(self.form)
        self.column.addWidget(self.answer)
        buttons = QHBoxLayout()
        self.mode.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        buttons.addWidget(self.mode)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.go)
        self.column.addLayout(buttons)
        self.setFixedWidth(WIDTH_PX)
        document.scene_changed.connect(self._changed)
        selector.found.connect(self._tell)

    @property
    def wanted_mode(self) -> Mode:
        """What is to be done with what is found."""
        mode: Mode = self.mode.currentData() or "replace"
        return mode

    def ask(self) -> None:
        """Have it looked for; to be written by each."""
        raise NotImplementedError

    def name_rows(self, words: Messages) -> None:
        """Say everything in a language, and offer the layers that are there now."""

    def add_row(self, key: str, field: QWidget) -> None:
        """A row of the form; its label is the message ``select.<key>``."""
        label = QLabel()
        label.setBuddy(field)
        self._labels[key] = label
        self.form.addRow(label, field)

    def offer(self, box: QComboBox, words: Messages) -> None:
        """Offer the layers in a box; the one chosen stays chosen."""
        kept = box.currentData()
        with QSignalBlocker(box):
            box.clear()
            fill_layers(box, self.selector.choices(), words)
            box.setCurrentIndex(max(box.findData(kept), 0))

    def say(self, text: str, ink: str = "text_2") -> None:
        """Tell the person something, in the colour of a token."""
        self.answer.setText(text)
        self.answer.setStyleSheet(f"color: {colour(self.document.scene.theme, ink).name()}")

    def open(self) -> None:
        """Ask, beside the map and not in its way."""
        self._dress()
        self.say("")
        self.show()
        self.raise_()
        self.activateWindow()

    def _changed(self, change: object) -> None:
        if not getattr(change, "only_selection", False) and self.isVisible():
            self._dress()

    def _dress(self) -> None:
        words = messages(self.document.scene.language)
        self.setWindowTitle(words(self._title))
        for key, label in self._labels.items():
            label.setText(words(f"select.{key}"))
        self.offer(self.target, words)
        with QSignalBlocker(self.mode):
            kept = self.wanted_mode
            self.mode.clear()
            for mode in MODES:
                self.mode.addItem(words(f"select.mode.{mode}"), mode)
            self.mode.setCurrentIndex(MODES.index(kept))
        self.mode.setAccessibleName(words("select.mode"))
        self.go.setText(words("select.go"))
        self.close_button.setText(words("panel.close"))
        self.name_rows(words)

    def _tell(self, count: int) -> None:
        if self.isVisible():
            words = messages(self.document.scene.language)
            self.say(words("select.found", count=number_text(count)) if count else words("select.found_none"))
