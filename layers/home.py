"""Where the map opens: the whole district."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.extent import Extent

if TYPE_CHECKING:
    from layers.scene import Scene

__all__ = ["DISTRICT", "home_extent", "zone_extent"]

DISTRICT = "yangpu"


def zone_extent(scene: Scene, zone_id: str) -> Extent:
    """The extent of a zone in EPSG:3857 metres.

    Raises
    ------
    KeyError
        Where the register has no such zone, or the zone has no outline.
    """
    zones = scene.layer("zones")
    row = zones.ids.index(zone_id) if zone_id in zones.ids else -1
    if row < 0:
        raise KeyError(zone_id)
    geometry = zones.geometry[0]
    found = (geometry.rows == row).nonzero()[0]
    if not len(found):
        raise KeyError(zone_id)
    west, south, east, north = geometry.shapes.extents()[found[0]]
    return Extent(float(west), float(south), float(east), float(north))


def home_extent(scene: Scene) -> Extent:
    """The whole district in EPSG:3857 metres; without one, whatever the scene holds."""
    try:
        return zone_extent(scene, DISTRICT)
    except KeyError:
        found = Extent.around(layer.extent for layer in scene.layers if layer.extent is not None)
        return found or Extent(13518000.0, 3655000.0, 13545000.0, 3685000.0)  # around Yangpu
