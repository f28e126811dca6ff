"""What the window can write, each as a plain function for a thread of its own.

Each builds the bytes first and writes them in one go, so that a cancelled or failed export
leaves whatever was there before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.paint.plates import PlateForm
    from desktop.work import Pulse
    from geo.collection import FeatureCollection
    from layers.display import TileImages
    from layers.scene import Scene
    from layers.viewport import Viewport

__all__ = ["PICTURE_RATIO", "geojson_of", "html_of", "own_of", "plate_of", "saved"]

PICTURE_RATIO = 2.0  # dots a CSS pixel: 192 an inch

Make = Callable[["Pulse"], bytes]


def saved(path: Path, make: Make) -> Callable[[Pulse], Path]:
    """A function for `desktop.work.Work` that makes the bytes, writes them and returns the path."""

    def save(pulse: Pulse) -> Path:
        from geo.write import write_atomically

        pulse.beat(0.05)
        data = make(pulse)
        pulse.beat(0.9)  # the last chance to leave the old file as it was
        write_atomically(path, data)
        return path

    return save


def html_of(scene: Scene) -> Make:
    """The map as one HTML file."""

    def make(pulse: Pulse) -> bytes:
        from layers.export.folium_html import export_html  # folium: 750 ms, only here

        pulse.beat(0.4)
        return export_html(scene)

    return make


def geojson_of(scene: Scene, layer: str) -> Make:
    """One table of the register as GeoJSON; zones that are hidden on the map are left out."""

    def make(pulse: Pulse) -> bytes:
        from layers.export.geojson import export_geojson

        pulse.beat(0.3)
        hidden = scene.layer("zones").hidden
        zones = [zone for zone in scene.register.zones if zone not in hidden] if hidden else None
        return export_geojson(
            scene.register, layer, zones, scene.as_of, scene.language, district_line=scene.district_line
        )

    return make


def own_of(collection: FeatureCollection) -> Make:
    """A file of the person's own as clean GeoJSON."""

    def make(pulse: Pulse) -> bytes:
        from layers.export.geojson import export_own

        pulse.beat(0.3)
        return export_own(collection)

    return make


def plate_of(form: PlateForm, scene: Scene, view: Viewport) -> Make:
    """What the map shows now, with its furniture; a picture has twice the pixels of the screen."""

    def make(pulse: Pulse) -> bytes:
        from desktop.paint.paper import PX_AN_INCH, pixel_format
        from desktop.paint.plates import plate_bytes

        size = pixel_format(view.width, view.height)
        tiles = _tiles(scene, view, pulse)
        dpi = PICTURE_RATIO * PX_AN_INCH
        return plate_bytes(form, scene, view, size, dpi, lambda share: pulse.beat(0.8 * share), tiles)

    return make


def _tiles(scene: Scene, view: Viewport, pulse: Pulse) -> TileImages | None:
    """The tiles of the scene's online basemap; where some are missing, the built-in one is seen.

    Raises
    ------
    BasemapError
        Where there is none at all.
    """
    basemap = scene.basemap
    if basemap is None:
        return None
    from desktop.tiles.gather import gather
    from desktop.tiles.sheet import LaidTiles
    from layers.messages import messages
    from layers.tiles.basemap import BasemapError

    found = gather(basemap, view, PICTURE_RATIO, stop=lambda: pulse.cancelled)
    pulse.beat(0.1)
    if not found.sheet.pieces:
        why = messages(scene.language)(f"tiles.why.{found.trouble or 'missing'}")
        raise BasemapError("tiles.none_for_picture", basemap=basemap.title(scene.language), why=why)
    return LaidTiles(found.sheet, PICTURE_RATIO)
