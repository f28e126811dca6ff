"""GeoJSON to flat arrays: kinds, rows, and rings the right way round."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.flatten import flatten
from geo.mercator import to_mercator

SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE = [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]]


def test_kinds_rows_and_parts() -> None:
    geometries: list[Any] = [
        {"type": "MultiPoint", "coordinates": [[1, 2, 3], [4, 5]]},
        None,
        {"type": "GeometryCollection", "geometries": [
            {"type": "Polygon", "coordinates": [SQUARE]},
            {"type": "Point", "coordinates": [9, 9]},
            {"type": "Polygon", "coordinates": [SQUARE]},
        ]},
        {"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]], [[2, 2], [3, 3], [4, 4]]]},
    ]  # fmt: skip
    found = flatten(geometries)
    assert list(found) == ["polygon", "line", "point"]
    assert {kind: rows.tolist() for kind, (_, rows) in found.items()} == {"polygon": [2], "line": [3], "point": [0, 2]}
    points, lines = found["point"][0], found["line"][0]
    assert [len(parts) for parts in points] == [2, 1]
    assert points.xy.tolist() == [[1, 2], [4, 5], [9, 9]]
    assert [[len(part) for part in parts] for parts in lines] == [[2, 3]]
    assert len(found["polygon"][0].parts(0)) == 2
    assert flatten([None]) == {}


@pytest.mark.parametrize("shell", [SQUARE, SQUARE[::-1]])
@pytest.mark.parametrize("hole", [HOLE, HOLE[::-1]])
def test_winding_whatever_the_file_says(shell: Any, hole: Any) -> None:
    shapes, _ = flatten([{"type": "MultiPolygon", "coordinates": [[shell, hole], [shell]]}])["polygon"]
    turns = [shapely.is_ccw(shapely.linearrings(ring)) for ring in shapes.parts(0)]
    assert turns == [True, False, True]


@settings(deadline=None, max_examples=100, derandomize=True)
@given(
    st.lists(
        st.lists(st.tuples(st.floats(-170, 170), st.floats(-80, 80)), min_size=3, max_size=8), min_size=1, max_size=5
    )
)
def test_winding_agrees_with_shapely(corners: list[list[tuple[float, float]]]) -> None:
    rings = [[*map(list, ring), list(ring[0])] for ring in corners]
    shapes, rows = flatten({"type": "Polygon", "coordinates": [ring]} for ring in rings)["polygon"]
    assert rows.tolist() == list(range(len(rings)))
    for ring, (flat,) in zip(rings, shapes, strict=True):
        polygon = shapely.Polygon(ring)
        if polygon.is_valid:  # of a ring that crosses itself, engines disagree which way it runs
            assert shapely.is_ccw(shapely.linearrings(flat))
        assert flat.tolist() in (ring, ring[::-1])


def test_projection() -> None:
    shapes, _ = flatten([{"type": "Point", "coordinates": [121.5, 31.3]}], to_mercator)["point"]
    # gdaltransform -s_srs OGC:CRS84 -t_srs EPSG:3857, GDAL 3.6
    assert shapes.xy == pytest.approx(np.array([[13525318.1313827, 3671771.44879714]]), abs=1e-6)
