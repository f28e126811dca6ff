"""What lies around: the city, another district, corridors and towns, for orientation at small scales.

Kept in ``context.csv``, one row a vertex.  Nothing of it comes from the documents; where a
feature stands for something that they name, ``zone_id`` says so.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from geo.record import dataclass
from geo.shapes import Shapes
from layers.vertices import form_of, vertex_problems, vertices_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geo.shapes import ShapeKind
    from layers.tables import Table

__all__ = ["CONTEXT_FROM", "Context", "ContextFeature", "context_of"]

CONTEXT_FROM: Final = 150_000  # drawn beyond 1 : 150 000 only


@dataclass(frozen=True, slots=True)
class ContextFeature:
    """A quiet outline, line or point.

    Attributes
    ----------
    zone_id : str or None
        The zone that it gives a place to.
    accuracy_m : float
        That of its worst vertex.
    verified : bool
        False where it is a nominal point, or stands for a name that the documents do not give.
    source : str
        Where it comes from.
    """

    id: str
    name_zh: str
    name_en: str
    kind: str
    zone_id: str | None
    accuracy_m: float
    verified: bool
    source: str


Context = tuple[tuple[tuple[ContextFeature, ...], Shapes], ...]


def context_of(table: Table) -> Context:
    """The outlines, the lines and the points, each with their shapes in WGS 84 degrees.

    Raises
    ------
    ReadError
        Where the vertices of a feature are not together and in order, or are too few.
    """
    for problem in vertex_problems(table, "context_id"):
        raise problem
    forms: dict[ShapeKind, tuple[list[ContextFeature], list[list[NDArray[np.float64]]]]]
    forms = {"polygon": ([], []), "line": ([], []), "point": ([], [])}
    for feature_id, found in groupby(table.rows, lambda row: row.values["context_id"]):
        rows = list(found)
        first = rows[0].values
        form = form_of(table.file, first["kind"])
        features, parts = forms[form]
        features.append(
            ContextFeature(
                id=feature_id,
                name_zh=first["name_zh"],
                name_en=first["name_en"],
                kind=first["kind"],
                zone_id=first["zone_id"],
                accuracy_m=max(row.values["accuracy_m"] for row in rows),
                verified=all(row.values["verified"] for row in rows),
                source=first["source"],
            )
        )
        parts.append([vertices_of(form, rows)])
    return tuple((tuple(features), Shapes.from_parts(form, parts)) for form, (features, parts) in forms.items())
