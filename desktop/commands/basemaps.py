"""``--basemap NAME``: an online basemap for a picture, and what to say where tiles of it are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.commands.refusal import Refusal
from geo.record import dataclass

if TYPE_CHECKING:
    from desktop.commands.voice import Voice
    from layers.display import TileImages
    from layers.scene import Scene
    from layers.tiles.basemap import Basemap
    from layers.viewport import Viewport

__all__ = ["Fetcher", "basemap_asked", "fetcher_for"]


def basemap_asked(name: str | None, voice: Voice) -> Basemap | None:
    """The basemap of that name; None for the built-in one, or where none was asked for.

    Raises
    ------
    Refusal
        Where nobody knows it, its provider forbids pictures, or it needs a key that is not there.
    """
    if name is None:
        return None
    from desktop.tiles.keys import basemaps_file, key_of, read_basemaps
    from layers.tiles.basemap import BasemapError
    from layers.tiles.presets import find_basemap, key_variable

    try:
        found = find_basemap(name, read_basemaps(basemaps_file()).own)
    except BasemapError as error:
        raise Refusal(error.code, **error.facts) from error
    if found is None:
        return None
    title = found.title(voice.language)
    if not found.may_print:
        raise Refusal("cli.basemap_no_print", basemap=title)
    if found.key and not key_of(found.key):
        raise Refusal("cli.basemap_needs_key", basemap=title, variable=key_variable(found.key))
    return found


def fetcher_for(scene: Scene, voice: Voice) -> Fetcher | None:
    """What fetches the tiles of a scene's online basemap; None where it has none."""
    return Fetcher(scene.basemap, voice, []) if scene.basemap is not None else None


@dataclass(frozen=True, slots=True, eq=False)
class Fetcher:
    """Fetches the tiles of one picture and remembers whether any is missing."""

    basemap: Basemap
    voice: Voice
    problems: list[str]

    def fetch(self, viewport: Viewport, ratio: float) -> TileImages:
        """The tiles of a view; needs a QGuiApplication.  What is missing is noted, and the built-in map is seen there.

        Raises
        ------
        Refusal
            Where there is no tile at all.
        """
        from desktop.tiles.gather import gather
        from desktop.tiles.sheet import LaidTiles

        gathered = gather(self.basemap, viewport, ratio)
        sheet = gathered.sheet
        self.judge(not sheet.pieces, sheet.missing, gathered.trouble)
        if gathered.stale and not sheet.missing:
            self.voice.note("cli.tiles_from_disk", basemap=self.basemap.title(self.voice.language))
        return LaidTiles(sheet, ratio)

    def judge(self, none: bool, missing: int, trouble: str | None) -> None:
        """Say what is missing and why.

        Raises
        ------
        Refusal
            Where all of it is.
        """
        title = self.basemap.title(self.voice.language)
        why = self.voice.words(f"tiles.why.{trouble or 'missing'}")
        if none:
            raise Refusal("cli.tiles_none", basemap=title, why=why)
        if missing:
            self.voice.note("cli.tiles_missing", basemap=title, count=missing, why=why)
            self.problems.append(why)
