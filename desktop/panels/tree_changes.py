"""What the layer tree asks of a scene: show, hide, fade and reorder.

Each returns the same scene where nothing would change, so asking twice equals asking once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.record import replace

if TYPE_CHECKING:
    from desktop.panels.tree_nodes import Node
    from layers.layer import Layer
    from layers.scene import Scene

__all__ = ["faded", "movable", "moved", "switched"]


def switched(scene: Scene, node: Node, shown: bool) -> Scene:
    """The scene with what a row stands for shown or hidden."""
    for layer_id in node.layer_ids:
        layer = scene.layer(layer_id)
        if node.row_ids:
            rows = frozenset(node.row_ids)
            hidden = layer.hidden - rows if shown else layer.hidden | rows
            # What is shown inside a hidden layer shall be seen: the layer comes back, alone with it.
            if shown and not layer.visible:
                hidden = frozenset(layer.ids) - rows
            scene = _with(scene, layer, replace(layer, hidden=hidden, visible=layer.visible or shown))
        else:
            hidden = frozenset() if shown and layer.hidden.issuperset(layer.ids) else layer.hidden
            scene = _with(scene, layer, replace(layer, visible=shown, hidden=hidden))
    return scene


def faded(scene: Scene, layer_id: str, opacity: float) -> Scene:
    """The scene with one layer at an opacity from 0 to 1."""
    layer = scene.layer(layer_id)
    return _with(scene, layer, replace(layer, opacity=min(max(opacity, 0.0), 1.0)))


def movable(scene: Scene, layer_id: str, up: bool) -> bool:
    """Whether a layer has a neighbour of its own group to change places with."""
    return _partner(scene, layer_id, up) is not None


def moved(scene: Scene, layer_id: str, up: bool) -> Scene:
    """The scene with a layer one place higher, or lower, within its group.

    Groups keep their order: the sandwich of fills, streets and labels depends on it.
    """
    partner = _partner(scene, layer_id, up)
    if partner is None:
        return scene
    ids = [layer.id for layer in scene.layers]
    here = ids.index(layer_id)
    order = list(scene.layers)
    order[here], order[partner] = order[partner], order[here]
    return replace(scene, layers=tuple(order))


def _partner(scene: Scene, layer_id: str, up: bool) -> int | None:
    here = [layer.id for layer in scene.layers].index(layer_id)
    there = here + 1 if up else here - 1
    if 0 <= there < len(scene.layers) and scene.layers[there].group == scene.layers[here].group:
        return there
    return None


def _with(scene: Scene, old: Layer, new: Layer) -> Scene:
    same = (old.visible, old.hidden, old.opacity) == (new.visible, new.hidden, new.opacity)
    return scene if same else scene.changed(old.id, lambda _: new)
