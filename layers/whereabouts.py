"""Where a feature, or a whole layer, is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.extent import Extent

if TYPE_CHECKING:
    from layers.scene import Scene

__all__ = ["extent_of"]


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
