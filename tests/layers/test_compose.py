"""The scene that the map opens with."""

import numpy as np
import pytest

from layers.compose import ROUGH_STREET_M, compose
from layers.home import home_extent, zone_extent
from layers.register import read_register
from layers.scene import Scene


@pytest.fixture(scope="module")
def scene() -> Scene:
    return compose(read_register())


def test_layers_from_bottom_to_top(scene: Scene) -> None:
    assert [layer.id for layer in scene.layers] == [
        "context",
        "basemap.water",
        "basemap.green",
        "basemap.streets",
        "basemap.metro",
        "basemap.district",
        "zones",
        "places",
    ]


def test_every_row_has_its_shape_and_every_shape_its_row(scene: Scene) -> None:
    for layer in scene.layers:
        assert len(layer.ids) == len(layer.attributes) == len(set(layer.ids))
        rows = np.concatenate([geometry.rows for geometry in layer.geometry])
        drawn = [
            row for row, attributes in enumerate(layer.attributes) if _has_shape(scene, layer.id, attributes["id"])
        ]
        assert sorted(rows.tolist()) == drawn
        for geometry in layer.geometry:
            assert len(geometry.rows) == len(geometry.shapes)


def _has_shape(scene: Scene, layer: str, row: str) -> bool:
    """Sites and the city have no outline, and some places no position."""
    if layer == "zones":
        return scene.register.zones[row].boundary != "none"
    return layer != "places" or scene.register.places[row].lonlat is not None


def test_every_feature_of_the_basemap_is_in_one_layer(scene: Scene) -> None:
    register = scene.register
    tables = (register.basemap_areas, register.basemap_lines, register.basemap_labels)
    wanted = [feature.id for features, _ in tables for feature in features]
    found = [each for layer in scene.layers if layer.group == "basemap" for each in layer.ids]
    assert sorted(found) == sorted(wanted)


def test_a_street_known_roughly_is_not_drawn_as_a_street(scene: Scene) -> None:
    for row in scene.layer("basemap.streets").attributes:
        if row["kind"] == "street":
            assert (row["class"] == "street_rough") == (row["accuracy_m"] >= ROUGH_STREET_M)


def test_home_is_the_district(scene: Scene) -> None:
    assert home_extent(scene) == zone_extent(scene, "yangpu")
    with pytest.raises(KeyError):
        zone_extent(scene, "atlantis")


def test_a_selection_of_the_same_features_is_the_same_scene(scene: Scene) -> None:
    once = scene.selected(("zones", "wangu"))
    assert once.selected_zone == "wangu"
    assert once.selected(("zones", "wangu")) is once
    assert once.selected(("zones", "wangu"), ("zones", "yangpu")).selected_zone is None
