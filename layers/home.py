"""Where the map opens: the whole district."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.extent import Extent
from geo.mercator import to_mercator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.layer import Layer
    from layers.register import Register
    from layers.scene import Scene

__all__ = ["DISTRICT", "home_extent", "zone_extent"]

DISTRICT = "yangpu"
_AROUND_M = 900.0  # shown on each side of a place


def zone_extent(scene: Scene, zone_id: str) -> Extent:
    """The extent of a zone in EPSG:3857 metres.

    Of one that has no outline: the surroundings of the place of the same id, else the nearest
    zone above that has one, else the district.

    Raises
    ------
    KeyError
        Where the register has no such zone.
    """
    register = scene.register
    for each in (zone_id, *_above(register, zone_id)):
        found = _outline(scene, each)
        if found is not None:
            return found
        place = register.places.get(each)
        if place is not None and place.lonlat is not None:
            x, y = to_mercator(np.array([place.lonlat]))[0].tolist()
            reach = max(3 * (place.accuracy_m or 0), _AROUND_M)
            return Extent(x - reach, y - reach, x + reach, y + reach)
    return zone_extent(scene, DISTRICT)


def _outline(scene: Scene, zone_id: str) -> Extent | None:
    """The extent of what is drawn of a zone: by itself, else among the surroundings."""
    zones, around = scene.layer("zones"), scene.layer("context")
    wanted = ((zones, {zones.ids.index(zone_id)}), (around, _rows_of(around, zone_id)))
    for layer, rows in wanted:
        boxes = [
            geometry.shapes.extents()[index]
            for geometry in layer.geometry
            if geometry.shapes.kind != "point"
            for index, row in enumerate(geometry.rows.tolist())
            if row in rows
        ]
        if boxes:
            west, south = np.min(boxes, axis=0)[:2].tolist()
            east, north = np.max(boxes, axis=0)[2:].tolist()
            return Extent(west, south, east, north)
    return None


def _rows_of(around: Layer, zone_id: str) -> set[int]:
    return {row for row, attributes in enumerate(around.attributes) if attributes["zone_id"] == zone_id}


def _above(register: Register, zone_id: str) -> Iterator[str]:
    """The zones above, nearest first.  A register whose parents run in a ring must not hang us."""
    seen, waiting = {zone_id}, list(register.zones[zone_id].parent_ids)
    while waiting:
        parent = waiting.pop(0)
        if parent not in seen:
            seen.add(parent)
            yield parent
            waiting += register.zones[parent].parent_ids


def home_extent(scene: Scene) -> Extent:
    """The whole district in EPSG:3857 metres; without one, whatever the scene holds."""
    try:
        return zone_extent(scene, DISTRICT)
    except KeyError:
        found = Extent.around(layer.extent for layer in scene.layers if layer.extent is not None)
        return found or Extent(13518000.0, 3655000.0, 13545000.0, 3685000.0)  # around Yangpu
