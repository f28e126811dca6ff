"""Each finding about a file has a sentence in both languages, and every placeholder is filled."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from geo.errors import ReadError
from geo.formats import format_by_content
from geo.read import parse_geojson, read_geojson
from layers.messages import messages

if TYPE_CHECKING:
    from layers.provenance import Language

ROOT = Path(__file__).parents[2]
SOURCES = [*ROOT.joinpath("geo").glob("*.py"), *(ROOT / "layers" / name for name in ("own.py", "attach.py"))]
CODE = re.compile(r'"((?:read|write|crs|document|member|feature|geometry|extent|own|attach)\.[a-z0-9_]+)"')
FILE_CRS = {f"read.crs_{fault}" for fault in ("malformed", "linked", "unknown_name", "not_offered")}
CODES = sorted({code for path in SOURCES for code in CODE.findall(path.read_text(encoding="utf-8"))} | FILE_CRS)


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_the_codes_are_found() -> None:
    assert len(CODES) > 60
    assert {"read.not_json", "geometry.axes_swapped", "attach.outside"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_both_languages_tell_it_with_the_same_facts(code: str) -> None:
    assert placeholders(messages("zh")(code)) == placeholders(messages("en")(code))


TROUBLE = b"""{"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:4326"}}, "geometry": 1,
"features": [7, {"type": "Row"}, {"geometry": null}, {"type": "Point", "coordinates": []},
{"type": "Feature", "id": [], "properties": 1, "geometry": {"type": "Point", "coordinates": [31.3, 121.5, 1, 2]}},
{"type": "Feature", "id": 1, "properties": {"a": 1e30}, "geometry":
 {"type": "Polygon", "coordinates": [[[[0, 0], [1, 0], [1, 1]]]]}},
{"type": "Feature", "id": 1, "properties": {}, "geometry": {"type": "MultiPoint", "coordinates": [0, 0]}},
{"type": "Feature", "properties": {}, "geometry": {"type": "Circle"}},
{"type": "Feature", "properties": {}, "geometry": 1},
{"type": "Feature", "properties": {}, "geometry": {"type": "Point"}},
{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1]}},
{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": ["1", 1]}},
{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [[[1, 1]]]}},
{"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[1, 1]]}},
{"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[1, 1], 2]}},
{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[1, 1], [2, 2]]]}},
{"type": "Feature", "properties": {}, "geometry":
 {"type": "MultiPolygon", "coordinates": [[[[1, 1], [2, 2], [1, 1], [1, 1]]], 1]}},
{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [500000, 3000000]}},
{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [200, 100]}},
{"type": "Feature", "properties": {}, "geometry": {"type": "GeometryCollection"}}]}"""  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_file_full_of_trouble_is_told_in_sentences(language: Language) -> None:
    issues = parse_geojson(TROUBLE, "x.geojson").issues
    assert len({issue.code for issue in issues}) >= 25
    for issue in issues:
        sentence = messages(language)(issue.code, file="x.geojson", **issue.values)
        assert "{" not in sentence
        assert issue.feature is None or str(issue.feature + 1) in sentence


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "data", [b"", b"{", b"<a/>", b"\xff\xfe{\x00", b'"\xc4\xe3"', b"\xff", b"[]", b"{}", b'{"type": "Topology"}']
)
def test_a_refusal_names_the_file(language: Language, data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        parse_geojson(data, "园区.geojson")
    sentence = messages(language).error(caught.value)
    assert "园区.geojson" in sentence
    assert "\n" not in sentence


def test_other_formats_are_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "企业.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(ReadError) as caught:
        read_geojson(tmp_path / "企业.xlsx")
    assert messages("zh").error(caught.value).startswith("“企业.xlsx”是 Excel 格式")
    assert format_by_content(b"SQLite format 3\x00 and more") == "GeoPackage"
    assert format_by_content(b'{"type": "Feature"}') is None
