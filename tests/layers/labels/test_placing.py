"""Labels never touch, and no zone goes without its name."""

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from layers.compose import compose
from layers.display import Box, Text
from layers.drawing import draw_overlay
from layers.home import home_extent, zone_extent
from layers.labels import EmMeasure
from layers.labels.measure import is_wide
from layers.labels.room import Rect, turned
from layers.register import read_register
from layers.scene import Scene
from layers.viewport import Viewport

if TYPE_CHECKING:
    from layers.provenance import Language

MEASURE = EmMeasure()
SHEETS = [(816, 600), (720, 564), (1600, 1000), (390, 462)]


@pytest.fixture(scope="module", params=["zh", "en"])
def scene(request: pytest.FixtureRequest) -> Scene:
    language: Language = request.param
    return compose(read_register(), language=language)


def rects_of(text: Text) -> list[Rect]:
    """What the letters themselves take up, without the air around them."""
    return [turned(g.x, g.y, _width(text, g.text), text.size, g.angle) for g in text.glyphs]


def _width(text: Text, run: str) -> float:
    plain = MEASURE.width(run, text.size, bold=text.bold)
    return plain + text.spacing * text.size * (len(run) - 1)


def overlap(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] - 0.5 and other[0] < one[2] - 0.5 and one[1] < other[3] - 0.5 and other[1] < one[3] - 0.5


def words(text: Text) -> str:
    return "".join(glyph.text for glyph in text.glyphs).replace(" ", "")


@pytest.mark.parametrize("size", SHEETS)
@pytest.mark.parametrize("factor", [0.8, 1.0, 1.7, 3.0, 6.0])
def test_no_two_labels_touch(scene: Scene, size: tuple[int, int], factor: float) -> None:
    view = Viewport.fitted(home_extent(scene), *size).zoomed(factor)
    overlay, _ = draw_overlay(scene, view, MEASURE)
    placed = [(item.name or words(item), rects_of(item)) for item in overlay if isinstance(item, Text) and item.halo]
    placed += [
        (item.stroke, [(item.x, item.y, item.x + item.width, item.y + item.height)])
        for item in overlay
        if isinstance(item, Box) and item.opacity == 1
    ]
    assert placed
    for (name, rects), (other, others) in combinations(placed, 2):
        if name == other:  # runs of one name
            continue
        touching = [1 for one in rects for two in others if overlap(one, two)]
        assert not touching, f"{name} touches {other} at 1 : {view.scale:.0f}"


@pytest.mark.parametrize("size", SHEETS)
def test_every_zone_is_named_on_the_whole_map(scene: Scene, size: tuple[int, int]) -> None:
    view = Viewport.fitted(home_extent(scene), *size)
    overlay, _ = draw_overlay(scene, view, MEASURE)
    named = {words(item) for item in overlay if isinstance(item, Text) and item.bold and item.halo}
    for zone in scene.register.zones.values():
        if zone.kind == "zone":
            label = zone.label_zh if scene.language == "zh" else zone.label_en
            assert label.replace("|", "").replace(" ", "") in named


@pytest.mark.parametrize("zone", ["wangu", "dalianlu_hq", "caida_jinrong_gu"])
def test_a_tiny_zone_is_named_inside_once_it_is_large(scene: Scene, zone: str) -> None:
    view = Viewport.fitted(zone_extent(scene, zone), 900, 700)
    overlay, _ = draw_overlay(scene, view, MEASURE)
    label = scene.register.zones[zone].label_zh if scene.language == "zh" else scene.register.zones[zone].label_en
    found = [
        item
        for item in overlay
        if isinstance(item, Text) and item.bold and words(item) == label.replace("|", "").replace(" ", "")
    ]
    assert len(found) == 1
    assert 0 < found[0].glyphs[0].x < 900


def test_long_zones_are_named_along_themselves(scene: Scene) -> None:
    view = Viewport.fitted(home_extent(scene), 1000, 1000)
    overlay, _ = draw_overlay(scene, view, MEASURE)
    midnorth = scene.register.zones["binjiang_midnorth"]
    label = (midnorth.label_zh if scene.language == "zh" else midnorth.label_en).replace(" ", "").replace("|", "")
    text = next(item for item in overlay if isinstance(item, Text) and words(item) == label and item.bold)
    ys = [glyph.y for glyph in text.glyphs]
    if scene.language == "zh":
        assert ys == sorted(ys), "a steep Chinese name reads from top to bottom"
        assert all(glyph.angle == 0 for glyph in text.glyphs)
    else:
        assert ys == sorted(ys, reverse=True), "a steep Latin name climbs"
        assert not any(map(is_wide, label))


def test_what_is_selected_is_named_first(scene: Scene) -> None:
    view = Viewport.fitted(home_extent(scene), 390, 300)
    overlay, _ = draw_overlay(scene.selected(("zones", "dachuanggu")), view, MEASURE)
    bold = [words(item) for item in overlay if isinstance(item, Text) and item.bold and item.halo]
    zone = scene.register.zones["dachuanggu"]
    assert (zone.label_zh if scene.language == "zh" else zone.label_en).replace(" ", "") in bold


def test_the_same_scene_is_placed_the_same_way(scene: Scene) -> None:
    view = Viewport.fitted(home_extent(scene), 816, 600)
    assert draw_overlay(scene, view, MEASURE) == draw_overlay(scene, view, MEASURE)


def test_a_chip_tells_which_zone_it_belongs_to(scene: Scene) -> None:
    view = Viewport.fitted(home_extent(scene), 816, 600)
    _, targets = draw_overlay(scene, view, MEASURE)
    assert {target for _, target in targets} == {
        ("chip", "binjiang_south"),
        ("chip", "binjiang_midnorth"),
        ("chip", "dachuanggu"),
        ("chip", "huantongji"),
    }


def test_no_label_lies_where_furniture_does(scene: Scene) -> None:
    view = Viewport.fitted(home_extent(scene), 816, 600)
    reserved = (560.0, 560.0, 816.0, 600.0), (0.0, 540.0, 200.0, 600.0), (300.0, 200.0, 420.0, 330.0)
    overlay, _ = draw_overlay(scene, view, MEASURE, reserved)
    for item in overlay:
        if isinstance(item, Text) and item.halo:
            for rect in rects_of(item):
                assert not any(overlap(rect, taken) for taken in reserved), words(item)
