"""The register and a user's file as RFC 7946, in our own strict reader, GDAL, geopandas and QGIS."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from typing import TYPE_CHECKING, Any

import geopandas
import pytest

from geo.collection import FeatureCollection
from geo.errors import WriteError
from geo.read import parse_geojson
from layers.dossier import NoSuchZoneError
from layers.export.geojson import LAYERS, export_geojson, export_own
from layers.own import open_own
from layers.register import read_register
from layers.resources import asset
from tests.geo.rfc7946 import require_rfc7946

if TYPE_CHECKING:
    from pathlib import Path

    from layers.register import Register

SYSTEM_PYTHON = "/usr/bin/python3"  # QGIS comes with Debian's


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


def rows(data: bytes) -> list[dict[str, Any]]:
    return [feature["properties"] for feature in require_rfc7946(data)["features"]]


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_layer_is_strict_flat_and_comes_back_equal(register: Register, layer: str, language: Any) -> None:
    data = export_geojson(register, layer, language=language)
    document = require_rfc7946(data)
    assert export_geojson(register, layer, language=language) == data
    again = parse_geojson(data, f"{layer}.geojson")
    assert {issue.code for issue in again.issues} <= {"feature.no_geometry"}
    assert export_own(again) == data
    features = document["features"]
    assert len({tuple(feature["properties"]) for feature in features}) == 1  # the same columns in each row
    assert all(
        isinstance(value, str | int | float | bool | None) for each in features for value in each["properties"].values()
    )
    types = {feature["geometry"]["type"] for feature in features if feature["geometry"]}
    assert len(types) <= 1
    for row in (each["properties"] for each in features):
        assert row["attribution"] == document["attribution"] == "© OpenStreetMap contributors, ODbL 1.0"
        assert row["register_version"] == document["register_version"] == register.version
        assert row["register_as_of"] == document["as_of"] == register.as_of.isoformat()
        assert row["citations"] or row["external"]
    assert b"\\u" not in data


def test_zones(register: Register) -> None:
    document = require_rfc7946(export_geojson(register))
    assert document["name"] == "yangpu_zones"
    by_id = {feature["id"]: feature["properties"] for feature in document["features"]}
    assert list(by_id) == [zone.id for zone in register.zones.values() if zone.boundary != "none"]
    assert by_id["huantongji"]["name_zh"] == "环同济"
    assert by_id["huantongji"]["parent_ids"] == "dachuangzhi_corridor"
    assert by_id["huantongji"]["stated_area_km2"] == 2.6
    assert 2.55 <= by_id["huantongji"]["area_km2"] <= 2.70
    assert "2023-08-17" in by_id["huantongji"]["stated_area_source"]
    assert by_id["fuxing_island"]["boundary_note"].startswith("描绘范围")
    assert by_id["huantongji"]["boundary_note"].startswith("示意范围")
    assert not [row for row in by_id.values() if row["boundary"] == "official"]
    for zone_id, row in by_id.items():
        for table in ("companies", "initiatives", "organisations"):
            entries = getattr(register, table).values()
            linked = {entry.id for entry in entries if any(link.zone_id == zone_id for link in entry.links)}
            assert row[table] == len(linked)
            assert row[f"{table}_all"] >= len(linked)
    south = {"binjiang_south", "binjiang_midnorth", "fuxing_island", "binjiang"}
    companies = register.companies.values()
    below = {each.id for each in companies if any(link.zone_id in south for link in each.links)}
    assert by_id["binjiang"]["companies_all"] == len(below) > 0


def test_a_zone_without_an_outline_comes_only_when_asked_for(register: Register) -> None:
    (feature,) = require_rfc7946(export_geojson(register, zones=["changyang_chuanggu"]))["features"]
    assert (feature["geometry"], feature["properties"]["boundary"]) == (None, "none")


def test_outlines_are_the_registers_own(register: Register) -> None:
    built = json.loads(asset("register", "zones.geojson").read_text(encoding="utf-8"))
    coordinates = {each["id"]: each["geometry"] for each in built["features"]}
    for feature in require_rfc7946(export_geojson(register))["features"]:
        expected = coordinates[feature["id"]]
        polygons = [expected["coordinates"]] if expected["type"] == "Polygon" else expected["coordinates"]
        assert feature["geometry"] == {"type": "MultiPolygon", "coordinates": polygons}


def test_map_review_is_told_once_and_the_line_can_be_left_out(register: Register) -> None:
    whole = export_geojson(register)
    assert whole.decode().count("送审") == 1
    assert [row["id"] for row in rows(whole) if row["note"]] == ["yangpu"]
    without = require_rfc7946(export_geojson(register, district_line=False))["features"]
    assert [feature["id"] for feature in without if feature["geometry"] is None] == ["yangpu"]
    assert not any(feature["properties"]["note"] for feature in without)
    assert "map review" in export_geojson(register, language="en").decode()


def test_only_some_zones(register: Register) -> None:
    assert [row["id"] for row in rows(export_geojson(register, zones=["wangu", "huantongji"]))] == [
        "huantongji",
        "wangu",
    ]
    chosen = rows(export_geojson(register, "initiatives", zones=["huantongji"]))
    assert {row["zone_id"] for row in chosen} == {"huantongji"}
    some = {row["id"] for row in rows(export_geojson(register, "places", zones=["dachuanggu"]))}
    assert some == {p.id for p in register.places.values() if any(link.zone_id == "dachuanggu" for link in p.links)}
    with pytest.raises(NoSuchZoneError):
        export_geojson(register, zones=["nowhere"])
    with pytest.raises(WriteError) as caught:
        export_geojson(register, "streets")
    assert caught.value.code == "geojson.no_layer"


@pytest.mark.parametrize("layer", ["companies", "initiatives", "organisations", "indicators"])
def test_long_tables_are_keyed_by_zone(register: Register, layer: str) -> None:
    found = [(row["id"], row["zone_id"], row["zone_basis"]) for row in rows(export_geojson(register, layer))]
    expected = [
        (entry.id, link.zone_id if link else None, link.basis if link else None)
        for entry in getattr(register, layer).values()
        for link in (entry.links or (None,))
    ]
    assert found == expected
    for feature in require_rfc7946(export_geojson(register, layer))["features"]:
        place = register.places.get(feature["properties"]["id"])
        assert feature["geometry"] == (
            None if place is None or place.lonlat is None else {"type": "Point", "coordinates": [place.lon, place.lat]}
        )


def test_an_indicator_keeps_its_own_date(register: Register) -> None:
    for row in rows(export_geojson(register, "indicators")):
        own = register.indicators[row["id"]].as_of
        assert row["as_of"] == (own.isoformat() if own else None)


def test_what_was_told_later_is_left_out(register: Register) -> None:
    early = date(2021, 6, 30)
    zones = rows(export_geojson(register, as_of=early))
    assert "yangpu_kechuangdai" not in {row["id"] for row in zones}
    for layer in LAYERS:
        for row in rows(export_geojson(register, layer, as_of=early)):
            assert row["register_as_of"] == "2021-06-30"
            assert "2023" not in (row["citations"] or "")


def test_a_users_file_keeps_what_it_held(tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [121.51234567891, 31.3, 4.25], "crs84": True}
    features = [
        {
            "type": "Feature",
            "id": "甲",
            "properties": {"b": 1.5, "a": {"c": [None, True]}},
            "geometry": point,
            "备注": 1,
        },
        {"type": "Feature", "properties": None, "geometry": None},
    ]
    path = tmp_path / "own.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "来源": {"x": 1}, "features": features}), encoding="utf-8")
    data = export_own(open_own(path).collection)
    document = require_rfc7946(data)
    assert document["来源"] == {"x": 1}
    first, second = document["features"]
    assert (first["id"], first["备注"], first["properties"]) == ("甲", 1, {"b": 1.5, "a": {"c": [None, True]}})
    assert first["geometry"]["crs84"] is True
    assert first["geometry"]["coordinates"] == [121.5123457, 31.3, 4.25]
    assert (second["properties"], second["geometry"]) == (None, None)
    assert export_own(parse_geojson(data, "own.geojson")) == data
    assert export_own(FeatureCollection(())) == b'{"type":"FeatureCollection","features":[]}\n'


@pytest.mark.gdal
@pytest.mark.parametrize("layer", LAYERS)
def test_ogrinfo_reads_columns_and_chinese(register: Register, tmp_path: Path, layer: str) -> None:
    path = tmp_path / f"{layer}.geojson"
    path.write_bytes(export_geojson(register, layer))
    done = subprocess.run(["ogrinfo", "-al", path], capture_output=True, text=True, encoding="utf-8", check=True)
    assert not done.stderr
    expected = rows(path.read_bytes())
    assert f"Layer name: yangpu_{layer}" in done.stdout
    assert f"Feature Count: {len(expected)}" in done.stdout
    for row in expected:
        assert f"name_zh (String) = {row['name_zh']}" in done.stdout
    if layer in {"zones", "places"}:
        assert f"Geometry: {'Multi Polygon' if layer == 'zones' else 'Point'}" in done.stdout


@pytest.mark.parametrize("layer", LAYERS)
def test_geopandas_reads_columns_and_chinese(register: Register, tmp_path: Path, layer: str) -> None:
    path = tmp_path / f"{layer}.geojson"
    path.write_bytes(export_geojson(register, layer))
    frame = geopandas.read_file(path)
    expected = rows(path.read_bytes())
    assert frame.crs.to_epsg() == 4326
    assert set(expected[0]) == set(frame.columns) - {"geometry"}
    assert frame["name_zh"].tolist() == [row["name_zh"] for row in expected]
    if layer == "zones":
        assert frame.geometry.is_valid.all()
        # PROJ's Gauss-Krueger plane about 121.5 E keeps areas to 1 in 10 000 within Yangpu
        plane = frame.to_crs("+proj=tmerc +lon_0=121.5 +ellps=WGS84").area / 1e6
        assert plane.tolist() == pytest.approx(frame["area_km2"].tolist(), rel=1e-3)


QGIS = """
import json, sys
from qgis.core import QgsApplication, QgsVectorLayer
app = QgsApplication([], False)
app.initQgis()
layer = QgsVectorLayer(sys.argv[1], "x", "ogr")
print(json.dumps({
    "valid": layer.isValid(),
    "crs": layer.crs().authid(),
    "type": layer.geometryType(),
    "names": [feature["name_zh"] for feature in layer.getFeatures()],
    "empty": [feature.geometry().isNull() for feature in layer.getFeatures()],
    "fields": [field.name() for field in layer.fields()],
}))
layer = None
app.exitQgis()
"""


@pytest.mark.exchange
@pytest.mark.qgis
@pytest.mark.parametrize("layer", LAYERS)
def test_qgis_opens_it_without_a_question(register: Register, tmp_path: Path, layer: str) -> None:
    path = tmp_path / f"{layer}.geojson"
    path.write_bytes(export_geojson(register, layer))
    environment = {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [SYSTEM_PYTHON, "-c", QGIS, path],
        capture_output=True, text=True, encoding="utf-8", check=False, env=environment, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.strip().splitlines()[-1])
    document = require_rfc7946(path.read_bytes())
    assert said["valid"]
    assert said["crs"] == ("" if all(said["empty"]) else "EPSG:4326")  # a table without positions has no CRS there
    assert said["type"] == {"zones": 2, "places": 0}.get(layer, said["type"])
    assert said["names"] == [feature["properties"]["name_zh"] for feature in document["features"]]
    assert said["empty"] == [feature["geometry"] is None for feature in document["features"]]
    assert set(said["fields"]) == set(document["features"][0]["properties"])
