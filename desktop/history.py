"""What was, for undo, and what was taken back, for redo.

A scene is a frozen value, so remembering one costs nothing but a reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.change import faded_layer

if TYPE_CHECKING:
    from layers.scene import Scene

__all__ = ["History"]

MOST = 200


class History:
    """Two stacks of scenes."""

    def __init__(self) -> None:
        self._undo: list[Scene] = []
        self._redo: list[Scene] = []
        self._fading: str | None = None

    @property
    def can_undo(self) -> bool:
        """Whether something can be taken back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether something that was taken back can be done again."""
        return bool(self._redo)

    def record(self, old: Scene, new: Scene) -> None:
        """Remember the scene before a change.

        Dragging an opacity slider makes a hundred changes of one layer in a row, which are
        one change to whoever drags: only the scene before the first is kept.
        """
        fading = faded_layer(old, new)
        if fading is None or fading != self._fading or self._redo:
            self._undo.append(old)
            del self._undo[:-MOST]
        self._fading = fading
        self._redo.clear()

    def undo(self, now: Scene) -> Scene | None:
        """The scene before the last change, with ``now`` kept for redo; None where there is none."""
        return self._move(self._undo, self._redo, now)

    def redo(self, now: Scene) -> Scene | None:
        """The scene that was taken back last, with ``now`` kept for undo; None where there is none."""
        return self._move(self._redo, self._undo, now)

    def clear(self) -> None:
        """Forget everything."""
        self._undo.clear()
        self._redo.clear()
        self._fading = None

    def _move(self, source: list[Scene], target: list[Scene], now: Scene) -> Scene | None:
        self._fading = None
        if not source:
            return None
        target.append(now)
        return source.pop()
