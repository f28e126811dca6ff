"""A scan from the cache is the same as a new one, and its rows outlive the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from geo import cache
from geo.mercator import to_mercator
from geo.scan.quick import Scan, scan_file
from geo.scan.stored import set_aside, store, stored_scan
from tests.geo.scan.test_same import NASTY, NEAR, collection, quiet

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "cache_folder", lambda: tmp_path / "files")
    return tmp_path / "files"


def scanned(path: Path, data: bytes) -> Scan:
    path.write_bytes(data)
    scan = scan_file(path, NEAR, to_mercator, quiet)
    assert scan is not None
    return scan


def require_equal(one: Scan, other: Scan) -> None:
    assert tuple(one.features) == tuple(other.features)
    for name in ("foreign", "name", "stated_crs", "encoding", "has_bbox", "issues"):
        assert getattr(one.collection, name) == getattr(other.collection, name)
    assert (one.far, one.stamp, one.key) == (other.far, other.stamp, other.key)
    assert np.array_equal(one.types, other.types)
    assert one.identities.renamed == other.identities.renamed
    assert one.identities.own == other.identities.own
    assert list(one.shapes) == list(other.shapes)
    for kind, (shapes, rows) in one.shapes.items():
        found, found_rows = other.shapes[kind]
        for name in ("xy", "part_starts", "feature_starts"):
            assert np.array_equal(getattr(found, name), getattr(shapes, name))
        assert np.array_equal(found_rows, rows)


def test_kept_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "园区.geojson"
    for data in (collection(*NASTY, *NASTY, 来源={"a": [1]}, bbox=[1, 2, 3, 4]), collection(*NASTY[:5], crs=None)):
        scan = scanned(path, data)
        fresh = scan_file(path, NEAR, to_mercator, quiet)
        assert fresh is not None
        assert stored_scan(path) is None
        store(scan, quiet)
        found = stored_scan(path)
        assert found is not None
        assert found.stored
        require_equal(found, fresh)
        path.unlink()
        require_equal(found, fresh)
        require_equal(scan, fresh)  # its rows come from the copy now


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "x.geojson"
    store(scanned(path, collection(*NASTY)), quiet)
    assert stored_scan(path) is not None
    path.write_bytes(collection(*NASTY) + b"\n")
    assert stored_scan(path) is None
    assert stored_scan(tmp_path / "none.geojson") is None


def test_without_its_copy_a_scan_is_no_use(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "x.geojson"
    scan = scanned(path, collection(*NASTY))
    store(scan, quiet)
    (folder / f"{scan.key}.text").unlink()
    assert stored_scan(path) is None
    assert len(tuple(scan.features)) == len(scan.features)


def test_arrays_that_lead_nowhere_are_dropped(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "x.geojson"
    scan = scanned(path, collection(*NASTY))
    store(scan, quiet)
    found = cache.read_part(scan.key, "scan")
    assert found is not None
    arrays, facts = found
    for name in ("polygon.part_starts", "line.feature_starts", "point.rows", "spans"):
        changed = arrays[name].copy()
        changed[1] = 10**9
        cache.write_bytes(scan.key, "text", path.read_bytes(), scan.stamp[0])
        cache.write_part(scan.key, "scan", arrays | {name: changed}, facts)
        assert stored_scan(path) is None, name
        assert not list(folder.iterdir())


def test_a_cache_that_cannot_be_written_changes_nothing(tmp_path: Path, folder: Path) -> None:
    folder.write_text("a file stands in the way")
    path = tmp_path / "x.geojson"
    scan = scanned(path, collection(*NASTY))
    store(scan, quiet)
    assert stored_scan(path) is None
    assert len(tuple(scan.features)) == len(scan.features)


def test_the_text_set_aside_before_the_rest(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "x.geojson"
    scan = scanned(path, collection(*NASTY))
    before = tuple(scan.features)
    assert set_aside(scan, quiet)
    assert [each.suffix for each in folder.iterdir()] == [".text"]
    assert stored_scan(path) is None
    changed = (folder / f"{scan.key}.text").stat().st_ino
    store(scan, quiet)
    assert (folder / f"{scan.key}.text").stat().st_ino == changed  # it is written once
    path.write_bytes(b"")
    assert tuple(scan.features) == before


def test_a_copy_that_was_cleared_meanwhile_is_written_again(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "x.geojson"
    scan = scanned(path, collection(*NASTY))
    assert set_aside(scan, quiet)
    cache.forget(scan.key)
    store(scan, quiet)
    assert stored_scan(path) is not None
