"""A box to choose from that leaves the wheel to the panel which scrolls beneath it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.panels.choice import Choice

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

__all__ = ["ChoiceBox"]


class ChoiceBox(Choice):
    """Chooses only when asked to."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Not for us."""
        event.ignore()
