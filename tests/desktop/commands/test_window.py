"""The window itself: as a picture, and on a real display."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.desktop.commands.conftest import Atlas

POINT = {"type": "Point", "coordinates": [121.5, 31.27]}


@pytest.fixture
def display() -> Iterator[str]:
    """A real X server that no one looks at."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as number:
        name = f":{number.readline().strip()}"
    yield name
    server.terminate()
    server.wait(10)


def test_a_picture_of_the_whole_window(atlas: Atlas, tmp_path: Path) -> None:
    done = atlas("render", "window.png", "--window", "--size", "1000x700", "--scale", "2", "--zone", "huantongji")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert len(done.stderr.splitlines()) == 1, "Qt has nothing to complain about"
    image = QImage(str(tmp_path / "window.png"))
    assert (image.width(), image.height()) == (2000, 1400)
    assert not (tmp_path / "home" / "yangpu-atlas" / "settings.json").exists()


def test_a_window_has_no_print_theme(atlas: Atlas, tmp_path: Path) -> None:
    assert atlas("render", "window.png", "--window", "--theme", "print").returncode == 2
    assert not (tmp_path / "window.png").exists()


@pytest.mark.xvfb
@pytest.mark.parametrize("words", [[], ["open"], ["own.geojson"], ["open", "own.geojson", "--theme", "dark"]])
def test_the_window_opens_on_a_display(atlas: Atlas, display: str, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "own.geojson").write_text(json.dumps(POINT), encoding="utf-8")
    ready = tmp_path / "ready"
    done = atlas(*words, env={"DISPLAY": display, "BENCH_READY": str(ready)})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    labels = [line.split()[0] for line in ready.read_text(encoding="utf-8").splitlines()]
    assert labels == (["window", "map", "ready"] if "own.geojson" in words else ["window", "ready"])


@pytest.mark.xvfb
def test_a_library_that_only_a_window_needs(atlas: Atlas, display: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "import ctypes\n"
        "class Dll(ctypes.CDLL):\n"
        "    def __init__(self, name, *rest, **more):\n"
        "        if 'libqxcb' in str(name) or 'cursor' in str(name):\n"
        "            raise OSError('libxcb-cursor.so.0: cannot open shared object file: No such file or directory')\n"
        "        super().__init__(name, *rest, **more)\n"
        "ctypes.CDLL = Dll\n",
        encoding="utf-8",
    )
    done = atlas(env={"DISPLAY": display, "PYTHONPATH": str(broken)})
    assert done.returncode == 2
    assert done.stderr.strip().endswith("apt-get install libxcb-cursor0")
