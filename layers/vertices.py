"""The built-in basemap: features kept as tables with one row a vertex (``lines.csv``, ``areas.csv``)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.errors import ReadError
from geo.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from geo.shapes import ShapeKind
    from layers.tables import Table

__all__ = ["Basemap", "BasemapFeature", "basemap_of", "signed_area"]

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


def _features(table: Table, key: str) -> Iterator[tuple[ShapeKind, BasemapFeature, NDArray[np.float64]]]:
    seen: set[str] = set()
    for feature_id, group in groupby(table.rows, lambda row: row.values[key]):
        rows = list(group)
        first = rows[0].values
        if feature_id in seen:
            raise ReadError("vertices.apart", file=table.file, row=rows[0].number, field=key, value=feature_id)
        seen.add(feature_id)
        for expected, row in enumerate(rows, start=1):
            if row.values["seq"] != expected:
                raise ReadError(
                    "vertices.seq", file=table.file, row=row.number, field="seq", value=row.values["seq"],
                    expected=expected,
                )  # fmt: skip
        form = _form(table.file, first["kind"])
        if len(rows) < _FEWEST[form]:
            raise ReadError("vertices.few", file=table.file, row=rows[0].number, field="seq", value=feature_id)
        feature = BasemapFeature(
            feature_id, first["name_zh"], first["name_en"], first["kind"], first["accuracy_m"], first["verified"]
        )
        yield form, feature, _coordinates(form, (row.values for row in rows))


def _form(file: str, kind: str) -> ShapeKind:
    if file.startswith("lines") or kind.endswith("_line"):
        return "line"
    return "point" if kind.endswith("_label") else "polygon"


def _coordinates(form: ShapeKind, rows: Iterable[dict[str, Any]]) -> NDArray[np.float64]:
    xy = np.array([(row["lon"], row["lat"]) for row in rows], dtype=np.float64)
    if form != "polygon":
        return xy
    closed = np.vstack((xy, xy[:1]))
    return closed if signed_area(closed) > 0 else closed[::-1].copy()
