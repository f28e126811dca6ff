"""The window onto the map."""

import numpy as np
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.extent import Extent
from layers.viewport import PX_M, Viewport

YANGPU = Viewport(13526000.0, 3670000.0, 20.0, 816, 600)
views = st.builds(
    Viewport,
    st.floats(-2e7, 2e7),
    st.floats(-1e7, 1e7),
    st.floats(1, 5e3),
    st.integers(40, 4000),
    st.integers(40, 4000),
)


@given(views, st.floats(0.2, 5), st.floats(0, 40), st.floats(0, 40))
def test_zooming_keeps_the_ground_under_the_pointer(view: Viewport, factor: float, px: float, py: float) -> None:
    before, after = view.to_map(px, py), view.zoomed(factor, px, py).to_map(px, py)
    assert after == pytest.approx(before, abs=view.resolution * 1e-3)


@given(views, st.floats(0, 40), st.floats(0, 40))
def test_pixels_and_map_are_inverse(view: Viewport, px: float, py: float) -> None:
    assert tuple(view.to_px(np.array([view.to_map(px, py)]))[0]) == pytest.approx((px, py), abs=1e-3)


@given(views, st.integers(-500, 500), st.integers(-500, 500))
def test_a_drag_moves_the_ground_with_the_hand(view: Viewport, dx: int, dy: int) -> None:
    assert view.moved(dx, dy).to_map(10 + dx, 10 + dy) == pytest.approx(view.to_map(10, 10), abs=view.resolution * 1e-3)


def test_fitting_shows_all_of_the_extent_and_touches_its_margin() -> None:
    view = Viewport.fitted(Extent(0, 0, 1000, 3000), 500, 400, margin=50)
    assert view.extent.contains(0, 0)
    assert view.extent.contains(1000, 3000)
    assert view.to_px(np.array([[500.0, 3000.0]]))[0].tolist() == pytest.approx([250, 50])


def test_the_scale_is_that_of_the_ground() -> None:
    view = YANGPU.at_scale(50_000)
    assert view.scale == pytest.approx(50_000)
    (west, y), (east, _) = view.to_map(0, 300), view.to_map(816, 300)
    lonlat = pyproj.Transformer.from_crs("EPSG:3857", "EPSG:4326", always_xy=True)
    _, _, metres = pyproj.Geod(ellps="WGS84").inv(*lonlat.transform(west, y), *lonlat.transform(east, y))
    assert metres / (816 * PX_M) == pytest.approx(50_000, rel=2e-3)


def test_the_scale_stays_in_its_limits() -> None:
    assert YANGPU.zoomed(1e9).scale == pytest.approx(500)
    assert YANGPU.zoomed(1e-9).scale == pytest.approx(40_000_000)
