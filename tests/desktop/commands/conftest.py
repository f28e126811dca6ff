"""The real command, run as a person would, on a machine without a display."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRAM = Path(sys.executable).with_name("yangpu-atlas")


class Atlas(Protocol):
    """Runs ``yangpu-atlas`` in the test's own folder."""

    def __call__(
        self, *arguments: str | Path, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture
def atlas(tmp_path: Path) -> Atlas:
    def run(*arguments: str | Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LC_ALL", "LC_MESSAGES", "LANG"}
        clean = {name: value for name, value in os.environ.items() if name not in hidden}
        home = {"XDG_CONFIG_HOME": str(tmp_path / "home"), "XDG_STATE_HOME": str(tmp_path / "home")}
        done = subprocess.run(
            [PROGRAM, *arguments],
            cwd=tmp_path,
            env={**clean, **home, "LANG": "en_GB.UTF-8", **(env or {})},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert "Traceback" not in done.stderr + done.stdout, done.stderr
        return done

    return run
