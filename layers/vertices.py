"""The built-in basemap: features kept as tables with one row a vertex (``lines.csv``, ``areas.csv``)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import ReadError
from geo.record import dataclass
from geo.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.shapes import ShapeKind
    from layers.tables import Row, Table

__all__ = ["Basemap", "BasemapFeature", "basemap_of", "form_of", "signed_area", "vertex_problems", "vertices_of"]

Basemap = tuple[tuple["BasemapFeature", ...], Shapes]

_FEWEST = {"point": 1, "line": 2, "polygon": 3}


@dataclass(frozen=True, slots=True)
class BasemapFeature:
    """A quiet line, area or label point of the built-in basemap, in WGS 84 degrees."""

    id: str
    name_zh: str
    name_en: str
    kind: str
    accuracy_m: float
    verified: bool


def basemap_of(lines: Table, areas: Table) -> tuple[Basemap, Basemap, Basemap]:
    """The lines, the areas and the label points of the basemap.

    ``areas.csv`` holds three forms, told apart by ``kind``: ``…_line`` is a line, ``…_label`` a
    label point, everything else an area whose ring the table leaves open.

    Raises
    ------
    ReadError
        Where the vertices of a feature are not together and in order, or are too few.
    """
    features: dict[ShapeKind, list[BasemapFeature]] = {"line": [], "polygon": [], "point": []}
    parts: dict[ShapeKind, list[list[NDArray[np.float64]]]] = {"line": [], "polygon": [], "point": []}
    for table, key in ((lines, "line_id"), (areas, "area_id")):
        for form, feature, xy in _features(table, key):
            features[form].append(feature)
            parts[form].append([xy])
    built = {form: (tuple(features[form]), Shapes.from_parts(form, parts[form])) for form in features}
    return built["line"], built["polygon"], built["point"]


def signed_area(ring: NDArray[np.float64]) -> float:
    """The shoelace area of a closed ring in its own units, positive when counter-clockwise."""
    x, y = ring[:, 0] - ring[0, 0], ring[:, 1] - ring[0, 1]
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def vertex_problems(table: Table, key: str) -> list[ReadError]:
    """What is wrong with the order or the number of each feature's vertices."""
    problems: list[ReadError] = []

    def found(code: str, row: Row, field: str, **facts: object) -> None:
        problems.append(ReadError(code, file=table.file, row=row.number, field=field, **facts))

    seen: set[str] = set()
    for feature_id, rows in _grouped(table, key):
        if feature_id in seen:
            found("vertices.apart", rows[0], key, value=feature_id)
            continue
        seen.add(feature_id)
        for expected, row in enumerate(rows, start=1):
            if row.values["seq"] != expected:
                found("vertices.seq", row, "seq", value=row.values["seq"], expected=expected)
                break
        if len(rows) < _FEWEST[form_of(table.file, rows[0].values["kind"])]:
            found("vertices.few", rows[0], "seq", value=feature_id)
    return problems


def _grouped(table: Table, key: str) -> Iterator[tuple[str, list[Row]]]:
    return ((feature_id, list(rows)) for feature_id, rows in groupby(table.rows, lambda row: row.values[key]))


def _features(table: Table, key: str) -> Iterator[tuple[ShapeKind, BasemapFeature, NDArray[np.float64]]]:
    for problem in vertex_problems(table, key):
        raise problem
    for feature_id, rows in _grouped(table, key):
        first = rows[0].values
        form = form_of(table.file, first["kind"])
        feature = BasemapFeature(
            feature_id, first["name_zh"], first["name_en"], first["kind"], first["accuracy_m"], first["verified"]
        )
        yield form, feature, vertices_of(form, rows)


def form_of(file: str, kind: str) -> ShapeKind:
    """What the vertices of a feature of that kind make, in that file."""
    if file.startswith("context"):
        return {"outline": "polygon", "axis": "line"}.get(kind, "point")  # type: ignore[return-value]
    if file.startswith("lines") or kind.endswith("_line"):
        return "line"
    return "point" if kind.endswith("_label") else "polygon"


def vertices_of(form: ShapeKind, rows: list[Row]) -> NDArray[np.float64]:
    """The vertices of a feature, (n, 2); the ring of an area closed and counter-clockwise."""
    xy = np.array([(row.values["lon"], row.values["lat"]) for row in rows], dtype=np.float64)
    if form != "polygon":
        return xy
    closed = np.vstack((xy, xy[:1]))
    return closed if signed_area(closed) > 0 else closed[::-1].copy()
