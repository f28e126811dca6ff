"""The cache gives back what was put in, or nothing; it stays small and leaves nothing half-written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_np

from geo import cache

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "cache_folder", lambda: tmp_path / "files")
    return tmp_path / "files"


ARRAYS: dict[str, NDArray[np.generic]] = {
    "xy": np.arange(20_000, dtype=np.float64).reshape(-1, 2),
    "starts": np.arange(7),
    "none": np.empty((0, 4), np.int64),
    "types": np.array([1, 2, 255], np.uint8),
}


@settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None, derandomize=True)
@given(
    st.dictionaries(
        st.text(max_size=5),
        st.sampled_from([np.float64, np.int64, np.uint8, np.uint64]).flatmap(
            lambda dtype: st_np.arrays(dtype, st_np.array_shapes(min_dims=1, max_dims=2, min_side=0))
        ),
        max_size=4,
    ),
    st.recursive(st.none() | st.integers(0, 9) | st.text(), lambda inner: st.lists(inner, max_size=3), max_leaves=5),
)
def test_what_is_kept_comes_back(arrays: dict[str, NDArray[np.generic]], facts: object) -> None:
    assert cache.write_part("k", "p", arrays, facts)
    found = cache.read_part("k", "p")
    assert found is not None
    assert found[1] == facts
    assert list(found[0]) == list(arrays)
    for name, array in arrays.items():
        assert found[0][name].dtype == array.dtype
        np.testing.assert_array_equal(found[0][name], array)


def test_arrays_are_mapped_and_changes_stay_here(folder: Path) -> None:
    cache.write_part("k", "p", ARRAYS)
    first = cache.read_part("k", "p")
    assert first is not None
    first[0]["xy"][0] = 7
    again = cache.read_part("k", "p")
    assert again is not None
    assert again[0]["xy"][0].tolist() == [0, 1]
    assert [path.name for path in folder.iterdir()] == ["k.p"]
    assert (folder / "k.p").stat().st_mode & 0o077 == 0


def test_bytes_of_a_known_length() -> None:
    assert cache.write_bytes("k", "text", bytearray(b"abcdef..."), 6)
    found = cache.read_bytes("k", "text", 6)
    assert found is not None
    assert found[1:4] == b"bcd"
    assert cache.read_bytes("k", "text", 7) is None
    assert cache.read_bytes("other", "text", 6) is None


@pytest.mark.parametrize("harm", ["empty", "short", "long", "head", "zeros", "text"])
def test_a_damaged_entry_is_dropped(folder: Path, harm: str) -> None:
    cache.write_part("k", "p", ARRAYS, {"a": 1})
    cache.write_bytes("k", "text", b"abc", 3)
    path = folder / "k.p"
    data = bytearray(path.read_bytes())
    match harm:
        case "empty":
            data = bytearray()
        case "short":
            del data[-1:]
        case "long":
            data += b"\0"
        case "head":
            data[40] ^= 1
        case "zeros":
            data[-100_000:] = bytes(100_000)
        case "text":
            data = bytearray(b"something else altogether")
    path.write_bytes(data)
    assert cache.read_part("k", "p") is None
    assert harm == "empty" or not list(folder.iterdir())
    assert cache.write_part("k", "p", ARRAYS)
    assert cache.read_part("k", "p") is not None


def test_the_oldest_go_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for age, key in enumerate(["a", "b", "c"]):
        cache.write_bytes(key, "text", bytes(100), 100)
        os.utime(folder / f"{key}.text", (1000 + age, 1000 + age))
    cache.read_bytes("a", "text", 100)  # now it is the newest
    monkeypatch.setattr(cache, "MOST_BYTES", 310)
    assert cache.write_bytes("d", "text", bytes(50), 50)
    assert sorted(path.name for path in folder.iterdir()) == ["a.text", "c.text", "d.text"]
    assert not cache.write_bytes("e", "text", bytes(400), 400)
    assert len(list(folder.iterdir())) == 3


def test_nothing_half_written_remains(folder: Path) -> None:
    class EnoughError(Exception):
        pass

    def stop(share: float) -> None:
        if share:
            raise EnoughError

    with pytest.raises(EnoughError):
        cache.write_part("k", "p", ARRAYS, None, stop)
    assert list(folder.iterdir()) == []
    left = folder / "x.text.1.part"
    left.write_bytes(b"left by a process that was killed")
    os.utime(left, (1000, 1000))
    cache.write_bytes("k", "text", b"abc", 3)
    assert [path.name for path in folder.iterdir()] == ["k.text"]


def test_where_nothing_can_be_written_nothing_is(folder: Path) -> None:
    folder.write_text("a file stands in the way")
    assert not cache.write_part("k", "p", ARRAYS)
    assert cache.read_part("k", "p") is None
    cache.forget("k")


def test_another_state_of_a_file_has_another_key(tmp_path: Path) -> None:
    keys = {cache.key_of(tmp_path / name, stamp) for name in "ab" for stamp in ((1, 2), (1, 3), (2, 2))}
    assert len(keys) == 6
    assert cache.key_of(tmp_path / "a", (1, 2)) in keys
