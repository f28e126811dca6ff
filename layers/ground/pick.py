"""Choosing the features of a layer that a stage of the drawing wants."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from geo.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from geo.shapes import ShapeKind
    from layers.layer import Layer
    from layers.scene import Scene

__all__ = ["group_by", "rows_of", "shapes_where", "single", "visible"]

# What of ours steps back for an online basemap, which shows the same; the district's line stays.
STEPS_BACK: Final = frozenset({"basemap.water", "basemap.green", "basemap.streets", "basemap.metro"})


def visible(scene: Scene, layer_id: str) -> Layer | None:
    """The layer if it is there and shown, else None; an online basemap takes the place of some."""
    if scene.basemap is not None and layer_id in STEPS_BACK:
        return None
    for layer in scene.layers:
        if layer.id == layer_id:
            return layer if layer.visible else None
    return None


def rows_of(layer: Layer, kind: ShapeKind) -> list[tuple[int, int, Shapes]]:
    """(row, index of shape, shapes) for every shown shape of a kind."""
    found = []
    for geometry in layer.geometry:
        if geometry.shapes.kind == kind:
            for index, row in enumerate(geometry.rows.tolist()):
                if layer.ids[row] not in layer.hidden:
                    found.append((row, index, geometry.shapes))
    return found


def shapes_where(layer: Layer | None, kind: ShapeKind, wanted: Callable[[Mapping[str, Any]], bool]) -> Shapes:
    """The shown shapes of a kind whose attributes are ``wanted``; empty where there are none."""
    if layer is None:
        return Shapes.from_parts(kind, [])
    parts = [shapes.parts(i) for row, i, shapes in rows_of(layer, kind) if wanted(layer.attributes[row])]
    return Shapes.from_parts(kind, parts)


@lru_cache(maxsize=256)
def single(shapes: Shapes, index: int) -> Shapes:
    """One feature by itself; always the same object, so that what is derived from it can be remembered."""
    return shapes.take([index])


def group_by(layer: Layer, kind: ShapeKind, key: Callable[[Mapping[str, Any]], str]) -> dict[str, Shapes]:
    """The shown shapes of a kind, gathered by ``key`` in the order of first appearance."""
    groups: dict[str, list[Any]] = {}
    for row, i, shapes in rows_of(layer, kind):
        groups.setdefault(key(layer.attributes[row]), []).append(shapes.parts(i))
    return {name: Shapes.from_parts(kind, parts) for name, parts in groups.items()}
