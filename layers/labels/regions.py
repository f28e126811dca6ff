"""Names of the neighbouring districts, quiet and wide apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.ground.pick import rows_of, visible
from layers.labels.points import name_of, set_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.labels.sheet import Sheet

__all__ = ["name_districts"]

_FROM, _SMALLER_FROM = 30_000, 60_000


def name_districts(sheet: Sheet) -> None:
    """Name the districts around; not closer than 1 : 30 000, where one sees only our own."""
    layer = visible(sheet.scene, "basemap.district")
    if layer is None or sheet.scale < _FROM:
        return
    size = 13.0 if sheet.scale > _SMALLER_FROM else 15.0
    for row, i, shapes in rows_of(layer, "point"):
        x, y = sheet.viewport.to_px(shapes.parts(i)[0])[0]
        if sheet.sees(x, y):
            name, ink = name_of(sheet, layer.attributes[row]), sheet.style.colour("text_district")
            any(
                set_name(sheet, name, spot, size, ink, spacing=0.4, breaks=False)
                for spot in _outward(sheet, float(x), float(y), size * (len(name) + 1))
            )


def _outward(sheet: Sheet, x: float, y: float, width: float) -> Iterator[tuple[float, float]]:
    """Places at and beyond a point, away from our district, where the name covers no zone of ours."""
    middle = sheet.district.mean(axis=0) if len(sheet.district) else np.array([x - 1, y])
    away = np.array([x, y]) - middle
    away = away / max(float(np.hypot(*away)), 1.0)
    for far in range(0, 100, 20):
        spot = np.array([x, y]) + away * far
        rect = np.array([[spot[0] - width / 2, spot[1] - 10, spot[0] + width / 2, spot[1] + 10]])
        if not sheet.zones_in(rect)[0]:
            yield float(spot[0]), float(spot[1])
