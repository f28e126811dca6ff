"""Which look each row of a layer of the user's own gets: classes, resolved for one theme.

The painter, the legend and the exports ask here, so a class has one colour everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geo.record import dataclass

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.shapes import ShapeKind
    from layers.layer import Layer
    from layers.style import Style, Symbol

__all__ = ["Looks", "looks_of"]

KINDS: Final[tuple[ShapeKind, ...]] = ("polygon", "line", "point")


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """The classes of a layer.

    Attributes
    ----------
    symbols : tuple of Symbol
        One for each class, in the order of the legend.
    classes : (rows,) array of int32
        The class of each row; -1 for a row that is not drawn.
    """

    symbols: tuple[Symbol, ...]
    classes: NDArray[np.int32]


def looks_of(layer: Layer, style: Style) -> Looks:
    """The look of every row of ``layer`` in ``style``, by its attribute ``class``.

    Rows of the user's own are told apart by their geometry alone, since a million attributes take
    seconds to go through: of a mixed row the polygon decides, then the line.
    """
    if layer.group == "own":
        names, classes = _by_kind(layer)
    else:
        numbers: dict[str, int] = {}
        found = [numbers.setdefault(style.class_of(row), len(numbers)) for row in layer.attributes]
        names, classes = list(numbers), np.array(found, dtype=np.int32)
    return Looks(tuple(style.symbol_for({"class": name}) for name in names), classes)


def _by_kind(layer: Layer) -> tuple[list[str], NDArray[np.int32]]:
    """The classes of the rows, in the order of their first rows."""
    kinds = np.full(len(layer.ids), KINDS.index("point"), dtype=np.int32)
    for geometry in sorted(layer.geometry, key=lambda each: -KINDS.index(each.shapes.kind)):
        kinds[geometry.rows] = KINDS.index(geometry.shapes.kind)
    present, first = np.unique(kinds, return_index=True)
    order = present[np.argsort(first)]
    numbers = np.zeros(len(KINDS), dtype=np.int32)
    numbers[order] = np.arange(len(order))
    return [f"own_{KINDS[kind]}" for kind in order.tolist()], numbers[kinds]
