"""Arrays whose final length is not known yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Growing"]

_Scalar = TypeVar("_Scalar", bound=np.generic)


class Growing(Generic[_Scalar]):
    """Rows that are added at the end.

    Memory that was asked for and never written costs nothing on the systems we run on, so there is
    always some in store and little is ever copied.
    """

    def __init__(self, dtype: type[_Scalar], *shape: int) -> None:
        self._rows: NDArray[_Scalar] = np.empty((0, *shape), dtype)
        self._count = 0

    def __len__(self) -> int:
        """The number of rows."""
        return self._count

    def expect(self, count: int) -> None:
        """Make room for so many rows in all."""
        if count > len(self._rows):
            rows = np.empty((count, *self._rows.shape[1:]), self._rows.dtype)
            rows[: self._count] = self._rows[: self._count]
            self._rows = rows

    def room(self, count: int) -> NDArray[_Scalar]:
        """The next ``count`` rows, to be filled in."""
        begin, end = self._count, self._count + count
        if end > len(self._rows):
            self.expect(end + end // 2)
        self._count = end
        return self._rows[begin:end]

    def add(self, values: NDArray[Any]) -> None:
        """Add rows."""
        self.room(len(values))[:] = values

    def rows(self) -> NDArray[_Scalar]:
        """All of them."""
        return self._rows[: self._count]
