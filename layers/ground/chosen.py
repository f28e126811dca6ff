"""Features of the user's own layers that are selected, or under the pointer."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from geo.record import replace
from layers.display import Fill, Mass, Stroke
from layers.ground.own import fitting
from layers.ground.strokes import casing, edge
from layers.looks import looks_of
from layers.masses import dressed, is_mass, ready
from layers.selection import selected_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.shapes import Shapes
    from layers.display import Ground
    from layers.layer import Geometry, Layer
    from layers.scene import Scene
    from layers.style import Style, Symbol

__all__ = ["hovered_own", "rows_with", "selected_own"]

_FEW = 500  # more selected shapes than these are a mass of their own
_SOUGHT = 32  # ids looked up one by one; for more, all rows are gone through once


def selected_own(scene: Scene, style: Style, k: float) -> Iterator[Ground]:
    """The look of what is selected in the user's layers, bottom to top."""
    for layer in scene.layers:
        chosen = selected_in(scene.selection, layer.id)
        if layer.group == "own" and layer.visible and chosen - layer.hidden:
            yield from _selected(layer, rows_with(layer, chosen - layer.hidden), style, k)


@lru_cache(maxsize=8)
def hovered_own(layer: Layer, feature_id: str, style: Style, k: float) -> tuple[Ground, ...]:
    """What is laid over a feature of the user's while the pointer is on it."""
    return tuple(_hovered(layer, feature_id, style, k))


def _hovered(layer: Layer, feature_id: str, style: Style, k: float) -> Iterator[Ground]:
    rows = rows_with(layer, frozenset({feature_id}))
    for shapes, symbol in (piece for each in layer.geometry for piece in _pieces(layer, each, rows, style)):
        look = style.veiled(symbol)
        if shapes.kind == "point":
            yield _dots(shapes, look.edge, 2 * symbol.radius * k + look.width * k)
            yield _dots(shapes, symbol.fill or look.edge, 2 * symbol.radius * k)
            continue
        if shapes.kind == "polygon":
            yield Fill(shapes, look.fill or "", look.opacity)
        yield edge(shapes, replace(look, width=max(look.width, symbol.width + 1)), k)


@lru_cache(maxsize=16)
def rows_with(layer: Layer, ids: frozenset[str]) -> NDArray[np.int64]:
    """The rows of a layer that have these ids, in order; ids that it does not have are left out."""
    if len(ids) <= _SOUGHT:
        found = sorted(row for row in (_row_of(layer, each) for each in ids) if row is not None)
    else:
        found = [row for row, each in enumerate(layer.ids) if each in ids]
    return np.array(found, dtype=np.int64)


def _row_of(layer: Layer, feature_id: str) -> int | None:
    try:
        return layer.ids.index(feature_id)
    except ValueError:  # of a layer as it was before
        return None


def _selected(layer: Layer, rows: NDArray[np.int64], style: Style, k: float) -> Iterator[Ground]:
    for geometry in layer.geometry:
        if is_mass(layer, geometry) and len(rows) > _FEW:
            if ready(geometry) is not None:
                yield _chosen_mass(layer, geometry, rows, style, k)
            continue
        for shapes, symbol in _pieces(layer, geometry, rows, style):
            look = style.emphasised(symbol)
            if shapes.kind == "point":
                yield _dots(shapes, look.casing, (2 * symbol.radius + look.casing_width) * k)
                yield _dots(shapes, look.edge, (2 * symbol.radius + look.width) * k)
            else:
                yield casing(shapes, look, k)
                yield edge(shapes, look, k)


def _chosen_mass(layer: Layer, geometry: Geometry, rows: NDArray[np.int64], style: Style, k: float) -> Mass:
    found = dressed(layer, geometry, style)
    classes = np.full(len(geometry.rows), -1, dtype=np.int32)
    here = _indices(geometry, rows)
    classes[here] = found.classes[here]
    kind = geometry.shapes.kind
    looks = tuple(_grown(style.emphasised(fitting(each, kind, style)), k, len(rows)) for each in found.symbols)
    return Mass(geometry.shapes, classes, looks, found.bulk.reclassed(classes))


def _grown(symbol: Symbol, k: float, count: int) -> Symbol:
    """The selected look of very many: no casing, which would cover the neighbours."""
    width = symbol.width * k / (1 if count < 10 * _FEW else 2)
    return replace(symbol, casing=None, width=width, radius=symbol.radius * k, fill=symbol.edge, opacity=0.5)


def _pieces(layer: Layer, geometry: Geometry, rows: NDArray[np.int64], style: Style) -> Iterator[tuple[Shapes, Symbol]]:
    """The shapes of some rows, by look."""
    indices = _indices(geometry, rows)
    mass = is_mass(layer, geometry)
    if not len(indices) or (mass and ready(geometry) is None):
        return  # what is not ready is not on the map either
    if mass:
        found = dressed(layer, geometry, style)
        classes, symbols = found.classes[indices], found.symbols
    else:
        looks = looks_of(layer, style)
        classes, symbols = looks.classes[geometry.rows[indices]], looks.symbols
    for number in np.unique(classes[classes >= 0]).tolist():
        shapes = geometry.shapes.take(indices[classes == number])
        yield shapes, fitting(symbols[number], shapes.kind, style)


def _indices(geometry: Geometry, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Which shapes belong to these rows; a scan each, since this is asked in a frame."""
    if len(rows) == 1:
        return np.flatnonzero(geometry.rows == rows[0])
    wanted = np.zeros(int(geometry.rows.max(initial=-1)) + 1, dtype=bool)
    wanted[rows[rows < len(wanted)]] = True
    return np.flatnonzero(wanted[geometry.rows])


def _dots(shapes: Shapes, colour: str | None, across: float) -> Stroke:
    return Stroke(shapes, colour or "", across)
