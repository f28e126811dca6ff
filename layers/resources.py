"""Where the program's own files are, in a checkout, a wheel or a frozen app."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

__all__ = ["asset"]


def asset(*parts: str) -> Path:
    """The path of a shipped file or folder below ``assets``, for example ``asset("styles", "atlas.json")``."""
    folder = files("assets")
    for part in parts:  # one at a time: a folder without __init__ takes no more in Python 3.11
        folder = folder / part
    return Path(str(folder))
