"""Names along streets and metro lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.polyline import along, inside, lengths
from layers.display import Text
from layers.ground.pick import rows_of, visible
from layers.labels.letters import centres_of, letters_at, rects_of
from layers.labels.measure import is_wide
from layers.labels.points import name_of
from layers.labels.repeats import both_on_sheet, repeated, slots

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.display import Glyph
    from layers.labels.sheet import Sheet

__all__ = ["name_metro", "name_streets"]

_MAIN_TO, _ALL_TO, _METRO_TO = 80_000, 25_000, 20_000
_SIZE, _SPACING = 10.0, 0.35
_REPEAT_PX = 600.0
_UPRIGHT_FROM = 70.0  # degrees from the level at which Chinese letters stand
_STRAIGHT = 0.94  # chord over arc below which a name would bend too much


def name_streets(sheet: Sheet) -> None:
    """Main streets from 1 : 80 000, all from 1 : 25 000."""
    layer = visible(sheet.scene, "basemap.streets")
    if layer is None or sheet.scale > _MAIN_TO:
        return
    for row, i, shapes in rows_of(layer, "line"):
        attributes = layer.attributes[row]
        look = sheet.style.class_of(attributes)
        if look == "street_main" or (sheet.scale <= _ALL_TO and look.startswith(("street", "elevated"))):
            symbol = sheet.style.symbol_for(attributes)
            for part in shapes.parts(i):
                _name_line(sheet, name_of(sheet, attributes), part, symbol.text or "")


def name_metro(sheet: Sheet) -> None:
    """Numbers of metro lines from 1 : 20 000."""
    layer = visible(sheet.scene, "basemap.metro")
    if layer is None or sheet.scale > _METRO_TO:
        return
    for row, i, shapes in rows_of(layer, "line"):
        for part in shapes.parts(i):
            _name_line(sheet, name_of(sheet, layer.attributes[row]), part, sheet.style.colour("text_3"))


def _name_line(sheet: Sheet, name: str, part: NDArray[np.float64], ink: str) -> None:
    """Set a name along a line, again each 600 pixels, inside the district only; once at least where it is in view."""
    line = sheet.viewport.to_px(part)
    total = float(lengths(line)[-1])
    centres = centres_of(name, _SIZE, _SPACING if all(map(is_wide, name)) else 0.04, sheet.measure)
    need = centres[-1] + _SIZE
    starts = _fitting(sheet, line, np.arange(_SIZE, total - need, 12.0), float(centres[-1]))
    wanted = slots(total, need, _REPEAT_PX)
    repeated(starts, wanted, _REPEAT_PX, lambda start: _set(sheet, name, line, start + centres, ink))


def _fitting(sheet: Sheet, line: NDArray[np.float64], starts: NDArray[np.float64], reach: float) -> NDArray[np.float64]:
    """The starts from which a name that spans ``reach`` is on the sheet, in the district and nearly straight."""
    if not len(starts):
        return starts
    (first, _), (last, _) = along(line, starts), along(line, starts + reach)
    fits = np.hypot(*(last - first).T) >= _STRAIGHT * reach
    fits &= both_on_sheet(sheet, first, last)
    if len(sheet.district):
        fits &= inside(first, sheet.district) & inside(last, sheet.district)
    return np.asarray(starts[fits])


def _set(sheet: Sheet, name: str, line: NDArray[np.float64], at: NDArray[np.float64], ink: str) -> bool:
    glyphs = letters_at(name, line, at, _UPRIGHT_FROM)
    rects = rects_of(glyphs, _SIZE)
    if not sheet.room.free(rects):
        return False
    sheet.room.take(rects)
    # A name that leaves a zone changes ground on the way: ask for each letter.
    runs: dict[tuple[str, str], list[Glyph]] = {}
    for glyph, (zone, halo) in zip(glyphs, sheet.beneath([(g.x, g.y) for g in glyphs]), strict=True):
        runs.setdefault((halo, sheet.style.colour("text") if zone else ink), []).append(glyph)
    for (halo, colour), letters in runs.items():
        sheet.placed.append(Text(tuple(letters), _SIZE, colour, halo, 2.4, name=name))
    return True
