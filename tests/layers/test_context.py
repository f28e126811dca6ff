"""What lies around the district: drawn quietly at small scales, with what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from geo.mercator import to_mercator
from geo.record import replace
from layers.compose import compose
from layers.context import CONTEXT_FROM
from layers.display import Stroke, Text
from layers.drawing import draw_ground, draw_overlay
from layers.home import zone_extent
from layers.identify import identify
from layers.labels import EmMeasure
from layers.legend import legend_rows
from layers.register import Register, read_register
from layers.viewport import Viewport

if TYPE_CHECKING:
    from layers.scene import Scene


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


@pytest.fixture(scope="module")
def scene(register: Register) -> Scene:
    return compose(register)


def view(scene: Scene, scale: float) -> Viewport:
    return Viewport.fitted(zone_extent(scene, "shanghai"), 1200, 900).at_scale(scale)


def names(scene: Scene, viewport: Viewport) -> set[str]:
    overlay, _ = draw_overlay(scene, viewport, EmMeasure())
    return {"".join(glyph.text for glyph in each.glyphs) for each in overlay if isinstance(each, Text)}


def test_everything_says_how_well_it_is_known_and_from_where(register: Register) -> None:
    features = [feature for found, _ in register.context for feature in found]
    assert len(features) == len({feature.id for feature in features}) == 17
    for feature in features:
        assert feature.source, feature.id
        assert feature.accuracy_m >= 100, feature.id
        assert feature.zone_id in register.zones, feature.id
        assert feature.verified == ("general knowledge" not in feature.source), feature.id
    assert [len(found) for found, _ in register.context] == [len(shapes) for _, shapes in register.context]


def test_the_new_towns_are_not_of_the_documents(register: Register) -> None:
    towns = {feature.name_zh for found, _ in register.context for feature in found if feature.kind == "new_town"}
    assert len(towns) == 5
    named = {
        name
        for table in ("zones", "places")
        for row in getattr(register, table).values()
        for name in (row.name_zh, *row.aliases)
    }
    assert not towns & named


def test_only_small_scales_show_it(scene: Scene) -> None:
    near, far = view(scene, CONTEXT_FROM), view(scene, 600_000)
    quiet = replace(scene, layers=tuple(each for each in scene.layers if each.id != "context"))
    assert len(list(draw_ground(scene, near))) == len(list(draw_ground(quiet, near)))
    more = len(list(draw_ground(scene, far))) - len(list(draw_ground(quiet, far)))
    assert more == 2
    assert {"松江新城", "奉贤新城"} <= names(scene, far)
    assert not {"松江新城", "奉贤新城"} & names(scene, near)
    hidden = scene.changed("context", lambda layer: replace(layer, visible=False))
    assert not {"松江新城", "奉贤新城"} & names(hidden, far)


def test_it_is_drawn_as_lines_without_a_fill(scene: Scene) -> None:
    far = view(scene, 600_000)
    layer = scene.layer("context")
    drawn = [
        each for each in draw_ground(scene, far) if isinstance(each, Stroke) and len(each.shapes.xy) in _sizes(layer)
    ]
    assert len(drawn) >= 2
    assert all(each.opacity < 1 for each in drawn)


def _sizes(layer: object) -> set[int]:
    return {len(each.shapes.xy) for each in layer.geometry if each.shapes.kind != "point"}  # type: ignore[attr-defined]


def test_the_legend_tells_of_it_where_it_is_shown(scene: Scene) -> None:
    def keys(scale: float) -> set[str]:
        return {row.key for row in legend_rows(scene, view(scene, scale))}

    assert "legend.context" in keys(600_000)
    assert "legend.context" not in keys(50_000)


def test_pointing_at_a_town_finds_it_and_pointing_into_the_city_does_not(scene: Scene) -> None:
    layer = scene.layer("context")
    points = next(each for each in layer.geometry if each.shapes.kind == "point")
    index = [layer.ids[row] for row in points.rows].index("nt_songjiang")
    x, y = points.shapes.parts(index)[0][0].tolist()
    assert ("context", "nt_songjiang") in identify(scene, x, y, 500)
    x, y = to_mercator(np.array([[121.7, 31.0]]))[0].tolist()
    assert identify(scene, x, y, 500) == ()


def test_its_line_stands_for_its_zone(scene: Scene) -> None:
    assert scene.selected(("context", "jinshan_outline")).selected_zone == "jinshan"
    assert scene.selected(("context", "sh_main")).selected_zone == "shanghai"
    assert scene.selected(("places", "nice2035")).selected_zone == "nice2035"
    assert scene.selected(("places", "huangxing_park")).selected_zone is None


def test_every_zone_can_be_gone_to(scene: Scene) -> None:
    home = zone_extent(scene, "yangpu")
    for zone in scene.register.zones:
        extent = zone_extent(scene, zone)
        assert extent.width > 0, zone
        assert extent.height > 0, zone
    assert zone_extent(scene, "shanghai").width > 5 * home.width
    assert zone_extent(scene, "jinshan").north < home.south
    assert home.intersects(zone_extent(scene, "changyang_chuanggu"))
    assert zone_extent(scene, "pudong") == home  # nobody has drawn it
