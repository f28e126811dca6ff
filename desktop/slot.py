"""A place for a panel: the map comes first, and keeps its size when the panel follows."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

__all__ = ["Slot"]


class Slot(QWidget):
    """An empty part of the window in the panels' colour, until it is given widgets to hold."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def hold(self, *widgets: QWidget) -> None:
        """Show widgets one above the other; the first takes what room is left."""
        for index, widget in enumerate(widgets):
            self._column.addWidget(widget, 0 if index else 1)
        self.setFocusProxy(widgets[0])
