"""The strip over the map while one selects: from which layer, how many, and what else can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from desktop.panels.choice import Choice
from desktop.theme import font
from layers.figures import number_text
from layers.messages import messages

if TYPE_CHECKING:
    from desktop.actions import Actions
    from desktop.document import Document
    from desktop.selector import Selector
    from layers.layer import Layer
    from layers.messages import Messages

__all__ = ["SelectBar", "fill_layers", "layer_title"]

EDGE_PX = 16
COMMANDS = ("select_location", "select_condition", "select_invert", "select_none")


class SelectBar(QWidget):
    """Follows the document; lies at the top left of the map."""

    def __init__(self, document: Document, selector: Selector, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._selector, self._actions = document, selector, actions
        self.setObjectName("panel")
        self.setProperty("floating", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.layer = Choice()
        self.layer.setFont(font(12.5))
        self.layer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.layer.setMaximumWidth(220)
        self.layer.currentIndexChanged.connect(self._aim)
        self.count = QLabel()
        self.count.setFont(font(12.5))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 6, 4)
        row.setSpacing(2)
        row.addWidget(self.layer)
        row.addSpacing(8)
        row.addWidget(self.count)
        row.addSpacing(4)
        self.buttons = {command: self._button(command) for command in COMMANDS}
        for button in self.buttons.values():
            row.addWidget(button)
        document.scene_changed.connect(self._changed)
        self._dress()
        self.move(EDGE_PX, EDGE_PX)
        self.hide()

    def _button(self, command: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName("quiet")
        button.setFont(font(12.5))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._actions[command].trigger)
        return button

    def _aim(self, *_: object) -> None:
        self._selector.target = self.layer.currentData() or ""

    def _changed(self, change: object) -> None:
        if getattr(change, "only_selection", False):
            self._tell()
        else:
            self._dress()

    def _dress(self) -> None:
        words = messages(self._document.scene.language)
        with QSignalBlocker(self.layer):
            kept = self._selector.target
            self.layer.clear()
            self.layer.addItem(words("select.all_layers"), "")
            fill_layers(self.layer, self._selector.choices(), words)
            self.layer.setCurrentIndex(max(self.layer.findData(kept), 0))
        self._aim()
        self.layer.setToolTip(words("select.layer.tip"))
        self.layer.setAccessibleName(words("select.layer.tip"))
        for command, button in self.buttons.items():
            button.setText(words(f"select.button.{command}"))
            button.setToolTip(self._actions[command].toolTip())
        self._tell()

    def _tell(self) -> None:
        scene = self._document.scene
        words = messages(scene.language)
        count = len(scene.selection)
        self.count.setText(words("select.count", count=number_text(count)) if count else words("select.hint"))
        for command in ("select_invert", "select_none"):
            self.buttons[command].setEnabled(self._actions[command].isEnabled())
        self.adjustSize()


def layer_title(layer: Layer, words: Messages) -> str:
    """A layer's name."""
    return layer.title if layer.group == "own" else words(layer.title)


def fill_layers(box: QComboBox, layers: tuple[Layer, ...], words: Messages) -> None:
    """Offer layers by name; the data of each is its id."""
    for layer in layers:
        box.addItem(layer_title(layer, words), layer.id)
