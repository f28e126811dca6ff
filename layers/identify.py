"""What lies under a point of the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.layer import Geometry, Layer
    from layers.scene import Feature, Scene

__all__ = ["identify"]


def identify(scene: Scene, x: float, y: float, tolerance: float, everything: bool = False) -> tuple[Feature, ...]:
    """The shown features at a point, topmost first.

    Parameters
    ----------
    x, y : float
        EPSG:3857 metres.
    tolerance : float
        How near a point or a line must be, in projected metres.
    everything : bool
        Of the basemap too, and the umbrellas and outlines that lie under everything.

    Returns
    -------
    tuple of (layer id, feature id)
        Points and lines before polygons of the same layer; of zones the smallest first, and
        only those drawn by themselves (unless ``everything`` is wanted), then the district.
    """
    found = []
    for layer in reversed(scene.layers):
        if layer.visible and (everything or layer.group != "basemap"):
            found += [(layer.id, feature) for feature in _in_layer(layer, x, y, tolerance, everything)]
    return tuple(found)


def _in_layer(layer: Layer, x: float, y: float, tolerance: float, everything: bool) -> list[str]:
    if layer.group == "own":
        return _in_own(layer, x, y, tolerance)
    rows = []
    for geometry in reversed(layer.geometry):
        for row, size in _hits(geometry, x, y, tolerance):
            if layer.ids[row] not in layer.hidden and (everything or not _lies_under(layer, row)):
                rows.append((size, row))
    return [layer.ids[row] for _, row in sorted(rows, key=lambda each: each[0])]


def _in_own(layer: Layer, x: float, y: float, tolerance: float) -> list[str]:
    """Of the user's own: what is drawn of it, and very many shapes by their index."""
    from layers.looks import left_out
    from layers.masses import is_mass

    rows, unseen = [], left_out(layer)
    for geometry in reversed(layer.geometry):
        mass = is_mass(layer, geometry)
        hits = _mass_hits(layer, geometry, x, y, tolerance) if mass else _hits(geometry, x, y, tolerance)
        for row, size in hits:
            if (unseen is None or not unseen[row]) and layer.ids[row] not in layer.hidden:
                rows.append((size, row))
    return [layer.ids[row] for _, row in sorted(rows, key=lambda each: each[0])]


def _lies_under(layer: Layer, row: int) -> bool:
    """An umbrella, and the city, lie under everything: pointing there means something else."""
    return layer.attributes[row].get("kind") in ("umbrella", "outline")


def _mass_hits(layer: Layer, geometry: Geometry, x: float, y: float, tolerance: float) -> Iterator[tuple[int, float]]:
    """The same of very many shapes; nothing until they are ready, for then they are not on the map either."""
    from layers.masses import drawn

    bulk = drawn(layer, geometry)
    if bulk is None:
        return
    areal = bulk.kind == "polygon"
    for index in bulk.at(x, y, 0.0 if areal else tolerance).tolist():
        size = 0.0
        if areal:
            west, south, east, north = bulk.boxes[index].tolist()
            size = (east - west) * (north - south)
        yield int(geometry.rows[index]), size


def _hits(geometry: Geometry, x: float, y: float, tolerance: float) -> Iterator[tuple[int, float]]:
    """(row, size of its extent) of each shape at the point; 0 for points and lines."""
    shapes = geometry.shapes
    boxes = shapes.extents()
    reach = 0.0 if shapes.kind == "polygon" else tolerance
    near = (
        (boxes[:, 0] - reach <= x)
        & (boxes[:, 2] + reach >= x)
        & (boxes[:, 1] - reach <= y)
        & (boxes[:, 3] + reach >= y)
    )
    for index in np.flatnonzero(near).tolist():
        row = int(geometry.rows[index])
        if shapes.kind == "polygon":
            if shapes.contains(index, x, y):
                west, south, east, north = boxes[index]
                yield row, float((east - west) * (north - south))
        elif min(_distance(part, x, y) for part in shapes.parts(index)) <= tolerance:
            yield row, 0.0


def _distance(part: np.ndarray[tuple[int, int], np.dtype[np.float64]], x: float, y: float) -> float:
    """How far a point is from a line, or from a single point."""
    here = np.array([x, y])
    if len(part) == 1:
        return float(np.hypot(*(part[0] - here)))
    start, step = part[:-1], np.diff(part, axis=0)
    length2 = np.maximum((step**2).sum(axis=1), 1e-12)
    t = np.clip(((here - start) * step).sum(axis=1) / length2, 0, 1)
    return float(np.sqrt(((start + t[:, None] * step - here) ** 2).sum(axis=1)).min())
