"""A scanned file is the same as one that was read feature by feature: shapes, rows, issues, names, all."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.errors import ReadError
from geo.extent import Extent
from geo.flatten import flatten
from geo.mercator import to_mercator
from geo.positions import positions
from geo.read import parse_geojson
from geo.scan import pieces, text
from geo.scan.identity import wanted_name
from geo.scan.quick import TYPES, scan_file
from tests.geo.test_fuzz import SOUND, mutated, values

if TYPE_CHECKING:
    from geo.scan.quick import Scan

NEAR = Extent(119.5, 29.8, 123.5, 32.8)
steady = settings(deadline=None, max_examples=150, derandomize=True, suppress_health_check=list(HealthCheck))

RING = [[121.5, 31.2], [121.6, 31.2], [121.6, 31.3], [121.5, 31.2]]
HOLE = [[121.55, 31.21], [121.59, 31.21], [121.59, 31.25], [121.55, 31.21]]
FLAT = [[0, 0], [1, 1], [2, 2], [0, 0]]
EIGHT = [[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]


def quiet(_: float) -> None:
    """Nobody waits."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scan")


def scanned(folder: Path, data: bytes) -> Scan | None:
    path = folder / "x.geojson"
    path.write_bytes(data)
    return scan_file(path, NEAR, to_mercator, quiet)


def require_same(folder: Path, data: bytes) -> bool:
    """Whether the scanner followed; where it did, the outcome is the same."""
    scan = scanned(folder, data)
    if scan is None:
        return False
    read = parse_geojson(data, "x.geojson")  # what the scanner follows can be read
    assert tuple(scan.features) == read.features
    found = scan.collection
    assert found.issues == read.issues
    for name in ("foreign", "name", "crs", "stated_crs", "encoding", "has_bbox", "datum"):
        assert getattr(found, name) == getattr(read, name)
    assert list(found.foreign) == list(read.foreign)
    shapes = flatten((feature.geometry for feature in read.features), to_mercator)
    assert list(scan.shapes) == list(shapes)
    for kind, (flat, rows) in shapes.items():
        quick, quick_rows = scan.shapes[kind]
        assert quick.kind == flat.kind
        assert np.array_equal(quick.xy, flat.xy)
        assert np.array_equal(quick.part_starts, flat.part_starts)
        assert np.array_equal(quick.feature_starts, flat.feature_starts)
        assert np.array_equal(quick_rows, rows)
    require_same_rows(scan, read.features)
    return True


def require_same_rows(scan: Scan, features: Any) -> None:
    types = [feature.geometry["type"] if feature.geometry else "null" for feature in features]
    assert [TYPES[each] for each in scan.types.tolist()] == types
    assert [scan.features.properties(row) for row in range(len(features))] == [each.properties for each in features]
    far = [
        f.index for f in features if f.geometry and not any(NEAR.contains(p[0], p[1]) for p in positions(f.geometry))
    ]
    assert scan.far == (len(far), far[0] if far else -1)
    taken: dict[str, None] = {}
    for row, feature in enumerate(features):
        wanted = wanted_name(feature.id, feature.index)
        name = scan.identities.renamed.get(row, wanted)
        assert name not in taken
        taken[name] = None


def of(kind: str, coordinates: Any, **members: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": coordinates}, **members}


def collection(*features: Any, **members: Any) -> bytes:
    document = {"type": "FeatureCollection", **members, "features": list(features)}
    return json.dumps(document, ensure_ascii=False).encode()


NASTY: list[Any] = [
    of("Point", [121.5, 31.3]),
    of("MultiPoint", [[121.5, 31.3], [121.6, 31.3, 7]]),
    of("LineString", [[121.5, 31.3], [121.6, 31.3]]),
    of("MultiLineString", [[[121.5, 31.3], [121.6, 31.3]], [[0, 0], [1, 1], [2, 1]]]),
    of("Polygon", [RING]),
    of("Polygon", [RING[::-1], HOLE]),
    of("MultiPolygon", [[RING, HOLE, HOLE[::-1]], [RING[::-1]]]),
    of("Polygon", [FLAT]),
    of("Polygon", [EIGHT, FLAT]),
    of("Polygon", [RING[:-1]]),
    of("Polygon", [[[*p, 3] for p in RING]]),
    of("Polygon", [[[*p, i] for i, p in enumerate(RING)]]),
    of("Polygon", [[[*RING[0], 5], *RING[1:]]]),
    of("Polygon", [RING, []]),
    of("Polygon", [[[121.5, 31.2], [121.6, 31.2]]]),
    of("Polygon", RING),
    of("MultiPolygon", [RING]),
    of("Point", [[121.5, 31.3]]),
    of("Point", []),
    of("Point", [121.5]),
    of("Point", [121.5, None]),
    of("Point", [121.5, 31.3, 4, 5]),
    of("Point", ["121.5", "31.3"]),
    of("Point", [31.27, 121.52]),
    of("Point", [200, 31]),
    of("Point", [13525318.13, 3671773.51]),
    of("Point", [180, -90]),
    of("Point", [-0.0, 0]),
    of("LineString", [[121.5, 31.3]]),
    of("Circle", [1, 2]),
    {"type": "Feature", "properties": {}, "geometry": None},
    {"type": "Feature", "properties": None, "geometry": None, "bbox": None},
    {"type": "Feature", "properties": {}},
    {"type": "Feature", "geometry": None},
    {"type": "Feature", "properties": [1], "geometry": None},
    {"type": "feature", "properties": {}, "geometry": None},
    {"properties": {}, "geometry": None},
    {"type": "Point", "coordinates": [121.5, 31.3]},
    {"type": "Point", "coordinates": [121.5, 31.3], "properties": {"a": 1}},
    of("Point", [1, 2], id="a"),
    of("Point", [1, 2], id="a"),
    of("Point", [1, 2], id="a (2)"),
    of("Point", [1, 2], id=1),
    of("Point", [1, 2], id="1"),
    of("Point", [1, 2], id=-5),
    of("Point", [1, 2], id=0),
    of("Point", [1, 2], id=1.5),
    of("Point", [1, 2], id=None),
    of("Point", [1, 2], id=True),
    of("Point", [1, 2], id='引"号'),
    of("Point", [1, 2], id=""),
    of("Point", [1, 2], id=2**63),
    of("Point", [1, 2], bbox=[1, 2, 1, 2], 备注={"a": [1, {"b": ']}\\"'}]}),
    of("Point", [1, 2]) | {"coordinates": [3, 4]},
    of("Point", [1, 2], crs="x"),
    {"type": "Feature", "properties": {"geometry": {"type": "Point"}, 'a"': "\\u0041{[", "n": 1e19}, "geometry": None},
    {"type": "Feature", "properties": {"长": 2**70}, "geometry": None},
    {"type": "Feature", "properties": {"deep": [[[2**70]], {"x": 1e300}]}, "geometry": None},
    {"type": "Feature", "properties": {}, "geometry": {"coordinates": [121.5, 31.3], "type": "Point", "bbox": [1, 2]}},
    {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2], "crs": None}},
    {"geometry": {"type": "GeometryCollection", "geometries": [
        {"type": "Point", "coordinates": [121.5, 31.3]}, {"type": "Polygon", "coordinates": [RING]},
    ]}, "type": "Feature", "properties": {"x": "\U0001f600"}},
    None, 7, "text", [], [of("Point", [1, 2])], {}, 1.5e3, True,
]  # fmt: skip


@pytest.mark.parametrize("layout", [{"indent": 1}, {"separators": (",", ":")}, {"ensure_ascii": False}])
def test_each_odd_feature_among_sound_ones(folder: Path, layout: dict[str, Any]) -> None:
    for odd in NASTY:
        document = {"type": "FeatureCollection", "features": [of("Polygon", [RING]), odd, of("Point", [121.5, 31.3])]}
        assert require_same(folder, json.dumps(document, **layout).encode()), odd


def test_all_of_them_together_in_any_order(folder: Path) -> None:
    rng = random.Random(4)
    for _ in range(20):
        features = rng.sample(NASTY, len(NASTY))
        assert require_same(folder, collection(*features, name="园区", extra={"features": [1]}))
        assert require_same(folder, b"\xef\xbb\xbf" + collection(*features, bbox=[1, 2, 3, 4], crs=None))
    assert require_same(folder, collection(*(of("Point", [1, 2], id=each) for each in (1, 1.0, "1", 2, "2", True))))
    assert require_same(
        folder, collection(*(of("Point", [1, 2], id=each) for each in ("x", "x", "x", "x (2)", "x (3)")))
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"type":"FeatureCollection","features":[]}',
        b'{"type":"FeatureCollection","features":{}}',
        b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}],"features":[1]}',
        b'{"type":"FeatureCollection","features":[1,]}',
        b'{"type":"FeatureCollection","features":[1 2]}',
        b'{"type":"FeatureCollection","features":[01]}',
        b'{"type":"FeatureCollection","features":["\x01"]}',
        b'{"type":"FeatureCollection","features":["\xff"]}',
        b'{"type":"FeatureCollection","features":["\xed\xa0\x80"]}',
        b'{"type":"FeatureCollection","features":["\\ud800"]}',
        b'{"type":"FeatureCollection","features":["\\x"]}',
        b'{"type":"FeatureCollection","features":[1e999]}',
        b'{"type":"FeatureCollection","features":[1]} x',
        b'{"type":"FeatureCollection","features":[1]',
        b'{"type":"FeatureCollection","features":[1],}',
        b'{"type":"Feature","features":[1]}',
        b'{"type":"FeatureCollection","features":[1],"crs":{"type":"name","properties":{"name":"EPSG:4549"}}}',
    ],
)
def test_what_cannot_be_followed_is_left_to_the_reader(folder: Path, data: bytes) -> None:
    assert scanned(folder, data) is None


@steady
@given(st.lists(st.sampled_from(NASTY) | values, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_random_features(folder: Path, features: list[Any], rng: random.Random) -> None:
    data = json.dumps({"type": "FeatureCollection", "extra": 1, "features": features}).encode()
    require_same(folder, data.replace(b",", rng.choice([b",", b" ,\n\t", b",\r\n"])))


@steady
@given(mutated())
def test_mutated_documents(folder: Path, document: Any) -> None:
    require_same(folder, orjson.dumps(document))


@steady
@given(st.data())
def test_mutated_bytes(folder: Path, data: st.DataObject) -> None:
    raw = bytearray(json.dumps(SOUND, ensure_ascii=False).encode())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    try:
        parse_geojson(bytes(raw), "x.geojson")
    except ReadError:
        assert scanned(folder, bytes(raw)) is None
    else:
        require_same(folder, bytes(raw))


@steady
@given(
    st.lists(st.floats(-180, 180), min_size=1, max_size=40), st.sampled_from([repr, "{:.20g}".format, "{:e}".format])
)
def test_numbers_are_those_of_python(folder: Path, numbers: list[float], written: Any) -> None:
    listed = ",".join(f"[{written(number)},{written(number / 2)}]" for number in numbers)
    feature = f'{{"type":"Feature","properties":{{}},"geometry":{{"type":"MultiPoint","coordinates":[{listed}]}}}}'
    assert require_same(folder, f'{{"type":"FeatureCollection","features":[{feature}]}}'.encode())


def test_a_million_numbers(folder: Path) -> None:
    rng = np.random.default_rng(5)
    xy = rng.uniform(-1, 1, (30_000, 2)) * [180, 90] * 10.0 ** rng.integers(-12, 1, (30_000, 1))
    for listed in (json.dumps(xy.tolist()), json.dumps(np.round(xy, 7).tolist())):
        path = folder / "y.geojson"
        path.write_bytes(collection(of("MultiPoint", [])).replace(b"[]}", listed.encode() + b"}"))
        scan = scan_file(path, NEAR, lambda xy: xy, quiet)
        assert scan is not None
        assert scan.features.spans[0, 2] > 0  # it was sound
        assert np.array_equal(scan.shapes["point"][0].xy, np.array(json.loads(listed)))


@pytest.mark.parametrize("step", [64, 1000])
def test_a_text_of_many_pieces(folder: Path, monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Features that a step of the scanner ends in, or has no room for, while the file is still being read."""
    monkeypatch.setattr(pieces, "_STEP", step)
    monkeypatch.setattr(text, "_STEP", 100)
    ring = [[121 + i % 7 / 10, 31 + i % 11 / 20] for i in range(2_000)]
    long = of("Polygon", [[*ring, ring[0]]])
    assert require_same(folder, collection(long, *NASTY, *NASTY[:6] * 10, long, *[7] * 50, *NASTY))


FIXTURES = sorted((Path(__file__).parents[3]).glob("assets/**/*.geojson"))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_files_of_our_own(folder: Path, path: Path) -> None:
    assert require_same(folder, path.read_bytes())
