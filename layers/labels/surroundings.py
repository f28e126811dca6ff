"""Names of the city's districts, corridors and towns at small scales."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.context import CONTEXT_FROM
from layers.display import Mark
from layers.ground.pick import rows_of, visible
from layers.labels.points import name_of, set_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from layers.labels.sheet import Sheet

__all__ = ["name_surroundings"]

_SIZE, _DOT = 11.0, 1.8


def name_surroundings(sheet: Sheet) -> None:
    """A dot and a name for each point, a name at the middle of each line; nothing up to 1 : 150 000."""
    if sheet.scale <= CONTEXT_FROM:
        return
    ink = sheet.style.colour("text_district")
    for row, x, y in _spots(sheet):
        if not sheet.sees(x, y):
            continue
        is_point = row["class"] == "context_point"
        if set_name(sheet, name_of(sheet, row), (x, y), _SIZE, ink, clear=_DOT if is_point else 0.0) and is_point:
            symbol = sheet.style.symbol_for(row)
            sheet.placed.append(Mark(x, y, _DOT, symbol.fill, symbol.edge, symbol.width, 1.0))


def _spots(sheet: Sheet) -> Iterator[tuple[Mapping[str, Any], float, float]]:
    layer = visible(sheet.scene, "context")
    if layer is None:
        return
    for kind in ("point", "line"):
        for row, i, shapes in rows_of(layer, kind):
            points = sheet.viewport.to_px(np.concatenate(shapes.parts(i)))
            x, y = points[len(points) // 2].tolist()
            yield layer.attributes[row], x, y
