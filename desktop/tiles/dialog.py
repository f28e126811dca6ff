"""Choosing a basemap: what ships with the atlas, what xyzservices lists, one's own; and the keys they need."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.panels.choice import Choice
from desktop.theme import colour, font
from desktop.tiles.keys import basemaps_file, read_basemaps, write_basemaps
from geo.errors import AtlasError
from layers.messages import messages
from layers.tiles.address import basemap_at
from layers.tiles.catalogue import listed
from layers.tiles.presets import key_variable, presets

if TYPE_CHECKING:
    from typing import Literal

    from desktop.document import Document
    from layers.messages import Messages
    from layers.tiles.basemap import Basemap

__all__ = ["BasemapDialog"]

WIDTH_PX, LIST_PX = 520, 264
_OWN = Qt.ItemDataRole.UserRole


class BasemapDialog(QDialog):
    """Lists the basemaps; none is asked of any network before it is chosen.

    Signals
    -------
    chosen : Basemap or None
        To be laid under the map; None for the built-in one.
    key_changed : Basemap
        Another key is kept for it.
    """

    chosen = Signal(object)
    key_changed = Signal(object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.search, self.list = QLineEdit(), QListWidget()
        self.search.textChanged.connect(self._filter)
        self.list.setFont(font(13))
        self.list.setSpacing(3)
        self.list.setFixedHeight(LIST_PX)
        self.list.currentItemChanged.connect(self._show)
        self.list.itemActivated.connect(lambda _: self.accept())
        self.facts = QLabel()
        self.facts.setWordWrap(True)
        self.facts.setFont(font(12))
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.add, self.remove, self.close_button, self.use = (QPushButton() for _ in range(4))
        self.add.setCheckable(True)
        self.add.toggled.connect(self._unfold)
        self.remove.clicked.connect(self._remove)
        self.close_button.clicked.connect(self.reject)
        self.use.setDefault(True)
        self.use.clicked.connect(self.accept)
        self._form = self._own_form()
        buttons = QHBoxLayout()
        for button in (self.add, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.close_button, self.use):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        for widget in (self.search, self.list, self.facts, self.key, self._form):
            column.addWidget(widget)
        column.addLayout(buttons)
        self.setFixedWidth(WIDTH_PX)
        document.scene_changed.connect(lambda _: self._dress() if self.isVisible() else None)

    def open_at(self, basemap_id: str = "") -> None:
        """Show the list with a basemap selected: the one that is named, else the one on the map."""
        self.add.setChecked(False)
        current = self._document.scene.basemap
        self._dress(basemap_id or (current.id if current is not None else ""))
        self.open()
        (self.key if basemap_id and self.key.isVisible() else self.list).setFocus()

    @property
    def selected(self) -> Basemap | None:
        """The basemap that is selected; None for the built-in one."""
        item = self.list.currentItem()
        return None if item is None else cast("Basemap | None", item.data(_OWN))

    def accept(self) -> None:
        """Keep the key, and lay the selected basemap under the map."""
        if self.add.isChecked() and not self._add_own():
            return
        basemap = self.selected
        if basemap is not None and basemap.key and self._keep_key(basemap):
            self.key_changed.emit(basemap)
        super().accept()
        self.chosen.emit(basemap)

    def _own_form(self) -> QWidget:
        holder = QWidget()
        form = QFormLayout(holder)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        self.own_title, self.own_address, self.own_credit, self.own_datum = (
            QLineEdit(),
            QLineEdit(),
            QLineEdit(),
            Choice(),
        )
        self._labels = {name: QLabel() for name in ("title", "address", "credit", "datum")}
        fields: tuple[QWidget, ...] = (self.own_title, self.own_address, self.own_credit, self.own_datum)
        for label, field in zip(self._labels.values(), fields, strict=True):
            label.setBuddy(field)
            form.addRow(label, field)
        self.own_answer = QLabel()
        self.own_answer.setWordWrap(True)
        form.addRow(self.own_answer)
        holder.hide()
        return holder

    def _add_own(self) -> bool:
        """Add what the form says, and select it; False where it is no basemap, which is said."""
        words = messages(self._document.scene.language)
        datum = cast("Literal['wgs84', 'gcj02']", self.own_datum.currentData())
        title = self.own_title.text().strip() or words("basemap.own_title")
        try:
            made = basemap_at(self.own_address.text(), title, datum, self.own_credit.text().strip())
        except AtlasError as error:
            self.own_answer.setText(words.error(error))
            self.own_answer.setStyleSheet(f"color: {colour(self._document.scene.theme, 'error').name()}")
            return False
        write_basemaps(basemaps_file(), read_basemaps(basemaps_file()).with_own(made))
        self.add.setChecked(False)
        self._dress(made.id)
        return True

    def _remove(self) -> None:
        basemap = self.selected
        if basemap is not None:
            write_basemaps(basemaps_file(), read_basemaps(basemaps_file()).without_own(basemap.id))
            self._dress()

    def _keep_key(self, basemap: Basemap) -> bool:
        """Keep what the key field says; whether that is another key than before."""
        kept = read_basemaps(basemaps_file())
        written = self.key.text().strip()
        if os.environ.get(key_variable(basemap.key)) or written == kept.keys.get(basemap.key, ""):
            return False
        return write_basemaps(basemaps_file(), kept.with_key(basemap.key, written))

    def _unfold(self, shown: bool) -> None:
        self._form.setVisible(shown)
        for widget in (self.search, self.list, self.facts):
            widget.setVisible(not shown)
        self.own_answer.clear()
        self._show()
        self.adjustSize()
        if shown:
            self.own_title.setFocus()

    def _filter(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(text.casefold() not in item.text().casefold())

    def _show(self, *_: object) -> None:
        """What is known of the selected one, and its key."""
        words, basemap = messages(self._document.scene.language), self.selected
        self.facts.setText("\n".join(_facts(basemap, words)))
        own = basemap is not None and basemap.id.startswith("own_")
        self.remove.setVisible(own and not self.add.isChecked())
        self.key.setVisible(basemap is not None and bool(basemap.key) and not self.add.isChecked())
        self.use.setText(words("basemap.add_and_use" if self.add.isChecked() else "basemap.use"))
        if basemap is not None and basemap.key:
            variable = key_variable(basemap.key)
            given = bool(os.environ.get(variable))
            self.key.setEnabled(not given)
            self.key.setText("" if given else read_basemaps(basemaps_file()).keys.get(basemap.key, ""))
            said = "basemap.key_given" if given else "basemap.key_hint"
            self.key.setPlaceholderText(words(said, variable=variable))

    def _dress(self, selected: str | None = None) -> None:
        scene = self._document.scene
        words = messages(scene.language)
        before = self.selected
        wanted = selected if selected is not None else before.id if before is not None else ""
        self.setWindowTitle(words("basemap.title"))
        self.search.setPlaceholderText(words("basemap.search"))
        self.search.setAccessibleName(words("basemap.search"))
        self.list.setAccessibleName(words("basemap.title"))
        self.key.setAccessibleName(words("basemap.key"))
        self.facts.setStyleSheet(f"color: {colour(scene.theme, 'text_2').name()}")
        self.facts.setMinimumHeight(4 * self.facts.fontMetrics().lineSpacing())
        self.add.setText(words("basemap.add"))
        self.remove.setText(words("basemap.remove"))
        self.close_button.setText(words("panel.close"))
        for name, label in self._labels.items():
            label.setText(words(f"basemap.own.{name}"))
        self.own_address.setPlaceholderText(words("basemap.own.hint"))
        kept_datum = max(self.own_datum.currentIndex(), 0)
        self.own_datum.clear()
        for datum in ("wgs84", "gcj02"):
            self.own_datum.addItem(words(f"basemap.datum.{datum}"), datum)
        self.own_datum.setCurrentIndex(kept_datum)
        self.list.clear()
        for each in (None, *presets(), *read_basemaps(basemaps_file()).own, *listed()):
            item = QListWidgetItem(_name(each, words))
            item.setData(_OWN, each)
            self.list.addItem(item)
            if (each.id if each is not None else "") == wanted:
                self.list.setCurrentItem(item)
        self._filter(self.search.text())
        self._show()


def _name(basemap: Basemap | None, words: Messages) -> str:
    if basemap is None:
        return words("action.basemap_builtin")
    title = basemap.title(words.language)
    return words("basemap.with_key", title=title) if basemap.key else title


def _facts(basemap: Basemap | None, words: Messages) -> list[str]:
    """Credit, review number, datum and terms, one a line."""
    if basemap is None:
        return [words("basemap.about_builtin")]
    lines = [basemap.credit] if basemap.credit else []
    if basemap.datum == "gcj02":
        lines.append(words("basemap.shifted"))
    if not basemap.may_store:
        lines.append(words("basemap.not_stored"))
    if not basemap.may_print:
        lines.append(words("basemap.not_printed"))
    return lines
