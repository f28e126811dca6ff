"""The menu of one row of the layer tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSlider, QWidget, QWidgetAction

from desktop.panels.tree_changes import movable
from desktop.theme import font

if TYPE_CHECKING:
    from desktop.panels.tree_nodes import Node
    from layers.messages import Messages
    from layers.scene import Scene

__all__ = ["LayerMenu"]


class LayerMenu(QMenu):
    """Show or hide, zoom, and for a whole layer its opacity and its place in the order."""

    switched = Signal(object, bool)
    zoom_wanted = Signal(object)
    faded = Signal(str, float)
    moved = Signal(str, bool)
    style_wanted = Signal(str)
    close_wanted = Signal(str)

    def __init__(self, node: Node, scene: Scene, words: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        eye = self.addAction(words("layers.hide" if node.shown else "layers.show", name=node.text))
        eye.triggered.connect(lambda: self.switched.emit(node, not node.shown))
        if node.feature is not None or node.kind == "layer":
            self.addAction(words("layers.zoom")).triggered.connect(lambda: self.zoom_wanted.emit(node))
        whole = node.kind in ("layer", "group") and len(node.layer_ids) == 1
        if not whole:
            return
        layer_id = node.layer_ids[0]
        self.addSeparator()
        for up, key in ((True, "layers.up"), (False, "layers.down")):
            step = self.addAction(words(key))
            step.setEnabled(movable(scene, layer_id, up))
            step.triggered.connect(lambda _=False, up=up: self.moved.emit(layer_id, up))
        self.addSeparator()
        layer = scene.layer(layer_id)
        self._add_opacity(layer_id, layer.opacity)
        if layer.group == "own":
            self.addSeparator()
            self.addAction(words("layers.style")).triggered.connect(lambda: self.style_wanted.emit(layer_id))
            close = self.addAction(words("layers.close", name=node.text))
            close.triggered.connect(lambda: self.close_wanted.emit(layer_id))

    def _add_opacity(self, layer_id: str, opacity: float) -> None:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(30, 6, 16, 8)
        layout.setSpacing(10)
        label, figure = QLabel(self._words("layers.opacity")), QLabel()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.slider.setValue(round(opacity * 100))
        self.slider.setMinimumSize(120, 28)
        self.slider.setAccessibleName(label.text())
        figure.setFont(font(11.5))
        figure.setMinimumWidth(38)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        figure.setText(f"{self.slider.value()} %")
        self.slider.valueChanged.connect(lambda value: figure.setText(f"{value} %"))
        self.slider.valueChanged.connect(lambda value: self.faded.emit(layer_id, value / 100))
        for widget in (label, self.slider, figure):
            layout.addWidget(widget)
        action = QWidgetAction(self)
        action.setDefaultWidget(line)
        self.addAction(action)
