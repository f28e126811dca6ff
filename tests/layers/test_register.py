"""The shipped register, read as the program reads it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from geo.errors import ReadError
from layers.messages import messages
from layers.provenance import Citation
from layers.register import Register, read_register
from layers.resources import asset

PARENTS = {
    "yangpu": (),
    "yangpu_kechuangdai": ("yangpu",),
    "dachuangzhi_corridor": ("yangpu_kechuangdai",),
    "binjiang_showbelt": ("yangpu_kechuangdai",),
    "binjiang": ("binjiang_showbelt",),
    "binjiang_south": ("binjiang",),
    "binjiang_midnorth": ("binjiang",),
    "fuxing_island": ("binjiang",),
    "dachuangzhi": ("dachuangzhi_corridor",),
    "huantongji": ("dachuangzhi_corridor",),
    "wangu": ("dachuangzhi_corridor",),
    "caida_jinrong_gu": ("dachuangzhi_corridor",),
    "dachuanggu": ("binjiang_showbelt",),
    "dalianlu_hq": ("binjiang_showbelt",),
}


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(asset("register"), tmp_path / "register"))


def test_the_fourteen_zones_have_the_parents_of_the_document(register: Register) -> None:
    outlined = [zone for zone in register.zones.values() if zone.boundary != "none"]
    assert {zone.id: zone.parent_ids for zone in outlined} == PARENTS


def test_sites_hang_on_their_zone_and_the_city_stands_by_itself(register: Register) -> None:
    without = {zone.id: zone for zone in register.zones.values() if zone.boundary == "none"}
    assert {zone.kind for zone in without.values()} == {"site", "city", "district_other", "city_area"}
    parents = {zone_id: zone.parent_ids for zone_id, zone in without.items()}
    assert parents["changyang_xiudai"] == ("yangpu",)
    for site in ("changyang_chuanggu", "hulian_baodi", "chengshi_gainian"):
        assert parents[site] == ("dachuanggu",)
    assert (parents["chuangzhi_tiandi"], parents["nice2035"]) == (("dachuangzhi",), ("huantongji",))
    assert parents["shanghai"] == parents["jinshan"] == ()
    assert all((zone.area_km2, zone.pole, zone.accuracy_m) == (None, None, None) for zone in without.values())


def test_no_outline_claims_to_be_official_and_two_are_traced(register: Register) -> None:
    traced = {zone.id for zone in register.zones.values() if zone.boundary == "traced"}
    assert traced == {"yangpu", "fuxing_island"}
    assert {zone.boundary for zone in register.zones.values()} == {"traced", "schematic", "none"}
    for zone in register.zones.values():
        assert zone.boundary_basis_zh, zone.id
        assert zone.boundary_basis_en, zone.id
        assert bool(zone.accuracy_m) == (zone.boundary != "none"), zone.id


def test_every_zone_is_named_explained_and_cited_in_both_languages(register: Register) -> None:
    for zone in register.zones.values():
        assert all((zone.name_zh, zone.name_en, zone.summary_zh, zone.summary_en)), zone.id
        assert zone.label_zh.replace("|", "") in zone.name_zh, zone.id
        assert zone.citations, zone.id


def test_tongji_states_its_area_and_measures_it(register: Register) -> None:
    zone = register.zones["huantongji"]
    assert zone.stated_area_km2 == 2.6
    assert zone.stated_area_citation == Citation("yangpu_2023_08", 53)
    assert zone.area_km2 is not None
    assert 2.55 <= zone.area_km2 <= 2.70


def test_shapes_are_in_the_order_of_zones_and_hold_their_poles(register: Register) -> None:
    assert len(register.zone_shapes) == len(register.zones)
    for i, zone in enumerate(register.zones.values()):
        assert (zone.pole is None) == (zone.boundary == "none") == (not register.zone_shapes.parts(i)), zone.id
        assert zone.pole is None or register.zone_shapes.contains(i, *zone.pole), zone.id


def test_sources_are_the_five_documents(register: Register) -> None:
    assert {source.id: source.paragraphs for source in register.sources.values()} == {
        "yangpu_2021_04": 22,
        "yangpu_2023_04": 22,
        "yangpu_2023_08": 92,
        "shanghai_2021_10": 20,
        "jinshan_2022_07": 15,
    }
    assert register.as_of == date(2023, 8, 17)


def test_positions_from_general_knowledge_are_never_verified(register: Register) -> None:
    for place in register.places.values():
        if place.lonlat is None:  # nobody says where it is
            assert (place.accuracy_m, place.position_source, place.verified) == (None, "", None), place.id
            continue
        assert place.external, place.id
        assert place.verified == ("常识" not in place.position_source), place.id
    assert {"station", "campus", "park", "landmark", "site"} == {place.kind for place in register.places.values()}


def test_the_basemap_holds_what_makes_it_read_as_yangpu(register: Register) -> None:
    lines = {feature.id for feature in register.basemap_lines[0]}
    areas = {feature.id for feature in register.basemap_areas[0]}
    labels = {feature.id for feature in register.basemap_labels[0]}
    assert {"metro_10", "inner_ring", "st_siping", "yangshupu_creek"} <= lines
    assert {"huangpu", "fuxing_canal", "huangxing_park", "tongji"} == areas
    assert {"lb_hongkou", "lb_pudong", "gongqing"} <= labels
    for features, shapes in (register.basemap_lines, register.basemap_areas, register.basemap_labels):
        assert len(features) == len(shapes)


def test_version_changes_with_content_but_not_with_line_ends(copy: Path) -> None:
    before = read_register(copy).version
    path = copy / "places.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_register(copy).version == before
    path.write_bytes(path.read_bytes().replace("黄兴公园".encode(), "黄兴 公园".encode()))
    assert read_register(copy).version != before


def test_a_missing_table_is_named(copy: Path) -> None:
    (copy / "schemes.csv").unlink()
    with pytest.raises(ReadError) as caught:
        read_register(copy)
    assert (caught.value.code, caught.value.facts["file"]) == ("table.missing", "schemes.csv")
    assert "schemes.csv" in messages("zh").error(caught.value)
    assert "schemes.csv" in messages("en").error(caught.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read_register(tmp_path / "nowhere")
    assert caught.value.code == "register.no_folder"
    assert "nowhere" in messages("en").error(caught.value)


def test_a_zone_in_a_circle_is_refused(copy: Path) -> None:
    path = copy / "zones.csv"
    text = path.read_text(encoding="utf-8-sig").replace(",umbrella,yangpu,", ",umbrella,binjiang,")
    path.write_text(text, encoding="utf-8-sig")
    with pytest.raises(ReadError) as caught:
        read_register(copy)
    assert caught.value.code == "register.circle"


def test_reading_imports_nothing_heavy() -> None:
    script = (
        "import sys; from layers.register import read_register; read_register(); "
        "heavy = {'pandas', 'geopandas', 'pyogrio', 'pyproj', 'shapely', 'folium', 'pydantic', 'PySide6', 'babel'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
