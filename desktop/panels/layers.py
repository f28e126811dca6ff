"""The layer panel: what the map is made of, with an eye for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal

from desktop.panels.layer_menu import LayerMenu
from desktop.panels.panel import Panel
from desktop.panels.tree_changes import faded, moved, switched
from desktop.panels.tree_nodes import tree_of
from desktop.panels.tree_view import TreeView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.document import Document
    from desktop.panels.tree_nodes import Node
    from layers.scene import Feature, Scene

__all__ = ["LayerPanel"]


class LayerPanel(Panel):
    """Shows and hides, fades and orders; selecting goes both ways with the map.

    Signals
    -------
    open_wanted, reload_wanted
        The buttons in the head: open a file, read the register again.
    zoom_wanted : (layer id, feature id or "")
        Bring a zone, or a whole layer, into view.
    style_wanted : layer id
        Choose how a layer looks.
    """

    open_wanted = Signal()
    reload_wanted = Signal()
    zoom_wanted = Signal(str, str)
    style_wanted = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, "panel.layers", parent)
        self.tree = TreeView()
        self.body.addWidget(self.tree, 1)
        self.add_button("plus", "layers.open").clicked.connect(self.open_wanted)
        self.add_button("reload", "layers.reload").clicked.connect(self.reload_wanted)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._open_menu)
        self.tree.switched.connect(self._switch)
        self.tree.chosen.connect(self._choose)
        self.tree.zoom_wanted.connect(self._zoom)
        self.tree.nodes.dropped.connect(self._drop)
        self.follow()

    def refresh(self, scene: Scene) -> None:
        """The rows."""
        self.tree.setAccessibleName(self.words("panel.layers"))
        self.tree.show_tree(tree_of(scene, self.words), scene.theme)

    def refresh_selection(self, scene: Scene) -> None:
        """The marked row."""
        self.tree.mark(self._key_of(scene.selection))

    def menu_for(self, node: Node) -> LayerMenu:
        """The menu of a row: eye, zoom, opacity and order."""
        menu = LayerMenu(node, self.document.scene, self.words, self)
        menu.switched.connect(self._switch)
        menu.zoom_wanted.connect(self._zoom)
        menu.faded.connect(lambda layer_id, opacity: self._apply(lambda scene: faded(scene, layer_id, opacity)))
        menu.moved.connect(lambda layer_id, up: self._apply(lambda scene: moved(scene, layer_id, up)))
        menu.style_wanted.connect(self.style_wanted)
        menu.close_wanted.connect(self.document.close_layer)
        return menu

    def _key_of(self, selection: frozenset[Feature]) -> str | None:
        """The row that stands for the one selected feature; None where there is none or several."""
        if len(selection) != 1:
            return None
        for key in self.tree.nodes.all_keys():
            node = self.tree.nodes.node(self.tree.nodes.find(key))
            if node is not None and node.feature in selection:
                return key
        return None

    def _open_menu(self, at: QPoint) -> None:
        index = self.tree.indexAt(at)
        node = self.tree.nodes.node(index if index.isValid() else self.tree.currentIndex())
        if node is not None:
            menu = self.menu_for(node)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.tree.viewport().mapToGlobal(at))

    def _apply(self, change: Callable[[Scene], Scene]) -> None:
        scene = self.document.scene
        wanted = change(scene)
        if wanted is not scene:
            self.document.apply(wanted)

    def _switch(self, node: Node, shown: bool) -> None:
        self._apply(lambda scene: switched(scene, node, shown))

    def _choose(self, node: Node) -> None:
        if node.feature is not None:
            self.document.select(node.feature)

    def _zoom(self, node: Node) -> None:
        if node.feature is not None:
            self.zoom_wanted.emit(*node.feature)
        elif node.kind == "layer":
            self.zoom_wanted.emit(node.layer_ids[0], "")

    def _drop(self, key: str, row: int) -> None:
        """Move a dragged layer step by step until it lies where it was let go."""
        siblings = [each for each in self.tree.nodes.all_keys() if each.startswith("layer:")]
        group = [each for each in siblings if self._group(each) == self._group(key)]
        here = group.index(key)
        there = row - 1 if row > here else row
        layer_id = key.removeprefix("layer:")

        def change(scene: Scene) -> Scene:
            for _ in range(abs(there - here)):
                scene = moved(scene, layer_id, there < here)  # the tree's top is the map's top
            return scene

        self._apply(change)

    def _group(self, key: str) -> str:
        return self.document.scene.layer(key.removeprefix("layer:")).group
