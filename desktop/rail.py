"""The rail at the left edge of a narrow window: one button for each part that is folded away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.panels.buttons import IconButton
from desktop.theme import colour
from layers.messages import messages

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from desktop.document import Document

__all__ = ["RAIL_PX", "Rail"]

RAIL_PX = 44


class Rail(QWidget):
    """Layers and legend share a sheet; the list is the table."""

    left_wanted = Signal()
    bottom_wanted = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._buttons = {
            "panel.layers": IconButton("layers", self, checkable=True),
            "panel.legend": IconButton("legend", self, checkable=True),
            "panel.table": IconButton("list", self),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 8)
        column.setSpacing(8)
        for button in self._buttons.values():
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._buttons["panel.layers"].clicked.connect(self.left_wanted)
        self._buttons["panel.legend"].clicked.connect(self.left_wanted)
        self._buttons["panel.table"].clicked.connect(self.bottom_wanted)
        self.setFixedWidth(RAIL_PX)
        document.scene_changed.connect(self._dress)
        self._dress()

    def mark(self, opened: bool) -> None:
        """Show the buttons of the sheet as pressed while it is open."""
        for key in ("panel.layers", "panel.legend"):
            self._buttons[key].setChecked(opened)

    def sizeHint(self) -> QSize:
        """44 px wide."""
        return QSize(RAIL_PX, 160)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        """Ground and a hairline towards the map."""
        theme = self._document.scene.theme
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour(theme, "surface"))
            painter.fillRect(self.width() - 1, 0, 1, self.height(), colour(theme, "border"))

    def _dress(self, *_: object) -> None:
        scene = self._document.scene
        words = messages(scene.language)
        for key, button in self._buttons.items():
            button.set_theme(scene.theme)
            button.set_words(words(key))
        self.update()
