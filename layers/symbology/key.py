"""What the legend says of a layer: a row for each class, with how many features are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.record import dataclass
from layers.expression.values import said
from layers.looks import KINDS, row_kinds
from layers.remembered import Remembered
from layers.symbology.classes import row_classes
from layers.symbology.symbology import Graduated, Single
from layers.symbology.symbols import class_looks, symbol_of

if TYPE_CHECKING:
    from geo.shapes import ShapeKind
    from layers.layer import Layer
    from layers.style import Style, Symbol
    from layers.symbology.symbology import Symbology

__all__ = ["KeyRow", "key_of", "range_label", "said_short"]


_KEYS = Remembered(24)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One class of a layer.

    Attributes
    ----------
    number : int
        Of the class; -1 for the whole of a layer without classes.
    text : str
        Its words, where the data or the person has some.
    key : str
        Else the message key of its words.
    kind : {"polygon", "line", "point"}
        What most of its features are.
    symbol : Symbol
        As on the map.
    count : int
        How many features it has, hidden ones too.
    """

    number: int
    text: str
    key: str
    kind: ShapeKind
    symbol: Symbol
    count: int


def key_of(layer: Layer, style: Style) -> tuple[KeyRow, ...]:
    """The rows of a layer of the user's, in the order of its classes; a layer without classes has one."""
    return _KEYS.of(layer, (layer.title, layer.symbology, style.theme), lambda: _key_of(layer, style))


def _key_of(layer: Layer, style: Style) -> tuple[KeyRow, ...]:
    symbology: Symbology = layer.symbology or Single()
    classes, kinds = row_classes(layer, symbology), row_kinds(layer)
    looks = class_looks(symbology, style.theme)
    shown = classes >= 0
    table = np.bincount(classes[shown] * 3 + kinds[shown], minlength=3 * len(looks)).reshape(-1, 3)
    usual = int(table.sum(axis=0).argmax()) if len(table) else 0
    rows = []
    for number, each in enumerate(looks):
        counts = table[number]
        kind = KINDS[int(counts.argmax()) if counts.any() else usual]
        text = each.label
        if isinstance(symbology, Graduated) and not each.key and not text:
            text = range_label(symbology, number)
        single = isinstance(symbology, Single)
        symbol = style.symbol_for({"class": f"own_{kind}"}) if layer.symbology is None else symbol_of(each, kind, style)
        text = layer.title if single else text
        rows.append(KeyRow(-1 if single else number, text, each.key, kind, symbol, int(counts.sum())))
    return tuple(rows)


def range_label(symbology: Graduated, number: int) -> str:
    """The bounds of a class as people read them: 10 – 20 km²; one number where both are the same."""
    low, high = symbology.bounds[number], symbology.bounds[number + 1]
    figures = said_short(low) if low == high else f"{said_short(low)} – {said_short(high)}"
    return f"{figures} {symbology.unit}".rstrip()


def said_short(value: float) -> str:
    """A bound with thousands apart, and without the noise of binary fractions."""
    rounded = float(f"{value:.12g}")
    return f"{int(rounded):,}" if said(rounded).lstrip("-").isdigit() else f"{rounded:,.12g}"
