"""GCJ-02 images lie within two metres of our data, all over Shanghai, at level 10 and closer."""

from __future__ import annotations

import numpy as np
import pyproj
import pytest

from geo.datum import gcj02_to_wgs84
from geo.mercator import to_lonlats, to_mercator
from layers.tiles.pyramid import WORLD_M
from layers.tiles.warp import cells
from layers.viewport import Viewport

WEST, SOUTH, EAST, NORTH = 120.85, 30.65, 122.25, 31.9  # Shanghai with its islands
GEOD = pyproj.Geod(ellps="WGS84")


def view_at(level: float, random: np.random.Generator) -> Viewport:
    lonlat = np.array([[random.uniform(WEST, EAST), random.uniform(SOUTH, NORTH)]])
    x, y = to_mercator(lonlat)[0].tolist()
    return Viewport(x, y, WORLD_M / 256 / 2**level, 1600, 1000)


@pytest.mark.parametrize("level", [9.5, 10, 10.5, 11, 12, 13, 14, 15, 16, 18])
def test_within_two_metres(level: float) -> None:
    """From 9.5: at level 10 a tile may be shown at 70 % of its size."""
    random, worst, points = np.random.default_rng(7), 0.0, 0
    for _ in range(6):
        view = view_at(level, random)
        made = cells(view)
        for cell in made[:: max(1, len(made) // 150)]:
            px = cell.left + random.random(40) * cell.width
            py = cell.top + random.random(40) * cell.height
            shown = np.column_stack((cell.x0 + cell.xx * px + cell.xy * py, cell.y0 + cell.yx * px + cell.yy * py))
            truth = gcj02_to_wgs84(to_lonlats(shown))
            drawn = to_lonlats(np.array([view.to_map(*each) for each in zip(px, py, strict=True)]))
            lon, lat = drawn.T
            here = (lon >= WEST) & (lon <= EAST) & (lat >= SOUTH) & (lat <= NORTH)
            points += int(here.sum())
            if here.any():
                metres = GEOD.inv(*drawn[here].T, *truth[here].T)[2]
                worst = max(worst, float(metres.max()))
    assert points > 100
    assert worst <= 2.0


def test_cells_make_up_the_view() -> None:
    view = Viewport(13526000.0, 3670000.0, 30.0, 803, 601)
    made = cells(view)
    assert sum(cell.width * cell.height for cell in made) == 803 * 601
    assert len({(cell.left, cell.top) for cell in made}) == len(made)
    assert max(cell.left + cell.width for cell in made) == 803
    assert max(cell.top + cell.height for cell in made) == 601
