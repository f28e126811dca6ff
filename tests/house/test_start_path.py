"""The first frame waits for nothing heavy: what `import desktop.app` and the command line load."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = [
    *["babel", "folium", "geopandas", "jinja2", "numba", "pandas", "pyarrow", "pydantic"],
    *["pyogrio", "pyproj", "rich", "shapely", "typer", "xyzservices"],
]
LOADED = "import sys, {module}; print(*sorted(set({heavy!r}) & set(sys.modules)))"


def loaded_by(module: str) -> list[str]:
    code = LOADED.format(module=module, heavy=HEAVY)
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    ).stdout.split()


@pytest.mark.parametrize("module", ["desktop.app", "desktop.cli", "desktop.commands.start", "desktop.window"])
def test_the_start_path_is_light(module: str) -> None:
    assert loaded_by(module) == []


def test_a_heavy_import_is_noticed() -> None:
    assert "typer" in loaded_by("desktop.commands.program")
