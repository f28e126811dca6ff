"""The features of a large file, each made from its bytes when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, overload

import orjson

from geo.validate import checked_feature

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from geo.collection import Feature
    from geo.issues import FeatureId, Issue

__all__ = ["Bytes", "LazyFeatures"]

_KEPT = 256  # rows that are remembered: a list scrolls and a pointer moves among the same few


class Bytes(Protocol):
    """A text in memory or in a mapped file."""

    def __getitem__(self, part: slice, /) -> bytes:
        """A piece of it."""


class LazyFeatures(Sequence["Feature"]):
    """The usable features of a file, in order.

    Parameters
    ----------
    text : Bytes
        The file.
    spans : (n, 4) array of int64
        Where each feature begins and ends, and its properties; the latter -1 where the feature
        has to be mended before its properties can be told.
    indexes : (n,) array of int64
        The place of each in the file, from 0.
    """

    def __init__(self, text: Bytes, spans: NDArray[np.int64], indexes: NDArray[np.int64]) -> None:
        self._text, self.spans, self.indexes = text, spans, indexes
        self.aside = False  # whether the text is a copy in the cache
        self._kept: dict[int, Mapping[str, Any] | None] = {}

    def __len__(self) -> int:
        """The number of features."""
        return len(self.spans)

    @overload
    def __getitem__(self, row: int) -> Feature: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[Feature, ...]: ...
    def __getitem__(self, row: int | slice) -> Feature | tuple[Feature, ...]:
        """A feature as it was read, mended in the same way; IndexError where there is none."""
        if isinstance(row, slice):
            return tuple(self[each] for each in range(*row.indices(len(self))))
        row = range(len(self))[row]
        issues: list[Issue] = []
        feature = checked_feature(self.raw(row), int(self.indexes[row]), issues)
        if feature is None:
            raise AssertionError(issues)  # it was sound when the file was opened, and the bytes are the same
        return feature

    def raw(self, row: int) -> Any:
        """A feature as the parser gives it, not yet checked."""
        begin, end = self.spans[row, :2].tolist()
        return orjson.loads(self._text[begin:end])

    def text(self, begin: int, end: int) -> bytes:
        """A piece of the file."""
        return self._text[begin:end]

    @property
    def source(self) -> Bytes:
        """What the features are made from."""
        return self._text

    def move_to(self, text: Bytes) -> None:
        """From now on read from a copy of the same bytes."""
        self._text = text
        self.aside = True

    def properties(self, row: int) -> Mapping[str, Any] | None:
        """The properties of a feature, without reading its geometry where that is not needed."""
        if row in self._kept:
            return self._kept[row]
        begin, end = self.spans[row, 2:].tolist()
        found = self[row].properties if begin < 0 else orjson.loads(self._text[begin:end])
        while len(self._kept) >= _KEPT:
            self._kept.pop(next(iter(self._kept)), None)
        self._kept[row] = found
        return found

    def id_of(self, row: int) -> FeatureId:
        """A feature's own id."""
        if self.spans[row, 2] < 0:
            return self[row].id
        found: FeatureId = self.raw(row).get("id")
        return found
