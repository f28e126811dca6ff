"""The basemap's vertex tables."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ReadError
from layers.columns import TABLES
from layers.tables import Table, read_table
from layers.vertices import basemap_of, signed_area

HEADER = {key: f"{key},name_zh,name_en,kind,seq,lon,lat,accuracy_m,verified,source\n" for key in ("line_id", "area_id")}
SQUARE = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]


def _table(name: str, key: str, rows: list[tuple[str, str, int, float, float]]) -> Table:
    body = "".join(f"{each},名,,{kind},{seq},{lon},{lat},20,true,OSM\n" for each, kind, seq, lon, lat in rows)
    return read_table(f"{name}.csv", (HEADER[key] + body).encode(), TABLES[name])


def _areas(rows: list[tuple[str, str, int, float, float]]) -> Table:
    return _table("areas", "area_id", rows)


NO_LINES = _table("lines", "line_id", [])


@pytest.mark.parametrize("ring", [SQUARE, SQUARE[::-1]])
def test_rings_are_closed_and_run_counter_clockwise(ring: list[tuple[float, float]]) -> None:
    rows = [("pond", "water", seq, lon, lat) for seq, (lon, lat) in enumerate(ring, 1)]
    _, (features, shapes), _ = basemap_of(NO_LINES, _areas(rows))
    (part,) = shapes.parts(0)
    assert features[0].id == "pond"
    assert (part[0] == part[-1]).all()
    assert signed_area(part) == pytest.approx(1.0)


def test_kinds_tell_lines_areas_and_labels_apart() -> None:
    rows = [
        ("name", "park_label", 1, 0.5, 0.5),
        ("creek", "water_line", 1, 0.0, 0.0),
        ("creek", "water_line", 2, 1.0, 1.0),
    ]
    (lines, line_shapes), (areas, _), (labels, label_shapes) = basemap_of(NO_LINES, _areas(rows))
    assert ([each.id for each in lines], [each.id for each in labels], areas) == (["creek"], ["name"], ())
    assert (line_shapes.kind, label_shapes.kind) == ("line", "point")


@pytest.mark.parametrize(
    ("rows", "code", "row"),
    [
        ([("a", "water_line", 1, 0, 0), ("b", "park_label", 1, 0, 0), ("a", "water_line", 2, 1, 1)], "vertices.few", 2),
        ([("a", "water_line", 1, 0, 0), ("a", "water_line", 3, 1, 1)], "vertices.seq", 3),
        ([("a", "water", 1, 0, 0), ("a", "water", 2, 1, 1)], "vertices.few", 2),
        (
            [("a", "park_label", 1, 0, 0), ("b", "park_label", 1, 0, 0), ("a", "park_label", 1, 1, 1)],
            "vertices.apart",
            4,
        ),
    ],
)
def test_lost_vertices_are_noticed(rows: list[tuple[str, str, int, float, float]], code: str, row: int) -> None:
    with pytest.raises(ReadError) as caught:
        basemap_of(NO_LINES, _areas(rows))
    assert (caught.value.code, caught.value.facts["row"]) == (code, row)


@given(
    st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)), min_size=3, max_size=8),
    st.integers(0, 7),
)
def test_area_does_not_depend_on_where_a_ring_begins(points: list[tuple[float, float]], start: int) -> None:
    start %= len(points)
    turned = points[start:] + points[:start]
    rings = [np.array([*each, each[0]]) for each in (points, turned, points[::-1])]
    area, same, opposite = map(signed_area, rings)
    assert same == pytest.approx(area, abs=1e-6)
    assert opposite == pytest.approx(-area, abs=1e-6)
