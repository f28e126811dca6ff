"""What can be compared: dates with their frameworks, files, basemaps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geo.read import parse_geojson
from geo.record import replace
from layers.compose import compose
from layers.messages import messages
from layers.own import layer_of
from layers.register import read_register
from layers.sides import NOW, Side, first_pair, scene_of, sides_of, title_of
from layers.tiles.presets import presets

if TYPE_CHECKING:
    from layers.layer import Layer
    from layers.scene import Scene

POINT = b'{"type": "Point", "coordinates": [121.5, 31.3]}'


@pytest.fixture(scope="module")
def scene() -> Scene:
    return compose(read_register())


def with_files(scene: Scene, count: int) -> Scene:
    files = tuple(layer_of(parse_geojson(POINT, f"{number}.geojson"), number).layer for number in range(1, count + 1))
    return replace(scene, layers=(*scene.layers, *files))


def own(scene: Scene) -> list[Layer]:
    return [layer for layer in scene.layers if layer.group == "own"]


def test_dates_are_those_of_the_documents_newest_first(scene: Scene) -> None:
    days = [side.what for side in sides_of(scene) if side.kind == "date"]
    assert days == sorted({each.published.isoformat() for each in scene.register.sources.values()}, reverse=True)
    assert first_pair(scene) == (Side("date", "2021-04-16"), NOW)


def test_a_date_shows_what_was_known_then(scene: Scene) -> None:
    then = scene_of(scene, Side("date", "2021-04-16"))
    assert then.as_of == date(2021, 4, 16)
    assert "dachuanggu" in then.layer("zones").hidden
    assert scene_of(scene, Side("date", scene.as_of.isoformat())) is scene


def test_titles_name_the_frameworks(scene: Scene) -> None:
    words = messages("zh")
    assert title_of(scene, Side("date", "2021-04-16"), words) == "2021-04 · 一带两区"
    assert title_of(scene, Side("date", "2023-04-14"), words) == "2023-04 · 一带一区一圈"
    assert "一廊一带" in title_of(scene, Side("date", "2023-08-17"), words)
    assert title_of(scene, NOW, words) == "当前地图 · 2023-08"
    assert len({title_of(scene, side, words) for side in sides_of(scene)}) == len(sides_of(scene))


def test_files_one_by_one_or_none(scene: Scene) -> None:
    two = with_files(scene, 2)
    left, right = first_pair(two)
    assert [layer.id for layer in own(scene_of(two, left)) if layer.visible] == ["own.2"]
    assert [layer.id for layer in own(scene_of(two, right)) if layer.visible] == ["own.1"]
    assert not any(layer.visible for layer in own(scene_of(two, Side("none"))))
    assert title_of(two, left, messages("zh")) == "2.geojson"
    one = with_files(scene, 1)
    assert first_pair(one) == (Side("none"), NOW)
    assert scene_of(one, Side("only", "own.9")) is one


def test_the_built_in_basemap_beside_an_online_one(scene: Scene) -> None:
    online = replace(scene, basemap=presets()[0])
    assert first_pair(online) == (Side("builtin"), NOW)
    assert scene_of(online, Side("builtin")).basemap is None
    assert Side("builtin") not in sides_of(scene)
