"""The user's own points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.display import Icon, Mark
from layers.ground.own import fitting
from layers.looks import at_scale, looks_of
from layers.masses import is_mass
from layers.style import SHAPES

if TYPE_CHECKING:
    from layers.display import Overlay
    from layers.labels.sheet import Sheet
    from layers.layer import Geometry, Layer
    from layers.style import Symbol

__all__ = ["mark_own_points", "point_sign"]

_ICON_MORE = 5.0  # pixels by which an icon, which has gaps, is wider than a dot


def mark_own_points(sheet: Sheet) -> None:
    """A dot for each point of the user's layers that is shown; very many lie on the ground instead."""
    k = sheet.style.width_factor(sheet.scale)
    for layer in sheet.scene.layers:
        if layer.group != "own" or not layer.visible:
            continue
        for geometry in layer.geometry:
            if geometry.shapes.kind == "point" and not is_mass(layer, geometry):
                _mark(sheet, at_scale(layer, sheet.scale), geometry, k)


def point_sign(symbol: Symbol, x: float, y: float, k: float = 1.0, opacity: float = 1.0) -> Overlay:
    """What is drawn of a point: a mark, or an icon, grown ``k`` times."""
    if symbol.shape not in SHAPES:
        return Icon(symbol.shape, x, y, (2 * symbol.radius + _ICON_MORE) * k, symbol.fill or symbol.edge or "")
    return Mark(x, y, symbol.radius * k, symbol.fill, symbol.edge, symbol.width * k, opacity * symbol.opacity)


def _mark(sheet: Sheet, layer: Layer, geometry: Geometry, k: float) -> None:
    looks = looks_of(layer, sheet.style)
    for i, row in enumerate(geometry.rows.tolist()):
        number = int(looks.classes[row])
        if number < 0 or layer.ids[row] in layer.hidden:
            continue
        symbol = fitting(looks.symbols[number], "point", sheet.style)
        for x, y in sheet.viewport.to_px(np.concatenate(geometry.shapes.parts(i))):
            if sheet.sees(x, y, margin=symbol.radius):
                sheet.placed.append(point_sign(symbol, float(x), float(y), k, layer.opacity))
