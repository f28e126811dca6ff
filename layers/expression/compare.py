"""Comparing whole columns: 1 where it is so, 0 where not, NaN where unknown."""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from layers.expression.values import Numbers, Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from layers.expression.syntax import Comparison
    from layers.expression.values import Column

__all__ = ["alike", "compared"]

_SIGNS: Final[Mapping[Comparison, Callable[[Any, Any], Any]]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compared(sign: Comparison, left: Column, right: Column) -> NDArray[np.float64]:
    """Two columns of one kind compared row by row; texts by their code points, as in SQL's binary order."""
    if isinstance(left, Numbers) and isinstance(right, Numbers):
        a, b = left.values, right.values
    else:
        assert isinstance(left, Texts)
        assert isinstance(right, Texts)
        if len(right.labels) == 1:
            told = [float(_SIGNS[sign](label, right.labels[0])) for label in left.labels.tolist()]
            found = left.mapped(np.array(told, dtype=np.float64))
            return np.where(right.unknown, np.nan, found)
        rank = {label: i for i, label in enumerate(sorted({*left.labels.tolist(), *right.labels.tolist()}))}
        a, b = (
            each.mapped(np.array([rank[label] for label in each.labels.tolist()], dtype=np.float64))
            for each in (left, right)
        )
    return np.where(np.isnan(a) | np.isnan(b), np.nan, _SIGNS[sign](a, b))


def alike(texts: Texts, patterns: Texts) -> NDArray[np.float64]:
    """Whether each text is as its pattern says; each different pair is looked at once."""
    if len(patterns.labels) == 1:
        pattern = _pattern(patterns.labels[0])
        told = np.array([pattern.fullmatch(label) is not None for label in texts.labels.tolist()], dtype=np.float64)
        return np.where(patterns.unknown, np.nan, texts.mapped(told))
    codes, wanted = np.broadcast_arrays(texts.codes, patterns.codes)
    pairs = np.where((codes < 0) | (wanted < 0), -1, wanted.astype(np.int64) * len(texts.labels) + codes)
    different, back = np.unique(pairs, return_inverse=True)
    compiled = [_pattern(label) for label in patterns.labels.tolist()]
    told = np.full(len(different), np.nan)
    for i, pair in enumerate(different.tolist()):
        if pair >= 0:
            which, text = divmod(pair, len(texts.labels))
            told[i] = compiled[which].fullmatch(texts.labels[text]) is not None
    return np.asarray(told[back.reshape(pairs.shape)])


def _pattern(written: str) -> re.Pattern[str]:
    """% is any run of characters, _ just one; runs of % are one."""
    parts = (".*" if each.startswith("%") else "." if each == "_" else re.escape(each) for each in _cut(written))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)


def _cut(written: str) -> list[str]:
    return re.findall(r"%+|_|[^%_]+", written)
