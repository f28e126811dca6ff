"""Click to be told everything that lies there."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.canvas.pan_tool import PanTool

__all__ = ["IdentifyTool"]


class IdentifyTool(PanTool):
    """Moves the map as the hand does; a click asks what lies there."""

    name = "identify"
    cursor = Qt.CursorShape.WhatsThisCursor
