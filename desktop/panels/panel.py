"""What every panel has: a head with a title and small buttons, and a document to follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.panels.buttons import IconButton
from desktop.theme import font
from layers.messages import Messages, messages

if TYPE_CHECKING:
    from desktop.change import Change
    from desktop.document import Document
    from layers.scene import Scene

__all__ = ["HEAD_PX", "Panel"]

HEAD_PX = 34


class Panel(QWidget):
    """A panel beside the map.

    It follows the document: `refresh` is called with each new scene, after the words and the
    colours of head and buttons were brought up to date, and `refresh_selection` after it.  A
    panel never changes the scene by itself: it asks the document, which tells everybody.

    Parameters
    ----------
    document : Document
        What is shown.
    title : str
        Message key of the title.
    """

    def __init__(self, document: Document, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document = document
        self._title_key = title
        self._buttons: list[tuple[IconButton, str]] = []
        self._title = QLabel()
        self._title.setFont(font(13, True))
        self.head = QHBoxLayout()
        self.head.setContentsMargins(12, 4, 8, 2)
        self.head.setSpacing(0)
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(self.head)

    @property
    def words(self) -> Messages:
        """The catalogue of the document's language."""
        return messages(self.document.scene.language)

    def add_button(self, icon: str, key: str) -> IconButton:
        """Put a small button at the right end of the head; ``key`` names what it does."""
        button = IconButton(icon, self)
        self._buttons.append((button, key))
        self.head.addWidget(button)
        return button

    def set_title(self, text: str) -> None:
        """Say more in the head than the panel's name."""
        self._title.setText(text)

    def follow(self) -> None:
        """Show the document now and whenever it changes.  Call it once, when built."""
        self.document.scene_changed.connect(self._changed)
        self._changed()

    def refresh(self, scene: Scene) -> None:
        """Show what is new in a scene; to be written by each panel."""
        raise NotImplementedError

    def refresh_selection(self, scene: Scene) -> None:
        """Show what is selected; called after `refresh`, and alone where nothing else changed."""

    def _changed(self, change: Change | None = None) -> None:
        scene = self.document.scene
        if change is None or not change.only_selection:
            self._dress_head(scene)
            self.refresh(scene)
        self.refresh_selection(scene)

    def _dress_head(self, scene: Scene) -> None:
        title = self.words(self._title_key)
        self._title.setText(title)
        self.setAccessibleName(title)
        for button, key in self._buttons:
            button.set_theme(scene.theme)
            button.set_words(self.words(key))
