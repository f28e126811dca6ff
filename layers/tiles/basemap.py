"""What is known of an online basemap, as one frozen value that a scene can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geo.errors import AtlasError
from geo.record import dataclass

if TYPE_CHECKING:
    from layers.provenance import Language

__all__ = ["Basemap", "BasemapError", "Tile", "TileLayer", "tile_url"]

Kind = Literal["xyz", "tms", "wmts"]


class BasemapError(AtlasError, ValueError):
    """A basemap that is not known, or an address that is none."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One square of the world: level ``z``, column ``x`` from the west, row ``y`` from the north."""

    z: int
    x: int
    y: int

    def above(self, levels: int) -> Tile:
        """The tile that many levels up that holds this one."""
        return Tile(self.z - levels, self.x >> levels, self.y >> levels)

    def below(self) -> tuple[Tile, ...]:
        """The four tiles one level down."""
        return tuple(Tile(self.z + 1, 2 * self.x + right, 2 * self.y + down) for down in (0, 1) for right in (0, 1))


@dataclass(frozen=True, slots=True)
class TileLayer:
    """One sheet of images, drawn over the sheets before it.

    ``url`` is a template with ``{z}``, ``{x}``, ``{y}`` (or ``{q}``, the quadkey), and where the
    provider wants them ``{s}``, one of ``hosts``, and ``{key}``.
    """

    url: str
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Basemap:
    """Tiles of one provider in the square Web Mercator pyramid.

    Attributes
    ----------
    kind : str
        ``tms`` counts rows from the south; ``wmts`` is asked by key and value.
    attribution, review_number : str
        The credit that the provider requires, and its map review number (审图号) where it has one.
    datum : str
        ``gcj02`` where the images are shifted as the law of China has it.
    key : str
        Which key it needs, such as ``tianditu``; empty for none.
    may_store, may_print : bool
        Whether the provider's terms let tiles be kept on disk, and be part of a picture that
        leaves the program.
    parallel : int
        How many tiles may be asked for at a time.
    """

    id: str
    title_zh: str
    title_en: str
    layers: tuple[TileLayer, ...]
    kind: Kind = "xyz"
    min_zoom: int = 0
    max_zoom: int = 19
    tile_px: int = 256
    attribution: str = ""
    review_number: str = ""
    datum: Literal["wgs84", "gcj02"] = "wgs84"
    key: str = ""
    may_store: bool = True
    may_print: bool = True
    parallel: int = 6

    def title(self, language: Language) -> str:
        """What it is called in a language."""
        return self.title_zh if language == "zh" else self.title_en

    @property
    def credit(self) -> str:
        """What must stand on the map: attribution and map review number."""
        return " · ".join(filter(None, (self.attribution, self.review_number)))


def tile_url(basemap: Basemap, layer: int, tile: Tile, key: str) -> str:
    """The address of one image.  Keep it out of messages and logs: it holds the key.

    With an empty ``key`` it names the image all the same, and is what caches go by; always
    the same host then serves a tile, so that it is not fetched from each in turn.
    """
    sheet = basemap.layers[layer]
    row = (1 << tile.z) - 1 - tile.y if basemap.kind == "tms" else tile.y
    host = sheet.hosts[(tile.x + tile.y) % len(sheet.hosts)] if sheet.hosts else ""
    filled = sheet.url
    for blank, value in (
        ("{z}", str(tile.z)),
        ("{x}", str(tile.x)),
        ("{y}", str(row)),
        ("{-y}", str((1 << tile.z) - 1 - tile.y)),
        ("{s}", host),
        ("{q}", _quadkey(tile)),
        ("{r}", ""),
        ("{key}", key),
    ):
        filled = filled.replace(blank, value)
    return filled


def _quadkey(tile: Tile) -> str:
    """A digit for each level, 0 to 3: 1 for the eastern, 2 for the southern half."""
    levels = range(tile.z - 1, -1, -1)
    return "".join(str((tile.x >> level & 1) + 2 * (tile.y >> level & 1)) for level in levels)
