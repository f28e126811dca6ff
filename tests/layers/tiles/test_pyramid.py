"""Where tiles lie, against mercantile's published figures and geometry; which of them a view needs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.mercator import to_mercator
from geo.record import replace
from layers.tiles.basemap import Basemap, Tile, TileLayer
from layers.tiles.pyramid import WORLD_M, level_for, served_extent, tile_extent, tiles_for
from layers.viewport import Viewport

PLAIN = Basemap("b", "底图", "Basemap", (TileLayer("https://example.org/{z}/{x}/{y}.png"),), max_zoom=18)
SHIFTED = replace(PLAIN, datum="gcj02")


def view_at(lon: float, lat: float, resolution: float, width: int, height: int) -> Viewport:
    x, y = to_mercator(np.array([[lon, lat]]))[0].tolist()
    return Viewport(x, y, resolution, width, height)


views = st.builds(
    view_at,
    st.floats(120.9, 122.2),
    st.floats(30.7, 31.9),
    st.floats(0.3, 2000),
    st.integers(100, 2600),
    st.integers(100, 1600),
)


def test_a_tile_lies_where_the_published_example_says() -> None:
    # mercantile's documentation: tile 10/486/332 has the bounds -9.140625, 53.120405, -8.789062, 53.330873.
    corners = to_mercator(np.array([[-9.140625, 53.12040528310657], [-8.7890625, 53.33087298301705]]))
    found = tile_extent(Tile(10, 486, 332))
    np.testing.assert_allclose([found.west, found.south, found.east, found.north], corners.ravel(), atol=1e-6)


def test_the_world_is_one_tile() -> None:
    world = tile_extent(Tile(0, 0, 0))
    assert (world.west, world.north) == pytest.approx((-20037508.342789244, 20037508.342789244))
    assert [tile_extent(each).width for each in Tile(0, 0, 0).below()] == [WORLD_M / 2] * 4


@given(st.integers(1, 18), st.data())
def test_children_make_up_their_tile(z: int, data: st.DataObject) -> None:
    x, y = (data.draw(st.integers(0, (1 << z) - 1)) for _ in "xy")
    tile = Tile(z, x, y)
    children = [tile_extent(each) for each in tile.below()]
    whole = tile_extent(tile)
    assert min(each.west for each in children) == pytest.approx(whole.west, abs=1e-6)
    assert max(each.north for each in children) == pytest.approx(whole.north, abs=1e-6)
    assert sum(each.width * each.height for each in children) == pytest.approx(whole.width * whole.height)
    assert {each.above(1) for each in tile.below()} == {tile}


@pytest.mark.parametrize(
    ("zoom", "ratio", "level"),
    [(12.0, 1, 12), (12.4, 1, 12), (12.6, 1, 13), (12.0, 2, 13), (12.4, 2, 13), (12.0, 4, 13), (30, 1, 18)],
)
def test_the_level_is_the_nearest_and_deeper_on_finer_screens(zoom: float, ratio: float, level: int) -> None:
    assert level_for(PLAIN, WORLD_M / 256 / 2**zoom, ratio) == level


def test_levels_stay_within_what_is_served() -> None:
    few = replace(PLAIN, min_zoom=5, max_zoom=7)
    assert level_for(few, WORLD_M / 256 / 2**2) == 5
    assert level_for(few, WORLD_M / 256 / 2**12) == 7
    assert level_for(replace(PLAIN, tile_px=512), WORLD_M / 256 / 2**12) == 11


@given(views, st.sampled_from([1.0, 1.5, 2.0]), st.sampled_from([PLAIN, SHIFTED]))
def test_tiles_cover_the_view_and_nothing_far_off(view: Viewport, ratio: float, basemap: Basemap) -> None:
    tiles = tiles_for(basemap, view, ratio)
    assert len(set(tiles)) == len(tiles) <= 600
    wanted = served_extent(basemap, view.extent)
    extents = [tile_extent(each) for each in tiles]
    assert all(each.intersects(wanted) for each in extents)
    assert sum(each.width * each.height for each in extents) >= wanted.width * wanted.height
    assert min(each.west for each in extents) <= wanted.west
    assert max(each.north for each in extents) >= wanted.north
    assert extents[0].grown(1).contains(*wanted.centre)


def test_gcj02_tiles_are_those_under_the_shifted_view() -> None:
    view = view_at(121.5, 31.28, 2.0, 400, 300)
    seen, served = view.extent, served_extent(SHIFTED, view.extent)
    assert 300 < served.centre[0] - seen.centre[0] < 700  # half a kilometre east, in projected metres
    assert served_extent(PLAIN, seen) == seen
