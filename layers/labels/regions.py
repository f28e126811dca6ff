"""Names of the neighbouring districts, quiet and wide apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.drawing.pick import rows_of, visible
from layers.labels.points import name_of, set_name

if TYPE_CHECKING:
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
            name = name_of(sheet, layer.attributes[row])
            set_name(sheet, name, (x, y), size, sheet.style.colour("text_district"), spacing=0.4, breaks=False)
