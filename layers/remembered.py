"""What was worked out for a layer, remembered for as long as the layer is there.

Layers are replaced at every change while their geometry and rows stay, so these two tell whose
it is.  It goes when the geometry goes: a closed file must not stay in memory for what was made
of it.
"""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from layers.layer import Layer

__all__ = ["Remembered", "Tied"]

_T = TypeVar("_T")


class Tied(Generic[_T]):
    """One value for each object, by identity, for as long as the object is there; safe to ask from several threads.

    For arrays, which have no hash and so no place in a WeakKeyDictionary.
    """

    def __init__(self) -> None:
        # The end of an object may be told while this very thread holds the lock, in a collection of garbage.
        self._lock = threading.RLock()
        self._kept: dict[int, tuple[weakref.ref[Any], _T]] = {}

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._kept)

    def get(self, anchor: object) -> _T | None:
        """The value of an object; None where it has none."""
        with self._lock:
            found = self._kept.get(id(anchor))
        return found[1] if found is not None and found[0]() is anchor else None

    def tie(self, anchor: object, value: _T) -> None:
        """Give an object its value, in place of what it had."""
        place = id(anchor)

        def forget(gone: weakref.ref[Any]) -> None:
            with self._lock:
                if place in self._kept and self._kept[place][0] is gone:
                    del self._kept[place]

        with self._lock:
            self._kept[place] = (weakref.ref(anchor, forget), value)


class Remembered:
    """The last ``most`` answers of one kind; safe to ask from several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[int, int, Hashable], tuple[weakref.ref[Any], Any, Any]] = OrderedDict()

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._kept)

    def of(self, layer: Layer, key: Hashable, make: Callable[[], _T]) -> _T:
        """The answer to ``key`` for a layer's geometry and rows, made now if need be."""
        anchor = layer.geometry[0].rows if layer.geometry else None
        if anchor is None:  # nothing to be drawn, and nothing that takes long
            return make()
        place = (id(anchor), id(layer.attributes), key)
        with self._lock:
            found = self._kept.get(place)
            if found is not None and found[0]() is anchor:
                self._kept.move_to_end(place)
                known: _T = found[2]
                return known
        made = make()
        with self._lock:
            # The rows are held, so that no others can come to have their identity.
            self._kept[place] = (weakref.ref(anchor, lambda _: self._forget(place)), layer.attributes, made)
            self._kept.move_to_end(place)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def _forget(self, place: tuple[int, int, Hashable]) -> None:
        kept = self._kept.get(place)  # no lock: this may come while it is held, in a collection of garbage
        if kept is not None and kept[0]() is None:
            self._kept.pop(place, None)
