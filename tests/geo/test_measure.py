"""Areas and lengths on the ellipsoid against published values and shapely-free geometry."""

from __future__ import annotations

from math import pi

import numpy as np
import pytest

from geo.measure import area_m2, distance_m, length_m, ring_area_m2


def test_the_whole_equator_and_a_meridian() -> None:
    # WGS 84: equator 2πa; quarter meridian 10 001 965.729 m (NIMA TR8350.2 parameters)
    quarter = [(lon, 0.0) for lon in (0, 60, 120, 180)]
    assert distance_m(*quarter) == pytest.approx(pi * 6378137.0, abs=1e-3)
    assert distance_m((121.5, 0), (121.5, 90)) == pytest.approx(10_001_965.729, abs=1e-3)


def test_a_published_geodesic() -> None:
    # Karney (2013), Algorithms for geodesics, J. Geodesy 87, example of section 2: JFK to LHR is
    # GeographicLib's own: 40.6 N 73.8 W to 51.6 N 0.5 W, 5 551 759.400 m.
    assert distance_m((-73.8, 40.6), (-0.5, 51.6)) == pytest.approx(5_551_759.400, abs=1e-3)


def test_the_octant_is_an_eighth_of_the_ellipsoid() -> None:
    # area of the WGS 84 ellipsoid: 510 065 621 724 088 m² (GeographicLib)
    octant = np.array([[0, 0], [90, 0], [0, 90], [0, 0]], dtype=float)
    assert ring_area_m2(octant) == pytest.approx(510_065_621_724_088 / 8, rel=1e-12)
    assert ring_area_m2(octant[::-1]) == pytest.approx(-510_065_621_724_088 / 8, rel=1e-12)


def test_holes_are_taken_off_whatever_their_turn() -> None:
    outer = [[121.5, 31.2], [121.6, 31.2], [121.6, 31.3], [121.5, 31.3], [121.5, 31.2]]
    inner = [[121.52, 31.22], [121.54, 31.22], [121.54, 31.24], [121.52, 31.22]]
    whole, hole = (area_m2({"type": "Polygon", "coordinates": [ring]}) for ring in (outer, inner))
    assert whole == pytest.approx(105.7e6, rel=2e-3)  # 9.53 km by 11.09 km
    for ring in (inner, inner[::-1]):
        assert area_m2({"type": "Polygon", "coordinates": [outer, ring]}) == pytest.approx(whole - hole, rel=1e-12)
    assert area_m2({"type": "Point", "coordinates": [121.5, 31.2]}) == 0.0


def test_a_length_is_the_sum_of_its_edges() -> None:
    line = np.array([[-73.8, 40.6], [-0.5, 51.6], [-73.8, 40.6]])
    assert length_m([line, line[:2]]) == pytest.approx(3 * 5_551_759.400, abs=1e-2)
