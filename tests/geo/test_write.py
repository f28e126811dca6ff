"""RFC 7946 to the letter; and a file that is whole or not there."""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
from typing import TYPE_CHECKING, Any

import pytest

from geo.collection import Feature, FeatureCollection
from geo.errors import WriteError
from geo.read import parse_geojson
from geo.write import rfc7946_bytes, write_atomically
from tests.geo.rfc7946 import require_rfc7946

if TYPE_CHECKING:
    from pathlib import Path

CLOCKWISE = [[0.0, 0.0], [0.0, 4.0], [4.0, 4.0], [4.0, 0.0], [0.0, 0.0]]
COUNTER = CLOCKWISE[::-1]
HOLE = [[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 1.0]]  # counter-clockwise


def one(geometry: Any, **members: Any) -> FeatureCollection:
    return FeatureCollection((Feature(geometry, {}, **members),))


def coordinates(collection: FeatureCollection) -> Any:
    return require_rfc7946(rfc7946_bytes(collection))["features"][0]["geometry"]["coordinates"]


def test_exteriors_run_counter_clockwise_and_holes_clockwise() -> None:
    assert coordinates(one({"type": "Polygon", "coordinates": [CLOCKWISE, HOLE]})) == [COUNTER, HOLE[::-1]]
    assert coordinates(one({"type": "Polygon", "coordinates": [COUNTER, HOLE[::-1]]})) == [COUNTER, HOLE[::-1]]
    assert coordinates(one({"type": "MultiPolygon", "coordinates": [[CLOCKWISE], [COUNTER]]})) == [[COUNTER], [COUNTER]]


def test_a_ring_without_area_stays() -> None:
    flat = [[121.5, 31.2], [121.6, 31.3], [121.7, 31.4], [121.5, 31.2]]
    assert coordinates(one({"type": "Polygon", "coordinates": [flat]})) == [flat]


def test_seven_decimals_written_short() -> None:
    written = rfc7946_bytes(
        one({"type": "LineString", "coordinates": [[121.123456789, 31.00000001], [121, -1e-9, 3.5]]})
    )
    assert b"[[121.1234568,31.0],[121,0.0,3.5]]" in written
    require_rfc7946(written)


def test_one_feature_a_line_and_members_in_order() -> None:
    feature = Feature({"type": "Point", "coordinates": [1, 2], "note": "n"}, {"名": "甲", "b": None}, 7, {"x": 1})
    whole = FeatureCollection((feature, Feature(None, None)), {"name": "园区"})
    assert rfc7946_bytes(whole).decode() == (
        '{"type":"FeatureCollection","name":"园区","features":[\n'
        '{"type":"Feature","id":7,"properties":{"名":"甲","b":null},'
        '"geometry":{"type":"Point","coordinates":[1,2],"note":"n"},"x":1},\n'
        '{"type":"Feature","properties":null,"geometry":null}\n'
        "]}\n"
    )
    assert rfc7946_bytes(FeatureCollection(())) == b'{"type":"FeatureCollection","features":[]}\n'


def test_a_bbox_is_measured_anew_where_there_was_one() -> None:
    geometry = {"type": "LineString", "coordinates": [[1.5, 2, 3], [4, 0.5, 6]], "bbox": [9, 9, 9, 9]}
    raw = {"type": "Feature", "bbox": [0], "properties": {}, "geometry": geometry}
    flat: dict[str, Any] = {"type": "Feature", "bbox": [0, 0, 0, 0], "properties": {}, "geometry": None}
    document = {
        "type": "FeatureCollection",
        "bbox": [1],
        "features": [raw, flat, {**flat, "geometry": {"type": "Point", "coordinates": [7, 7]}}],
    }
    written = require_rfc7946(rfc7946_bytes(parse_geojson(json.dumps(document).encode(), "x")))
    assert written["bbox"] == [1.5, 0.5, 7, 7]
    assert written["features"][0]["bbox"] == [1.5, 0.5, 3, 4, 2, 6]
    assert written["features"][0]["geometry"]["bbox"] == [1.5, 0.5, 3, 4, 2, 6]
    assert "bbox" not in written["features"][1]


def test_what_no_writer_takes_is_named() -> None:
    deep: Any = 1
    for _ in range(400):
        deep = [deep]
    found = parse_geojson(json.dumps({"type": "Feature", "properties": {"a": deep}, "geometry": None}).encode(), "x")
    with pytest.raises(WriteError) as caught:
        rfc7946_bytes(found)
    assert caught.value.code == "write.too_deep"
    assert caught.value.facts == {"feature": 1}


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "导出.geojson"
    write_atomically(path, b"old")
    path.chmod(0o640)
    write_atomically(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["导出.geojson"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to("real")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "write.disk_full"), (errno.EACCES, "write.denied"), (errno.EIO, "write.failed")],
)
def test_a_failure_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(WriteError) as caught:
        write_atomically(path, b"new")
    assert caught.value.code == code
    assert caught.value.facts["file"] == "x.html"
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["x.html"]


def test_places_where_nothing_can_be_written_are_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    def code(path: Path) -> str:
        with pytest.raises(WriteError) as caught:
            write_atomically(path, b"x")
        return caught.value.code

    assert code(tmp_path / "none" / "x.geojson") == "write.no_folder"
    assert code(tmp_path / "file" / "x.geojson") == "write.no_folder"
    assert code(tmp_path) == "write.is_folder"
    assert code(tmp_path / "n\0ul") == "write.failed"
