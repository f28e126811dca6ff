"""Which look each row of a layer of the user's own gets: classes, resolved for one theme.

The painter, the legend and the exports ask here, so a class has one colour everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.record import dataclass

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.layer import Layer
    from layers.style import Style, Symbol

__all__ = ["Looks", "looks_of"]


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
    """The look of every row of ``layer`` in ``style``, by its attribute ``class``."""
    names: dict[str, int] = {}
    classes = np.array([names.setdefault(style.class_of(row), len(names)) for row in layer.attributes], dtype=np.int32)
    return Looks(tuple(style.symbol_for({"class": name}) for name in names), classes)
