"""From what size on a file is scanned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LARGE", "size_of"]

LARGE: Final = 8 << 20  # bytes; smaller files are read sooner as they are


def size_of(path: Path) -> int:
    """The bytes of a file; 0 where there is none, or none that can be looked at: the reader says what is wrong."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except (OSError, ValueError):
        return 0
