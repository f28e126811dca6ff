"""Does what a zone or a place is go with how it is drawn?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from layers.check.finding import finding_at
from layers.columns import OUTLINED_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.check.finding import Finding
    from layers.check.reading import Tables

__all__ = ["check_kinds"]

_POSITION: Final = ("lon", "lat", "accuracy_m", "position_source", "verified")
_EMPTY: Final = (None, "")


def check_kinds(tables: Tables) -> Iterator[Finding]:
    """Sites, the city and what else has no outline say so and have none; a place has a whole position or none."""
    yield from _zones(tables)
    yield from _places(tables)


def _zones(tables: Tables) -> Iterator[Finding]:
    if "zones" not in tables:
        return
    table, without = tables["zones"], set()
    for row in table.rows:
        kind, boundary = row.values.get("kind"), row.values.get("boundary")
        if boundary == "none":
            without.add(row.values.get("id"))
            for field in ("accuracy_m",):
                if row.values.get(field) is not None:
                    yield finding_at(table, row, field, "check.accuracy_of_nothing", value=row.values.get("id", ""))
        if kind is not None and boundary is not None and (kind in OUTLINED_KINDS) == (boundary == "none"):
            yield finding_at(table, row, "boundary", "check.kind_boundary", value=boundary, kind=kind)
    for row in tables["boundaries"].rows if "boundaries" in tables else ():
        if row.values.get("zone_id") in without:
            yield finding_at(tables["boundaries"], row, "zone_id", "check.ring_of_nothing", value=row.values["zone_id"])


def _places(tables: Tables) -> Iterator[Finding]:
    if "places" not in tables:
        return
    table = tables["places"]
    for row in table.rows:
        given = [field for field in _POSITION if row.values.get(field) not in _EMPTY]
        missing = [field for field in _POSITION if field in row.values and row.values[field] in _EMPTY]
        if given and missing:
            yield finding_at(table, row, missing[0], "check.half_position", value=", ".join(given))
        if row.values.get("verified") and "general knowledge" in row.values.get("position_source", ""):
            yield finding_at(table, row, "verified", "check.verified_hearsay")
