"""Compiled kernels are kept by the state of their sources, and made in a process of their own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from geo import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "kernels"))
    compiled.kernel_folder.cache_clear()
    yield
    compiled.kernel_folder.cache_clear()


def test_a_module_is_compiled_in_another_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "little_kernel.py").write_text(
        "from numba import njit\n@njit('int64(int64)', cache=True)\ndef twice(x):\n    return 2 * x\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert not compiled.is_compiled("little_kernel")
    assert compiled.compile_apart("little_kernel").wait(60) == 0
    assert compiled.is_compiled("little_kernel")
    assert "little_kernel" not in sys.modules
    assert list((tmp_path / "kernels").rglob("little_kernel.twice*.nbc"))


def test_what_cannot_be_compiled_says_so() -> None:
    assert compiled.compile_apart("no_such_kernel").wait(60) != 0
    assert not compiled.is_compiled("no_such_kernel")


def test_each_state_of_the_sources_has_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NUMBA_CACHE_DIR")
    found = []
    for text in ("a = 1", "a = 2"):
        (tmp_path / "x" / "kernel").mkdir(parents=True, exist_ok=True)
        (tmp_path / "x" / "kernel" / "y.py").write_text(text)
        monkeypatch.setattr(compiled, "__file__", str(tmp_path / "compiled.py"))
        compiled.kernel_folder.cache_clear()
        found.append(compiled.kernel_folder())
    assert found[0] != found[1]
    assert found[0].parent == found[1].parent
