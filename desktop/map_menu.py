"""The menu of a place on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from desktop.canvas.tips import name_of
from layers.messages import messages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.document import Document
    from layers.scene import Feature

__all__ = ["MapMenu"]

MOST = 4  # where many features lie on one another, the topmost will do


class MapMenu(QMenu):
    """Dossier and zoom for what lies there, copy the coordinates ``at`` which it is, whole district.

    Signals
    -------
    zoom_wanted : (layer id, feature id)
    dossier_wanted : zone id
    copy_wanted : the text to copy
    home_wanted
    identify_wanted
        All that lies there, in all layers.
    """

    zoom_wanted = Signal(str, str)
    dossier_wanted = Signal(str)
    copy_wanted = Signal(str)
    home_wanted = Signal()
    identify_wanted = Signal()

    def __init__(self, document: Document, found: tuple[Feature, ...], at: str, parent: QWidget) -> None:
        super().__init__(parent)
        scene = document.scene
        words = messages(scene.language)
        for layer_id, feature_id in found[:MOST]:
            name = name_of(scene, (layer_id, feature_id))
            if layer_id == "zones":
                self.addAction(words("map_menu.dossier", name=name)).triggered.connect(
                    lambda _, zone_id=feature_id: self.dossier_wanted.emit(zone_id)
                )
            self.addAction(words("map_menu.zoom", name=name)).triggered.connect(
                lambda _, feature=(layer_id, feature_id): self.zoom_wanted.emit(*feature)
            )
        self.addAction(words("map_menu.identify")).triggered.connect(self.identify_wanted)
        self.addSeparator()
        self.addAction(words("map_menu.copy", text=at)).triggered.connect(lambda: self.copy_wanted.emit(at))
        self.addAction(words("action.home")).triggered.connect(self.home_wanted)
