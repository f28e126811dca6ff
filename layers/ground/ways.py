"""Streets, viaducts, tunnels and metro lines, fading out beyond the district."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.ground.fade import faded
from layers.ground.pick import visible
from layers.ground.strokes import casing, dimmed, edge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.shapes import Shapes
    from layers.display import Ground
    from layers.layer import Layer
    from layers.scene import Scene
    from layers.style import Style

__all__ = ["metro", "streets"]

_FAR = 200_000  # beyond 1 : 200 000 small streets are a grey smear
_LOOKS = ("tunnel", "street_rough", "street", "street_main", "elevated")  # bottom to top


def streets(scene: Scene, style: Style, district: Shapes, scale: float) -> Iterator[Ground]:
    """All casings, then all roadways, so that crossings stay open."""
    layer = visible(scene, "basemap.streets")
    if layer is None:
        return
    k = style.width_factor(scale)
    shown = [look for look in _LOOKS if scale < _FAR or look in ("street_main", "elevated")]
    pieces = [
        (dimmed(style.symbol_for({"class": look}), opacity), shapes)
        for look in shown
        for opacity, shapes in _bands(layer, style, look, district)
    ]
    yield from (casing(shapes, symbol, k) for symbol, shapes in pieces if symbol.casing)
    yield from (edge(shapes, symbol, k) for symbol, shapes in pieces)


def metro(scene: Scene, style: Style, district: Shapes, scale: float) -> Iterator[Ground]:
    """The metro lines."""
    layer = visible(scene, "basemap.metro")
    if layer is None:
        return
    symbol = style.symbol_for({"class": "metro"})
    for opacity, shapes in _bands(layer, style, "metro", district):
        yield edge(shapes, dimmed(symbol, opacity), style.width_factor(scale))


def _bands(layer: Layer, style: Style, look: str, district: Shapes) -> Iterator[tuple[float, Shapes]]:
    """The lines of one look in bands of falling opacity, the layer's own opacity included."""
    for geometry in layer.geometry:
        if geometry.shapes.kind != "line":
            continue
        wanted = [
            i
            for i, row in enumerate(geometry.rows.tolist())
            if layer.ids[row] not in layer.hidden and style.class_of(layer.attributes[row]) == look
        ]
        for opacity, band in faded(geometry.shapes, district, style.fade_km):
            shapes = band.take(wanted)
            if len(shapes.xy):
                yield opacity * layer.opacity, shapes
