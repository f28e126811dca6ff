"""Select by location: the features of one layer by where those of another lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox

from desktop.panels.choice import Choice
from desktop.select_dialog import SelectDialog
from layers.figures import number_text
from layers.messages import messages
from layers.select.location import RELATIONS
from layers.selection import selected_in

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.document import Document
    from desktop.selector import Selector
    from layers.messages import Messages

__all__ = ["LocationDialog"]

FARTHEST_M = 100_000.0
FIRST_M = 500.0


class LocationDialog(SelectDialog):
    """Which layer, how it lies, to which other."""

    def __init__(self, document: Document, selector: Selector, parent: QWidget | None = None) -> None:
        super().__init__(document, selector, "select.by_location", parent)
        self.relation, self.source = Choice(), Choice()
        self.distance = QDoubleSpinBox()
        self.distance.setRange(0.0, FARTHEST_M)
        self.distance.setDecimals(0)
        self.distance.setSingleStep(100.0)
        self.distance.setValue(FIRST_M)
        self.distance.setSuffix(" m")
        self.distance.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.only = QCheckBox()
        self.add_row("relation", self.relation)
        self.add_row("distance", self.distance)
        self.add_row("source", self.source)
        self.form.addRow("", self.only)
        self.relation.currentIndexChanged.connect(self._fit)
        self.source.currentIndexChanged.connect(self._count)
        document.scene_changed.connect(self._count)

    def ask(self) -> None:
        """Look for them."""
        target, source = self.target.currentData(), self.source.currentData()
        if target and source:
            self.say(messages(self.document.scene.language)("select.doing"))
            self.selector.by_location(
                target,
                source,
                self.relation.currentData(),
                self.distance.value(),
                self.wanted_mode,
                self.only.isChecked() and self.only.isEnabled(),
            )

    def name_rows(self, words: Messages) -> None:
        """Relations and layers in a language; a layer with a selection is offered first to compare with."""
        kept = self.relation.currentData() or RELATIONS[0]
        fresh = self.source.currentData() is None
        with QSignalBlocker(self.relation):
            self.relation.clear()
            for relation in RELATIONS:
                self.relation.addItem(words(f"select.relation.{relation}"), relation)
            self.relation.setCurrentIndex(RELATIONS.index(kept))
        self.offer(self.source, words)
        if fresh:
            chosen = sorted(
                (layer.id for layer in self.selector.choices() if self._selected(layer.id)),
                key=lambda layer_id: layer_id == self.target.currentData(),
            )
            self.source.setCurrentIndex(max(self.source.findData(chosen[0] if chosen else "zones"), 0))
            self.only.setEnabled(False)
        self._fit()
        self._count()

    def _selected(self, layer_id: str) -> int:
        return len(selected_in(self.document.scene.selection, layer_id))

    def _fit(self, *_: object) -> None:
        self.form.setRowVisible(self.distance, self.relation.currentData() == "distance")
        self.adjustSize()

    def _count(self, *_: object) -> None:
        count = self._selected(self.source.currentData() or "")
        could = self.only.isEnabled()
        self.only.setText(messages(self.document.scene.language)("select.only_selected", count=number_text(count)))
        self.only.setEnabled(count > 0)
        if count and not could:
            self.only.setChecked(True)
