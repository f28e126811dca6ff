"""Features by what their attributes say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.expression import holds, parse
from layers.fields import column

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.layer import Layer

__all__ = ["rows_by_condition"]


def rows_by_condition(layer: Layer, text: str) -> NDArray[np.int64]:
    """The rows of a layer in which an expression is true.

    Raises
    ------
    ExpressionError
        Where it cannot be read, names a field that the layer has not, or is no condition.
    """
    return np.flatnonzero(holds(parse(text), lambda name: column(layer, name), len(layer.ids)))
