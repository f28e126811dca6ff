from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from desktop.panels.tree_changes import faded, movable, moved, switched
from desktop.panels.tree_nodes import Node, tree_of
from geo.record import replace
from layers.messages import messages

if TYPE_CHECKING:
    from layers.scene import Scene


def node(scene: Scene, key: str) -> Node:
    waiting = list(tree_of(scene, messages("zh")))
    while waiting:
        found = waiting.pop()
        if found.key == key:
            return found
        waiting += found.children
    raise KeyError(key)


def test_the_tree_stands_in_looks_order(scene: Scene) -> None:
    tops = tree_of(scene, messages("zh"))
    assert [top.text for top in tops] == ["创新区", "地点", "底图", "上海市与其他地区"]
    corridor, belt = tops[0].children
    assert (corridor.lead, corridor.text) == ("一廊", "大创智科创走廊")
    assert [child.text for child in corridor.children] == ["大创智", "环同济", "湾谷", "财大金融谷"]
    assert (belt.lead, belt.text) == ("一带", "滨江国际创新秀带")
    assert [child.text for child in belt.children] == ["滨江南段", "滨江中北段", "复兴岛", "大创谷", "大连路总部集聚区"]
    assert [child.text for child in tops[1].children][:2] != []
    assert {child.text for child in tops[2].children} == {"水系", "公园与校园", "道路", "地铁", "区界与邻区"}
    around = {child.text: child for child in tops[3].children}
    assert {"上海市", "金山区", "浦东新区"} <= set(around)
    assert around["金山区"].feature == ("context", "jinshan_outline")
    assert around["浦东新区"].feature == ("zones", "pudong")  # nobody has drawn it


def test_counts_are_those_of_what_is_docked(scene: Scene) -> None:
    counts = {
        zone: node(scene, f"zone:{zone}").count for zone in ("binjiang_south", "dachuanggu", "huantongji", "wangu")
    }
    assert counts == {"binjiang_south": 5, "dachuanggu": 5, "huantongji": 2, "wangu": 0}


def test_only_a_traced_outline_has_an_unbroken_swatch(scene: Scene) -> None:
    assert node(scene, "zone:fuxing_island").traced
    assert not node(scene, "zone:huantongji").traced


def test_hiding_a_zone_hides_its_row_and_showing_undoes_it(scene: Scene) -> None:
    hidden = switched(scene, node(scene, "zone:wangu"), False)
    assert hidden.layer("zones").hidden == {"wangu"}
    assert not node(hidden, "zone:wangu").shown
    assert node(hidden, "family:corridor").shown
    assert switched(hidden, node(hidden, "zone:wangu"), True).layer("zones").hidden == frozenset()


def test_hiding_a_family_hides_its_members(scene: Scene) -> None:
    hidden = switched(scene, node(scene, "family:corridor"), False)
    assert hidden.layer("zones").hidden == {"dachuangzhi", "huantongji", "wangu", "caida_jinrong_gu"}
    assert not node(hidden, "family:corridor").shown


def test_the_group_hides_the_layer_and_a_zone_inside_brings_it_back_alone(scene: Scene) -> None:
    hidden = switched(scene, node(scene, "zones"), False)
    assert not hidden.layer("zones").visible
    alone = switched(hidden, node(hidden, "zone:wangu"), True)
    assert alone.layer("zones").visible
    assert node(alone, "zone:wangu").shown
    assert not node(alone, "zone:huantongji").shown


def test_the_basemap_goes_as_one(scene: Scene) -> None:
    hidden = switched(scene, node(scene, "basemap"), False)
    assert not any(layer.visible for layer in hidden.layers if layer.group == "basemap")
    assert hidden.layer("zones").visible


def test_asking_for_what_is_changes_nothing(scene: Scene) -> None:
    assert switched(scene, node(scene, "zone:wangu"), True) is scene
    assert faded(scene, "zones", 1.0) is scene


@pytest.mark.parametrize(("asked", "got"), [(0.4, 0.4), (-1, 0.0), (7, 1.0)])
def test_opacity_is_held_between_nothing_and_all(scene: Scene, asked: float, got: float) -> None:
    assert faded(scene, "zones", asked).layer("zones").opacity == got


def test_at_an_earlier_date_zones_stand_for_themselves(scene: Scene) -> None:
    zones, *_, around = tree_of(scene.at(date(2023, 5, 1)), messages("zh"))
    assert [child.text for child in zones.children] == ["大创智", "环同济"]
    assert "上海市" in [child.text for child in around.children]
    zones, *_, around = tree_of(scene.at(date(2021, 5, 1)), messages("zh"))
    assert [child.text for child in zones.children] == ["大创智"]
    assert [child.text for child in around.children] == []


def test_layers_move_within_their_group_only(scene: Scene) -> None:
    up = moved(scene, "basemap.water", True)
    assert [layer.id for layer in up.layers][:3] == ["context", "basemap.green", "basemap.water"]
    assert not movable(scene, "basemap.water", False)
    assert not movable(scene, "zones", True)
    assert moved(scene, "zones", True) is scene


def test_own_layers_come_first(scene: Scene) -> None:
    own = replace(scene.layer("places"), id="own.1", title="企业.geojson", group="own")
    tops = tree_of(replace(scene, layers=(*scene.layers, own)), messages("zh"))
    assert tops[0].text == "企业.geojson"
    assert tops[0].kind == "layer"


def test_english_rows_are_the_maps_short_names(scene: Scene) -> None:
    corridor = tree_of(replace(scene, language="en"), messages("en"))[0].children[0]
    assert (corridor.lead, corridor.text) == ("", "Dachuangzhi Corridor")
    assert corridor.children[1].text == "Tongji Circle"
