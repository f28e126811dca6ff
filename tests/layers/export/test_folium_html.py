"""The exported page as text: what it holds, what it never loads, how large it is."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
import time
import zlib
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from layers.compose import compose
from layers.style import load_style

if TYPE_CHECKING:
    from layers.scene import Scene


class Reader(HTMLParser):
    """Collects scripts, styles and attributes that could load something."""

    LOADING = ("src", "srcset", "poster", "data", "action", "formaction", "background", "manifest")

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[tuple[str, str]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.styles: list[str] = []
        self.handlers: list[str] = []
        self.ids: list[str] = []
        self.texts: list[str] = []
        self._open: tuple[str, dict[str, str | None]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        for name, value in attrs:
            if name in self.LOADING or (name in ("href", "xlink:href") and tag != "a"):
                self.loads.append((tag, value or ""))
            if name.startswith("on"):
                self.handlers.append(f"{tag} {name}")
            if name == "style":
                self.styles.append(value or "")
        if tag in ("script", "style"):
            self._open = (tag, values)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[0]:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open and self._open[0] == "script":
            self.scripts.append((self._open[1], data))
        elif self._open:
            self.styles.append(data)
        else:
            self.texts.append(data)


@pytest.fixture(scope="module")
def read(exported: bytes) -> Reader:
    reader = Reader()
    reader.feed(exported.decode())
    return reader


@pytest.fixture(scope="module")
def data(read: Reader) -> dict[str, Any]:
    (text,) = [code for attributes, code in read.scripts if attributes.get("type") == "application/octet-stream"]
    found: dict[str, Any] = unpacked(text)
    return found


def unpacked(text: str) -> Any:
    """The page's data, by zlib: an engine that is not ours."""
    return json.loads(zlib.decompress(base64.b64decode(text), -zlib.MAX_WBITS))


def test_no_element_or_style_that_loads_names_a_host(read: Reader, exported: bytes) -> None:
    assert all(target.startswith("#") for _, target in read.loads), read.loads
    for style in read.styles:
        assert not re.search(r"url\(|@import", style)
    text = exported.decode()
    assert "sourceMappingURL" not in text
    assert "cdn" not in text


def test_the_policy_allows_just_these_scripts(read: Reader, exported: bytes) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', exported.decode())
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    running = [code for attributes, code in read.scripts if attributes.get("type") != "application/octet-stream"]
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'" for code in running}
    assert set(rules["script-src"].split()) == hashes
    assert read.handlers == []


def test_the_file_is_small_enough(exported: bytes) -> None:
    assert len(exported) <= 600_000


@pytest.mark.parametrize(("theme", "language"), [("light", "zh"), ("dark", "en")])
def test_two_exports_are_equal_to_the_byte(scene: Scene, theme: Any, language: Any) -> None:
    from layers.export.folium_html import export_html

    first, second = (export_html(compose(scene.register, theme, language)) for _ in range(2))
    assert first == second
    assert len(first) <= 600_000


def test_folium_is_left_as_it_was(scene: Scene) -> None:
    import folium

    from layers.export.folium_html import export_html

    before = list(folium.Map.default_js), list(folium.Map.default_css)
    export_html(scene)
    assert (folium.Map.default_js, folium.Map.default_css) == before
    assert before[0]


def test_the_map_is_rendered_once(exported: bytes) -> None:
    assert exported.count(b"L.map(") == 1
    assert exported.count(b"Atlas.start(") == 1


def test_no_id_is_given_twice(read: Reader) -> None:
    assert len(read.ids) == len(set(read.ids))


def test_leaflet_and_desktop_ask_the_same_resolver(data: dict[str, Any], scene: Scene) -> None:
    style = load_style("light")
    zones = {zone["id"]: zone for zone in data["zones"]}
    for zone in scene.register.zones.values():
        if zone.kind != "zone":
            continue
        symbol = style.symbol_for({"class": "zone", "id": zone.id, "boundary": zone.boundary})
        assert zones[zone.id]["fill"] == {"fill": symbol.fill, "opacity": 1.0}
        assert zones[zone.id]["edge"]["stroke"] == symbol.edge
        assert tuple(zones[zone.id]["edge"].get("dash", ())) == symbol.dash
        assert bool(symbol.dash) == (zone.boundary != "traced")


def test_shapes_come_back_within_half_a_metre(data: dict[str, Any], scene: Scene) -> None:
    import numpy as np

    zones = scene.layer("zones")
    assert {zone["id"] for zone in data["zones"] if zone["shape"] is None} == {
        zone.id for zone in scene.register.zones.values() if zone.boundary == "none"
    }
    for zone in data["zones"]:
        row = zones.ids.index(zone["id"])
        if zone["shape"] is None:
            continue
        for steps, part in zip(data["shapes"][zone["shape"]], zones.geometry[0].shapes.parts(row), strict=True):
            grid = np.cumsum(np.array(steps).reshape(-1, 2), axis=0) / 2 + data["origin"]
            assert len(grid) <= len(part)
            gaps = np.abs(part[:, None] - grid[None]).sum(axis=2).min(axis=1)
            assert (gaps < 0.51).sum() >= len(grid)


def test_text_from_data_cannot_become_markup(scene: Scene) -> None:
    from geo.record import replace
    from layers.export.folium_html import export_html

    register = scene.register
    bad = '</script><script>alert(1)</script><img src="https://example.com/x" onerror="alert(2)">'
    zone = replace(register.zones["wangu"], name_zh=bad, aliases=(bad,), summary_zh=bad, label_zh="湾谷")
    poisoned = replace(register, zones={**register.zones, "wangu": zone})
    reader = Reader()
    reader.feed(export_html(compose(poisoned)).decode())
    assert len([1 for attributes, _ in reader.scripts if attributes.get("type") != "application/octet-stream"]) == 3
    assert reader.handlers == []
    assert all(target.startswith("#") for _, target in reader.loads)
    assert any("alert(2)" in text for text in reader.texts)


def test_every_zone_has_its_dossier_in_the_markup(read: Reader, scene: Scene) -> None:
    for zone in scene.register.zones.values():
        assert f"zone={zone.id}" in read.ids
    said = "".join(read.texts)
    for name in ("医工交叉创新研究院", "小红书", "国家智能社会治理实验基地"):
        assert name in said
    assert "请用浏览器打开，以使用交互地图。" in said


def test_the_foot_tells_version_date_licence_and_review(read: Reader, scene: Scene) -> None:
    said = "".join(read.texts)
    assert scene.register.version in said
    assert "2023-08-17" in said
    assert "ODbL-1.0" in said
    assert said.count("送审") == 1


def test_without_the_district_line_nothing_is_said_of_review(scene: Scene) -> None:
    from geo.record import replace
    from layers.export.folium_html import export_html

    reader = Reader()
    reader.feed(export_html(replace(scene, district_line=False)).decode())
    assert "送审" not in "".join(reader.texts)
    (text,) = [code for attributes, code in reader.scripts if attributes.get("type") == "application/octet-stream"]
    district = load_style("light").colour("district")
    assert all(look.get("stroke") != district for look in unpacked(text)["ground"])


@pytest.mark.bench
def test_it_is_written_soon_after_folium_is_there() -> None:
    """At most 0.6 s beyond a bare ``import folium``, in the same run; the median of three."""
    program = (
        "import time; t = time.perf_counter(); import folium; bare = time.perf_counter() - t\n"
        "from layers.register import read_register; from layers.compose import compose\n"
        "from layers.export.folium_html import export_html; export_html(compose(read_register()))\n"
        "print(time.perf_counter() - t - bare)"
    )
    started = time.perf_counter()
    runs = [subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True) for _ in "123"]
    assert time.perf_counter() - started < 60
    assert sorted(float(run.stdout) for run in runs)[1] < 0.6


def test_what_the_scene_hides_is_left_out(scene: Scene) -> None:
    from geo.record import replace
    from layers.export.folium_html import export_html

    others = frozenset(scene.layer("zones").ids) - {"wangu"}
    alone = scene.changed("zones", lambda layer: replace(layer, hidden=others))
    bare = alone.changed("basemap.metro", lambda layer: replace(layer, visible=False))
    reader = Reader()
    reader.feed(export_html(bare).decode())
    assert [name for name in reader.ids if name.startswith("zone=")] == ["zone=wangu"]
    (text,) = [code for attributes, code in reader.scripts if attributes.get("type") == "application/octet-stream"]
    data = unpacked(text)
    assert [zone["id"] for zone in data["zones"]] == ["wangu"]
    assert "basemap.metro" not in {look["layer"] for look in data["ground"]}
    assert "basemap.water" in {look["layer"] for look in data["ground"]}


def test_a_users_own_layer_is_drawn_in_its_own_look(scene: Scene) -> None:
    import numpy as np

    from geo.record import replace
    from geo.shapes import Shapes
    from layers.export.folium_html import export_html
    from layers.layer import Geometry, Layer, Origin

    centre = np.array(scene.layer("zones").geometry[0].shapes.xy.mean(axis=0))
    ring = centre + np.array([[0, 0], [300, 0], [300, 300], [0, 300], [0, 0]], dtype=float)
    geometry = (
        Geometry(Shapes.from_parts("polygon", [[ring]]), np.array([0])),
        Geometry(Shapes.from_parts("point", [[ring[:1]]]), np.array([1])),
    )
    rows = ({"class": "own_polygon", "name_zh": "甲"}, {"class": "own_point", "name_zh": "乙"})
    own = Layer("own.1", "<我的>.geojson", "own", ("1", "2"), rows, geometry, None, Origin("x", "", ""))
    reader = Reader()
    reader.feed(export_html(replace(scene, layers=(*scene.layers, own))).decode())
    (text,) = [code for attributes, code in reader.scripts if attributes.get("type") == "application/octet-stream"]
    looks = [look for look in unpacked(text)["ground"] if look["layer"] == "own.1"]
    style = load_style("light")
    assert looks[0]["fill"] == style.symbol_for({"class": "own_polygon"}).fill
    assert looks[-1]["radius"] == style.symbol_for({"class": "own_point"}).radius
    assert "<我的>.geojson" in "".join(reader.texts)


def test_a_users_classes_have_their_colours_in_page_and_legend(scene: Scene) -> None:
    import orjson

    from geo.read import parse_geojson
    from geo.record import replace
    from layers.export.folium_html import export_html
    from layers.own import layer_of
    from layers.symbology.key import key_of
    from layers.symbology.making import categorised

    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [121.5 + 0.01 * i, 31.3]},
            "properties": {"行业": "甲乙丙甲"[i]},
        }
        for i in range(4)
    ]
    collection = parse_geojson(orjson.dumps({"type": "FeatureCollection", "features": features}), "企业.geojson")
    own = layer_of(collection).layer
    own = replace(own, symbology=categorised(own, "行业"))
    reader = Reader()
    reader.feed(export_html(replace(scene, layers=(*scene.layers, own))).decode())
    (text,) = [code for attributes, code in reader.scripts if attributes.get("type") == "application/octet-stream"]
    fills = [look["fill"] for look in unpacked(text)["ground"] if look["layer"] == "own.1"]
    assert fills == [row.symbol.fill for row in key_of(own, load_style("light"))]
    said = "".join(reader.texts)
    assert said.index("企业.geojson · 行业") < said.index("甲", said.index("企业.geojson · 行业"))
