"""Tiles for the map in the window: what is at hand now, more as it comes, and what to tell about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.notice import Notice, Said
from desktop.tiles.choosing import sheet_of, wanted_for
from desktop.tiles.disk import DiskCache, cache_folder
from desktop.tiles.keys import key_of
from desktop.tiles.loader import TileLoader
from desktop.tiles.sheet import warm_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.tiles.sheet import TileSheet
    from layers.provenance import Language
    from layers.tiles.basemap import Basemap
    from layers.viewport import Viewport

__all__ = ["TileService", "notice_of"]

GATHER_MS = 100  # tiles that come within it are painted together
AGAIN_MS = 15_000  # after which what could not be had is asked for once more
_PASSING = {"no_network", "busy", "server"}


class TileService(QObject):
    """Serves one map.

    Parameters
    ----------
    language : callable
        That of the window now.

    Signals
    -------
    arrived
        There is more to show than at the last call of `sheet_for`.
    told : Notice
        Something to tell the person; once, until it has been well again.
    """

    arrived = Signal()
    told = Signal(object)
    _came = Signal()

    def __init__(self, language: Callable[[], Language], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = language
        warm_up()
        self.disk = DiskCache(cache_folder())
        self.loader = TileLoader(key_of, self.disk, self._came.emit)
        self._asked: tuple[Basemap, Viewport, float] | None = None
        self._sheet: TileSheet | None = None
        self._said = ""
        self._ended = 0
        self._soon = QTimer(self, interval=GATHER_MS, singleShot=True)
        self._soon.timeout.connect(self._look)
        self._again = QTimer(self, interval=AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self.refresh)
        self._came.connect(self.postpone)

    def is_last(self, sheet: TileSheet | None) -> bool:
        """Whether a sheet is the last one, and nothing more is on its way."""
        return sheet is self._sheet and not self.loader.pending and self.loader.ended == self._ended

    def sheet_for(self, basemap: Basemap, view: Viewport, ratio: float) -> TileSheet:
        """What is at hand for a view; what is missing is fetched.  The same object while nothing has changed."""
        asked = (basemap, view, ratio)
        if asked != self._asked or self._sheet is None:
            wanted = wanted_for(basemap, view, ratio)
            self._ended = self.loader.ended
            self.loader.want(wanted)
            self._sheet = sheet_of(self.loader, basemap, wanted)
            self._asked = asked
            if not self._soon.isActive() and not self.loader.pending:
                self._tell()
        return self._sheet

    def rest(self) -> None:
        """Nobody looks at an online basemap any more."""
        if self._asked is not None:
            self._asked = self._sheet = None
            self._said = ""
            self._again.stop()
            self.loader.want([])

    def postpone(self) -> None:
        """Say so a little later that there is more."""
        if not self._soon.isActive():
            self._soon.start()

    def forgive(self, basemap: Basemap) -> None:
        """Ask again for what could not be had, as after a change of the key."""
        self.loader.forgive(basemap.id)
        self._said = ""
        self.refresh()

    def refresh(self) -> None:
        """Look again at what is at hand, and for what is missing."""
        self._sheet = None
        self.arrived.emit()

    def stop(self) -> None:
        """End the threads."""
        self._soon.stop()
        self._again.stop()
        self.loader.stop()

    def _look(self) -> None:
        if self._asked is not None:
            self.refresh()
            self._tell()

    def _tell(self) -> None:
        assert self._asked is not None
        basemap = self._asked[0]
        trouble = self.loader.trouble(basemap.id)
        if trouble in _PASSING and not self._again.isActive():
            self._again.start()
        if self.loader.pending and trouble != "refused":
            return  # it may yet get better
        bare = self._sheet is None or bool(self._sheet.bare)
        title = basemap.title(self._language())
        notice = notice_of(title, bool(basemap.key), trouble, self.loader.served_stale(basemap.id) and not bare)
        said = notice.headline.code if notice is not None else ""
        if said != self._said:
            self._said = said
            if notice is not None:
                self.told.emit(notice)


def notice_of(title: str, keyed: bool, trouble: str | None, from_disk: bool) -> Notice | None:
    """What to say about an online basemap; None where all is well."""
    facts = {"basemap": title}
    if trouble is None:
        return None
    if trouble == "no_network":
        return (
            Notice("info", Said("tiles.from_disk", facts))
            if from_disk
            else Notice("info", Said("tiles.no_network", facts))
        )
    if trouble == "refused":
        return Notice("warning", Said("tiles.refused_key" if keyed else "tiles.refused", facts))
    return Notice("info", Said(f"tiles.{trouble}", facts))
