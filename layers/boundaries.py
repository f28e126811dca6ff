"""Build the zones' outlines from named control points: ``python -m layers.boundaries [FOLDER]``.

For data stewards and tests; the program reads the file that this writes.  ``boundaries.csv``
gives each drawn zone's ring as a sequence of control points.  An umbrella has no line of its
own: it is the union of the zones that name it in ``parent_ids``.  A zone whose boundary is
``none`` has no outline and no feature.  The same tables give the same bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import orjson

from geo.errors import ReadError
from layers.columns import OUTLINES, TABLES
from layers.references import reference_problems
from layers.resources import asset
from layers.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely import Geometry, MultiPolygon, Polygon

    from layers.tables import Table

    Outlines = Mapping[str, Polygon | MultiPolygon]

__all__ = ["MAX_DECIMALS", "outlines_bytes", "scan_outlines", "write_outlines"]

MAX_DECIMALS: Final = 7  # RFC 7946 section 11.2: about a centimetre
_POLE_TOLERANCE_M = 0.05  # far below the fifth decimal, so that engines agree on it
_LEAST_HOLE_M2 = 1.0  # smaller ones are rounding left between neighbours


def scan_outlines(zones: Table, points: Table, boundaries: Table) -> tuple[Outlines, list[ReadError]]:
    """The polygon of every zone that has one, in the order of ``zones.csv``, and why others have none.

    Polygons are in WGS 84 degrees; their exterior rings run counter-clockwise.
    """
    rings = _rings(points, boundaries)
    members: dict[str, list[str]] = {}
    outlined = [row for row in zones.rows if row.values["boundary"] != "none"]
    for row in outlined:
        for parent in row.values["parent_ids"]:
            members.setdefault(parent, []).append(row.values["id"])
    kinds = {row.values["id"]: row.values["kind"] for row in outlined}
    built: dict[str, Polygon | MultiPolygon] = {}
    problems = []
    for row in outlined:
        zone_id = row.values["id"]
        try:
            built[zone_id] = _outline(zone_id, kinds, members, rings, ())
        except ReadError as error:
            if error.facts["value"] == zone_id:  # an umbrella's broken member speaks for itself
                problems.append(ReadError(error.code, file=zones.file, row=row.number, field="id", value=zone_id))
    return built, problems


def outlines_bytes(outlines: Outlines) -> bytes:
    """The GeoJSON file of the outlines, one feature a line."""
    lines = [orjson.dumps(_feature(zone_id, outline)) for zone_id, outline in outlines.items()]
    return b'{"type":"FeatureCollection","features":[\n' + b",\n".join(lines) + b"\n]}\n"


def write_outlines(folder: Path | None = None) -> Path:
    """Rebuild ``zones.geojson`` of a register from its tables, and say where it is.

    Raises
    ------
    ReadError
        Where a table cannot be read, a ring crosses itself or has too few points, or a zone has
        neither ring nor members.
    """
    folder = folder or asset("register")
    tables = {
        name: read_table(TABLES[name].file, (folder / TABLES[name].file).read_bytes(), TABLES[name])
        for name in ("zones", "control_points", "boundaries")
    }
    for problem in reference_problems(tables):
        raise problem
    target = folder / OUTLINES
    outlines, problems = scan_outlines(tables["zones"], tables["control_points"], tables["boundaries"])
    if problems:
        raise problems[0]
    beside = target.with_suffix(".part")  # a failure leaves no half-written file
    beside.write_bytes(outlines_bytes(outlines))
    return beside.replace(target)


def _rings(points: Table, boundaries: Table) -> dict[str, list[tuple[float, float]]]:
    """The open ring of each drawn zone, in the order of ``seq``."""
    positions = {row.values["id"]: (row.values["lon"], row.values["lat"]) for row in points.rows}
    rings: dict[str, list[tuple[float, float]]] = {}
    for row in sorted(boundaries.rows, key=lambda row: (row.values["zone_id"], row.values["seq"])):
        position = positions.get(row.values["point_id"])
        if position is not None:  # a point that does not exist is a dangling reference, found elsewhere
            rings.setdefault(row.values["zone_id"], []).append(position)
    return rings


def _outline(
    zone_id: str,
    kinds: Mapping[str, str],
    members: Mapping[str, Sequence[str]],
    rings: Mapping[str, Sequence[tuple[float, float]]],
    above: tuple[str, ...],
) -> Polygon | MultiPolygon:
    """One zone's polygon.  Raises ReadError with the zone's id as ``value``."""
    import shapely  # takes 150 ms and is needed by stewards only

    if zone_id in above:
        raise ReadError("register.circle", value=zone_id)
    if kinds[zone_id] != "umbrella":
        ring = rings.get(zone_id, ())
        if len(ring) < 3:
            raise ReadError("outlines.no_ring", value=zone_id)
        polygon = shapely.Polygon(ring)
        if not polygon.is_valid:
            raise ReadError("outlines.ring_crosses", value=zone_id)
        return _tidy(polygon)
    if not members.get(zone_id):
        raise ReadError("outlines.no_members", value=zone_id)
    parts = [_outline(each, kinds, members, rings, (*above, zone_id)) for each in members[zone_id]]
    return _tidy(shapely.union_all(parts))


def _tidy(outline: Geometry) -> Polygon | MultiPolygon:
    """Counter-clockwise, without specks, and beginning where its coordinates sort first.

    A union starts its rings where the engine pleases; a fixed start keeps the bytes the same
    from one version of the engine to the next.
    """
    import shapely

    polygons = []
    for polygon in shapely.get_parts(outline):
        holes = [hole for hole in polygon.interiors if shapely.Polygon(hole).area * 1e10 > _LEAST_HOLE_M2]
        shell = _from_first(polygon.exterior.coords)
        polygons.append(shapely.Polygon(shell, [_from_first(hole.coords) for hole in holes]))
    polygons = [shapely.orient_polygons(polygon) for polygon in polygons]
    polygons.sort(key=lambda polygon: polygon.exterior.coords[0])
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _from_first(coordinates: Any) -> list[tuple[float, float]]:
    ring = [(round(x, MAX_DECIMALS), round(y, MAX_DECIMALS)) for x, y in coordinates][:-1]
    start = ring.index(min(ring))
    turned = ring[start:] + ring[:start]
    return [*turned, turned[0]]


def _feature(zone_id: str, outline: Polygon | MultiPolygon) -> dict[str, Any]:
    import shapely
    from pyproj import Geod

    area_m2, _ = Geod(ellps="WGS84").geometry_area_perimeter(outline)
    properties = {"area_km2": round(area_m2 / 1e6, 4), "pole": _pole(outline)}
    return {
        "type": "Feature",
        "id": zone_id,
        "properties": properties,
        "geometry": orjson.loads(shapely.to_geojson(outline)),
    }


def _pole(outline: Polygon | MultiPolygon) -> list[float]:
    """Longitude and latitude of the point farthest from the outline, to five decimals (1 m).

    Found in an equidistant projection about the outline's own middle, whose distances are true
    to a few parts in a million at this size.
    """
    import shapely
    from pyproj import Transformer

    middle = outline.envelope.centroid
    local = f"+proj=aeqd +lat_0={middle.y} +lon_0={middle.x} +datum=WGS84"
    transformer = Transformer.from_crs("EPSG:4326", local, always_xy=True)
    metric = shapely.transform(outline, lambda lonlat: np.column_stack(transformer.transform(*lonlat.T)))
    x, y = shapely.maximum_inscribed_circle(metric, tolerance=_POLE_TOLERANCE_M).coords[0]
    lon, lat = transformer.transform(x, y, direction="INVERSE")
    return [round(lon, 5), round(lat, 5)]


if __name__ == "__main__":
    sys.stdout.write(f"{write_outlines(Path(sys.argv[1]) if len(sys.argv) > 1 else None)}\n")
