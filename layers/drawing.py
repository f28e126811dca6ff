"""From a scene and a viewport to the display list that painters follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.display import DisplayList, Fill
from layers.ground.pick import rows_of, single, visible
from layers.ground.sandwich import ground
from layers.ground.strokes import edge
from layers.labels.placing import Target, placed
from layers.style import load_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.display import Ground, Overlay
    from layers.labels import Measure
    from layers.labels.room import Rect
    from layers.scene import Feature, Scene
    from layers.viewport import Viewport

__all__ = ["Target", "draw", "draw_ground", "draw_hover", "draw_overlay"]


def draw_ground(scene: Scene, viewport: Viewport, patient: bool = True) -> tuple[Ground, ...]:
    """What lies on the ground, in EPSG:3857 metres, from bottom to top.

    Layers of very many features must be made ready first (`layers.masses`), a second for a million;
    who is not ``patient`` gets the picture without those that are not.
    """
    return tuple(ground(scene, load_style(scene.theme), viewport, patient))


def draw_hover(scene: Scene, viewport: Viewport, feature: Feature) -> tuple[Ground, ...]:
    """What is laid over the ground while the pointer is on a zone or a feature of the user's; nothing for others."""
    layer_id, feature_id = feature
    layer = visible(scene, layer_id)
    if layer is None:
        return ()
    style = load_style(scene.theme)
    k = style.width_factor(viewport.scale)
    if layer.group == "own":
        from layers.ground.chosen import hovered_own

        return hovered_own(layer, feature_id, style, k)
    if layer_id != "zones":
        return ()
    for row, i, shapes in rows_of(layer, "polygon"):
        if layer.ids[row] == feature_id and layer.attributes[row]["kind"] == "zone":
            symbol = style.hovered(layer.attributes[row])
            shape = single(shapes, i)
            return (Fill(shape, symbol.fill or "", symbol.opacity), edge(shape, symbol, k))
    return ()


def draw_overlay(
    scene: Scene, viewport: Viewport, measure: Measure, reserved: Sequence[Rect] = ()
) -> tuple[tuple[Overlay, ...], tuple[Target, ...]]:
    """Stations, places, labels and chips, laid out for ``viewport`` in its pixels.

    No label comes near the rectangles in ``reserved`` (left, top, right, bottom): furniture
    lies there.

    Returns
    -------
    overlay, targets
        What to draw, bottom to top, and what a click on a rectangle of it means.
    """
    return placed(scene, load_style(scene.theme), viewport, measure, reserved)


def draw(scene: Scene, viewport: Viewport, measure: Measure, reserved: Sequence[Rect] = ()) -> DisplayList:
    """The whole picture of a scene in a viewport."""
    overlay, targets = draw_overlay(scene, viewport, measure, reserved)
    background = load_style(scene.theme).colour("land_out")
    return DisplayList(background, draw_ground(scene, viewport), overlay, targets)
