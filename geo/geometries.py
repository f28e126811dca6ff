"""Shapes as shapely geometries, many at a time, for questions that need exact answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.rings import signed_areas

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.shapes import Shapes

    Integers = NDArray[np.int64]

__all__ = ["geometries_of"]


def geometries_of(shapes: Shapes, features: Integers | None = None) -> NDArray[Any]:
    """Features as shapely geometries, (n,), in the shapes' coordinates.

    Parameters
    ----------
    features : (n,) array of int, optional
        Which ones; all by default.

    Returns
    -------
    (n,) array of MultiPolygon, MultiLineString or MultiPoint
        A ring that runs counter-clockwise begins a polygon, the clockwise ones after it are its
        holes.  A feature without vertices is an empty geometry.  Nothing is mended: a ring that crosses
        itself makes an invalid polygon.
    """
    import shapely  # not on the way to the first frame

    chosen = shapes if features is None else _taken(shapes, features)
    if chosen.kind == "point":
        return shapely.from_ragged_array(
            shapely.GeometryType.MULTIPOINT, chosen.xy, (chosen.part_starts[chosen.feature_starts],)
        )
    if chosen.kind == "line":
        return shapely.from_ragged_array(
            shapely.GeometryType.MULTILINESTRING, chosen.xy, (chosen.part_starts, chosen.feature_starts)
        )
    parts, starts = chosen.part_starts, chosen.feature_starts
    opens = signed_areas(chosen.xy, parts) > 0
    firsts = starts[:-1][starts[1:] > starts[:-1]]
    opens[firsts] = True  # a hole needs something to be in
    polygons = np.flatnonzero(opens)
    whole = np.searchsorted(polygons, starts)
    return shapely.from_ragged_array(
        shapely.GeometryType.MULTIPOLYGON, chosen.xy, (parts, np.append(polygons, len(parts) - 1), whole)
    )


def _taken(shapes: Shapes, features: Integers) -> Shapes:
    """The chosen features, copied in whole stretches: `Shapes.take` goes part by part."""
    from geo.shapes import Shapes as Made

    parts, starts = _ranges(shapes.feature_starts, features)
    vertices, part_starts = _ranges(shapes.part_starts, parts)
    return Made(shapes.kind, shapes.xy[vertices], part_starts, starts)


def _ranges(offsets: Integers, chosen: Integers) -> tuple[Integers, Integers]:
    """What lies between the offsets of the chosen, one after the other, and their new offsets."""
    first, counts = offsets[chosen], offsets[chosen + 1] - offsets[chosen]
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    inside = np.arange(starts[-1]) - np.repeat(starts[:-1], counts)
    return np.repeat(first, counts) + inside, starts
