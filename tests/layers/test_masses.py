"""Layers of very many features: what they are, what is kept of them, and how they are drawn."""

import gc

import numpy as np
import pytest

from geo.raster.bulk import Bulk
from geo.record import replace
from geo.shapes import Shapes
from layers import masses
from layers.compose import compose
from layers.display import Fill, Mass, Stroke, without_insets
from layers.drawing import draw_ground, draw_hover
from layers.ground.chosen import rows_with
from layers.layer import Geometry, Layer, Origin
from layers.register import read_register
from layers.scene import Scene
from layers.style import load_style
from layers.viewport import Viewport

SCENE = compose(read_register())
HERE = (13_528_000.0, 3_667_000.0)  # in the middle of the district
VIEW = Viewport(*HERE, 4.0, 400, 300)
STYLE = load_style("light")


def squares(count: int, side: float = 20.0) -> Layer:
    """``count`` squares in rows of 100, 30 m apart, as a layer of the user's."""
    ring = np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]) * side
    corners = np.column_stack((np.arange(count) % 100, np.arange(count) // 100)) * 30.0 + HERE
    shapes = Shapes.from_parts("polygon", [[ring + corner] for corner in corners])
    ids = tuple(str(i) for i in range(count))
    attributes = tuple({"class": "own_polygon", "id": each, "name_zh": "", "name_en": ""} for each in ids)
    geometry = (Geometry(shapes, np.arange(count)),)
    return Layer("own.1", "squares", "own", ids, attributes, geometry, None, Origin("squares", "", ""))


def scene_with(layer: Layer) -> Scene:
    return replace(SCENE, layers=(*SCENE.layers, layer))


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(masses, "MANY_SHAPES", 100)


def test_many_shapes_or_many_vertices_make_a_mass(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = squares(100), squares(101)
    assert not masses.is_mass(few, few.geometry[0])
    assert masses.is_mass(many, many.geometry[0])
    monkeypatch.setattr(masses, "MANY_VERTICES", 499)
    assert masses.is_mass(few, few.geometry[0])
    ours = replace(many, group="basemap")
    assert not masses.is_mass(ours, ours.geometry[0])


def test_who_is_not_patient_gets_the_picture_without_what_is_not_ready() -> None:
    layer = squares(300)
    scene = scene_with(layer)
    hasty = draw_ground(scene, VIEW, patient=False)
    assert not any(isinstance(each, Mass) for each in hasty)
    assert len(hasty) == len(draw_ground(SCENE, VIEW))
    patient = draw_ground(scene, VIEW)
    assert sum(isinstance(each, Mass) for each in patient) == 1
    assert sum(isinstance(each, Mass) for each in draw_ground(scene, VIEW, patient=False)) == 1


def test_it_lies_between_tints_and_streets_as_few_shapes_do() -> None:
    few, many = (draw_ground(scene_with(squares(count)), VIEW) for count in (100, 101))
    place = next(i for i, each in enumerate(many) if isinstance(each, Mass))
    (own,) = [i for i, each in enumerate(few) if isinstance(each, Fill) and len(each.shapes) == 100]
    assert place == own
    assert [type(each) for each in many[place + 1 :]] == [type(each) for each in few[own + 2 :]]


def test_what_is_ready_goes_with_its_layer() -> None:
    layer = squares(150)
    masses.dressed(layer, layer.geometry[0], STYLE)
    before = len(masses._READY), len(masses._DRESSED)
    assert before[0] >= 1
    del layer
    gc.collect()
    assert (len(masses._READY), len(masses._DRESSED)) == (before[0] - 1, before[1] - 1)


def test_fading_a_layer_prepares_nothing_anew_and_hiding_a_row_does() -> None:
    layer = squares(150)
    geometry = layer.geometry[0]
    whole = masses.dressed(layer, geometry, STYLE)
    assert masses.dressed(replace(layer, opacity=0.5), geometry, STYLE) is whole
    hidden = masses.dressed(replace(layer, hidden=frozenset({"7", "149"})), geometry, STYLE)
    assert np.flatnonzero(hidden.classes < 0).tolist() == [7, 149]
    assert np.array_equal(hidden.bulk.classes, hidden.classes)
    assert hidden.bulk.shapes is whole.bulk.shapes


def test_opacity_is_in_the_symbols() -> None:
    layer = squares(150)
    (whole,), (faded,) = (
        [each for each in draw_ground(scene_with(one), VIEW) if isinstance(each, Mass)]
        for one in (layer, replace(layer, opacity=0.5))
    )
    assert faded.symbols[0].opacity == pytest.approx(whole.symbols[0].opacity / 2, abs=0.3)
    assert faded.symbols[0].edge_opacity == pytest.approx(whole.symbols[0].edge_opacity / 2)


def test_small_shapes_have_thin_faint_edges_and_large_ones_those_of_the_style() -> None:
    layer = squares(150)

    def symbol(resolution: float) -> tuple[float, float, float]:
        view = replace(VIEW, resolution=resolution)
        (mass,) = [each for each in draw_ground(scene_with(layer), view) if isinstance(each, Mass)]
        look = mass.symbols[0]
        return look.width / STYLE.width_factor(view.scale), look.edge_opacity, look.opacity

    nominal = STYLE.symbol_for({"class": "own_polygon"})
    assert symbol(0.5) == pytest.approx((nominal.width, nominal.edge_opacity, nominal.opacity))
    steps = [symbol(resolution) for resolution in (0.5, 2.0, 5.0, 20.0)]
    assert steps == sorted(steps, key=lambda each: (-each[0], -each[1], each[2]))
    assert steps[-1][1] == 0


def test_a_mass_says_the_same_by_fills_and_strokes() -> None:
    layer = squares(150)
    (mass,) = [each for each in draw_ground(scene_with(layer), VIEW) if isinstance(each, Mass)]
    classes = np.where(np.arange(150) < 50, 0, np.where(np.arange(150) < 140, 1, -1)).astype(np.int32)
    plain = list(without_insets([replace(mass, classes=classes, symbols=mass.symbols * 2)]))
    assert [(type(each), len(each.shapes)) for each in plain] == [(Fill, 50), (Stroke, 50), (Fill, 90), (Stroke, 90)]


def test_rows_are_found_by_their_ids_few_or_many() -> None:
    layer = squares(150)
    assert rows_with(layer, frozenset({"3", "nobody", "140"})).tolist() == [3, 140]
    assert rows_with(layer, frozenset(str(i) for i in range(40, 300))).tolist() == list(range(40, 150))


def test_a_selected_feature_is_drawn_over_all_else_and_many_as_a_mass(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = squares(150)
    scene = scene_with(layer)
    plain = draw_ground(scene, VIEW)
    one = draw_ground(scene.selected(("own.1", "5")), VIEW)
    assert len(one) == len(plain) + 2
    line = one[-1]
    assert isinstance(line, Stroke)
    assert np.array_equal(line.shapes.xy, layer.geometry[0].shapes.parts(5)[0])
    monkeypatch.setattr("layers.ground.chosen._FEW", 20)
    many = draw_ground(scene.selected(*(("own.1", str(i)) for i in range(30))), VIEW)
    chosen = many[-1]
    assert isinstance(chosen, Mass)
    assert np.flatnonzero(chosen.classes >= 0).tolist() == list(range(30))


@pytest.mark.parametrize("count", [50, 150])
def test_a_hovered_feature_gets_a_veil_and_an_edge(count: int) -> None:
    layer = squares(count)
    scene = scene_with(layer)
    draw_ground(scene, VIEW)
    veil, line = draw_hover(scene, VIEW, ("own.1", "9"))
    assert isinstance(veil, Fill)
    assert isinstance(line, Stroke)
    assert np.array_equal(veil.shapes.xy, layer.geometry[0].shapes.parts(9)[0])
    assert draw_hover(scene, VIEW, ("own.1", "no such")) == ()
    assert draw_hover(scene_with(replace(layer, visible=False)), VIEW, ("own.1", "9")) == ()


def test_very_many_dots_leave_the_map_seen_however_far_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(masses, "MANY_POINTS", 100)
    xy = np.random.default_rng(2).uniform(0, 3000, (2000, 2)) + HERE
    steps = np.arange(2001)
    points = (Geometry(Shapes("point", xy, steps, steps), np.arange(2000)),)
    scene = scene_with(replace(squares(2000), geometry=points))
    for resolution in (40.0, 100.0, 200.0):
        view = replace(VIEW, resolution=resolution)
        (mass,) = [each for each in draw_ground(scene, view) if isinstance(each, Mass)]
        look = mass.symbols[0]
        over = 2000 * np.pi * look.radius**2 / (3000 / resolution) ** 2
        assert look.edge is None
        assert 1 - (1 - look.opacity) ** over <= 0.75 or over > 40
    close = replace(VIEW, resolution=0.5)
    (mass,) = [each for each in draw_ground(scene, close) if isinstance(each, Mass)]
    assert mass.symbols[0].edge is not None
    assert mass.symbols[0].opacity == 1.0


def test_what_the_cache_holds_is_ready_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = squares(150)
    geometry = layer.geometry[0]
    made = Bulk.of(geometry.shapes)
    monkeypatch.setattr("geo.raster.engine.load_kept", lambda: None)
    monkeypatch.setattr("layers.kept.restored", lambda _: None)
    masses.fetch_ready(layer)
    assert masses.ready(geometry) is None
    monkeypatch.setattr("layers.kept.restored", lambda _: (made, 20.0))
    masses.fetch_ready(layer)
    found = masses.ready(geometry)
    assert found is not None
    assert (found.bulk, found.size_m) == (made, 20.0)
