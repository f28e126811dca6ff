"""Features that an area of the map touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.extent import Extent
from geo.geometries import geometries_of
from layers.select.rows import boxes_of, features_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from layers.layer import Geometry, Layer
    from layers.scene import Feature

    Area = Extent | NDArray[np.float64]

__all__ = ["touched", "touched_in"]


def touched(layers: Iterable[Layer], area: Area) -> frozenset[Feature]:
    """The features of layers that share at least a point with an area.

    Parameters
    ----------
    area : Extent or (n, 2) array
        A rectangle, or the corners of a polygon, in EPSG:3857 metres.  One that crosses itself
        means all that its line goes round.
    """
    return frozenset().union(*(features_of(layer, touched_in(layer, area)) for layer in layers))


def touched_in(layer: Layer, area: Area) -> NDArray[np.int64]:
    """The rows of one layer that an area touches, in order."""
    found = [geometry.rows[_touched(geometry, area)] for geometry in layer.geometry]
    return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)


def _touched(geometry: Geometry, area: Area) -> NDArray[np.int64]:
    """Which shapes; most are decided by their boxes or by their first vertices, the others exactly."""
    import shapely  # not on the way to the first frame

    boxes, shapes = boxes_of(geometry), geometry.shapes
    whole: shapely.Geometry
    if isinstance(area, Extent):
        whole = shapely.box(area.west, area.south, area.east, area.north)
    elif len(area) < 3:
        return np.empty(0, dtype=np.int64)
    else:
        whole = shapely.make_valid(shapely.Polygon(area))
    west, south, east, north = whole.bounds
    near = np.flatnonzero(
        (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
    )
    if isinstance(area, Extent):
        sure = (boxes[near, 0] >= west) & (boxes[near, 2] <= east)
        sure &= (boxes[near, 1] >= south) & (boxes[near, 3] <= north)
    else:
        shapely.prepare(whole)
        first = shapes.xy[shapes.part_starts[shapes.feature_starts[near]]]
        sure = shapely.intersects_xy(whole, first[:, 0], first[:, 1])
    doubtful = near[~sure]
    if shapes.kind == "point" and len(shapes.xy) == len(shapes):
        return np.asarray(near[sure])  # a point has no more than its first vertex
    met = shapely.intersects(whole, geometries_of(shapes, doubtful))
    return np.sort(np.concatenate((near[sure], doubtful[met])))
