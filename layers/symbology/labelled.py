"""What is written beside each feature of a layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.expression import ExpressionError, evaluate, parse
from layers.expression.values import as_texts
from layers.fields import column
from layers.remembered import Remembered

if TYPE_CHECKING:
    from layers.expression.values import Texts
    from layers.layer import Layer

__all__ = ["label_fault", "label_texts"]

_TEXTS = Remembered(8)


def label_texts(layer: Layer, text: str) -> Texts | None:
    """The value of an expression for every row; None where it cannot be worked out."""
    found = _worked_out(layer, text)
    return None if isinstance(found, ExpressionError) else found


def label_fault(layer: Layer, text: str) -> ExpressionError | None:
    """What is wrong with it; None where it can be worked out."""
    found = _worked_out(layer, text)
    return found if isinstance(found, ExpressionError) else None


def _worked_out(layer: Layer, text: str) -> Texts | ExpressionError:
    return _TEXTS.of(layer, text, lambda: _evaluated(layer, text))


def _evaluated(layer: Layer, text: str) -> Texts | ExpressionError:
    try:
        return as_texts(evaluate(parse(text), lambda name: column(layer, name), len(layer.ids)))
    except ExpressionError as error:
        return error
