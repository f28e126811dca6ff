"""The panel that says how a layer of the user's looks; the map follows each edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from desktop.panels.panel import Panel
from desktop.panels.style_changes import (
    class_coloured,
    class_named,
    kind_of,
    rule_added,
    rule_removed,
    rule_written,
    with_base,
    with_label,
    with_ramp,
    with_unit,
)
from desktop.panels.style_edit import StyleEdit
from desktop.panels.style_form import DASHES, StyleForm
from desktop.panels.style_rows import pick_colour
from desktop.panels.style_show import show_layer
from desktop.panels.style_work import StyleWork, Wanted, ranked
from geo.record import replace
from layers.style import load_style
from layers.symbology.key import key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from desktop.document import Document
    from desktop.panels.style_work import Made, Spread
    from layers.layer import Layer
    from layers.scene import Scene
    from layers.symbology.symbology import Scheme, Symbology

__all__ = ["StylePanel"]


class StylePanel(Panel):
    """Chooses a symbology for a layer, class by class if need be, and its labels.

    Signals
    -------
    closed
        It was put away, and what it did stays.
    """

    closed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, "panel.style", parent)
        self.edit, self.work, self.form = StyleEdit(document, self), StyleWork(self), StyleForm()
        self.spread: tuple[str, Spread] | None = None
        self._spread_of = ""
        self._filling = False
        area = QScrollArea()
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.body.addWidget(area, 1)
        self._revert = self.add_button("undo", "style.revert")
        self._close = self.add_button("close", "panel.close")
        self._revert.clicked.connect(self.edit.revert)
        self._close.clicked.connect(self.put_away)
        self.work.made.connect(self._take)
        self.work.busy.connect(lambda busy: self.form.show_rows(busy=busy))
        self.form.show_rows(busy=False)
        self._connect()
        self.follow()

    @property
    def layer(self) -> Layer | None:
        """The layer whose look is edited."""
        return self.edit.layer

    def open_for(self, layer_id: str) -> None:
        """Edit the look of a layer of the user's."""
        self.work.stop()
        self.spread, self._spread_of = None, ""
        self.edit.begin(layer_id)
        self.refresh(self.document.scene)

    def put_away(self) -> None:
        """Close it; what was done stays, and can be undone step by step."""
        self.work.stop()
        self.edit.end()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back all that was done since it was opened."""
        if event.key() == Qt.Key.Key_Escape:
            self.edit.revert()
        else:
            super().keyPressEvent(event)

    def refresh(self, scene: Scene) -> None:
        """The fields as the layer is now."""
        layer = self.layer
        if layer is None:
            if not self.isHidden() and self.edit.editing:
                self.put_away()  # the layer was closed
            return
        self.set_title(self.words("style.title", name=layer.title))
        field = getattr(layer.symbology, "field", "")
        if kind_of(layer) == "graduated" and field != self._spread_of:
            self.spread, self._spread_of = None, field
            self.work.spread(layer, field)
        self._filling = True
        show_layer(self.form, scene, layer, self.spread[1] if self.spread else None, self.words)
        self._filling = False
        self._revert.setEnabled(self.edit.changed)

    def _connect(self) -> None:
        form = self.form
        form.layer.activated.connect(lambda: self.open_for(str(form.layer.currentData())))
        form.kind.activated.connect(self._choose_kind)
        form.field.activated.connect(self._choose_way)
        form.scheme.activated.connect(self._choose_way)
        form.count.valueChanged.connect(self._choose_way)
        form.unit.textEdited.connect(lambda text: self._change(lambda each: with_unit(each, text)))
        form.ramp.activated.connect(self._choose_ramp)
        form.reverse.toggled.connect(self._choose_ramp)
        form.rows.label_written.connect(lambda i, text: self._change(lambda each: class_named(each, i, text)))
        form.rows.rule_written.connect(self._write_rule)
        form.rows.removed.connect(lambda i: self._change(lambda each: rule_removed(each, i)))
        form.rows.colour_wanted.connect(self._ask_class_colour)
        form.add_rule.clicked.connect(self._add_rule)
        form.colour.clicked.connect(self._ask_colour)
        form.opacity.valueChanged.connect(lambda value: self._set_base(opacity=value / 100))
        form.line_width.valueChanged.connect(lambda value: self._set_base(width=value))
        form.dash.activated.connect(lambda: self._set_base(dash=DASHES[str(form.dash.currentData())]))
        form.radius.valueChanged.connect(lambda value: self._set_base(radius=value))
        form.shape.activated.connect(lambda: self._set_base(shape=str(form.shape.currentData())))
        form.label.activated.connect(self._choose_label)
        form.written.editingFinished.connect(self._choose_label)
        form.text_size.valueChanged.connect(self._choose_label)
        form.bold.toggled.connect(self._choose_label)
        form.scale.activated.connect(self._choose_label)

    def _change(self, change: Callable[[Layer], Symbology | None]) -> None:
        """Apply a change of the symbology."""
        if not self._filling:
            self.edit.apply(lambda layer: replace(layer, symbology=change(layer)))

    def _set_base(self, **look: object) -> None:
        self._change(lambda layer: with_base(layer, **look))

    def _choose_kind(self) -> None:
        layer, kind = self.layer, str(self.form.kind.currentData())
        if layer is None or kind == kind_of(layer):
            return
        self.edit.pause()
        suited = ranked(layer, numeric=kind == "graduated")
        self._make(Wanted(kind, suited[0].name if suited else ""))

    def _choose_way(self) -> None:
        form, layer = self.form, self.layer
        if self._filling or layer is None:
            return
        scheme: Scheme = form.scheme.currentData() or "quantiles"
        self._make(Wanted(kind_of(layer), str(form.field.currentData() or ""), scheme, form.count.value()))

    def _make(self, wanted: Wanted) -> None:
        layer = self.layer
        if layer is not None:
            self.work.make(layer, wanted)

    def _take(self, made: Made) -> None:
        """Show what was worked out; what was set meanwhile stays set."""
        if made.spread is not None:
            self.spread, self._spread_of = made.spread, made.spread[0]
        wanted, symbology = made.layer, made.symbology
        if wanted is not None:
            self.edit.apply(lambda layer: replace(layer, symbology=wanted.symbology, labelling=wanted.labelling))
        elif symbology is not None:
            self.edit.apply(lambda layer: replace(layer, symbology=_based(symbology, layer.symbology)))
        self.refresh(self.document.scene)

    def _go_through(self, change: Callable[[Layer], Layer]) -> None:
        """Apply a change for which all rows have to be looked at."""
        layer = self.layer
        if layer is not None and not self._filling:
            wanted = change(layer)
            if (wanted.symbology, wanted.labelling) != (layer.symbology, layer.labelling):
                self.work.change(layer, wanted)

    def _choose_ramp(self) -> None:
        name, reverse = self.form.ramp.name, self.form.reverse.isChecked()
        self._change(lambda layer: with_ramp(layer, name, reverse))

    def _choose_label(self) -> None:
        if self._filling:
            return
        form = self.form
        place = form.label.findText(form.label.currentText())
        text = str(form.label.itemData(place)) if place >= 0 else form.label.currentText().strip()
        size, bold, scale = form.text_size.value(), form.bold.isChecked(), form.scale.currentData()
        self._go_through(lambda layer: with_label(layer, text, size, bold, scale))

    def _write_rule(self, number: int, text: str) -> None:
        self._go_through(lambda layer: replace(layer, symbology=rule_written(layer, number, text)))

    def _add_rule(self) -> None:
        self.edit.pause()
        self._change(rule_added)

    def _ask_colour(self) -> None:
        self._ask(-1, lambda colour: self._set_base(colour=colour))

    def _ask_class_colour(self, number: int) -> None:
        self._ask(number, lambda colour: self._change(lambda layer: class_coloured(layer, number, colour)))

    def _ask(self, number: int, chosen: Callable[[str], None]) -> None:
        layer = self.layer
        if layer is None:
            return
        rows = key_of(layer, load_style(self.document.scene.theme))
        symbol = rows[max(number, 0)].symbol
        self.edit.pause()
        dialog = pick_colour(self, symbol.fill or symbol.edge or "", self.words("style.colour"))
        dialog.currentColorChanged.connect(lambda colour: chosen(_hex(colour)))
        dialog.rejected.connect(lambda: self._change(lambda _: layer.symbology))
        dialog.open()


def _hex(colour: QColor) -> str:
    return colour.name().upper()


def _based(made: Symbology, now: Symbology | None) -> Symbology:
    return made if now is None else replace(made, base=now.base)
