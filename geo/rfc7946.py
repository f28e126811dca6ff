"""GeoJSON as RFC 7946 says, byte for byte the same for the same features.

WGS 84, longitude first, no ``crs`` member; exterior rings counter-clockwise and holes
clockwise; at most seven decimals (about a centimetre), so that a position moves by at most
5e-8 degrees; numbers as short as they can be; one feature a line, so that two versions can be
compared.  A feature that crosses the antimeridian is written as it is: section 3.1.9 would
have it cut, and nothing here needs that yet.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import orjson

from geo.collector import collector_paused
from geo.errors import WriteError
from geo.positions import DEPTHS, positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.collection import Feature, FeatureCollection

    Position = list[float]
    Ring = list[Position]

__all__ = ["MAX_DECIMALS", "rfc7946_bytes", "turn"]

MAX_DECIMALS: Final = 7
_UNITS: Final = 10**MAX_DECIMALS


def rfc7946_bytes(collection: FeatureCollection) -> bytes:
    """The collection as a GeoJSON document in UTF-8, ending in a line end.

    Members come in the order type, id, bbox, properties, geometry, then the foreign ones in
    theirs; properties keep their order.  A ``bbox`` is written where the collection was read
    with one, measured anew.  Reading the result and writing it again gives the same bytes.

    Raises
    ------
    WriteError
        Where properties are nested so deeply that no JSON writer takes them.
    """
    with collector_paused():
        return _document(collection)


def _document(collection: FeatureCollection) -> bytes:
    head: dict[str, Any] = {"type": "FeatureCollection"}
    if collection.has_bbox:
        head |= _bbox(_feature(feature)["geometry"] for feature in collection.features)
    head |= collection.foreign
    # One after the other: those of a large file are made on demand, and all at once they would fill the memory.
    lines = [_line(_feature(feature), feature) for feature in collection.features]
    opening = _line(head, None)[:-1]  # without the closing brace: the features follow
    if not lines:
        return opening + b',"features":[]}\n'
    return opening + b',"features":[\n' + b",\n".join(lines) + b"\n]}\n"


def turn(ring: Ring) -> int:
    """Twice the signed area of a closed ring in units of 1e-14 square degrees.

    Positive where it runs counter-clockwise, zero where it has no area.  Positions of seven
    decimals are whole numbers of 1e-7 degrees, so the sign is exact and the same each time.
    """
    xy = [(round(position[0] * _UNITS), round(position[1] * _UNITS)) for position in ring]
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(xy))


def _line(member: dict[str, Any], feature: Feature | None) -> bytes:
    try:
        return orjson.dumps(member)
    except orjson.JSONEncodeError:
        raise WriteError("write.too_deep", feature=0 if feature is None else feature.index + 1) from None


def _feature(feature: Feature) -> dict[str, Any]:
    written: dict[str, Any] = {"type": "Feature"}
    if feature.id is not None:
        written["id"] = feature.id
    geometry = None if feature.geometry is None else _geometry(feature.geometry)
    if feature.has_bbox:
        written |= _bbox([geometry])
    return {**written, "properties": feature.properties, "geometry": geometry, **feature.foreign}


def _geometry(geometry: Mapping[str, Any]) -> dict[str, Any]:
    kind = geometry["type"]
    written: dict[str, Any] = {"type": kind}
    if kind == "GeometryCollection":
        written["geometries"] = [_geometry(member) for member in geometry["geometries"]]
    else:
        coordinates = _rounded(geometry["coordinates"], DEPTHS[kind])
        if kind == "Polygon":
            coordinates = _oriented(coordinates)
        elif kind == "MultiPolygon":
            coordinates = [_oriented(polygon) for polygon in coordinates]
        written["coordinates"] = coordinates
    if geometry.get("bbox") is not None:
        written |= _bbox([written])
    return written | {name: value for name, value in geometry.items() if name not in written and name != "bbox"}


def _rounded(coordinates: Any, depth: int) -> Any:
    if depth == 1:
        return _rounded([coordinates], 2)[0]
    if depth > 2:
        return [_rounded(each, depth - 1) for each in coordinates]
    # Adding zero turns -0.0 into 0.0, which reads as the same place.
    return [
        [round(number, MAX_DECIMALS) + 0 if type(number) is float else number for number in position]
        for position in coordinates
    ]


def _oriented(polygon: list[Ring]) -> list[Ring]:
    """The rings the right way round.  A ring without area has none and stays."""
    exterior, *holes = polygon
    return [
        exterior[::-1] if turn(exterior) < 0 else exterior,
        *(hole[::-1] if turn(hole) > 0 else hole for hole in holes),
    ]


def _bbox(geometries: Iterable[Mapping[str, Any] | None]) -> dict[str, Any]:
    """A ``bbox`` member with as many axes as every position has; none where there is no position."""
    found = [position for geometry in geometries if geometry for position in positions(geometry)]
    if not found:
        return {}
    axes = list(zip(*found, strict=False))  # as long as the shortest position
    return {"bbox": [*(min(axis) for axis in axes), *(max(axis) for axis in axes)]}
