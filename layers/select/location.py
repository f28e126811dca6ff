"""Features by where they lie to others: within them, touching them, or not farther than some metres."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from geo.geometries import geometries_of
from geo.mercator import to_lonlat
from layers.select.rows import boxes_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from layers.layer import Geometry, Layer

    Rows = NDArray[np.int64]

__all__ = ["RELATIONS", "Relation", "rows_by_location"]

Relation = Literal["intersects", "within", "distance"]
RELATIONS: Final[tuple[Relation, ...]] = ("intersects", "within", "distance")

_ECCENTRICITY2: Final = 0.00669437999014  # WGS 84, first eccentricity squared


def rows_by_location(
    target: Layer,
    others: Sequence[tuple[Layer, Rows]],
    relation: Relation,
    distance_m: float = 0.0,
    pulse: Callable[[float], None] = lambda _: None,
) -> Rows:
    """The rows of a layer that lie so to the given rows of others.

    Parameters
    ----------
    others : sequence of (Layer, rows)
        What they are compared with; ``within`` means within all of it together.
    distance_m : float
        For ``distance``: metres on the WGS 84 ellipsoid.  Each of the others is compared in a plane
        that is true to scale at its middle, so that for one 10 km long the distance is right to one
        part in a thousand, and for smaller ones more closely.
    pulse : function of a share from 0 to 1
        Told how far it is; what it raises is raised.
    """
    import shapely  # not on the way to the first frame

    compared = [_sound(_geometries(layer, rows)) for layer, rows in others]
    sources = np.concatenate(compared) if compared else np.empty(0, dtype=object)
    sources = sources[~shapely.is_empty(sources)]
    if not len(sources):
        return np.empty(0, dtype=np.int64)
    found = []
    for number, geometry in enumerate(target.geometry):
        pulse(number / len(target.geometry))
        near = _near(geometry, sources, distance_m if relation == "distance" else 0.0)
        shapes = _sound(geometries_of(geometry.shapes, near))
        found.append(geometry.rows[near[_holds(shapes, sources, relation, distance_m, pulse)]])
    pulse(1.0)
    return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)


def _geometries(layer: Layer, rows: Rows) -> NDArray[Any]:
    wanted = np.zeros(len(layer.ids), dtype=bool)
    wanted[rows] = True
    pieces = [geometries_of(each.shapes, np.flatnonzero(wanted[each.rows])) for each in layer.geometry]
    return np.concatenate(pieces) if pieces else np.empty(0, dtype=object)


def _sound(shapes: NDArray[Any]) -> NDArray[Any]:
    """The same, mended where a ring crosses itself: an invalid polygon has no inside to ask for."""
    import shapely

    wrong = ~shapely.is_valid(shapes)
    if wrong.any():
        shapes = shapes.copy()
        shapes[wrong] = shapely.make_valid(shapes[wrong])
    return shapes


def _near(geometry: Geometry, sources: NDArray[Any], distance_m: float) -> Rows:
    """The shapes whose boxes come near enough to matter."""
    import shapely

    west, south, east, north = shapely.total_bounds(sources).tolist()
    reach = 0.0
    if distance_m:
        farthest = max(abs(to_lonlat(0, south)[1]), abs(to_lonlat(0, north)[1]))
        reach = 1.01 * distance_m / max(np.cos(np.radians(farthest)), 1e-3)
    boxes = boxes_of(geometry)
    met = (boxes[:, 0] <= east + reach) & (boxes[:, 2] >= west - reach)
    met &= (boxes[:, 1] <= north + reach) & (boxes[:, 3] >= south - reach)
    return np.flatnonzero(met)


def _holds(
    shapes: NDArray[Any], sources: NDArray[Any], relation: Relation, distance_m: float, pulse: Callable[[float], None]
) -> NDArray[np.bool_]:
    import shapely

    if relation == "within":
        whole = shapely.union_all(sources)
        shapely.prepare(whole)
        return np.asarray(shapely.covers(whole, shapes))
    found = np.zeros(len(shapes), dtype=bool)
    tree = shapely.STRtree(shapes)
    if relation == "intersects":
        found[tree.query(sources, predicate="intersects")[1]] = True
        return found
    for number, source in enumerate(sources):
        pulse(number / len(sources))
        scale, reach = _plane(source, distance_m)
        west, south, east, north = source.bounds
        near = tree.query(shapely.box(west - reach, south - reach, east + reach, north + reach))
        near = near[~found[near]]
        if len(near):
            plane, there = _scaled(source, scale), _scaled(shapes[near], scale)
            found[near[shapely.dwithin(there, plane, distance_m)]] = True
    return found


def _scaled(shapes: Any, scale: NDArray[np.float64]) -> Any:
    import shapely

    return shapely.transform(shapes, lambda xy: xy * scale)


def _plane(source: Any, distance_m: float) -> tuple[NDArray[np.float64], float]:
    """Metres on the ellipsoid for one projected metre, east and north, at a geometry's middle; and the reach.

    EPSG:3857 maps geodetic latitudes by the formulas of the sphere, so its scale differs by direction: eastward
    it is a / (N cos φ), northward a / (M cos φ), with the radii N and M of curvature.
    """
    _, south, _, north = source.bounds
    lat = np.radians(to_lonlat(0.0, (south + north) / 2)[1])
    w2 = 1 - _ECCENTRICITY2 * np.sin(lat) ** 2
    east = np.cos(lat) / np.sqrt(w2)
    up = np.cos(lat) * (1 - _ECCENTRICITY2) / w2**1.5
    return np.array([east, up]), 1.01 * distance_m / float(up)
