"""The user's own layers on the ground: few features one by one, very many as a mass."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

import numpy as np

from geo.record import replace
from layers.display import Fill, Mass
from layers.ground.strokes import casing, dimmed, edge
from layers.looks import at_scale, looks_of
from layers.masses import dressed, is_mass, ready

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.shapes import ShapeKind
    from layers.display import Ground
    from layers.layer import Geometry, Layer
    from layers.scene import Scene
    from layers.style import Style, Symbol
    from layers.viewport import Viewport

__all__ = ["fitting", "own"]

# Of a mass, the lines around shapes of this many pixels and less are thinner than asked for, and
# fade, so that a city of small buildings stays a tint and is no thicket of edges.
_EDGED_PX, _BARE_PX = 22.0, 2.5
_THIN = 0.3  # of the width of an edge that has faded
_INK = 0.45  # opacity of the fill of shapes that have lost their edges
_APART = 0.45  # of the distance between points is the largest radius of one
_DOT_PX = 0.8
_RINGED_PX = 2.2  # smaller dots have no edge, and let others shine through, so that one sees where many are
_FAINT = 0.7
_DENSE = 0.55  # how opaque the map is where as many lie on one another as usual
_LEAST_SEEN = 0.03


def own(scene: Scene, style: Style, viewport: Viewport, kind: ShapeKind, patient: bool) -> Iterator[Ground]:
    """What there is of one kind in all shown layers of the user's, bottom to top.

    Points are marks over the ground (`layers.labels.own_points`) unless they are a mass.
    ``patient`` says whether to make masses ready that are not; else they are left out.
    """
    k = style.width_factor(viewport.scale)
    for shown in scene.layers:
        if shown.group != "own" or not shown.visible:
            continue
        layer = at_scale(shown, viewport.scale)
        for geometry in layer.geometry:
            if geometry.shapes.kind != kind:
                continue
            if is_mass(layer, geometry):
                if patient or ready(geometry) is not None:
                    yield _mass(layer, geometry, style, viewport.resolution, k)
            elif kind != "point":
                yield from _one_by_one(layer, geometry, style, k)


def fitting(symbol: Symbol, kind: ShapeKind, style: Style) -> Symbol:
    """The symbol, or where it is one of areas or lines and points are to be drawn, the dot of own points."""
    if kind != "point" or symbol.radius:
        return symbol
    return style.symbol_for({"class": "own_point"})


def _one_by_one(layer: Layer, geometry: Geometry, style: Style, k: float) -> Iterator[Ground]:
    looks = looks_of(layer, style)
    hidden = np.array([layer.ids[row] in layer.hidden for row in geometry.rows.tolist()], dtype=bool)
    classes = np.where(hidden, -1, looks.classes[geometry.rows])
    for number, symbol in enumerate(looks.symbols):
        chosen = np.flatnonzero(classes == number)
        if not len(chosen):
            continue
        shapes, look = geometry.shapes.take(chosen), dimmed(symbol, layer.opacity)
        if look.fill and shapes.kind == "polygon":
            yield Fill(shapes, look.fill, look.opacity)
        if look.casing and look.casing_width:
            yield casing(shapes, look, k)
        if look.edge and look.width:
            yield edge(shapes, look, k)


def _mass(layer: Layer, geometry: Geometry, style: Style, resolution: float, k: float) -> Mass:
    found, kind = dressed(layer, geometry, style), geometry.shapes.kind
    size_px = found.size_m / resolution
    symbols = [dimmed(fitting(each, kind, style), layer.opacity) for each in found.symbols]
    adapted = tuple(_dot(each, size_px, k) if kind == "point" else _area(each, kind, size_px, k) for each in symbols)
    return Mass(geometry.shapes, found.classes, adapted, found.bulk)


def _area(symbol: Symbol, kind: ShapeKind, size_px: float, k: float) -> Symbol:
    """The look of areas, or lines, that are usually ``size_px`` long on the map."""
    share = min(max((size_px - _BARE_PX) / (_EDGED_PX - _BARE_PX), 0.0), 1.0) if kind == "polygon" else 1.0
    width = symbol.width * k * (_THIN + (1 - _THIN) * share)
    fill = symbol.opacity + (1 - share) * max(_INK - symbol.opacity, 0.0)
    faded = symbol.edge_opacity * share if symbol.fill and kind == "polygon" else symbol.edge_opacity
    return replace(
        symbol,
        opacity=fill,
        width=width,
        edge_opacity=faded,
        casing_width=symbol.casing_width * k,
        dash=tuple(each * k for each in symbol.dash),
    )


def _dot(symbol: Symbol, apart_px: float, k: float) -> Symbol:
    """The look of points that usually lie ``apart_px`` from the next on the map: no larger than there is room for."""
    radius = min(symbol.radius * k, max(apart_px * _APART, _DOT_PX))
    ringed = radius >= _RINGED_PX
    width = min(symbol.width * k, radius * 0.35) if ringed else 0.0
    opacity = symbol.opacity
    if not ringed:
        over = max(pi * (radius / max(apart_px, 1e-3)) ** 2, 1.0)  # so many usually lie on one another
        opacity *= min(max(1 - (1 - _DENSE) ** (1 / over), _LEAST_SEEN), _FAINT)
    return replace(symbol, radius=radius, width=width, edge=symbol.edge if ringed else None, opacity=opacity)
