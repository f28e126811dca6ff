"""A strict reader of RFC 7946 that shares no code with ours.

It goes by the RFC's own wording; section numbers stand beside each rule.
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from itertools import pairwise
from typing import Any, Self

__all__ = ["require_rfc7946"]

DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


def require_rfc7946(data: bytes) -> dict[str, Any]:
    """Raise AssertionError at the first rule broken; else give the document."""
    assert not data.startswith(b"\xef\xbb\xbf"), "RFC 8259, 8.1: no byte-order mark"
    text = data.decode("utf-8")
    document = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_twins, parse_float=Number)
    assert document["type"] == "FeatureCollection"
    assert isinstance(document["features"], list), "3.3"
    _forbidden(document, "coordinates", "geometries", "geometry", "properties")
    for feature in document["features"]:
        _feature(feature)
    geometries = [feature["geometry"] for feature in document["features"]]
    _bbox(document, geometries)
    plain: dict[str, Any] = json.loads(text)
    return plain


class Number(float):
    """A number that remembers how it was written."""

    written: str

    def __new__(cls, text: str) -> Self:
        number = super().__new__(cls, text)
        number.written = text
        return number


def _no_constant(name: str) -> Any:
    raise AssertionError(f"RFC 8259, 6: {name} is no number")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len(dict(pairs)) == len(pairs), "RFC 8259, 4: names should be unique"
    return dict(pairs)


def _forbidden(value: dict[str, Any], *names: str) -> None:
    assert "crs" not in value, "4: no crs member"
    assert not set(names) & set(value), "7.1: a member of another type"


def _feature(feature: Any) -> None:
    assert feature["type"] == "Feature", "3.2"
    assert isinstance(feature["properties"], dict | None), "3.2"
    if "id" in feature:
        assert isinstance(feature["id"], str | int | float), "3.2"
        assert not isinstance(feature["id"], bool)
    _forbidden(feature, "coordinates", "geometries", "features")
    if feature["geometry"] is not None:
        _geometry(feature["geometry"])
    _bbox(feature, [feature["geometry"]])


def _geometry(geometry: Any) -> None:
    _forbidden(geometry, "geometry", "properties", "features")
    if geometry["type"] == "GeometryCollection":
        for member in geometry["geometries"]:
            _geometry(member)
    else:
        depth = DEPTHS[geometry["type"]]  # KeyError: 1.4, seven types
        level = [geometry["coordinates"]]
        for _ in range(depth):
            assert all(isinstance(each, list) for each in level), "3.1"
            level = [inner for each in level for inner in each]
        for position in level:
            _position(position)
        if geometry["type"] in {"LineString", "MultiLineString"}:
            lines = [geometry["coordinates"]] if depth == 1 else geometry["coordinates"]
            assert all(len(line) >= 2 for line in lines), "3.1.4"
        if geometry["type"] == "Polygon":
            _polygon(geometry["coordinates"])
        if geometry["type"] == "MultiPolygon":
            for polygon in geometry["coordinates"]:
                _polygon(polygon)
    _bbox(geometry, [geometry])


def _position(position: Any) -> None:
    assert isinstance(position, list), "3.1.1"
    assert 2 <= len(position) <= 3, "3.1.1"
    for number in position:
        assert isinstance(number, int | float), "3.1.1"
        assert not isinstance(number, bool), "3.1.1"
        _few_decimals(number)
    assert -180 <= position[0] <= 180, "4: longitude first"
    assert -90 <= position[1] <= 90, "4: latitude second"


def _few_decimals(number: Any) -> None:
    """11.2: more precision than a map holds is noise; ours is seven decimals."""
    written = getattr(number, "written", str(number))
    assert Fraction(written) * 10**7 % 1 == 0, written
    assert not re.fullmatch(r"-0(\.0)?", written), "a zero needs no sign"


def _polygon(rings: list[Any]) -> None:
    for index, ring in enumerate(rings):
        assert len(ring) >= 4, "3.1.6"
        assert ring[0] == ring[-1], "3.1.6: closed"
        xy = [
            (Fraction(getattr(p[0], "written", str(p[0]))), Fraction(getattr(p[1], "written", str(p[1])))) for p in ring
        ]
        twice = sum((x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(xy)), Fraction(0))
        assert twice >= 0 if index == 0 else twice <= 0, "3.1.6: right-hand rule"


def _all_positions(value: Any) -> list[list[float]]:
    if isinstance(value, dict):
        return _all_positions(value.get("coordinates", value.get("geometries")))
    if isinstance(value, list) and value and isinstance(value[0], int | float):
        return [value]
    return [position for each in value or () for position in _all_positions(each)]


def _bbox(value: dict[str, Any], geometries: list[Any]) -> None:
    """5: southwesterly then northeasterly, as many axes as the positions have."""
    if "bbox" not in value:
        return
    box, found = (
        value["bbox"],
        [position for geometry in geometries if geometry for position in _all_positions(geometry)],
    )
    axes = min(map(len, found))
    assert len(box) == 2 * axes
    assert box[:axes] == [min(p[axis] for p in found) for axis in range(axes)]
    assert box[axes:] == [max(p[axis] for p in found) for axis in range(axes)]
