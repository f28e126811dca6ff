"""The document: the one scene that everybody looks at, and how it came about.

The widget asks, the document changes, everyone redraws.  A setter that is given what is
already there does nothing, so nobody needs to guard against echoes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop.change import Change, same_map, same_scene
from desktop.history import History
from desktop.notice import Notice, Said
from geo.errors import AtlasError
from geo.record import replace
from layers.compose import compose
from layers.register import read_register

if TYPE_CHECKING:
    from datetime import date

    from geo.collection import FeatureCollection
    from layers.layer import Layer
    from layers.own import OwnFile
    from layers.provenance import Language
    from layers.scene import Feature, Scene
    from layers.style import Theme
    from layers.tiles.basemap import Basemap

__all__ = ["Document"]


class Document(QObject):
    """Holds the scene, its history and what the pointer is on.

    Visibility, order, opacity, date and opened files can be undone.  Selection, theme and
    language cannot: looking around is no change that one would undo, and an undo never moves
    the selection away from what the person reads.

    Signals
    -------
    scene_changed : Change
        After every change.
    hovered_changed : (layer id, feature id) or None
        What the pointer is on, wherever the pointer is.
    told : Notice
        Something to tell the person.
    """

    scene_changed = Signal(object)
    hovered_changed = Signal(object)
    told = Signal(object)

    def __init__(self, scene: Scene, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self._hovered: Feature | None = None
        self._history = History()
        self._files = 0
        self.collections: dict[str, FeatureCollection] = {}

    @property
    def scene(self) -> Scene:
        """The current scene."""
        return self._scene

    @property
    def hovered(self) -> Feature | None:
        """What the pointer is on."""
        return self._hovered

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to do again."""
        return self._history.can_redo

    def apply(self, scene: Scene, undo: bool = True) -> None:
        """Make ``scene`` the current one; ``undo`` says whether it can be taken back."""
        old = self._scene
        if same_scene(old, scene):
            return
        if undo and not same_map(old, scene):
            self._history.record(old, scene)
        self._scene = scene
        self.scene_changed.emit(Change(old, scene))

    def select(self, *features: Feature) -> None:
        """Select just these features; none clears the selection."""
        self.apply(self._scene.selected(*features), undo=False)

    def hover(self, feature: Feature | None) -> None:
        """Note what the pointer is on."""
        if feature != self._hovered:
            self._hovered = feature
            self.hovered_changed.emit(feature)

    def undo(self) -> None:
        """Take the last change back; nothing where there is none."""
        self._step(self._history.undo(self._scene))

    def redo(self) -> None:
        """Do the last change that was taken back again; nothing where there is none."""
        self._step(self._history.redo(self._scene))

    @property
    def next_own(self) -> int:
        """The number of the next file; never one that an undo could bring back."""
        return self._files + 1

    def add_file(self, opened: OwnFile) -> None:
        """Put a file of the person's own on top, and keep it as it was for writing it out again."""
        self._files += 1
        self.collections[opened.layer.id] = opened.collection
        self.add_layer(opened.layer)

    def add_layer(self, layer: Layer) -> None:
        """Put a layer on top."""
        self.apply(replace(self._scene, layers=(*self._scene.layers, layer)))

    def reload_register(self) -> None:
        """Read the register's files again, keeping the person's own layers and view of them.

        Where they have an error, it is told and the map stays as it was.  The history is
        forgotten: an undo would bring back facts that the files no longer hold.
        """
        old = self._scene
        try:
            fresh = compose(read_register(old.register.folder), old.theme, old.language, old.as_of)
        except AtlasError as error:
            self.told.emit(Notice.of(error))
            return
        self._history.clear()
        self.apply(_carried_over(old, fresh), undo=False)
        self.told.emit(Notice("success", Said("register.reloaded", {"zones": len(fresh.register.zones)})))

    def set_theme(self, theme: Theme) -> None:
        """Light or dark."""
        self.apply(replace(self._scene, theme=theme), undo=False)

    def set_language(self, language: Language) -> None:
        """Chinese or English."""
        self.apply(replace(self._scene, language=language), undo=False)

    def set_as_of(self, as_of: date) -> None:
        """Show what was said up to a date."""
        self.apply(self._scene.at(as_of))

    def set_district_line(self, shown: bool) -> None:
        """Draw the district's line or leave it out."""
        self.apply(replace(self._scene, district_line=shown))

    def set_basemap(self, basemap: Basemap | None) -> None:
        """Lay an online basemap under the map; None for the built-in one."""
        self.apply(replace(self._scene, basemap=basemap))

    def change_layer(self, layer_id: str, **changes: Any) -> None:
        """Change fields of a layer: ``visible``, ``opacity``, ``hidden`` …"""
        self.apply(self._scene.changed(layer_id, lambda layer: replace(layer, **changes)))

    def close_layer(self, layer_id: str) -> None:
        """Take away a layer of the person's own; those of the register stay."""
        scene = self._scene
        if scene.layer(layer_id).group == "own":
            kept = tuple(layer for layer in scene.layers if layer.id != layer_id)
            chosen = frozenset(feature for feature in scene.selection if feature[0] != layer_id)
            self.apply(replace(scene, layers=kept, selection=chosen))

    def _step(self, scene: Scene | None) -> None:
        if scene is not None:
            now = self._scene
            there = {layer.id for layer in scene.layers}
            chosen = frozenset(feature for feature in now.selection if feature[0] in there)
            self.apply(replace(scene, theme=now.theme, language=now.language, selection=chosen), undo=False)


def _carried_over(old: Scene, fresh: Scene) -> Scene:
    """The fresh scene with what the person did to the old one: eyes, opacity, own layers, selection."""
    before = {layer.id: layer for layer in old.layers}
    order = {layer_id: place for place, layer_id in enumerate(before)}
    layers = [_seen_as(layer, before.get(layer.id)) for layer in fresh.layers]
    layers += [layer for layer in old.layers if layer.group == "own"]
    layers.sort(key=lambda layer: order.get(layer.id, len(order)))
    known = {layer.id: frozenset(layer.ids) for layer in layers if layer.group != "own"}
    own = {layer.id for layer in layers if layer.group == "own"}  # still the same, and perhaps a million rows
    chosen = frozenset(each for each in old.selection if each[0] in own or each[1] in known.get(each[0], ()))
    return replace(fresh, layers=tuple(layers), selection=chosen, district_line=old.district_line, basemap=old.basemap)


def _seen_as(fresh: Layer, old: Layer | None) -> Layer:
    if old is None:
        return fresh
    hidden = old.hidden & frozenset(fresh.ids)
    return replace(fresh, visible=old.visible, opacity=old.opacity, hidden=hidden)
