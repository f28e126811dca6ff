"""What ``info`` says of a file, compared with ogrinfo where GDAL is at hand."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from geo import describe
from geo.describe import describe_file
from geo.extent import Extent
from geo.scan.engine import is_there
from tests.geo.scan.test_same import NASTY, collection, quiet

if TYPE_CHECKING:
    from pathlib import Path


def written(path: Path) -> Path:
    point = {"type": "Point", "coordinates": [121.5, 31.3]}
    line = {"type": "LineString", "coordinates": [[121.4, 31.2], [121.6, 31.25]]}
    document: Any = {
        "type": "FeatureCollection",
        "name": "园区",
        "features": [
            {"type": "Feature", "properties": {"名称": "甲", "面积": 2.5}, "geometry": point},
            {"type": "Feature", "properties": {"名称": "乙", "备注": None}, "geometry": line},
            {"type": "Feature", "properties": None, "geometry": None},
            {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": ["a", 1]}},
        ],
    }
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def test_description(tmp_path: Path) -> None:
    path = written(tmp_path / "a.geojson")
    found = describe_file(path)
    assert (found.file, found.format, found.encoding, found.bytes) == (
        "a.geojson",
        "GeoJSON",
        "utf-8",
        path.stat().st_size,
    )
    assert (found.crs, found.crs_stated, found.datum) == ("EPSG:4326", False, "wgs84")
    (layer,) = found.layers
    assert (layer.name, layer.features, layer.fields) == ("园区", 3, ("名称", "面积", "备注"))
    assert layer.types == {"LineString": 1, "Point": 1, "null": 1}
    assert layer.extent == Extent(121.4, 31.2, 121.6, 31.3)
    assert [issue.code for issue in found.issues] == ["feature.no_geometry", "geometry.number_type"]
    assert json.loads(json.dumps(found.as_json()))["layers"][0]["extent"] == [121.4, 31.2, 121.6, 31.3]
    assert found.as_json()["issues"][1] == {
        "code": "geometry.number_type", "severity": "error", "feature": 3, "id": None, "field": "geometry",
        "facts": {"found": "string"},
    }  # fmt: skip


def test_a_projected_file_says_what_it_was(tmp_path: Path) -> None:
    document = {
        "type": "Point",
        "coordinates": [642813.518, 3465207.277],
        "crs": {"type": "name", "properties": {"name": "EPSG:4549"}},
    }
    path = tmp_path / "b.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    found = describe_file(path)
    assert (found.crs, found.crs_stated, found.datum, found.layers[0].name) == ("EPSG:4549", True, "cgcs2000", "b")


@pytest.mark.gdal
def test_ogrinfo_counts_the_same(tmp_path: Path) -> None:
    path = written(tmp_path / "a.geojson")
    said = subprocess.run(["ogrinfo", "-so", "-al", path], capture_output=True, text=True, check=True).stdout
    assert "Layer name: 园区" in said
    assert "Extent: (121.400000, 31.200000) - (121.600000, 31.300000)" in said
    for field in describe_file(path).layers[0].fields:
        assert f"\n{field}: " in said


def test_a_large_file_is_told_of_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.geojson"
    path.write_bytes(collection(*NASTY, *NASTY, name="园区"))
    small = describe_file(path)
    assert is_there(quiet, patient=True)
    monkeypatch.setattr(describe, "_LARGE", 0)
    monkeypatch.setattr(describe, "read_geojson", None)
    assert describe_file(path) == small
    path.write_bytes(collection({"type": "Feature", "properties": {}, "geometry": None}))
    assert describe_file(path).layers[0].extent is None
