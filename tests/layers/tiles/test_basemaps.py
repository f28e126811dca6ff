"""Presets, the list of xyzservices, addresses that people write, and the addresses of tiles."""

from __future__ import annotations

from typing import Literal

import pytest

from layers.tiles.address import basemap_at
from layers.tiles.basemap import Basemap, BasemapError, Tile, TileLayer, tile_url
from layers.tiles.catalogue import listed
from layers.tiles.presets import find_basemap, key_variable, presets

KVP = "https://example.org/wmts?service=WMTS&layer=a&tilematrixset=w"
TILE = Tile(3, 3, 5)  # quadkey 213, in Bing's own documentation of its tile system


def test_presets_are_what_we_say_of_them() -> None:
    found = {each.id: each for each in presets()}
    assert list(found) == ["tianditu_vec", "tianditu_img", "amap_vec", "amap_streets", "amap_img", "osm"]
    for each in found.values():
        assert each.title_zh
        assert each.title_en
        assert each.attribution
        for layer in each.layers:
            assert layer.url.startswith("https://")
            assert {"{x}", "{y}", "{z}"} <= {layer.url[i : i + 3] for i in range(len(layer.url))}
            assert ("{s}" in layer.url) == bool(layer.hosts)
            assert ("{key}" in layer.url) == bool(each.key)
    assert found["amap_img"].datum == "gcj02"
    assert not found["amap_img"].may_print
    assert found["tianditu_vec"].datum == "wgs84"
    assert [len(found[name].layers) for name in ("tianditu_vec", "tianditu_img", "amap_img", "osm")] == [2, 2, 2, 1]
    assert found["tianditu_vec"].review_number in found["tianditu_vec"].credit


def test_the_address_of_a_tile() -> None:
    url = tile_url(presets()[0], 1, Tile(12, 3430, 1674), "abc")
    assert "LAYER=cva" in url
    assert "TILEMATRIX=12&TILEROW=1674&TILECOL=3430&tk=abc" in url
    assert "{" not in url
    assert "abc" not in tile_url(presets()[0], 1, Tile(12, 3430, 1674), "")


def test_rows_from_the_south_quadkeys_and_hosts() -> None:
    def url(template: str, kind: Literal["xyz", "tms"] = "xyz") -> str:
        return tile_url(Basemap("b", "", "", (TileLayer(template, ("a", "b")),), kind), 0, TILE, "")

    assert url("https://example.org/{z}/{x}/{y}", kind="tms") == "https://example.org/3/3/2"
    assert url("https://example.org/{z}/{x}/{-y}") == "https://example.org/3/3/2"
    assert url("https://example.org/{q}{r}") == "https://example.org/213"
    assert url("https://{s}.example.org/{z}/{x}/{y}").endswith("//a.example.org/3/3/5")


def test_the_list_of_xyzservices_is_filtered() -> None:
    found = {each.id: each for each in listed()}
    assert found["OpenTopoMap"].key == ""
    assert found["OpenTopoMap"].layers[0].hosts == ("a", "b", "c")
    assert found["Thunderforest.Landscape"].key == "thunderforest"
    assert found["Thunderforest.Landscape"].layers[0].url.endswith("apikey={key}")
    assert "Esri.ArcticImagery" not in found  # of another projection
    assert not [name for name in found if name.startswith(("Gaode", "GeoportailFrance"))]
    for each in found.values():
        url = tile_url(each, 0, TILE, "k")
        assert "{" not in url
        assert "<insert" not in url


def test_finding_by_name() -> None:
    assert find_basemap("builtin") is None
    own = basemap_at("https://example.org/{z}/{x}/{y}.png", "我的")
    assert find_basemap(own.id, [own]) is own
    assert find_basemap("osm") is presets()[-1]
    found = find_basemap("OpenTopoMap")
    assert found is not None
    assert "OpenStreetMap" in found.attribution
    with pytest.raises(BasemapError) as error:
        find_basemap("atlantis")
    assert error.value.code == "tiles.no_such_basemap"
    assert "tianditu_vec" in str(error.value.facts["names"])
    assert key_variable("tianditu") == "ATLAS_TIANDITU_KEY"


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://example.org/{z}/{x}/{y}.png", "https://example.org/3/3/5.png"),
        (" https://example.org/${z}/${x}/${y}.png ", "https://example.org/3/3/5.png"),
        ("https://example.org/{z}/{x}/{-y}.png", "https://example.org/3/3/2.png"),
        ("https://example.org/{TileMatrix}/{TileRow}/{TileCol}", "https://example.org/3/5/3"),
        ("https://example.org/tile/{level}/{row}/{col}", "https://example.org/tile/3/5/3"),
        (
            KVP,
            f"{KVP}&REQUEST=GetTile&VERSION=1.0.0&STYLE=default&FORMAT=image/png&TILEMATRIX=3&TILEROW=5&TILECOL=3",
        ),
        ("https://example.org/{z}/{x}/{y}?t={apikey}", "https://example.org/3/3/5?t=K"),
    ],
)
def test_addresses_that_people_write(written: str, asked: str) -> None:
    made = basemap_at(written, "我的", attribution="某单位", max_zoom=16)
    assert tile_url(made, 0, TILE, "K") == asked
    assert (made.max_zoom, made.credit, made.title("zh")) == (16, "某单位", "我的")
    assert bool(made.key) == ("apikey" in written)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("example.org/{z}/{x}/{y}", "tiles.no_address"),
        ("file:///etc/{z}/{x}/{y}", "tiles.no_address"),
        ("", "tiles.no_address"),
        ("https://[bad/{z}/{x}/{y}", "tiles.no_address"),
        ("https://example.org/map.png", "tiles.no_blanks"),
        ("https://example.org/{z}/{x}.png", "tiles.no_blanks"),
        ("https://example.org/{z}/{x}/{y}/{when}", "tiles.unknown_blank"),
    ],
)
def test_addresses_that_are_none(written: str, code: str) -> None:
    with pytest.raises(BasemapError) as error:
        basemap_at(written, "我的")
    assert error.value.code == code
