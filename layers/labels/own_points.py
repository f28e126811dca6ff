"""The user's own points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.display import Mark
from layers.ground.pick import rows_of

if TYPE_CHECKING:
    from layers.labels.sheet import Sheet

__all__ = ["mark_own_points"]


def mark_own_points(sheet: Sheet) -> None:
    """A dot for each point of the user's layers that is shown."""
    k = sheet.style.width_factor(sheet.scale)
    for layer in sheet.scene.layers:
        if layer.group != "own" or not layer.visible:
            continue
        for row, i, shapes in rows_of(layer, "point"):
            symbol = sheet.style.symbol_for({**layer.attributes[row], "class": "own_point"})
            for x, y in sheet.viewport.to_px(np.concatenate(shapes.parts(i))):
                if sheet.sees(x, y, margin=symbol.radius):
                    look = (symbol.radius * k, symbol.fill, symbol.edge, symbol.width * k, layer.opacity)
                    sheet.placed.append(Mark(float(x), float(y), *look))
