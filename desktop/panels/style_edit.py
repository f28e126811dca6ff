"""Edits of one layer's style: shown at once, and one step of undo for each pause of editing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from geo.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.document import Document
    from layers.layer import Layer

__all__ = ["StyleEdit"]

PAUSE_MS = 700


class StyleEdit(QObject):
    """Changes a layer of the document and can take all of it back.

    Dragging a slider makes a hundred changes that are one to whoever drags.  The first is recorded
    for undo; those that follow within a pause are not, unless something else happened between.
    """

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._before: Layer | None = None
        self._own = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        document.scene_changed.connect(self._something_changed)

    @property
    def layer(self) -> Layer | None:
        """The layer as it is now; None where none is edited, or it was closed."""
        before = self._before
        if before is None:
            return None
        return next((layer for layer in self._document.scene.layers if layer.id == before.id), None)

    @property
    def editing(self) -> bool:
        """Whether it was begun and not ended."""
        return self._before is not None

    @property
    def changed(self) -> bool:
        """Whether there is something to take back."""
        layer, before = self.layer, self._before
        return layer is not None and before is not None and not _styled_alike(layer, before)

    def begin(self, layer_id: str) -> None:
        """Edit a layer; what it looks like now is what `revert` goes back to."""
        self._pause.stop()
        self._before = self._document.scene.layer(layer_id)

    def end(self) -> None:
        """Edit none."""
        self._pause.stop()
        self._before = None

    def apply(self, change: Callable[[Layer], Layer]) -> None:
        """Change the layer, as a part of the edit that goes on or as a new one."""
        layer = self.layer
        if layer is None:
            return
        wanted = change(layer)
        if _styled_alike(wanted, layer):
            return
        goes_on = self._pause.isActive()
        self._own = True
        self._document.apply(self._document.scene.changed(layer.id, lambda _: wanted), undo=not goes_on)
        self._own = False
        self._pause.start()

    def pause(self) -> None:
        """Whatever comes next is an edit of its own."""
        self._pause.stop()

    def revert(self) -> None:
        """The layer as it was when editing began; this too can be undone."""
        before = self._before
        self._pause.stop()
        if before is not None:
            self.apply(lambda layer: replace(layer, symbology=before.symbology, labelling=before.labelling))
            self._pause.stop()

    def _something_changed(self, change: object) -> None:
        if not self._own and not getattr(change, "only_selection", False):
            self._pause.stop()


def _styled_alike(one: Layer, other: Layer) -> bool:
    return one.symbology == other.symbology and one.labelling == other.labelling
