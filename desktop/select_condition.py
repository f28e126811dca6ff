"""Select by condition: the features of one layer in which an expression is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit

from desktop.panels.choice import Choice
from desktop.select_dialog import SelectDialog
from desktop.theme import font
from layers.expression import ExpressionError, parse
from layers.fields import field_names
from layers.messages import messages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.document import Document
    from desktop.selector import Selector
    from layers.messages import Messages

__all__ = ["ConditionDialog"]

PAUSE_MS = 250  # after the last letter, before a half-written condition is called wrong
PLAIN = "_"  # what a field's name may hold beside letters and figures without being quoted


class ConditionDialog(SelectDialog):
    """Which layer, and the condition; the fields of the layer are at hand."""

    def __init__(self, document: Document, selector: Selector, parent: QWidget | None = None) -> None:
        super().__init__(document, selector, "select.by_condition", parent)
        self.fields, self.text = Choice(), QLineEdit()
        self.text.setFont(font(14))
        self.examples = QLabel()
        self.examples.setWordWrap(True)
        self.examples.setTextFormat(Qt.TextFormat.PlainText)
        self.examples.setFont(font(12))
        self.add_row("fields", self.fields)
        self.add_row("condition", self.text)
        self.form.addRow("", self.examples)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._check)
        self.text.textEdited.connect(lambda _: self._pause.start())
        self.target.currentIndexChanged.connect(self._offer_fields)
        self.fields.activated.connect(self._insert)

    def open(self) -> None:
        """With the cursor in the condition."""
        super().open()
        self.text.setFocus()

    def ask(self) -> None:
        """Look for them, where the condition can be read."""
        self._pause.stop()
        if self._check() and self.target.currentData():
            self.say(messages(self.document.scene.language)("select.doing"))
            self.selector.by_condition(self.target.currentData(), self.text.text(), self.wanted_mode)

    def name_rows(self, words: Messages) -> None:
        """Fields, hint and examples in a language."""
        self.text.setPlaceholderText(words("select.condition.hint"))
        self.examples.setText(words("select.condition.examples"))
        self.examples.setStyleSheet(f"color: {self.palette().placeholderText().color().name()}")
        self._offer_fields()

    def _offer_fields(self, *_: object) -> None:
        layer_id = self.target.currentData()
        names = field_names(self.document.scene.layer(layer_id)) if layer_id else ()
        with QSignalBlocker(self.fields):
            self.fields.clear()
            self.fields.addItem(messages(self.document.scene.language)("select.fields.insert", count=len(names)))
            self.fields.addItems(names)

    def _insert(self, number: int) -> None:
        if number > 0:
            name = self.fields.itemText(number)
            plain = name.replace(PLAIN, "").isalnum()
            self.text.insert(name if plain else '"' + name.replace('"', '""') + '"')
            self.fields.setCurrentIndex(0)
            self.text.setFocus()

    def _check(self) -> bool:
        words = messages(self.document.scene.language)
        try:
            expression = parse(self.text.text())
            known = set(field_names(self.document.scene.layer(self.target.currentData())))
        except ExpressionError as error:
            self.say(words.error(error), "error" if self.text.text().strip() else "text_3")
            return False
        unknown = [name for name in expression.fields if name not in known]
        self.say(words("select.condition.unknown", field=unknown[0]) if unknown else "", "warning")
        return True
