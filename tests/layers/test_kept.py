"""Shapes made ready come back from the cache as they were, as long as file and code are the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from geo import cache
from geo.record import as_dict
from geo.scan.stored import store
from layers import kept, own
from layers.masses import make_ready
from layers.own import OwnFile, open_own

if TYPE_CHECKING:
    from pathlib import Path

    from layers.layer import Geometry


def square(x: float, y: float, size: float) -> dict[str, Any]:
    ring = [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]
    return {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "cache_folder", lambda: tmp_path / "files")
    monkeypatch.setattr(own, "_LARGE", 0)
    monkeypatch.setattr(own, "_VERY_LARGE", 0)
    rng = np.random.default_rng(3)
    features = [square(*each) for each in rng.uniform([121, 31, 1e-4], [122, 32, 1e-2], (500, 3)).tolist()]
    point = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [121.5, 31.3]}}
    many = {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]}
    file = tmp_path / "x.geojson"
    rows = [*features, point, {"type": "Feature", "properties": {}, "geometry": many}]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
    return file


def opened(path: Path) -> tuple[OwnFile, Geometry, Geometry]:
    file = open_own(path)
    polygons, points = file.layer.geometry
    return file, polygons, points


def quiet(_: float) -> None:
    """Nobody waits."""


def test_what_was_made_ready_comes_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, polygons, points = opened(path)
    assert kept.restored(polygons) is None
    made = make_ready(polygons)
    make_ready(points)
    assert file.scan is not None
    store(file.scan, quiet)
    kept.keep_ready(file.layer, quiet)
    _, again, points_again = opened(path)
    found = kept.restored(again)
    assert found is not None
    bulk, size_m = found
    assert (size_m, bulk.extent, bulk.longs, bulk.owners) == (made.size_m, made.bulk.extent, made.bulk.longs, None)
    assert np.array_equal(bulk.boxes, made.bulk.boxes)
    assert np.array_equal(bulk.classes, made.bulk.classes)
    assert np.array_equal(bulk.slot_classes, made.bulk.slot_classes)
    for name, array in as_dict(made.bulk.store).items():
        mine = getattr(bulk.store, name)
        assert mine.dtype == array.dtype
        assert np.array_equal(mine, array)
    x, y = made.bulk.boxes[7, :2].tolist()
    assert make_ready(again).bulk.at(x, y, 1.0).tolist() == made.bulk.at(x, y, 1.0).tolist() != []
    assert kept.restored(points_again) is None  # features of several points are brought apart each time
    monkeypatch.setattr(kept, "_state", lambda: "another")
    assert kept.restored(again) is None


def test_a_layer_of_a_small_file_is_not_kept(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(own, "_LARGE", 1 << 40)
    file, polygons, _ = opened(path)
    make_ready(polygons)
    kept.keep_ready(file.layer, quiet)
    assert not (tmp_path / "files").exists()
