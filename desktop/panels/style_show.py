"""Fills the fields of the style panel with what a layer is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from desktop.panels.style_changes import kind_of
from desktop.panels.style_form import DASHES, fill_box
from desktop.panels.style_rows import ClassRow
from desktop.panels.style_work import quoted, ranked
from desktop.theme import colour
from layers.classify import FIXED
from layers.fields import fields
from layers.looks import KINDS, row_kinds
from layers.style import load_style
from layers.symbology.classes import fault_of
from layers.symbology.key import key_of
from layers.symbology.labelled import label_fault
from layers.symbology.symbology import Graduated, Labelling, RuleBased, Single

if TYPE_CHECKING:
    from desktop.panels.style_form import StyleForm
    from desktop.panels.style_work import Spread
    from layers.layer import Layer
    from layers.messages import Messages
    from layers.scene import Scene
    from layers.style import Symbol, Theme
    from layers.symbology.key import KeyRow

__all__ = ["show_layer"]


def show_layer(form: StyleForm, scene: Scene, layer: Layer, spread: Spread | None, words: Messages) -> None:
    """Bring every field up to date."""
    kind, symbology = kind_of(layer), layer.symbology
    rows = key_of(layer, load_style(scene.theme))
    form.speak(words)
    fill_box(form.layer, ((each.title, each.id) for each in reversed(scene.layers) if each.group == "own"))
    form.layer.setCurrentIndex(form.layer.findData(layer.id))
    form.kind.setCurrentIndex(form.kind.findData(kind))
    _show_way(form, scene, layer, spread, rows, words)
    classed = symbology is not None and not isinstance(symbology, Single)
    form.rows.show_rows(_class_rows(layer, rows, words) if classed else (), words, scene.theme)
    form.show_rows(rows=classed, add_rule=kind == "rules", colour=not classed)
    form.colour.show_symbol(rows[0], scene.theme)
    _show_symbol(form, layer, rows[0].symbol)
    _show_labels(form, layer, words, scene.theme)


def _show_way(
    form: StyleForm, scene: Scene, layer: Layer, spread: Spread | None, rows: tuple[KeyRow, ...], words: Messages
) -> None:
    symbology, kind = layer.symbology, kind_of(layer)
    graded = isinstance(symbology, Graduated)
    by_field = kind in ("categorised", "graduated")
    form.show_rows(field=by_field, scheme=graded, unit=graded, histogram=graded, ramp=kind != "single")
    empty = graded and isinstance(symbology, Graduated) and not symbology.looks
    form.note.setText(words("style.no_numbers") if empty else "")
    form.show_rows(note=empty)
    if by_field:
        fill_box(form.field, ((each.name, each.name) for each in ranked(layer, graded)))
        form.field.setCurrentIndex(form.field.findData(getattr(symbology, "field", "")))
    if symbology is not None and not isinstance(symbology, Single):
        order = ("sequential", "diverging") if graded else ("qualitative", "sequential", "diverging")
        form.ramp.show_ramps(scene.theme, order, symbology.reverse, symbology.ramp)  # type: ignore[arg-type]
        form.reverse.setChecked(symbology.reverse)
    if isinstance(symbology, Graduated):
        form.scheme.setCurrentIndex(form.scheme.findData(symbology.scheme))
        form.count.setVisible(symbology.scheme not in FIXED)
        if not form.count.hasFocus() and symbology.looks and symbology.scheme not in FIXED:
            form.count.setValue(max(len(symbology.looks), 2))
        if form.unit.text().strip() != symbology.unit:
            form.unit.setText(symbology.unit)
        counts, limits = spread if spread is not None else (np.zeros(0, dtype=np.int64), np.zeros(1))
        colours = tuple(row.symbol.fill or row.symbol.edge or "" for row in rows[: len(symbology.looks)])
        form.histogram.show_counts(counts, limits, symbology.bounds, colours, scene.theme)


def _class_rows(layer: Layer, rows: tuple[KeyRow, ...], words: Messages) -> list[ClassRow]:
    symbology = layer.symbology
    if not isinstance(symbology, RuleBased):
        return [ClassRow(row) for row in rows]
    found = []
    for row in rows:
        if row.number >= len(symbology.rules):
            found.append(ClassRow(row))
            continue
        rule = symbology.rules[row.number]
        fault = fault_of(layer, rule.when)
        found.append(ClassRow(row, rule.when, rule.label, words.error(fault) if fault else ""))
    return found


def _show_symbol(form: StyleForm, layer: Layer, symbol: Symbol) -> None:
    kinds = {KINDS[number] for number in np.unique(row_kinds(layer)).tolist()}
    form.show_rows(radius="point" in kinds, shape="point" in kinds, dash=kinds != {"point"})
    line = kinds == {"line"}
    form.opacity.setValue(round((symbol.edge_opacity if line else symbol.opacity) * 100))
    form.line_width.setValue(symbol.width)
    form.radius.setValue(symbol.radius or form.radius.value())
    form.dash.setCurrentIndex(max(form.dash.findData(_dash_name(symbol.dash)), 0))
    form.shape.setCurrentIndex(form.shape.findData(symbol.shape))


def _dash_name(dash: tuple[float, ...]) -> str:
    return next((name for name, each in DASHES.items() if each == dash), "dashed")


def _show_labels(form: StyleForm, layer: Layer, words: Messages, theme: Theme) -> None:
    names = [each.name for each in fields(layer)]
    fill_box(form.label, [(words("style.no_labels"), ""), *((name, quoted(name)) for name in names)])
    now = layer.labelling
    form.show_rows(size=now is not None, scale=now is not None)
    place = form.label.findData(now.text if now is not None else "")
    if place >= 0:
        form.label.setCurrentIndex(place)
    elif now is not None and not form.label.hasFocus():
        form.label.setEditText(now.text)
    fault = label_fault(layer, now.text) if now is not None else None
    form.label_note.setText(words.error(fault) if fault else "")
    form.label_note.setStyleSheet(f"color: {colour(theme, 'error').name()}")
    form.show_rows(label_note=fault is not None)
    set_up = now or Labelling("")
    form.text_size.setValue(set_up.size)
    form.bold.setChecked(set_up.bold)
    form.scale.setCurrentIndex(max(form.scale.findData(set_up.from_scale), 0))
