"""When the window was shown and when its map stood, for those who measure (DESIGN §5).

``window`` is the window shown; ``ready`` the first complete map.  Where files are opened with it,
``map`` is the map without them, and ``ready`` comes when they are on it.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

__all__ = ["Milestones"]


class Milestones:
    """Appends ``label time`` lines to a file, where one is named; ends the process at ``ready``.

    ``os._exit`` and no more: the measuring wants the way to the map, not the way out.
    """

    def __init__(self, file: str | None) -> None:
        self._file = Path(file) if file else None

    @property
    def wanted(self) -> bool:
        """Whether anybody measures."""
        return self._file is not None

    def reach(self, label: str) -> None:
        """Note that a milestone is reached now."""
        if self._file is None:
            return
        with self._file.open("a", encoding="utf-8") as lines:
            lines.write(f"{label} {time.time()!r}\n")
        if label == "ready":
            os._exit(0)
