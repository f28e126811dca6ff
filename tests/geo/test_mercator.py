"""The closed form agrees with PROJ."""

import numpy as np
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.mercator import MAX_LATITUDE, ground_factor, to_lonlat, to_lonlats, to_mercator

PROJ = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)


@given(st.floats(-180, 180), st.floats(-85, 85))
def test_projects_as_proj_does(lon: float, lat: float) -> None:
    assert tuple(to_mercator(np.array([[lon, lat]]))[0]) == pytest.approx(PROJ.transform(lon, lat), abs=1e-6)


@given(st.floats(-180, 180), st.floats(-85, 85))
def test_there_and_back(lon: float, lat: float) -> None:
    x, y = to_mercator(np.array([[lon, lat]]))[0]
    assert to_lonlat(x, y) == pytest.approx((lon, lat), abs=1e-9)


def test_many_go_back_as_one_does() -> None:
    xy = to_mercator(np.array([[121.5, 31.3], [-70.0, -33.4], [0.0, 84.0]]))
    assert to_lonlats(xy) == pytest.approx(np.array([to_lonlat(x, y) for x, y in xy.tolist()]), abs=1e-12)


def test_the_poles_are_drawn_at_the_edge_of_the_square() -> None:
    north = to_mercator(np.array([[0.0, 90.0], [0.0, MAX_LATITUDE]]))
    assert north[0, 1] == north[1, 1]
    assert north[0, 1] == pytest.approx(PROJ.transform(180, 0)[0], abs=1e-6)


def test_the_ground_factor_is_the_inverse_of_projs_scale() -> None:
    factors = pyproj.Proj("EPSG:3857").get_factors(121.5, 31.27)
    # Ours is on the sphere that EPSG:3857 draws with, PROJ's on the ellipsoid: they differ by e² / 2.
    assert ground_factor(31.27) == pytest.approx(1 / factors.parallel_scale, rel=1.7e-3)
