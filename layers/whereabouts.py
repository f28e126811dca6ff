"""Where a feature, or a whole layer, is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.extent import Extent
from layers.selection import selected_by_layer

if TYPE_CHECKING:
    from layers.scene import Scene

__all__ = ["extent_of", "extent_of_selection"]


_FEW = 32  # features that are looked up one by one; for more, all rows of a layer are gone through once


def extent_of_selection(scene: Scene) -> Extent | None:
    """The extent of all that is selected, in EPSG:3857 metres; None where nothing selected has a geometry."""
    found = []
    for layer_id, ids in selected_by_layer(scene.selection).items():
        if len(ids) <= _FEW:
            found += [extent_of(scene, layer_id, each) for each in ids]
            continue
        layer = scene.layer(layer_id)
        wanted = np.fromiter((each in ids for each in layer.ids), dtype=bool, count=len(layer.ids))
        for geometry in layer.geometry:
            boxes = geometry.shapes.extents()[wanted[geometry.rows]]
            if len(boxes):
                west, south = np.nanmin(boxes[:, :2], axis=0).tolist()
                east, north = np.nanmax(boxes[:, 2:], axis=0).tolist()
                found.append(Extent(west, south, east, north))
    return Extent.around(filter(None, found))


def extent_of(scene: Scene, layer_id: str, feature_id: str = "") -> Extent | None:
    """The extent of a feature, or of a layer where none is named, in EPSG:3857 metres.

    None where there is no such layer or feature, or where it has no geometry.
    """
    layer = next((each for each in scene.layers if each.id == layer_id), None)
    if layer is None or not feature_id:
        return layer.extent if layer is not None else None
    try:
        row = layer.ids.index(feature_id)
    except ValueError:
        return None
    boxes = [each.shapes.take(np.flatnonzero(each.rows == row)).extents() for each in layer.geometry]
    found = np.concatenate(boxes) if boxes else np.empty((0, 4))
    if not len(found):
        return None
    west, south = found[:, :2].min(axis=0).tolist()
    east, north = found[:, 2:].max(axis=0).tolist()
    return Extent(west, south, east, north)
