"""Imports run desktop, layers, geo; each contract is broken on purpose to see that it holds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LATE = "def late() -> None:\n    import {}"
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages and the contracts, where a test may break them."""
    folder = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in ("desktop", "layers", "geo"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_every_contract_holds(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "bad_import", "contract"),
    [
        ("geo/errors.py", "import layers.zones", "Imports run from desktop to layers to geo"),
        ("geo/extent.py", LATE.format("desktop.commands.refusal"), "Imports run from desktop to layers to geo"),
        ("layers/scene.py", "from desktop.commands import refusal", "Imports run from desktop to layers to geo"),
        ("layers/export/svg.py", "from PySide6.QtGui import QPainter", "Nothing below desktop imports PySide6"),
        ("geo/shapes.py", LATE.format("PySide6.QtCore"), "Nothing below desktop imports PySide6"),
        ("layers/zones.py", "import folium", "Only layers.export.folium_html imports folium"),
        ("desktop/cli.py", "from branca.element import Figure", "Only layers.export.folium_html imports folium"),
    ],
)
def test_a_broken_contract_is_noticed(copy: Path, module: str, bad_import: str, contract: str) -> None:
    path = copy / module
    sound = path.read_text(encoding="utf-8")
    path.write_text(f"{sound}\n{bad_import}\n", encoding="utf-8")
    try:
        done = lint(copy)
    finally:
        path.write_text(sound, encoding="utf-8")
    assert done.returncode == 1, done.stdout
    assert f"{contract} BROKEN" in done.stdout
    assert "1 broken" in done.stdout
