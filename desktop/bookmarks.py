"""Named views: some that come with the atlas, and the person's own, kept in the settings."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from geo.record import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.scene import Scene
    from layers.viewport import Viewport

__all__ = ["SHIPPED", "Bookmark", "Bookmarks", "bookmark_of", "bookmarks_in", "shipped"]

SHIPPED: Final = ("yangpu", "dachuangzhi_corridor", "binjiang_showbelt", "fuxing_island")
MOST: Final = 200
NAME_MOST: Final = 80


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A view by its middle (WGS 84 degrees) and its scale's denominator, so that it suits any window."""

    name: str
    lon: float
    lat: float
    scale: float


class Bookmarks(QObject):
    """The person's own, in their order.

    Signals
    -------
    changed
        To be kept now: a name is not lost where the window does not end well.
    """

    changed = Signal()

    def __init__(self, kept: Sequence[Bookmark] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = tuple(kept)

    @property
    def all(self) -> tuple[Bookmark, ...]:
        """All of them."""
        return self._all

    def add(self, bookmark: Bookmark) -> None:
        """Put one at the end."""
        self._set((*self._all[: MOST - 1], bookmark))

    def rename(self, number: int, name: str) -> None:
        """Give one another name; an empty one changes nothing."""
        name = " ".join(name.split())[:NAME_MOST]
        if name and name != self._all[number].name:
            changed = replace(self._all[number], name=name)
            self._set((*self._all[:number], changed, *self._all[number + 1 :]))

    def remove(self, number: int) -> None:
        """Take one away."""
        self._set((*self._all[:number], *self._all[number + 1 :]))

    def free_name(self, wanted: str) -> str:
        """The name, or the name with the first number that makes it one of its own."""
        taken = {each.name for each in self._all}
        number, name = 1, wanted
        while name in taken:
            number += 1
            name = f"{wanted} {number}"
        return name

    def _set(self, bookmarks: tuple[Bookmark, ...]) -> None:
        self._all = bookmarks
        self.changed.emit()


def shipped(scene: Scene) -> tuple[tuple[str, str], ...]:
    """(zone id, name) of the views that come with the atlas; where to is seen when one goes there."""
    zones = scene.register.zones
    return tuple((each, zones[each].name(scene.language)) for each in SHIPPED if each in zones)


def bookmark_of(name: str, view: Viewport) -> Bookmark:
    """A view under a name."""
    from geo.mercator import to_lonlat

    lon, lat = to_lonlat(view.x, view.y)
    return Bookmark(name, round(lon, 7), round(lat, 7), round(view.scale, 1))


def bookmarks_in(written: Any) -> tuple[Bookmark, ...]:
    """What settings hold, ``[name, lon, lat, scale]`` each; what is none is left out."""
    return (
        tuple(Bookmark(*each) for each in written if _is_one(each))[:MOST] if isinstance(written, list | tuple) else ()
    )


def _is_one(each: Any) -> bool:
    if not isinstance(each, list | tuple) or len(each) != 4 or not isinstance(each[0], str) or not each[0].strip():
        return False
    if not all(type(value) in (int, float) and isfinite(value) for value in each[1:]):
        return False
    lon, lat, scale = map(float, each[1:])
    return abs(lon) <= 180 and abs(lat) <= 85 and scale > 0
