"""Does each link to a zone say truly on what it rests?"""

from __future__ import annotations

from math import cos, radians
from typing import TYPE_CHECKING

from layers.check.finding import Finding, finding_at
from layers.columns import LINKED_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely import Geometry

    from layers.boundaries import Outlines
    from layers.check.reading import Tables
    from layers.tables import Row, Table

__all__ = ["check_links"]

_METRES_PER_DEGREE = 111_000.0  # of latitude; a warning needs no better


def check_links(tables: Tables, outlines: Outlines) -> Iterator[Finding]:
    """Stated links cite, inferred ones say why, located ones lie inside and rest on a verified position.

    Whether the zone and the row exist is checked with the other references.
    """
    if "zone_links" not in tables:
        return
    yield from _foreign(tables)
    places = {row.values.get("id"): row for row in (tables["places"].rows if "places" in tables else ())}
    table = tables["zone_links"]
    for row in table.rows:
        basis = row.values.get("basis")
        if basis == "stated" and row.values.get("citations") == ():
            yield finding_at(table, row, "citations", "check.link_no_citation")
        elif basis == "inferred" and row.values.get("why_zh") == "":
            yield finding_at(table, row, "why_zh", "check.link_no_reason")
        elif basis == "located" and row.values.get("table") != "places":
            yield finding_at(table, row, "basis", "check.located_no_position", value=row.values.get("table", ""))
        elif basis == "located" and row.values.get("row_id") in places:
            outline = outlines.get(row.values.get("zone_id", ""))
            yield from _located(table, row, places[row.values["row_id"]], outline)


def _foreign(tables: Tables) -> Iterator[Finding]:
    """A link cites no document that its row does not cite."""
    cited = {
        (name, row.values.get("id")): {citation.source_id for citation in row.values.get("citations", ())}
        for name in LINKED_TABLES
        for row in (tables[name].rows if name in tables else ())
    }
    for row in tables["zone_links"].rows:
        known = cited.get((row.values.get("table", ""), row.values.get("row_id")))
        foreign = next(
            (each for each in row.values.get("citations", ()) if known and each.source_id not in known), None
        )
        if foreign is not None:
            shown = f"{foreign.source_id}#{foreign.paragraph}"
            yield finding_at(tables["zone_links"], row, "citations", "check.link_cites_other", value=shown)


def _located(table: Table, row: Row, place: Row, outline: Geometry | None) -> Iterator[Finding]:
    import shapely  # 150 ms, and only stewards check

    facts = {"value": row.values["row_id"], "zone": row.values.get("zone_id", "")}
    if place.values.get("verified") is False:
        yield finding_at(table, row, "basis", "check.located_unverified", **facts)
    if place.values.get("lon") is None or place.values.get("lat") is None:
        yield finding_at(table, row, "basis", "check.located_no_position", value=row.values["row_id"])
        return
    if outline is None:
        return
    point = shapely.Point(place.values["lon"], place.values["lat"])
    if not shapely.contains(outline, point):
        yield finding_at(table, row, "basis", "check.located_outside", **facts)
        return
    # In a plane with true east-west and north-south scale at the point.
    scale = (cos(radians(point.y)) * _METRES_PER_DEGREE, _METRES_PER_DEGREE)
    edge, here = (
        shapely.transform(shape, lambda lonlat: lonlat * scale) for shape in (shapely.boundary(outline), point)
    )
    distance, accuracy = shapely.distance(edge, here), place.values.get("accuracy_m")
    if accuracy is not None and distance < accuracy:
        yield finding_at(
            table, row, "basis", "check.located_near_edge", "warning",
            **facts, distance=round(distance), accuracy=round(accuracy),
        )  # fmt: skip
