"""What lies under a point, smallest first."""

import numpy as np
import pytest

from geo.mercator import to_mercator
from layers.compose import compose
from layers.identify import identify
from layers.register import read_register
from layers.scene import Scene


@pytest.fixture(scope="module")
def scene() -> Scene:
    return compose(read_register())


def at(scene: Scene, lon: float, lat: float, tolerance: float = 50.0) -> list[tuple[str, str]]:
    x, y = to_mercator(np.array([[lon, lat]]))[0]
    return list(identify(scene, float(x), float(y), tolerance))


def test_a_zone_comes_before_its_district(scene: Scene) -> None:
    pole = scene.register.zones["huantongji"].pole
    assert pole is not None
    zones = [feature for layer, feature in at(scene, *pole) if layer == "zones"]
    assert zones == ["huantongji", "yangpu"]


def test_umbrellas_are_never_under_the_pointer(scene: Scene) -> None:
    umbrellas = {zone.id for zone in scene.register.zones.values() if zone.kind == "umbrella"}
    for zone in scene.register.zones.values():
        if zone.pole is not None:
            assert not umbrellas & {feature for _, feature in at(scene, *zone.pole)}


def test_places_lie_over_zones(scene: Scene) -> None:
    station = next(place for place in scene.register.places.values() if place.name_zh == "同济大学站")
    assert station.lon is not None
    assert station.lat is not None
    found = at(scene, station.lon, station.lat)
    assert found[0] == ("places", station.id)
    assert ("zones", "huantongji") in found


def test_nothing_lies_in_pudong(scene: Scene) -> None:
    assert at(scene, 121.62, 31.25) == []


def test_what_is_hidden_is_not_there(scene: Scene) -> None:
    from geo.record import replace

    pole = scene.register.zones["wangu"].pole
    assert pole is not None
    hidden = scene.changed("zones", lambda layer: replace(layer, hidden=frozenset({"wangu"})))
    assert ("zones", "wangu") in at(scene, *pole)
    assert ("zones", "wangu") not in at(hidden, *pole)
    gone = scene.changed("zones", lambda layer: replace(layer, visible=False))
    assert not [feature for layer, feature in at(gone, *pole) if layer == "zones"]


def test_everything_means_the_basemap_and_the_umbrellas_too(scene: Scene) -> None:
    zone = scene.register.zones["dachuanggu"]
    assert zone.pole is not None
    x, y = to_mercator(np.array([zone.pole]))[0].tolist()
    few, all_of_it = identify(scene, x, y, 1000.0), identify(scene, x, y, 1000.0, everything=True)
    assert set(few) < set(all_of_it)
    assert ("zones", "binjiang_showbelt") in all_of_it
    assert ("zones", "binjiang_showbelt") not in few
    assert {layer for layer, _ in all_of_it} >= {"zones", "basemap.streets"}
