"""The outlines of the city and of other districts, and the axes of its corridors: quiet, at small scales only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.context import CONTEXT_FROM
from layers.ground.pick import group_by, visible
from layers.ground.strokes import dimmed, edge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.shapes import ShapeKind
    from layers.display import Ground
    from layers.scene import Scene
    from layers.style import Style

__all__ = ["surroundings"]

_FORMS: tuple[ShapeKind, ...] = ("polygon", "line")


def surroundings(scene: Scene, style: Style, scale: float) -> Iterator[Ground]:
    """Nothing up to 1 : 150 000."""
    layer = visible(scene, "context")
    if layer is None or scale <= CONTEXT_FROM:
        return
    k = style.width_factor(scale)
    for form in _FORMS:
        for look, shapes in group_by(layer, form, style.class_of).items():
            yield edge(shapes, dimmed(style.symbol_for({"class": look}), layer.opacity), k)
