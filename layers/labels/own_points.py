"""The user's own points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.display import Mark
from layers.ground.own import fitting
from layers.looks import looks_of
from layers.masses import is_mass

if TYPE_CHECKING:
    from layers.labels.sheet import Sheet
    from layers.layer import Geometry, Layer

__all__ = ["mark_own_points"]


def mark_own_points(sheet: Sheet) -> None:
    """A dot for each point of the user's layers that is shown; very many lie on the ground instead."""
    k = sheet.style.width_factor(sheet.scale)
    for layer in sheet.scene.layers:
        if layer.group != "own" or not layer.visible:
            continue
        for geometry in layer.geometry:
            if geometry.shapes.kind == "point" and not is_mass(layer, geometry):
                _mark(sheet, layer, geometry, k)


def _mark(sheet: Sheet, layer: Layer, geometry: Geometry, k: float) -> None:
    looks = looks_of(layer, sheet.style)
    for i, row in enumerate(geometry.rows.tolist()):
        number = int(looks.classes[row])
        if number < 0 or layer.ids[row] in layer.hidden:
            continue
        symbol = fitting(looks.symbols[number], "point", sheet.style)
        for x, y in sheet.viewport.to_px(np.concatenate(geometry.shapes.parts(i))):
            if sheet.sees(x, y, margin=symbol.radius):
                look = (symbol.radius * k, symbol.fill, symbol.edge, symbol.width * k, layer.opacity)
                sheet.placed.append(Mark(float(x), float(y), *look))
