"""The rows of a large file are those of a small one, made on demand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from layers import own
from layers.own import OwnFile, open_own
from layers.own_rows import LazyIds, LazyRows
from tests.layers.test_own import point, written

if TYPE_CHECKING:
    from pathlib import Path

AREA = {"type": "Polygon", "coordinates": [[[121.5, 31.2], [121.6, 31.2], [121.6, 31.3], [121.5, 31.2]]]}
LINE = {"type": "LineString", "coordinates": [[121.5, 31.3], [121.6, 31.3]]}
MIXED = {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [121.5, 31.3]}, LINE, AREA]}
ROWS: list[dict[str, Any]] = [
    point(121.5, 31.3, 企业名称="某某科技", staff=5, **{"class": "own"}) | {"id": "a"},
    {"type": "Feature", "properties": None, "geometry": None},
    {"type": "Feature", "properties": {"NAME": "园区"}, "geometry": AREA, "id": "a"},
    {"type": "Feature", "properties": {"name": 7, "长": 2**70}, "geometry": MIXED},
    {"type": "Feature", "properties": {"staff": None}, "geometry": LINE},
    {"type": "Feature", "properties": {"staff": 1}, "geometry": {"type": "Point", "coordinates": [999, 1]}},
    point(2.3, 48.9, staff=2.5) | {"id": 7},
    point(31.27, 121.5, staff=True),
]


def both(path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[OwnFile, OwnFile]:
    """The file as a small one and as a large one."""
    small = open_own(path, 3)
    monkeypatch.setattr(own, "_LARGE", 0)
    monkeypatch.setattr(own, "_VERY_LARGE", 0)
    large = open_own(path, 3)
    assert isinstance(large.layer.ids, LazyIds)
    return small, large


@pytest.mark.parametrize("rows", [ROWS, [row | {"id": None} for row in ROWS], [*ROWS, *ROWS], [ROWS[5], ROWS[4]]])
def test_the_same_layer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[Any]) -> None:
    without_ids = [{key: value for key, value in row.items() if value is not None or key != "id"} for row in rows]
    small, large = both(written(tmp_path, *without_ids, 来源="统计局"), monkeypatch)
    assert tuple(large.layer.ids) == small.layer.ids == large.layer.ids[:]
    assert tuple(large.layer.attributes) == small.layer.attributes == large.layer.attributes[:]
    assert large.layer.attributes[-1] == small.layer.attributes[-1]
    assert large.issues == small.issues
    assert large.layer.extent == small.layer.extent
    for name in ("id", "title", "group", "origin"):
        assert getattr(large.layer, name) == getattr(small.layer, name)
    for mine, other in zip(large.layer.geometry, small.layer.geometry, strict=True):
        assert np.array_equal(mine.rows, other.rows)
        assert np.array_equal(mine.shapes.xy, other.shapes.xy)
    assert tuple(large.collection.features) == small.collection.features
    assert large.collection.foreign == small.collection.foreign


def test_finding_a_row_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for rows in (ROWS, [point(1, 2), ROWS[5], point(3, 4)]):
        small, large = both(written(tmp_path, *rows), monkeypatch)
        for row, name in enumerate(small.layer.ids):
            assert large.layer.ids.index(name) == row
            assert name in large.layer.ids
        for name in ("b", "a (3)", "99", "0", "", "-1", "٣", "9" * 40):
            assert name not in large.layer.ids
            with pytest.raises(ValueError, match=f"^{re.escape(name)}$"):
                large.layer.ids.index(name)


def test_a_column_and_the_fields(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, large = both(written(tmp_path, *ROWS * 1500), monkeypatch)
    rows = large.layer.attributes
    told: list[float] = []
    assert isinstance(rows, LazyRows)
    one = [5, None, None, None, None, 2.5, True]
    assert rows.column("staff", told.append) == one * 1500
    assert rows.column("nothing") == [None] * len(one) * 1500
    assert rows.fields() == ("企业名称", "staff", "class", "NAME", "name", "长")
    assert told[0] == 0.0
    assert told[-1] == 1.0
    assert len(told) >= 3

    class EnoughError(Exception):
        pass

    def stop(_: float) -> None:
        raise EnoughError

    with pytest.raises(EnoughError):
        rows.column("staff", stop)


def test_a_file_that_changes_or_goes_away_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, *ROWS)
    small, large = both(path, monkeypatch)
    path.write_text("x" * path.stat().st_size)
    assert tuple(large.collection.features) == small.collection.features
    path.unlink()
    assert tuple(large.layer.attributes) == small.layer.attributes


def test_a_person_can_stop_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class EnoughError(Exception):
        pass

    def stop(_: float) -> None:
        raise EnoughError

    monkeypatch.setattr(own, "_LARGE", 0)
    monkeypatch.setattr(own, "_VERY_LARGE", 0)
    with pytest.raises(EnoughError):
        open_own(written(tmp_path, *ROWS), 1, stop)
