"""Where the scanner is not compiled, cannot be, or cannot be loaded, files are read in the usual way."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from geo.scan import engine
from layers import own
from layers.own import open_own
from tests.geo.scan.test_same import NASTY, collection, quiet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def started(code: str) -> Callable[[str], subprocess.Popen[bytes]]:
    return lambda _: subprocess.Popen([sys.executable, "-c", code])


@pytest.fixture(autouse=True)
def nothing_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "is_compiled", lambda _: False)
    monkeypatch.setattr(engine, "_under_way", [])
    monkeypatch.setattr(engine, "_failed", [])


def no_process(_: str) -> subprocess.Popen[bytes]:
    raise OSError


def test_a_system_that_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "compile_apart", no_process)
    assert not engine.is_there(quiet, patient=True)
    assert not engine.is_there(quiet, patient=False)


def test_a_compiler_that_fails_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "compile_apart", started("raise SystemExit(1)"))
    assert not engine.is_there(quiet, patient=True)
    monkeypatch.setattr(engine, "compile_apart", no_process)
    assert not engine.is_there(quiet, patient=True)


def test_waiting_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    class EnoughError(Exception):
        pass

    def stop(_: float) -> None:
        raise EnoughError

    monkeypatch.setattr(engine, "compile_apart", started("import time; time.sleep(60)"))
    with pytest.raises(EnoughError):
        engine.is_there(stop, patient=True)
    assert not engine.is_there(quiet, patient=False)  # the impatient do not wait
    (process,) = engine._under_way
    process.kill()
    process.wait()


def test_a_compiler_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "compile_apart", started("import time; time.sleep(60)"))
    monkeypatch.setattr(engine, "_PATIENCE_S", 0.0)
    assert not engine.is_there(quiet, patient=True)


def test_without_numba(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> object:
        raise ImportError("numba")

    monkeypatch.setattr(engine, "load", missing)
    assert engine.loaded(quiet) is None


def test_a_large_file_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.geojson"
    path.write_bytes(collection(*NASTY))
    expected = open_own(path)
    monkeypatch.setattr(engine, "compile_apart", no_process)
    monkeypatch.setattr(own, "_LARGE", 0)
    found = open_own(path)
    assert found.scan is None
    assert (found.layer.ids, found.issues) == (expected.layer.ids, expected.issues)
