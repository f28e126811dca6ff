"""The user's points are on the map where the file says."""

import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from geo.record import replace
from layers.compose import compose
from layers.display import Icon, Mark, Polygon
from layers.drawing import draw_overlay
from layers.home import home_extent
from layers.labels import EmMeasure
from layers.labels.point_sign import point_sign
from layers.own import own_layer
from layers.register import read_register
from layers.style import SHAPES, Symbol
from layers.viewport import Viewport


def test_each_point_of_a_file_is_marked_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "firms.geojson"
    points = [[121.51, 31.30], [121.53, 31.28]]
    geometry = {"type": "MultiPoint", "coordinates": points}
    file.write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": geometry}), encoding="utf-8")
    layer, _ = own_layer(file, 1)
    scene = compose(read_register())
    view = Viewport.fitted(home_extent(scene), 800, 600)
    without, _ = draw_overlay(scene, view, EmMeasure())
    with_own, _ = draw_overlay(replace(scene, layers=(*scene.layers, layer)), view, EmMeasure())
    marks = [item for item in with_own if isinstance(item, Mark) and item not in without]
    expected = view.to_px(layer.geometry[0].shapes.xy)
    assert [(mark.x, mark.y) for mark in marks] == [pytest.approx(tuple(px)) for px in expected]
    hidden = replace(layer, visible=False)
    assert draw_overlay(replace(scene, layers=(*scene.layers, hidden)), view, EmMeasure())[0] == without


@pytest.mark.parametrize("shape", [each for each in SHAPES if each != "circle"])
def test_shapes_stand_around_their_point_and_weigh_as_much_as_a_circle(shape: str) -> None:
    sign = point_sign(Symbol(fill="#112233", edge="#000000", width=1, radius=5, shape=shape), 10, 20, 2.0, 0.5)
    assert isinstance(sign, Polygon)
    area = shapely.Polygon(sign.points).area
    assert 0.7 < area / (np.pi * 10**2) < 1.25
    assert np.allclose(np.mean(sign.points, axis=0), (10, 20))
    assert (sign.width, sign.opacity) == (2, 0.5)


def test_an_icon_may_stand_for_a_point() -> None:
    sign = point_sign(Symbol(fill="#112233", radius=5, shape="company"), 10, 20)
    assert isinstance(sign, Icon)
    assert (sign.name, sign.size, sign.colour) == ("company", 15, "#112233")
