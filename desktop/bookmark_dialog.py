"""The person's bookmarks as a list: go, rename, take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from desktop.status import scale_text
from desktop.theme import colour
from layers.messages import messages

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from desktop.bookmarks import Bookmarks
    from desktop.document import Document

__all__ = ["BookmarkDialog"]

SIZE_PX = (380, 360)


class BookmarkDialog(QDialog):
    """Enter goes there, F2 renames, Delete takes away.

    Signals
    -------
    wanted : number of a bookmark
    """

    wanted = Signal(int)

    def __init__(self, document: Document, bookmarks: Bookmarks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._bookmarks = document, bookmarks
        self.list = QListWidget()
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.list.itemChanged.connect(self._renamed)
        self.list.itemActivated.connect(lambda item: self.wanted.emit(self.list.row(item)))
        self.list.currentRowChanged.connect(self._able)
        self.empty = QLabel()
        self.empty.setWordWrap(True)
        self.go, self.rename, self.remove, self.close_button = (QPushButton() for _ in range(4))
        self.go.clicked.connect(lambda: self.wanted.emit(self.list.currentRow()))
        self.rename.clicked.connect(lambda: self.edit(self.list.currentRow()))
        self.remove.clicked.connect(lambda: bookmarks.remove(self.list.currentRow()))
        self.close_button.clicked.connect(self.reject)
        for button in (self.go, self.rename, self.remove, self.close_button):
            button.setAutoDefault(False)  # Enter belongs to the list
        buttons = QHBoxLayout()
        for button in (self.go, self.rename, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty)
        column.addLayout(buttons)
        self.resize(*SIZE_PX)
        bookmarks.changed.connect(self._fill)
        document.scene_changed.connect(self._dress)
        self._dress()

    def edit(self, number: int) -> None:
        """Have a bookmark's name written anew."""
        item = self.list.item(number)
        if item is not None:
            self.list.setCurrentItem(item)
            self.list.setFocus()
            self.list.editItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the marked one away."""
        if event.key() == Qt.Key.Key_Delete and self.list.currentRow() >= 0:
            self._bookmarks.remove(self.list.currentRow())
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        kept = self.list.currentRow()
        with QSignalBlocker(self.list):
            self.list.clear()
            for each in self._bookmarks.all:
                item = QListWidgetItem(each.name)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                item.setToolTip(scale_text(each.scale))
                self.list.addItem(item)
            self.list.setCurrentRow(min(kept, self.list.count() - 1))
        self.list.setVisible(self.list.count() > 0)
        self.empty.setVisible(self.list.count() == 0)
        self._able()

    def _able(self, *_: object) -> None:
        for button in (self.go, self.rename, self.remove):
            button.setEnabled(self.list.currentRow() >= 0)

    def _renamed(self, item: QListWidgetItem) -> None:
        number = self.list.row(item)
        self._bookmarks.rename(number, item.text())
        self._fill()

    def _dress(self, *_: object) -> None:
        scene = self._document.scene
        words = messages(scene.language)
        self.setWindowTitle(words("bookmarks.title"))
        self.list.setAccessibleName(words("bookmarks.title"))
        self.empty.setText(words("bookmarks.empty"))
        self.empty.setStyleSheet(f"color: {colour(scene.theme, 'text_3').name()}")
        for button, key in ((self.go, "go"), (self.rename, "rename"), (self.remove, "remove")):
            button.setText(words(f"bookmarks.{key}"))
        self.close_button.setText(words("panel.close"))
        self._fill()
