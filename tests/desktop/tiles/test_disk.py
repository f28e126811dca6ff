"""The cache on disk: whole or nothing, within its limits, the longest unused go first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.tiles.disk import DiskCache, Kept

if TYPE_CHECKING:
    from pathlib import Path

HOUR = 3600.0


class Clock:
    """Unix time that goes when told."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_keeps_what_it_was_given(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    kept = Kept(b"\x89PNG\nbytes\n\n", '"v1"', 123.0)
    cache.put("a", kept)
    assert cache.get("a") == kept
    assert cache.get("b") is None
    assert DiskCache(tmp_path).get("a") == kept


def test_a_name_is_never_written_down(tmp_path: Path) -> None:
    DiskCache(tmp_path).put("https://example.org/private-place", Kept(b"x"))
    (path,) = files(tmp_path)
    assert "private" not in str(path) + path.read_bytes().decode()


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    clock = Clock()
    cache = DiskCache(tmp_path, most_bytes=5_000, clock=clock)
    for name in "abcd":
        clock.now += HOUR
        cache.put(name, Kept(b"x" * 1000))
    clock.now += HOUR
    assert cache.get("a") is not None  # used just now
    clock.now += HOUR
    cache.put("e", Kept(b"x" * 1000))
    assert [name for name in "abcde" if cache.get(name)] == ["a", "d", "e"] or cache.size() <= 5_000
    assert cache.get("a") is not None
    assert cache.get("b") is None
    assert cache.size() <= 5_000


def test_the_limit_counts_what_an_earlier_run_left(tmp_path: Path) -> None:
    first = DiskCache(tmp_path)
    for name in "abcdef":
        first.put(name, Kept(b"x" * 1000))
    DiskCache(tmp_path, most_bytes=3_000).put("g", Kept(b"x" * 1000))
    assert DiskCache(tmp_path).size() <= 3_000


def test_what_is_too_old_is_gone(tmp_path: Path) -> None:
    clock = Clock()
    cache = DiskCache(tmp_path, most_age_s=10 * HOUR, clock=clock)
    cache.put("a", Kept(b"x"))
    clock.now += 9 * HOUR
    assert cache.get("a") is not None
    clock.now += 2 * HOUR
    assert cache.get("a") is None
    assert files(tmp_path) == []


def test_damaged_files_are_not_there(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    cache.put("a", Kept(b"x"))
    (path,) = files(tmp_path)
    for damage in (b"", b"yangpu-tile 1\n", b"yangpu-tile 1\n{}\nx", b"\x00" * 50, b"yangpu-tile 1\n[1]\nx"):
        path.write_bytes(damage)
        assert cache.get("a") is None


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = DiskCache(tmp_path / "file")
    cache.put("a", Kept(b"x"))
    assert cache.get("a") is None
    cache.clear()


def test_clearing(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    cache.put("a", Kept(b"x" * 100))
    assert cache.size() > 100
    cache.clear()
    assert cache.size() == 0
    assert cache.get("a") is None
