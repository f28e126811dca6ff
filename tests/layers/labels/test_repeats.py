"""Long features: some part that is in view has its name, and names stay on their ground."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers.compose import compose
from layers.display import Mark, Text
from layers.drawing import draw_overlay
from layers.ground.sandwich import zone_rows
from layers.home import home_extent, zone_extent
from layers.labels import EmMeasure
from layers.labels.letters import letters_at
from layers.labels.repeats import repeated, slots
from layers.register import read_register
from layers.style import load_style
from layers.viewport import Viewport

if TYPE_CHECKING:
    from layers.scene import Scene

MEASURE = EmMeasure()


@pytest.fixture(scope="module")
def scene() -> Scene:
    return compose(read_register())


def names(scene: Scene, view: Viewport) -> dict[str, list[tuple[float, float]]]:
    """For each label where its first letter stands, in EPSG:3857."""
    found: dict[str, list[tuple[float, float]]] = {}
    for item in draw_overlay(scene, view, MEASURE)[0]:
        if isinstance(item, Text):
            first = item.glyphs[0]
            found.setdefault(item.name or item.words, []).append(view.to_map(first.x, first.y))
    return found


@given(st.floats(10, 20_000), st.floats(5, 400), st.floats(50, 900))
def test_slots_lie_on_the_line_about_its_middle(total: float, need: float, repeat: float) -> None:
    starts = slots(total, need, repeat)
    assert starts.mean() + need / 2 == pytest.approx(total / 2, abs=1e-6)
    assert np.diff(starts) == pytest.approx(repeat)
    if need <= total:
        assert starts.min() >= -1e-6
        assert starts.max() + need <= total + 1e-6


def test_without_room_at_its_places_a_name_stands_elsewhere() -> None:
    starts, stood = np.arange(0.0, 1000, 10), []

    def place(start: float) -> bool:
        if start < 800:
            return False
        stood.append(start)
        return True

    assert repeated(starts, np.array([300.0]), 400, place)
    assert len(stood) == 1
    assert not repeated(starts[:50], np.array([300.0]), 400, place)
    assert not repeated(starts[:0], np.array([300.0]), 400, place)


@pytest.mark.parametrize("scale", [12_000, 8_000, 5_000])
def test_any_part_of_the_belt_that_is_in_view_is_named(scene: Scene, scale: float) -> None:
    layer = scene.layer("zones")
    for zone in ("binjiang_midnorth", "binjiang_south"):
        row = layer.geometry[0].rows.tolist().index(layer.ids.index(zone))
        outline = shapely.Polygon(layer.geometry[0].shapes.parts(row)[0])
        west, south, east, north = outline.bounds
        for share in (0.12, 0.3, 0.5, 0.7, 0.88):
            y = south + share * (north - south)
            cuts = shapely.get_parts(outline.intersection(shapely.LineString([(west, y), (east, y)])))
            middle = max(cuts, key=shapely.length).centroid
            named = names(scene, Viewport(middle.x, middle.y, 1.0, 900, 700).at_scale(scale))
            assert scene.register.zones[zone].label_zh.replace("|", "") in named, f"{share} at 1 : {scale}"


def test_names_stay_on_their_ground_as_the_map_moves(scene: Scene) -> None:
    view = Viewport.fitted(zone_extent(scene, "binjiang_midnorth"), 900, 700).at_scale(14_000)
    before, after = names(scene, view), names(scene, view.moved(60, -45))
    kept = 0
    for name, places in before.items():
        for x, y in places:
            px, py = view.to_px(np.array([[x, y]]))[0]
            if not (100 < px < 740 and 145 < py < 600):
                continue  # at the border a name must give way
            near = min(hypot(x - u, y - v) for u, v in after[name]) / view.resolution
            assert near < 1, name
            kept += 1
    assert kept >= 8


def test_the_belt_and_the_corridor_are_named_beside_themselves(scene: Scene) -> None:
    view = Viewport.fitted(home_extent(scene), 1200, 800)
    style = load_style(scene.theme)
    found = {item.words: item for item in draw_overlay(scene, view, MEASURE)[0] if isinstance(item, Text)}
    for family, name in (("belt", "滨江国际创新秀带"), ("corridor", "大创智科创走廊")):
        assert found[name].colour == style.colour(family)
        for glyph in found[name].glyphs:
            x, y = view.to_map(glyph.x, glyph.y)
            for _, shapes in zone_rows(scene):
                assert not shapes.contains(0, x, y)


def test_a_zone_beside_its_name_keeps_its_dot_in_sight(scene: Scene) -> None:
    english = compose(read_register(), language="en")
    view = Viewport.fitted(home_extent(english), 720, 480, margin=40)
    overlay, targets = draw_overlay(english, view, MEASURE)
    dots = [item for item in overlay if isinstance(item, Mark) and item.stroke is None]
    assert len(dots) >= 4
    for (left, top, width, height), _ in targets:
        assert not any(left < dot.x < left + width and top < dot.y < top + height for dot in dots)


def test_letters_of_a_flipped_name_keep_their_own_distances() -> None:
    line = np.array([[500.0, 0.0], [0.0, 0.0]])  # runs leftwards, the name reads rightwards
    at = np.array([0.0, 3.0, 20.0])
    xs = [glyph.x for glyph in letters_at("liW", line, at, 90)]
    assert np.diff(xs) == pytest.approx(np.diff(at))
