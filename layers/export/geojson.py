"""The register, or a user's layer, as RFC 7946 GeoJSON.

One table and one geometry type a file, flat columns, so that QGIS and Excel open it without a
question.  Reading a file back and writing it again gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo.collection import Feature, FeatureCollection
from geo.errors import WriteError
from geo.rfc7946 import rfc7946_bytes
from geo.rings import polygon_rings
from layers.dossier import require_zone
from layers.export.rows import ATTRIBUTION, Rows
from layers.messages import messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from layers.entries import Place
    from layers.provenance import Language
    from layers.register import Register
    from layers.zones import Zone

__all__ = ["LAYERS", "export_geojson", "export_own"]

LAYERS: Final = ("zones", "places", "companies", "initiatives", "organisations", "indicators")

Geometry = dict[str, Any]


def export_geojson(
    register: Register,
    layer: str = "zones",
    zones: Sequence[str] | None = None,
    as_of: date | None = None,
    language: Language = "zh",
    *,
    district_line: bool = True,
) -> bytes:
    """One table of the register as a GeoJSON document.

    Parameters
    ----------
    layer : str
        One of `LAYERS`.  ``zones`` are MultiPolygons with counts; ``places`` are points;
        the others are long tables keyed by ``zone_id``, with a point where the register knows
        one and null geometry elsewhere.
    zones : sequence of str, optional
        Only these zones, or only what is linked to them.  Where None, all zones that have an
        outline, or everything.
    as_of : date, optional
        What was told or came to be later is left out; the register's date by default.
    language : {"zh", "en"}
        Of summaries, notes and citations.  Names come in both.
    district_line : bool
        False leaves out the outline of the district, whose row stays with null geometry.
        Where the outline is there, the column ``note`` says once that it may need map review.

    Raises
    ------
    WriteError
        Where there is no such layer.
    NoSuchZoneError
        Where there is no such zone.
    """
    if layer not in LAYERS:
        raise WriteError("geojson.no_layer", layer=layer, layers=", ".join(LAYERS))
    for zone_id in zones or ():
        require_zone(register, zone_id)
    rows = Rows(register, as_of or register.as_of, messages(language))
    if layer == "zones":
        features = tuple(_zones(rows, zones, district_line=district_line))
    elif layer == "places":
        features = tuple(Feature(_point(place), row, row["id"]) for row, place in rows.places(zones))
    else:
        features = tuple(Feature(_point(place), row) for row, place in rows.entries(layer, zones))
    return rfc7946_bytes(FeatureCollection(features, _members(rows, layer)))


def export_own(collection: FeatureCollection) -> bytes:
    """A user's file as a GeoJSON document: properties and foreign members as they were."""
    return rfc7946_bytes(collection)


def _members(rows: Rows, layer: str) -> Mapping[str, str]:
    """Foreign members of the whole.  GDAL and QGIS call the layer by ``name``."""
    return {
        "name": f"yangpu_{layer}",
        "title": rows.words("geojson.title", layer=rows.words(f"geojson.{layer}")),
        "attribution": ATTRIBUTION,
        "licence": "ODbL-1.0",
        "as_of": rows.as_of.isoformat(),
        "register_version": rows.register.version,
    }


def _zones(rows: Rows, wanted: Sequence[str] | None, *, district_line: bool) -> Iterator[Feature]:
    for index, zone in enumerate(rows.register.zones.values()):
        if not _stood(zone, rows.as_of) or (zone.id not in wanted if wanted is not None else zone.boundary == "none"):
            continue
        shown = zone.kind != "district" or district_line
        geometry = _multipolygon(rows.register, index) if shown else None
        review = zone.kind == "district" and geometry is not None
        row = rows.zone(zone) | {"note": rows.words("geojson.review") if review else None}
        yield Feature(geometry, row, zone.id)


def _stood(zone: Zone, day: date) -> bool:
    """Whether the zone was there on that day, as far as the register knows."""
    return not ((zone.valid_from and day < zone.valid_from) or (zone.valid_to and zone.valid_to < day))


def _multipolygon(register: Register, index: int) -> Geometry | None:
    """A zone's outline; always a MultiPolygon, so that the file has one geometry type."""
    polygons = [[ring.tolist() for ring in rings] for rings in polygon_rings(register.zone_shapes, index)]
    return {"type": "MultiPolygon", "coordinates": polygons} if polygons else None


def _point(place: Place | None) -> Geometry | None:
    return None if place is None or place.lonlat is None else {"type": "Point", "coordinates": list(place.lonlat)}
