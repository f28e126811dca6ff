"""Tiles for one picture, waited for: what the command line and the window's export need."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from desktop.tiles.choosing import sheet_of, wanted_for
from desktop.tiles.disk import DiskCache, cache_folder
from desktop.tiles.keys import key_of
from desktop.tiles.loader import TileLoader
from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.tiles.fetch import Trouble
    from desktop.tiles.sheet import TileSheet
    from layers.tiles.basemap import Basemap
    from layers.viewport import Viewport

__all__ = ["PATIENCE_S", "Gathered", "gather"]

PATIENCE_S = 30.0
_STEP_S = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """The tiles of a picture.

    ``trouble`` says why some are missing: that of the provider, or ``late`` where time ran out;
    ``stale`` whether they are from the disk because the provider could not be reached.
    """

    sheet: TileSheet
    trouble: Trouble | str | None
    stale: bool


def gather(
    basemap: Basemap,
    view: Viewport,
    ratio: float,
    patience_s: float = PATIENCE_S,
    stop: Callable[[], bool] = lambda: False,
) -> Gathered:
    """Fetch all tiles of a view, for no longer than ``patience_s``; blocks, so on a thread where a window waits.

    ``stop`` is asked twenty times a second.
    """
    disk = DiskCache(cache_folder()) if basemap.may_store else None
    loader = TileLoader(key_of, disk)
    wanted = wanted_for(basemap, view, ratio)
    latest = time.monotonic() + patience_s
    loader.want(wanted)
    while loader.pending and time.monotonic() < latest and not stop():
        time.sleep(_STEP_S)
    late = loader.pending > 0
    sheet = sheet_of(loader, basemap, wanted)
    trouble = loader.trouble(basemap.id) or ("late" if late else None)
    stale = loader.served_stale(basemap.id)
    loader.stop()
    return Gathered(sheet, trouble, stale)
