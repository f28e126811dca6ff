"""One style, many outputs: what is painted, what the style says and what the legend shows agree."""

from collections import Counter

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from desktop.paint import paint_ground
from geo.mercator import to_mercator
from geo.record import replace
from layers.compose import compose
from layers.display import without_insets
from layers.drawing import draw_ground, draw_hover
from layers.home import zone_extent
from layers.legend import legend_rows
from layers.register import read_register
from layers.scene import Scene
from layers.style import Theme, load_style
from layers.viewport import Viewport

THEMES: tuple[Theme, ...] = ("light", "dark", "print")
ZONES = [zone.id for zone in read_register().zones.values() if zone.kind == "zone"]


def painted(scene: Scene, view: Viewport, hover: str | None = None) -> QImage:
    image = QImage(view.width, view.height, QImage.Format.Format_RGB32)
    image.fill(QColor(load_style(scene.theme).colour("land_out")))
    ground = draw_ground(scene, view)
    if hover:
        ground += draw_hover(scene, view, ("zones", hover))
    with QPainter(image) as painter:
        paint_ground(painter, ground, view)
    return image


def colours_within(image: QImage, scene: Scene, zone: str, view: Viewport) -> Counter[str]:
    """Colours of pixels inside a zone, on a lattice."""
    row = list(scene.register.zones).index(zone)
    shapes = scene.layer("zones").geometry[0].shapes
    counted: Counter[str] = Counter()
    for px in range(0, view.width, 5):
        for py in range(0, view.height, 5):
            if shapes.contains(row, *view.to_map(px + 0.5, py + 0.5)):
                counted[image.pixelColor(px, py).name().upper()] += 1
    return counted


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("zone", ZONES)
def test_most_of_a_zone_has_exactly_the_colour_of_its_legend(qtbot: QtBot, theme: Theme, zone: str) -> None:
    scene = compose(read_register(), theme=theme)
    scene = scene.changed("places", lambda layer: replace(layer, visible=False))  # their rings tint the ground
    view = Viewport.fitted(zone_extent(scene, zone), 240, 240, margin=8)
    (colour, _), *_ = colours_within(painted(scene, view), scene, zone, view).most_common(1)
    symbol = load_style(theme).symbol_for({"class": "zone", "id": zone, "boundary": "schematic"})
    assert colour == symbol.fill


def rgb(colour: str) -> list[int]:
    named = QColor(colour)
    return [named.red(), named.green(), named.blue()]


def test_hovering_lightens_a_zone(qtbot: QtBot) -> None:
    scene = compose(read_register())
    view = Viewport.fitted(zone_extent(scene, "wangu"), 200, 200, margin=8)
    (plain, _), *_ = colours_within(painted(scene, view), scene, "wangu", view).most_common(1)
    (veiled, _), *_ = colours_within(painted(scene, view, "wangu"), scene, "wangu", view).most_common(1)
    expected = [round(c + (255 - c) * 0.22) for c in rgb(plain)]
    assert rgb(veiled) == pytest.approx(expected, abs=2)


def test_a_selected_zone_shows_its_casing(qtbot: QtBot) -> None:
    scene = compose(read_register())
    view = Viewport.fitted(zone_extent(scene, "dachuanggu"), 240, 240, margin=20)
    before, after = painted(scene, view), painted(scene.selected(("zones", "dachuanggu")), view)
    assert before != after
    umbrella = scene.selected(("zones", "binjiang_showbelt"))
    wide = Viewport.fitted(zone_extent(scene, "binjiang_showbelt"), 240, 240, margin=20)
    assert painted(umbrella, wide) != painted(scene, wide)


def test_hidden_layers_and_zones_leave_no_trace(qtbot: QtBot) -> None:
    scene = compose(read_register())
    view = Viewport.fitted(zone_extent(scene, "huantongji"), 200, 200)
    bare = scene.changed("zones", lambda layer: replace(layer, hidden=frozenset({"huantongji"})))
    fill = load_style("light").zones["huantongji"]["fill"]
    assert fill in colours_within(painted(scene, view), scene, "huantongji", view)
    assert fill not in colours_within(painted(bare, view), bare, "huantongji", view)


def test_the_river_is_water_and_pudong_is_not_ours(qtbot: QtBot) -> None:
    scene = compose(read_register())
    style = load_style("light")
    places = {"water": (121.5655, 31.2850), "land_out": (121.60, 31.28)}
    for token, lonlat in places.items():
        x, y = to_mercator(np.array([lonlat]))[0]
        image = painted(scene, Viewport(float(x), float(y), 1.0, 21, 21))
        assert image.pixelColor(10, 10).name().upper() == style.colour(token)


def test_the_legend_lists_only_what_is_on_the_map() -> None:
    scene = compose(read_register())
    view = Viewport.fitted(zone_extent(scene, "yangpu"), 800, 600)
    keys = [row.key for row in legend_rows(scene, view)]
    assert keys[:2] == ["legend.schematic", "legend.traced"]
    assert "legend.ring" not in keys
    assert "legend.ring" in [row.key for row in legend_rows(scene, view.at_scale(20_000))]


def test_a_line_moved_in_looks_as_its_two_strokes_do(qtbot: QtBot) -> None:
    scene = compose(read_register())
    view = Viewport.fitted(zone_extent(scene, "fuxing_island"), 300, 300)
    pictures = []
    for ground in (draw_ground(scene, view), tuple(without_insets(draw_ground(scene, view)))):
        image = QImage(300, 300, QImage.Format.Format_RGB32)
        image.fill(QColor(load_style(scene.theme).colour("land_out")))
        with QPainter(image) as painter:
            paint_ground(painter, ground, view)
        pictures.append(np.frombuffer(image.constBits(), np.uint8).astype(int))
    differences = np.abs(pictures[0] - pictures[1])
    assert len(draw_ground(scene, view)) < len(tuple(without_insets(draw_ground(scene, view))))
    assert differences.mean() < 0.3
    assert np.percentile(differences, 99) <= 12
