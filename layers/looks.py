"""Which look each row of a layer of the user's own gets: classes, resolved for one theme.

The painter, the legend and the exports ask here, so a class has one colour everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geo.record import dataclass
from layers.remembered import Remembered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.shapes import ShapeKind
    from layers.layer import Layer
    from layers.style import Style, Symbol
    from layers.symbology import Symbology

__all__ = ["KINDS", "Looks", "at_scale", "left_out", "looks_of", "row_kinds"]

KINDS: Final[tuple[ShapeKind, ...]] = ("polygon", "line", "point")  # of a mixed row the first decides
_LOOKS, _KINDS = Remembered(24), Remembered(12)


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """The classes of a layer.

    Attributes
    ----------
    symbols : tuple of Symbol
        One for each class, in the order of the legend; where a layer has several kinds of
        shapes, one for each class and kind.
    classes : (rows,) array of int32
        The class of each row; -1 for a row that is not drawn.
    """

    symbols: tuple[Symbol, ...]
    classes: NDArray[np.int32]


def looks_of(layer: Layer, style: Style) -> Looks:
    """The look of every row of ``layer`` in ``style``: by its symbology, else by its attribute ``class``.

    Rows of the user's own are never looked at one by one; the last few answers are kept.
    """
    if layer.group != "own":
        return _by_class(layer, style)
    symbology = layer.symbology
    if symbology is None:
        return _LOOKS.of(layer, style.theme, lambda: _plain(layer, style))
    return _LOOKS.of(layer, (symbology, style.theme), lambda: _chosen(layer, symbology, style))


def at_scale(layer: Layer, scale: float) -> Layer:
    """The layer with those rules of its symbology alone that count at 1 : ``scale``."""
    if layer.symbology is None:
        return layer
    from layers.symbology.classes import with_rules_at

    return with_rules_at(layer, scale)


def left_out(layer: Layer) -> NDArray[np.bool_] | None:
    """Which rows a layer's symbology does not draw: (rows,); None where it draws all."""
    if layer.symbology is None:
        return None
    from layers.symbology.classes import row_classes

    unseen = row_classes(layer, layer.symbology) < 0
    return unseen if unseen.any() else None


def row_kinds(layer: Layer) -> NDArray[np.int8]:
    """Whether each row is an area (0), a line (1) or a point (2); of a mixed row the first: (rows,)."""
    return _KINDS.of(layer, len(layer.ids), lambda: _row_kinds(layer))


def _by_class(layer: Layer, style: Style) -> Looks:
    names: dict[str, int] = {}
    classes = np.array([names.setdefault(style.class_of(row), len(names)) for row in layer.attributes], dtype=np.int32)
    return Looks(tuple(style.symbol_for({"class": name}) for name in names), classes)


def _row_kinds(layer: Layer) -> NDArray[np.int8]:
    found = np.full(len(layer.ids), KINDS.index("point"), dtype=np.int8)
    for each in sorted(layer.geometry, key=lambda each: -KINDS.index(each.shapes.kind)):
        found[each.rows] = KINDS.index(each.shapes.kind)
    found.setflags(write=False)
    return found


def _plain(layer: Layer, style: Style) -> Looks:
    there, first, classes = np.unique(row_kinds(layer), return_index=True, return_inverse=True)
    order = np.argsort(first)  # of first appearance, as in a legend
    symbols = tuple(style.symbol_for({"class": f"own_{KINDS[there[i]]}"}) for i in order)
    return Looks(symbols, np.argsort(order).astype(np.int32)[classes])


def _chosen(layer: Layer, symbology: Symbology, style: Style) -> Looks:
    from layers.symbology.classes import row_classes
    from layers.symbology.symbols import class_looks, symbol_of

    numbers = row_classes(layer, symbology)
    there, place = np.unique(row_kinds(layer), return_inverse=True)
    made = class_looks(symbology, style.theme)
    symbols = tuple(symbol_of(each, KINDS[kind], style) for each in made for kind in there.tolist())
    if len(there) == 1:
        return Looks(symbols, numbers)
    classes = np.where(numbers < 0, -1, numbers * len(there) + place).astype(np.int32)
    return Looks(symbols, classes)
