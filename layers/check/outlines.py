"""Are the outlines those that the tables give, and do they claim no more than they can?

For stewards only, so shapely may take its time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson

from layers.boundaries import MAX_DECIMALS, outlines_bytes, scan_outlines
from layers.check.finding import Finding, finding_at, finding_of
from layers.check.positions import SHANGHAI
from layers.columns import OUTLINES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from layers.boundaries import Outlines
    from layers.check.reading import Tables

__all__ = ["check_outlines"]

_AREA_TOLERANCE: Final = 0.05  # stated areas are round numbers
_NEEDED: Final = {
    "zones": ("id", "kind", "parent_ids", "boundary"),
    "control_points": ("id", "lon", "lat"),
    "boundaries": ("zone_id", "seq", "point_id"),
}


def check_outlines(folder: Path, tables: Tables) -> tuple[Outlines, list[Finding]]:
    """The outlines as the tables give them, and what is wrong with them or with their file.

    Where the tables are too broken to build anything, there are no outlines, and the file is
    checked by itself.
    """
    findings = [*_claims(tables), *_sequences(tables)]
    outlines: Outlines = {}
    if all(
        name in tables and all(field in row.values for row in tables[name].rows for field in fields)
        for name, fields in _NEEDED.items()
    ):
        outlines, problems = scan_outlines(tables["zones"], tables["control_points"], tables["boundaries"])
        findings += [finding_of(problem) for problem in problems]
        findings += _areas(tables, outlines)
    findings += _file(folder, outlines)
    return outlines, findings


def _claims(tables: Tables) -> Iterator[Finding]:
    """No outline is called official; a traced one rests on surveyed points only."""
    if "zones" not in tables:
        return
    doubtful = {
        row.values.get("id")
        for row in (tables["control_points"].rows if "control_points" in tables else ())
        if "general knowledge" in row.values.get("source", "")
    }
    resting: dict[str, str] = {}
    for row in tables["boundaries"].rows if "boundaries" in tables else ():
        if row.values.get("point_id") in doubtful:
            resting.setdefault(row.values.get("zone_id", ""), row.values["point_id"])
    for row in tables["zones"].rows:
        boundary, zone_id = row.values.get("boundary"), row.values.get("id", "")
        if boundary == "official":
            yield finding_at(tables["zones"], row, "boundary", "check.official", value=zone_id)
        if boundary == "traced" and zone_id in resting:
            yield finding_at(
                tables["zones"], row, "boundary", "check.traced_unverified", value=zone_id, point=resting[zone_id]
            )
        if boundary not in (None, "none") and row.values.get("accuracy_m", 0) is None:
            yield finding_at(tables["zones"], row, "accuracy_m", "check.no_accuracy", value=zone_id)


def _sequences(tables: Tables) -> Iterator[Finding]:
    """Each ring's ``seq`` counts 1, 2, 3 …, so that a lost line is noticed."""
    if "boundaries" not in tables:
        return
    expected: dict[str, int] = {}
    for row in tables["boundaries"].rows:
        zone_id, seq = row.values.get("zone_id"), row.values.get("seq")
        if zone_id is None or seq is None:
            continue
        wanted = expected.get(zone_id, 0) + 1
        if seq != wanted:
            yield finding_at(tables["boundaries"], row, "seq", "vertices.seq", value=seq, expected=wanted)
        expected[zone_id] = seq


def _areas(tables: Tables, outlines: Outlines) -> Iterator[Finding]:
    """The stated area and the measured one agree."""
    from pyproj import Geod

    for row in tables["zones"].rows:
        stated, outline = row.values.get("stated_area_km2"), outlines.get(row.values["id"])
        if stated is None or outline is None:
            continue
        measured = Geod(ellps="WGS84").geometry_area_perimeter(outline)[0] / 1e6
        if abs(measured - stated) > _AREA_TOLERANCE * stated:
            yield finding_at(
                tables["zones"], row, "stated_area_km2", "check.area_differs", "warning",
                value=stated, measured=round(measured, 2),
            )  # fmt: skip


def _file(folder: Path, outlines: Outlines) -> Iterator[Finding]:
    """``zones.geojson`` is what the tables give, and keeps the rules of RFC 7946 that we promise."""
    try:
        features = {each["id"]: each for each in orjson.loads((folder / OUTLINES).read_bytes())["features"]}
    except FileNotFoundError:
        yield Finding(OUTLINES, 0, "", "table.missing")
        return
    except (orjson.JSONDecodeError, KeyError, TypeError):
        yield Finding(OUTLINES, 0, "", "outlines.not_built")
        return
    built = {each["id"]: each for each in orjson.loads(outlines_bytes(outlines))["features"]}
    for zone_id, feature in built.items():
        if zone_id not in features:
            yield Finding(OUTLINES, 0, "id", "outlines.zone_missing", {"value": zone_id})
        elif features[zone_id] != feature:
            field = "geometry" if features[zone_id].get("geometry") != feature["geometry"] else "properties"
            yield Finding(OUTLINES, 0, field, "check.outline_differs", {"value": zone_id})
    for zone_id, feature in features.items():
        if built and zone_id not in built:
            yield Finding(OUTLINES, 0, "id", "check.outline_stranger", {"value": zone_id})
        yield from _geometry(zone_id, feature.get("geometry"))


def _geometry(zone_id: str, geometry: Any) -> Iterator[Finding]:
    import shapely

    facts = {"value": zone_id}
    try:
        outline = shapely.from_geojson(orjson.dumps(geometry))
    except shapely.errors.GEOSException:
        outline = None
    if outline is None or outline.geom_type not in ("Polygon", "MultiPolygon") or outline.is_empty:
        yield Finding(OUTLINES, 0, "geometry", "outlines.zone_broken", facts)
        return
    if not outline.is_valid:
        yield Finding(OUTLINES, 0, "geometry", "check.outline_invalid", facts)
    if not all(polygon.exterior.is_ccw for polygon in shapely.get_parts(outline)):
        yield Finding(OUTLINES, 0, "geometry", "check.clockwise", facts)
    coordinates = shapely.get_coordinates(outline)
    if (abs(coordinates - coordinates.round(MAX_DECIMALS)) > 10.0 ** -(MAX_DECIMALS + 4)).any():
        yield Finding(OUTLINES, 0, "geometry", "check.decimals", {**facts, "most": MAX_DECIMALS})
    west, south, east, north = outline.bounds
    if not (SHANGHAI.contains(west, south) and SHANGHAI.contains(east, north)):
        yield Finding(OUTLINES, 0, "geometry", "check.outline_far", facts)
