"""Compiled kernels are kept by the state of their sources, and made in a process of their own."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

from geo import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


SOURCE = "from numba import njit\n@njit('int64(int64)', cache=True)\ndef twice(x):\n    return 2 * x\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(compiled, "_package", lambda _: tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    compiled.kernel_folder.cache_clear()
    yield tmp_path
    compiled.kernel_folder.cache_clear()


def test_a_module_is_compiled_in_another_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.syspath_prepend(folder)
    (folder / "little_kernel.py").write_text(SOURCE)
    assert not compiled.is_compiled("little_kernel")
    assert compiled.compile_apart("little_kernel").wait(60) == 0
    assert compiled.is_compiled("little_kernel")
    assert "little_kernel" not in sys.modules
    assert list(compiled.kernel_folder("little_kernel").rglob("little_kernel.twice*.nbc"))


@pytest.mark.parametrize("age", [0, 10_000])
def test_one_process_compiles_and_others_wait_for_it(folder: Path, monkeypatch: pytest.MonkeyPatch, age: float) -> None:
    done: list[str] = []
    monkeypatch.setattr(compiled, "load", lambda _: done.append("compiled"))
    claim = compiled.kernel_folder("y") / "y.compiling"
    claim.parent.mkdir(parents=True)
    claim.touch()
    os.utime(claim, (time.time() - age,) * 2)

    def wait(_: float) -> None:  # meanwhile the other process, if it lives, comes to its end
        done.append("waited")
        claim.unlink(missing_ok=True)

    monkeypatch.setattr("geo.compiled.time.sleep", wait)
    compiled.compile_here("y")
    assert done == ["waited", "compiled"]
    assert compiled.is_compiled("y")
    assert not claim.exists()


def test_what_cannot_be_compiled_says_so() -> None:
    assert compiled.compile_apart("no_such_kernel").wait(60) != 0
    assert not compiled.is_compiled("no_such_kernel")


def test_each_state_of_the_sources_has_a_folder(folder: Path) -> None:
    found = []
    for text in ("a = 1", "a = 123"):
        (folder / "y.py").write_text(text)
        compiled.kernel_folder.cache_clear()
        found.append(compiled.kernel_folder("y"))
    assert found[0] != found[1]
    assert found[0].parent == found[1].parent
