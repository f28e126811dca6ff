"""GeoJSON geometries as flat arrays, kind by kind."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.positions import simple_geometries
from geo.rings import signed_areas
from geo.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from geo.positions import Position
    from geo.shapes import ShapeKind

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

__all__ = ["flatten", "oriented"]

_KINDS: dict[str, ShapeKind] = {
    "Point": "point",
    "MultiPoint": "point",
    "LineString": "line",
    "MultiLineString": "line",
    "Polygon": "polygon",
    "MultiPolygon": "polygon",
}
_ORDER: tuple[ShapeKind, ...] = ("polygon", "line", "point")


def flatten(
    geometries: Iterable[Mapping[str, Any] | None], project: Callable[[Floats], Floats] | None = None
) -> dict[ShapeKind, tuple[Shapes, Integers]]:
    """Pack geometries into one `Shapes` for each kind that occurs.

    Parameters
    ----------
    geometries : iterable of mapping or None
        Sound GeoJSON geometries in row order; None for a row without one.
    project : callable, optional
        Takes (n, 2) degrees and gives (n, 2) projected coordinates, for example
        ``geo.mercator.to_mercator``.  Without it the shapes stay in EPSG:4326.

    Returns
    -------
    dict
        For polygon, line, point, in that order: the shapes, and (n,) the row of each shape.
        A row with a GeometryCollection may have a shape of each kind.  Heights are left out.
        Exterior rings run counter-clockwise and holes clockwise, as `Shapes` promises.
    """
    packs: dict[ShapeKind, _Pack] = {kind: _Pack() for kind in _ORDER}
    for row, geometry in enumerate(geometries):
        if geometry is not None:
            for simple in simple_geometries(geometry):
                packs[_KINDS[simple["type"]]].add(row, simple)
    return {
        kind: (_shapes(kind, pack, project), np.array(pack.rows, np.int64)) for kind, pack in packs.items() if pack.rows
    }


class _Pack:
    """Plain lists that grow: one array at the end is far cheaper than one for each ring."""

    def __init__(self) -> None:
        self.positions: list[Position] = []
        self.part_starts = [0]
        self.is_hole: list[bool] = []
        self.feature_starts: list[int] = []
        self.rows: list[int] = []

    def add(self, row: int, geometry: Mapping[str, Any]) -> None:
        if not self.rows or self.rows[-1] != row:
            self.rows.append(row)
            self.feature_starts.append(len(self.is_hole))
        coordinates = geometry["coordinates"]
        match geometry["type"]:
            case "Point":
                self._add_parts([[coordinates]])
            case "MultiPoint":
                self._add_parts([[position] for position in coordinates])
            case "LineString":
                self._add_parts([coordinates])
            case "MultiLineString" | "Polygon":
                self._add_parts(coordinates)
            case "MultiPolygon":
                for polygon in coordinates:
                    self._add_parts(polygon)

    def _add_parts(self, parts: list[list[Position]]) -> None:
        for number, part in enumerate(parts):
            self.positions.extend(part)
            self.part_starts.append(len(self.positions))
            self.is_hole.append(number > 0)


def _shapes(kind: ShapeKind, pack: _Pack, project: Callable[[Floats], Floats] | None) -> Shapes:
    flat = chain.from_iterable((position[0], position[1]) for position in pack.positions)
    xy = np.fromiter(flat, np.float64, 2 * len(pack.positions)).reshape(-1, 2)
    starts = np.array(pack.part_starts, np.int64)
    if kind == "polygon":
        xy = oriented(xy, starts, np.array(pack.is_hole))
    if project is not None:
        xy = project(xy)
    return Shapes(kind, xy, starts, np.array([*pack.feature_starts, len(pack.is_hole)], np.int64))


def oriented(xy: Floats, starts: Integers, is_hole: NDArray[np.bool_]) -> Floats:
    """Turn round every ring that runs the wrong way; one without area stays.

    Parameters
    ----------
    xy : (n, 2) array
        The vertices of all rings.
    starts : (rings + 1,) array
        Where each ring begins in ``xy``.
    is_hole : (rings,) array of bool
        Which rings are to run clockwise.
    """
    area = signed_areas(xy, starts)
    wrong = np.where(is_hole, area > 0, area < 0)
    lengths = np.diff(starts)
    order = np.arange(len(xy))
    turned = np.repeat(starts[:-1] + starts[1:] - 1, lengths) - order
    return xy[np.where(np.repeat(wrong, lengths), turned, order)]
