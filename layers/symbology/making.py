"""Symbologies made of what a layer holds: the values of a field, or its numbers in ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from layers.classify import bounds_of
from layers.expression.values import as_numbers, as_texts, number_in
from layers.fields import column
from layers.symbology.symbology import PLAIN, Categorised, Category, Graduated, Look

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.layer import Layer
    from layers.symbology.symbology import Scheme

__all__ = ["MOST_CATEGORIES", "categorised", "graduated", "histogram", "numbers_of"]

MOST_CATEGORIES: Final = 24  # rarer values share the look of all others
QUALITATIVE: Final = "bright"
SEQUENTIAL: Final = "blues"


def categorised(layer: Layer, field: str, base: Look = PLAIN, ramp: str = QUALITATIVE) -> Categorised:
    """A class for each of the most frequent values of a field, the most frequent first; unknown is a class too.

    Raises
    ------
    KeyError
        Where the layer has no such field.
    """
    texts = as_texts(column(layer, field))
    blank = np.array([not label.strip() for label in texts.labels.tolist()], dtype=bool)
    counts = np.bincount(texts.codes[texts.codes >= 0], minlength=len(texts.labels))
    shown = np.flatnonzero((counts > 0) & ~blank)
    # Equally frequent ones in the order of their numbers or letters, so that the same data gives the same map.
    chosen = sorted(shown.tolist(), key=lambda code: (-counts[code], _rank(str(texts.labels[code]))))[:MOST_CATEGORIES]
    classes = [Category(str(texts.labels[code])) for code in chosen]
    if texts.unknown.any() or counts[blank].any():
        classes.append(Category(None))
    other = Look() if len(shown) > len(chosen) else None
    return Categorised(field, tuple(classes), other, ramp, base=base)


def graduated(
    layer: Layer,
    field: str,
    scheme: Scheme = "quantiles",
    count: int = 5,
    base: Look = PLAIN,
    ramp: str = SEQUENTIAL,
    reverse: bool = False,
    unit: str = "",
) -> Graduated:
    """The numbers of a field in ranges; unknown is a class of its own where any is.

    No range where the field holds no number.

    Raises
    ------
    KeyError
        Where the layer has no such field.
    """
    values = numbers_of(layer, field)
    bounds = bounds_of(values, scheme, count)
    classes = max(len(bounds) - 1, 0)
    missing = Look() if np.isnan(values).any() else None
    return Graduated(field, scheme, bounds, ("",) * classes, (Look(),) * classes, missing, ramp, reverse, unit, base)


def numbers_of(layer: Layer, field: str) -> NDArray[np.float64]:
    """The numbers of a field: (rows,), NaN where there is none.

    Raises
    ------
    KeyError
        Where the layer has no such field.
    """
    numbers = as_numbers(column(layer, field))
    return np.full(len(layer.ids), np.nan) if numbers is None else numbers.values


def histogram(values: NDArray[np.float64], bins: int = 48) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """How many known numbers lie in each of ``bins`` equal steps: counts (bins,), their limits (bins + 1,)."""
    known = values[np.isfinite(values)]
    if not len(known):
        return np.zeros(bins, dtype=np.int64), np.linspace(0, 1, bins + 1)
    counts, limits = np.histogram(known, bins)
    return counts.astype(np.int64), limits.astype(np.float64)


def _rank(label: str) -> tuple[float, str]:
    """By number where a label is one, then by letters."""
    number = number_in(label)
    return (np.inf if np.isnan(number) else number), label
