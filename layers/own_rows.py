"""The rows of a large file of the user's: names, attributes and whole columns, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, overload

import numpy as np

from geo.scan.columns import column, field_names
from geo.scan.identity import hashed, wanted_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray

    from geo.scan.features import LazyFeatures
    from geo.scan.identity import Identities
    from layers.layer import Geometry

    Make = Callable[[Mapping[str, Any], str, str], dict[str, Any]]

__all__ = ["LOOKS", "LazyIds", "LazyRows", "looks_of_rows"]

LOOKS: Final = ("own_polygon", "own_line", "own_point")


def _quiet(_: float) -> None:
    """Nobody waits."""


def looks_of_rows(geometry: Sequence[Geometry], count: int) -> NDArray[np.uint8]:
    """Which of `LOOKS` each row has: of a mixed row the polygon decides, then the line; a point where it has none."""
    kinds = [name.removeprefix("own_") for name in LOOKS]
    found = np.full(count, len(LOOKS) - 1, np.uint8)
    for each in sorted(geometry, key=lambda each: -kinds.index(each.shapes.kind)):
        found[each.rows] = kinds.index(each.shapes.kind)
    return found


class LazyIds(Sequence[str]):
    """What the rows are called; no two alike."""

    def __init__(self, features: LazyFeatures, identities: Identities) -> None:
        self._features, self._identities = features, identities

    def __len__(self) -> int:
        """The number of rows."""
        return len(self._features)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[str, ...]: ...
    def __getitem__(self, row: int | slice) -> str | tuple[str, ...]:
        """The name of a row; IndexError where there is none."""
        if isinstance(row, slice):
            return tuple(self[each] for each in range(*row.indices(len(self))))
        row = range(len(self))[row]
        renamed = self._identities.renamed.get(row)
        if renamed is not None:
            return renamed
        feature_id = self._features.id_of(row) if self._identities.own else None
        return wanted_name(feature_id, int(self._features.indexes[row]))

    def __iter__(self) -> Iterator[str]:
        """All names, in order."""
        if self._identities.own:
            return (self[row] for row in range(len(self)))
        return (str(index + 1) for index in self._features.indexes.tolist())

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """The row of that name; ValueError where there is none."""
        if isinstance(value, str):
            for row in self._candidates(value):
                if row in range(len(self))[start:stop] and self[row] == value:
                    return row
        raise ValueError(value)

    def __contains__(self, value: object) -> bool:
        """Whether a row has that name."""
        return isinstance(value, str) and any(self[row] == value for row in self._candidates(value))

    def _candidates(self, name: str) -> list[int]:
        """Rows that may have that name."""
        if not self._identities.own:
            if not (name.isascii() and name.isdigit()) or len(name) > 18:
                return []
            row = int(np.searchsorted(self._features.indexes, int(name) - 1))
            return [row] if row < len(self) else []
        wanting = np.flatnonzero(self._identities.hashes == np.uint64(hashed(name))).tolist()
        return [*wanting, *(row for row, other in self._identities.renamed.items() if other == name)]


class LazyRows(Sequence["Mapping[str, Any]"]):
    """What the style and the panels look at, row by row.

    Parameters
    ----------
    looks : (rows,) array of uint8
        Which of `LOOKS` each row has.
    make : callable
        Makes the attributes of properties, name and look.
    key : str
        What others make of the same file can be kept under it, see `geo.cache`.
    """

    def __init__(
        self, features: LazyFeatures, ids: LazyIds, looks: NDArray[np.uint8], make: Make, key: str = ""
    ) -> None:
        self._features, self._ids, self._looks, self._make = features, ids, looks, make
        self.key = key

    def __len__(self) -> int:
        """The number of rows."""
        return len(self._features)

    @overload
    def __getitem__(self, row: int) -> Mapping[str, Any]: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[Mapping[str, Any], ...]: ...
    def __getitem__(self, row: int | slice) -> Mapping[str, Any] | tuple[Mapping[str, Any], ...]:
        """The attributes of a row; IndexError where there is none."""
        if isinstance(row, slice):
            return tuple(self[each] for each in range(*row.indices(len(self))))
        row = range(len(self))[row]
        properties = dict(self._features.properties(row) or {})
        return self._make(properties, self._ids[row], LOOKS[self._looks[row]])

    def column(self, name: str, beat: Callable[[float], None] = _quiet) -> list[Any]:
        """A property of all rows, in order; None where a row has none of that name.

        Parameters
        ----------
        name : str
            Of the property.
        beat : function
            Told the share that is done, about every hundredth of a second; what it raises is raised.
        """
        return column(self._features, name, beat)

    def fields(self, beat: Callable[[float], None] = _quiet) -> tuple[str, ...]:
        """The names of all properties of all rows, in order of first appearance; ``beat`` as in `column`."""
        return field_names(self._features, beat)
