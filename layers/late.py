"""Tables that are read when somebody first looks into them.

The map opens with zones, places and what is docked at them; initiatives, figures and schemes
are told in panels that come after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Late"]

_Row = TypeVar("_Row")


class Late(Mapping[str, _Row]):
    """A read-only mapping made by ``read`` at the first look into it.

    What ``read`` raises comes out of that first look, so only what is known to be in order may
    be read late: the register that comes with the program, which the tests check.
    """

    def __init__(self, read: Callable[[], Mapping[str, _Row]]) -> None:
        self._read = read

    @cached_property
    def _rows(self) -> Mapping[str, _Row]:
        return self._read()

    def __getitem__(self, key: str) -> _Row:
        """The row with that id."""
        return self._rows[key]

    def __iter__(self) -> Iterator[str]:
        """The ids in the order of the file."""
        return iter(self._rows)

    def __len__(self) -> int:
        """The number of rows."""
        return len(self._rows)
