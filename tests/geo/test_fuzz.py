"""Whatever bytes come in: a collection that can be written and read back, or a ReadError."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import ReadError
from geo.flatten import flatten
from geo.mercator import to_mercator
from geo.positions import positions
from geo.read import parse_geojson
from geo.write import rfc7946_bytes
from tests.geo.rfc7946 import require_rfc7946

if TYPE_CHECKING:
    from geo.collection import FeatureCollection

steady = settings(deadline=None, max_examples=300, derandomize=True, suppress_health_check=list(HealthCheck))

SOUND: dict[str, Any] = {
    "type": "FeatureCollection",
    "name": "园区",
    "crs": {"type": "name", "properties": {"name": "EPSG:4326"}},
    "features": [
        {
            "type": "Feature",
            "id": 1,
            "properties": {"a": [1]},
            "geometry": {"type": "Point", "coordinates": [121.5, 31.3]},
        },
        {
            "type": "Feature",
            "properties": None,
            "geometry": {"type": "LineString", "coordinates": [[121.5, 31.3, 4], [121.6, 31.3]]},
        },
        {
            "type": "Feature",
            "bbox": [0, 0, 4, 4],
            "properties": {},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [
                    [[[0, 0], [4, 0], [4, 4], [0, 0]], [[2, 1], [3, 1], [3, 2], [2, 1]]],
                    [[[9, 9], [9, 8], [8, 8], [9, 9]]],
                ],
            },
        },
        {
            "type": "Feature",
            "properties": {},
            "geometry": {
                "type": "GeometryCollection",
                "geometries": [{"type": "MultiPoint", "coordinates": [[31.3, 121.5]]}],
            },
        },
    ],
}  # fmt: skip

WORDS = """type features geometry geometries coordinates properties id bbox crs name code Feature FeatureCollection
    Point LineString Polygon MultiPolygon GeometryCollection EPSG:4549"""
words = st.sampled_from(WORDS.split())
numbers = st.integers(-400, 400) | st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from([2**63, -(2**63)])
leaves = st.none() | st.booleans() | numbers | words | st.text(max_size=5)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(words | st.text(max_size=3), inner, max_size=6),
    max_leaves=25,
)


def outcome(data: bytes) -> FeatureCollection | None:
    """Read; what was read must flatten, be written and come back the same."""
    try:
        found = parse_geojson(data, "x.geojson")
    except ReadError:
        return None
    flatten((feature.geometry for feature in found.features), to_mercator)
    once = rfc7946_bytes(found)
    require_rfc7946(once)
    again = parse_geojson(once, "x.geojson")
    assert not [issue for issue in again.issues if issue.severity != "note"]
    assert rfc7946_bytes(again) == once
    assert [feature.properties for feature in again.features] == [feature.properties for feature in found.features]
    for before, after in zip(found.features, again.features, strict=True):
        if before.geometry is None:
            assert after.geometry is None
            continue
        assert after.geometry is not None
        moved = zip(sorted(positions(before.geometry)), sorted(positions(after.geometry)), strict=True)
        assert all(abs(p - q) <= 5.0001e-8 for old, new in moved for p, q in zip(old[:2], new[:2], strict=True))
    return found


@steady
@given(st.binary(max_size=300))
def test_random_bytes(data: bytes) -> None:
    outcome(data)


@steady
@given(values)
def test_random_json(value: Any) -> None:
    outcome(orjson.dumps(value))


@steady
@given(st.lists(values, max_size=4), values)
def test_random_features(features: list[Any], extra: Any) -> None:
    outcome(orjson.dumps({"type": "FeatureCollection", "extra": extra, "features": features}))


@steady
@given(st.sampled_from(["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]), values)
def test_random_coordinates(kind: str, coordinates: Any) -> None:
    outcome(orjson.dumps({"type": kind, "coordinates": coordinates}))


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """A sound document with up to three of its values replaced, removed or doubled."""
    document = copy.deepcopy(SOUND)
    for _ in range(draw(st.integers(1, 3))):
        container: Any = document
        while True:
            keys = list(container) if isinstance(container, dict) else list(range(len(container)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(container[key], (dict, list)) and draw(st.integers(0, 4)):
                container = container[key]
                continue
            match draw(st.sampled_from(["replace", "remove", "wrap", "double"])):
                case "replace":
                    container[key] = draw(values)
                case "remove":
                    del container[key]
                case "wrap":
                    container[key] = [container[key]]
                case "double" if isinstance(container, list):
                    container.insert(key, copy.deepcopy(container[key]))
            break
    return document


@steady
@given(mutated())
def test_mutated_documents(document: Any) -> None:
    outcome(orjson.dumps(document))


@steady
@given(st.data())
def test_mutated_bytes(data: st.DataObject) -> None:
    raw = bytearray(json.dumps(SOUND, ensure_ascii=False).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    outcome(bytes(raw))


def test_the_sound_document_is_read_whole() -> None:
    found = outcome(json.dumps(SOUND).encode())
    assert found is not None
    assert len(found.features) == 4
