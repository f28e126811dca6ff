"""Whatever the file, a collection with its issues or a named error."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import Any

import pytest

from geo.collection import FeatureCollection, extent_of
from geo.errors import ReadError
from geo.extent import Extent
from geo.read import parse_geojson, read_geojson

SQUARE = [[121.5, 31.2], [121.6, 31.2], [121.6, 31.3], [121.5, 31.3], [121.5, 31.2]]


def feature(geometry: Any, **members: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"名称": "长阳创谷"}, "geometry": geometry, **members}


def collection(*features: Any, **members: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", **members, "features": list(features)}


def point(*numbers: Any) -> dict[str, Any]:
    return {"type": "Point", "coordinates": list(numbers)}


def parse(document: Any, **options: Any) -> FeatureCollection:
    return parse_geojson(json.dumps(document, ensure_ascii=False, **options).encode(), "园区.geojson")


def codes(found: FeatureCollection) -> list[str]:
    return [issue.code for issue in found.issues]


def refused(data: bytes | Any) -> ReadError:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    with pytest.raises(ReadError) as caught:
        parse_geojson(raw, "x.geojson")
    assert caught.value.facts["file"] == "x.geojson"
    return caught.value


def test_members_stay_in_order_at_every_level() -> None:
    geometry = {"type": "Point", "z": 1, "coordinates": [121.5, 31.3], "a": {"b": [None]}}
    one = {"type": "Feature", "id": "甲", "y": 2, "geometry": geometry, "properties": {"b": 1, "a": 2}, "x": 1}
    found = parse(collection(one, name="园区", licence="CC0"))
    assert not found.issues
    assert list(found.foreign.items()) == [("name", "园区"), ("licence", "CC0")]
    read = found.features[0]
    assert read.id == "甲"
    assert list(read.foreign) == ["y", "x"]
    assert read.properties is not None
    assert list(read.properties) == ["b", "a"]
    assert read.geometry is not None
    assert list(read.geometry) == ["type", "z", "coordinates", "a"]
    assert (found.crs, found.datum, found.stated_crs, found.encoding) == ("EPSG:4326", "wgs84", None, "utf-8")


@pytest.mark.parametrize("document", [feature(point(121.5, 31.3)), point(121.5, 31.3)])
def test_a_bare_feature_or_geometry_is_a_collection_of_one(document: Any) -> None:
    found = parse(document)
    assert not found.issues
    assert [each.geometry for each in found.features] == [point(121.5, 31.3)]


def test_a_byte_order_mark_is_a_named_repair() -> None:
    data = b"\xef\xbb\xbf" + json.dumps(collection(feature(point(121.5, 31.3)))).encode()
    found = parse_geojson(data, "x.json")
    assert codes(found) == ["read.bom"]
    assert found.issues[0].severity == "repair"
    assert found.encoding == "utf-8-sig"


def test_the_garbage_collector_runs_again_afterwards() -> None:
    parse(collection())
    assert gc.isenabled()
    refused(b"[")
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("data", "code", "facts"),
    [
        (b"", "read.empty", {}),
        (b"\xef\xbb\xbf \n", "read.empty", {}),
        ('{"type":\n "要素", x'.encode(), "read.not_json", {"line": 2, "column": 8}),
        (b'{"a": NaN}', "read.not_json", {"line": 1, "column": 7}),
        (b"[" * 5000, "read.not_json", {"line": 1}),
        ('{"名称": "杨浦"}'.encode("gbk"), "read.gbk", {"line": 1}),
        (b'{"a":\n"\xff\xff"}', "read.not_utf8", {"line": 2}),
        ('{"a": 1}'.encode("utf-16"), "read.utf16", {}),
        ('{"a": 1}'.encode("utf-16-be"), "read.utf16", {}),
        (b"PK\x03\x04....", "read.other_content", {"format": "ZIP / Excel / KMZ"}),
        (b"<kml></kml>", "read.other_content", {"format": "XML / KML / HTML"}),
        ([1], "read.not_object", {"found": "array"}),
        ("text", "read.not_object", {"found": "string"}),
        (None, "read.not_object", {"found": "null"}),
        ({}, "read.not_geojson", {"found": "null"}),
        ({"type": "featurecollection", "features": []}, "read.not_geojson", {"found": "featurecollection"}),
        ({"type": ["Feature"]}, "read.not_geojson", {"found": "array"}),
        ({"type": "Topology", "objects": {}, "arcs": []}, "read.topojson", {}),
        ({"geometryType": "esriGeometryPoint", "features": []}, "read.esri_json", {}),
        ({"type": "FeatureCollection"}, "read.no_features_member", {"found": "null"}),
        ({"type": "FeatureCollection", "features": {}}, "read.no_features_member", {"found": "object"}),
    ],
)
def test_what_is_not_geojson_is_named(data: Any, code: str, facts: dict[str, object]) -> None:
    error = refused(data)
    assert error.code == code
    assert {name: error.facts[name] for name in facts} == facts


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    def code(path: Path) -> str:
        with pytest.raises(ReadError) as caught:
            read_geojson(path)
        return caught.value.code

    empty, locked = tmp_path / "empty.geojson", tmp_path / "x.geojson"
    empty.write_bytes(b"")
    locked.write_bytes(b"{}")
    assert code(tmp_path) == "read.is_folder"
    assert code(tmp_path / "none.geojson") == "read.missing"
    assert code(empty / "below.geojson") == "read.missing"
    assert code(empty) == "read.empty"
    assert code(tmp_path / "n\0ul.geojson") in {"read.missing", "read.failed"}
    assert code(tmp_path / ("x" * 300)) == "read.failed"
    assert code(Path("/dev/zero")) == "read.no_regular_file"


@pytest.mark.parametrize(
    ("name", "format_name"), [("企业.XLSX", "Excel"), ("a.shp", "Shapefile"), ("b.geojsonl", "GeoJSON Lines")]
)
def test_another_format_is_refused_by_its_ending(tmp_path: Path, name: str, format_name: str) -> None:
    (tmp_path / name).write_bytes(b"anything")
    with pytest.raises(ReadError) as caught:
        read_geojson(tmp_path / name)
    assert caught.value.code == "read.other_format"
    assert caught.value.facts == {"file": name, "format": format_name}


def test_a_file_of_any_other_ending_is_tried(tmp_path: Path) -> None:
    path = tmp_path / "园区.v2"
    path.write_text(json.dumps(point(121.5, 31.3)), encoding="utf-8")
    assert read_geojson(str(path)).name == "园区.v2"


@pytest.mark.parametrize(
    "crs",
    [
        "EPSG:4326",
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "urn:ogc:def:crs:EPSG::4326",
        "OGC:CRS84",
        "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
    ],
)
def test_a_legacy_crs_that_says_wgs84_is_dropped(crs: str) -> None:
    member = {"type": "name", "properties": {"name": crs}}
    found = parse(collection(feature(point(121.5, 31.3)), crs=member))
    assert codes(found) == ["crs.removed"]
    assert found.foreign == {}
    assert found.stated_crs == "EPSG:4326"


@pytest.mark.parametrize(
    ("crs", "x", "y"),
    [
        # gdaltransform -s_srs OGC:CRS84 -t_srs …, GDAL 3.6
        ("urn:ogc:def:crs:EPSG::3857", 13525318.1313827, 3671771.44879714),
        ("EPSG:32651", 357243.607026341, 3463821.19442292),
        ("EPSG:4549", 642813.518381646, 3465207.27723559),
        ("EPSG:4550", 357186.481618354, 3465207.27723559),
        ("EPSG:4490", 121.5, 31.3),
    ],
)
def test_a_legacy_crs_that_is_offered_is_reprojected(crs: str, x: float, y: float) -> None:
    member = {"type": "name", "properties": {"name": crs}}
    found = parse(collection(feature(point(x, y, 7.5)), crs=member))
    assert codes(found) == ["crs.reprojected", "geometry.heights"]
    geometry = found.features[0].geometry
    assert geometry is not None
    assert geometry["coordinates"][:2] == pytest.approx([121.5, 31.3], abs=2e-8)
    assert geometry["coordinates"][2] == 7.5


@pytest.mark.parametrize(
    ("crs", "code"),
    [
        ({"type": "name", "properties": {"name": "EPSG:2436"}}, "read.crs_not_offered"),
        ({"type": "name", "properties": {"name": "上海城市坐标系"}}, "read.crs_unknown_name"),
        ({"type": "link", "properties": {"href": "https://example.org/crs"}}, "read.crs_linked"),
        ({"type": "name"}, "read.crs_malformed"),
        ("EPSG:4326", "read.crs_malformed"),
    ],
)
def test_any_other_legacy_crs_is_a_named_error(crs: Any, code: str) -> None:
    assert refused(collection(crs=crs)).code == code


def test_a_null_crs_is_noted() -> None:
    assert codes(parse(collection(feature(point(121.5, 31.3)), crs=None))) == ["crs.null"]


def test_projected_positions_beyond_the_projection_are_left_out() -> None:
    member = {"type": "name", "properties": {"name": "EPSG:4549"}}
    found = parse(collection(feature(point(1e12, 1e12)), feature(point(642769.95, 3465097.13)), crs=member))
    assert [each.index for each in found.features] == [1]
    assert [issue.severity for issue in found.issues if issue.feature == 0] == ["error"]


def test_extent() -> None:
    found = parse(
        collection(feature(point(121.5, 31.3)), feature(None), feature({"type": "Polygon", "coordinates": [SQUARE]}))
    )
    assert extent_of(found) == Extent(121.5, 31.2, 121.6, 31.3)
    assert extent_of(parse(collection())) is None
