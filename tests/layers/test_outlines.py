"""Reading the built outlines refuses what was not built."""

from __future__ import annotations

import pytest

from geo.errors import ReadError
from layers.outlines import read_outlines

RING = "[[121.5,31.2],[121.6,31.2],[121.6,31.3],[121.5,31.2]]"


def _file(geometry: str, properties: str = '{"area_km2":1.5,"pole":[121.55,31.25]}', zone_id: str = '"a"') -> bytes:
    feature = f'{{"type":"Feature","id":{zone_id},"properties":{properties},"geometry":{geometry}}}'
    return f'{{"type":"FeatureCollection","features":[{feature}]}}'.encode()


GOOD = f'{{"type":"Polygon","coordinates":[{RING}]}}'


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_polygon_and_its_measures(mark: bytes) -> None:
    found = read_outlines("z.geojson", mark + _file(GOOD), {"a": True})
    assert (found.areas_km2, found.poles) == ((1.5,), ((121.55, 31.25),))
    assert found.shapes.contains(0, 121.58, 31.22)


def test_several_parts_belong_to_one_zone() -> None:
    found = read_outlines(
        "z.geojson", _file(f'{{"type":"MultiPolygon","coordinates":[[{RING}],[{RING}]]}}'), {"a": True}
    )
    assert (len(found.shapes), len(found.shapes.parts(0))) == (1, 2)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"not json", "outlines.not_built"),
        (b"[]", "outlines.not_built"),
        (b'{"features":[{"type":"Feature"}]}', "outlines.not_built"),
        (_file(GOOD, zone_id='"b"'), "outlines.zone_missing"),
        (_file("null"), "outlines.zone_broken"),
        (_file('{"type":"Point","coordinates":[121.5,31.2]}'), "outlines.zone_broken"),
        (_file('{"type":"Polygon","coordinates":[[[121.5,31.2],[121.6,31.2],[121.6,31.3]]]}'), "outlines.zone_broken"),
        (_file('{"type":"Polygon","coordinates":[[["x",31.2]]]}'), "outlines.zone_broken"),
        (_file(GOOD, '{"area_km2":null,"pole":[1,2]}'), "outlines.zone_broken"),
        (_file(GOOD, '{"area_km2":1.0}'), "outlines.zone_broken"),
    ],
)
def test_what_was_not_built_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_outlines("z.geojson", data, {"a": True})
    assert caught.value.code == code


def test_a_zone_without_an_outline_is_an_empty_feature() -> None:
    found = read_outlines("z.geojson", _file(GOOD), {"site": False, "a": True})
    assert (found.areas_km2, found.poles) == ((None, 1.5), (None, (121.55, 31.25)))
    assert [len(found.shapes.parts(i)) for i in range(len(found.shapes))] == [0, 1]
