"""The wheel holds the program and all that it reads at run time, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("assets", "desktop", "geo", "layers")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_file_of_the_four_folders_is_in_it(names: set[str]) -> None:
    wanted = {
        path.relative_to(ROOT).as_posix()
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert "assets/styles/atlas.json" in wanted
    assert any(name.startswith("layers/export/web/") for name in wanted)
    assert wanted <= names


def test_nothing_else_is_in_it(names: set[str]) -> None:
    strangers = {name for name in names if name.partition("/")[0] not in FOLDERS and ".dist-info/" not in name}
    assert strangers == set()
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_command_is_declared() -> None:
    from importlib.metadata import entry_points

    (command,) = entry_points(group="console_scripts", name="yangpu-atlas")
    assert command.value == "desktop.cli:main"
