"""Arrays as shapely geometries, against shapely's own reading of the same GeoJSON."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.flatten import flatten
from geo.geometries import geometries_of
from geo.shapes import Shapes

HOLED: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]], [[2, 2], [2, 4], [4, 4], [4, 2], [2, 2]]],
}
MANY: dict[str, Any] = {
    "type": "MultiPolygon",
    "coordinates": [
        [[[20, 0], [29, 0], [29, 9], [20, 9], [20, 0]], [[22, 2], [24, 2], [24, 4], [22, 4], [22, 2]]],
        [[[40, 0], [41, 0], [41, 1], [40, 0]]],
    ],
}
LINE = {"type": "LineString", "coordinates": [[0, 0], [5, 5], [9, 1]]}
LINES = {"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]], [[2, 2], [3, 3], [4, 2]]]}
POINT, POINTS = {"type": "Point", "coordinates": [3, 4]}, {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]}


def test_each_kind_is_what_shapely_reads() -> None:
    rows: list[dict[str, Any]] = [HOLED, MANY, LINE, LINES, POINT, POINTS]
    for shapes, of in flatten(rows).values():
        for made, row in zip(geometries_of(shapes), of.tolist(), strict=True):
            assert shapely.equals(made, shapely.geometry.shape(rows[row]))
            assert shapely.is_valid(made)


def test_some_features_in_any_order() -> None:
    shapes, _ = flatten([HOLED, MANY, HOLED])["polygon"]
    made = geometries_of(shapes, np.array([1, 0, 1]))
    assert [each.area for each in made] == [81 - 4 + 0.5, 81 - 4, 81 - 4 + 0.5]
    assert len(geometries_of(shapes, np.empty(0, dtype=np.int64))) == 0


def test_an_empty_feature_is_empty() -> None:
    shapes = Shapes("polygon", np.empty((0, 2)), np.array([0]), np.array([0, 0]))
    assert shapely.is_empty(geometries_of(shapes)).tolist() == [True]


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=1, max_size=4), min_size=1, max_size=8
    )
)
def test_points_keep_their_features(features: list[list[tuple[int, int]]]) -> None:
    shapes = Shapes.from_parts("point", [[np.array([point], dtype=float) for point in each] for each in features])
    assert [len(each.geoms) for each in geometries_of(shapes)] == [len(each) for each in features]
