"""A user's file as a layer, and as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from geo.errors import ReadError
from layers.own import NothingUsableError, open_own, own_layer

if TYPE_CHECKING:
    from pathlib import Path


def point(lon: float, lat: float, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [lon, lat]}}


def written(folder: Path, *features: Any, **members: Any) -> Path:
    path = folder / "企业.geojson"
    document = {"type": "FeatureCollection", **members, "features": list(features)}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def test_the_layer(tmp_path: Path) -> None:
    area = {"type": "Polygon", "coordinates": [[[121.5, 31.2], [121.6, 31.2], [121.6, 31.3], [121.5, 31.2]]]}
    line = {"type": "LineString", "coordinates": [[121.5, 31.3], [121.6, 31.3]]}
    mixed = {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [121.5, 31.3]}, area]}
    rows = [
        point(121.5, 31.3, 企业名称="某某科技", class_="x", **{"class": "own"}) | {"id": "a"},
        {"type": "Feature", "properties": None, "geometry": None},
        {"type": "Feature", "properties": {"NAME": "园区"}, "geometry": area, "id": "a"},
        {"type": "Feature", "properties": {"name": 7}, "geometry": mixed},
        {"type": "Feature", "properties": {}, "geometry": line},
    ]  # fmt: skip
    opened = open_own(written(tmp_path, *rows), 3)
    layer = opened.layer
    assert (layer.id, layer.title, layer.group, layer.origin.name) == ("own.3", "企业.geojson", "own", "企业.geojson")
    assert str(tmp_path) not in repr(layer.origin)
    assert layer.ids == ("a", "2", "a (2)", "4", "5")
    assert [row["class"] for row in layer.attributes] == [
        "own_point",
        "own_point",
        "own_polygon",
        "own_polygon",
        "own_line",
    ]
    assert [row["name_zh"] for row in layer.attributes] == ["某某科技", "", "园区", "", ""]
    assert layer.attributes[0]["properties"] == {"企业名称": "某某科技", "class_": "x", "class": "own"}
    assert [(each.shapes.kind, each.rows.tolist()) for each in layer.geometry] == [
        ("polygon", [2, 3]),
        ("line", [4]),
        ("point", [0, 3]),
    ]
    # gdaltransform -s_srs OGC:CRS84 -t_srs EPSG:3857, GDAL 3.6
    assert layer.geometry[2].shapes.xy[0] == pytest.approx(np.array([13525318.1313827, 3671771.44879714]), abs=1e-6)
    assert layer.extent is not None
    assert layer.extent.contains(13525318.2, 3671771.4)
    assert [issue.code for issue in opened.issues] == ["feature.no_geometry", "feature.id_twice"]
    assert own_layer(written(tmp_path, *rows), 3)[1] == opened.issues


def test_what_was_read_stays_for_the_export(tmp_path: Path) -> None:
    opened = open_own(written(tmp_path, point(121.5, 31.3, a=[1, {"b": None}]) | {"备注": 1}, 来源="统计局"))
    assert opened.collection.foreign == {"来源": "统计局"}
    assert opened.collection.features[0].foreign == {"备注": 1}
    assert opened.collection.features[0].properties == {"a": [1, {"b": None}]}


def test_rows_without_any_position_are_a_layer_too(tmp_path: Path) -> None:
    layer = open_own(written(tmp_path, {"type": "Feature", "properties": {}, "geometry": None})).layer
    assert (layer.geometry, layer.extent, layer.ids) == ((), None, ("1",))


def test_far_from_shanghai_is_noted(tmp_path: Path) -> None:
    (note,) = open_own(written(tmp_path, point(121.5, 31.3), point(116.4, 39.9), point(2.3, 48.9))).issues
    assert (note.code, note.severity, note.facts) == ("own.far", "note", {"count": 2, "first": 2})


def test_a_file_with_nothing_to_show_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NothingUsableError) as caught:
        open_own(written(tmp_path))
    assert (caught.value.code, caught.value.facts["file"]) == ("own.no_features", "企业.geojson")
    with pytest.raises(NothingUsableError) as caught:
        open_own(written(tmp_path, point(999, 31.3), "bad"))
    assert (caught.value.code, caught.value.facts["count"]) == ("own.nothing_usable", 2)
    assert [issue.code for issue in caught.value.issues] == ["geometry.outside_globe", "feature.not_object"]
    with pytest.raises(ReadError):
        open_own(tmp_path / "none.geojson")
