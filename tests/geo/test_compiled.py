"""Compiled kernels are kept by the state of their sources, and made in a process of their own."""

from __future__ import annotations

import os
import sys
import time
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np
import pytest

from geo import compiled
from geo.machine_code import open_code

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


PAIR = """
import numpy as np
from numba import njit
WITHOUT_NUMBA = ("weighed", "doubled")
KEPT = {"cache": True, "nogil": True, "_nrt": False, "error_model": "numpy"}

@njit("float64(float64[:,::1], int32[::1], int64, float64, boolean)", **KEPT)
def weighed(values, weights, first, factor, negative):
    found = 0.0
    for i in range(first, values.shape[0]):
        for j in range(values.shape[1]):
            found += values[i, j] * weights[j]
    return -found * factor if negative else found * factor

@njit("void(uint32[:,::1])", **KEPT)
def doubled(values):
    for i in range(values.shape[0]):
        for j in range(values.shape[1]):
            values[i, j] *= 2
"""


def test_machine_code_runs_without_numba(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.syspath_prepend(folder)
    (folder / "pair_kernel.py").write_text(PAIR)
    assert compiled.compile_apart("pair_kernel").wait(60) == 0
    assert "pair_kernel" not in sys.modules
    # numba makes its helpers known with the first function; its later ones, below, must still find them.
    assert import_module("numba").njit("int64(int64)")(lambda number: number + 1)(1) == 2
    kept = open_code(compiled.kernel_folder("pair_kernel"))
    own = compiled.load("pair_kernel")
    chance = np.random.default_rng(1)
    values, weights = chance.normal(size=(40, 3)), np.array([1, -2, 3], dtype=np.int32)
    for negative in (False, True):
        arguments = (values, weights, 7, 0.5, negative)
        assert kept["weighed"](*arguments) == own.weighed(*arguments)
        expected = float((values[7:] * weights).sum()) * (-0.5 if negative else 0.5)
        assert kept["weighed"](*arguments) == pytest.approx(expected)
    image = np.arange(12, dtype=np.uint32).reshape(3, 4)
    assert kept["doubled"](image) is None
    assert image.tolist() == (np.arange(12).reshape(3, 4) * 2).tolist()
    for wrong in (image.astype(np.int32), image[0], image[:, ::2]):
        with pytest.raises(TypeError):
            kept["doubled"](wrong)


def test_code_that_was_not_kept_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(LookupError):
        open_code(tmp_path)


def test_code_for_another_processor_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "functions.json").write_text('{"processor": "another", "helpers": [], "functions": {}}')
    with pytest.raises(LookupError, match="another"):
        open_code(tmp_path)


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
