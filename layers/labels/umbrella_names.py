"""Names of the corridor and the belt, along the outside of their glow.

Neither has a body of its own to stand in: their members have names already.  So the name runs
along the land side of the glow in the family's colour, again and again, also around each of the
corridor's islands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.polyline import along, densified, inside, lengths
from layers.display import Text
from layers.ground.pick import rows_of, visible
from layers.ground.sandwich import FAMILIES
from layers.labels.letters import letters_at, rects_of
from layers.labels.measure import is_wide
from layers.labels.repeats import on_sheet, repeated, slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from layers.labels.sheet import Sheet

__all__ = ["name_umbrellas"]

_ISLANDS_TO = 35_000  # beyond, only the longest ring of a family is named
_TO = 100_000  # beyond, there is no room beside so narrow a belt
_SIZE, _LATIN_SIZE = 11.5, 10.5
_SPACING, _LATIN_SPACING = 0.25, 0.04
_AWAY_PX = 4.0  # between glow and letters
_REPEAT_PX = 900.0
_LEAST_ROUND = 2.6  # a ring not this many names long carries none
_STRAIGHT = 0.985  # chord over arc below which a name would bend too much
_SMOOTH_PX = 40.0
_STEP_PX = 6.0
_UPRIGHT_FROM = 62.0


def name_umbrellas(sheet: Sheet) -> None:
    """From 1 : 100 000; nothing of a family whose members are hidden."""
    layer = visible(sheet.scene, "zones")
    if layer is None or sheet.scale > _TO or not len(sheet.district):
        return
    umbrellas = {umbrella: family for family, umbrella in FAMILIES.items()}
    shown = {zone.row["family"] for zone in sheet.zones}
    water = list(_water(sheet))
    for row, i, shapes in rows_of(layer, "polygon"):
        attributes = layer.attributes[row]
        family = umbrellas.get(attributes["id"])
        if family is None or family not in shown:
            continue
        label = str(attributes[f"label_{sheet.scene.language}"] or attributes["name_zh"]).replace("|", "")
        rings = sorted((sheet.viewport.to_px(part) for part in shapes.parts(i)), key=lambda ring: -lengths(ring)[-1])
        for ring in rings if sheet.scale <= _ISLANDS_TO else rings[:1]:
            _name_ring(sheet, label, ring, family, water)


def _water(sheet: Sheet) -> Iterator[NDArray[np.float64]]:
    """Outer rings of rivers and lakes in pixels: no name lies in them."""
    layer = visible(sheet.scene, "basemap.water")
    if layer is not None:
        for _, i, shapes in rows_of(layer, "polygon"):
            yield sheet.viewport.to_px(shapes.parts(i)[0])


def _name_ring(
    sheet: Sheet, name: str, ring: NDArray[np.float64], family: str, water: list[NDArray[np.float64]]
) -> None:
    wide = all(map(is_wide, name))
    size, spacing = (_SIZE, _SPACING) if wide else (_LATIN_SIZE, _LATIN_SPACING)
    advances = np.array([size if wide else sheet.measure.width(c, size, bold=True) for c in name])
    centres = np.concatenate(([0.0], np.cumsum((advances[:-1] + advances[1:]) / 2 + spacing * size)))
    glow = sheet.style.number(f"aura_{family}", "width") / 2 * sheet.style.width_factor(sheet.scale)
    line = _outside(ring, glow + _AWAY_PX + size / 2)
    total, reach = float(lengths(line)[-1]), float(centres[-1])
    if total < _LEAST_ROUND * reach:
        return
    starts = np.arange(0.0, total - reach, 10.0)
    starts = starts[on_sheet(sheet, line, starts, reach)]
    starts = starts[_on_open_land(sheet, line, starts, reach, water)]
    ink, halo = sheet.style.colour(family), sheet.style.colour("halo_in")

    def place(start: float) -> bool:
        glyphs = letters_at(name, line, start + centres, _UPRIGHT_FROM)
        rects = rects_of(glyphs, size)
        if not sheet.room.free(rects):
            return False
        sheet.room.take(rects)
        sheet.placed.append(Text(glyphs, size, ink, halo, 2.4, bold=True))
        return True

    repeated(starts, slots(total, reach, _REPEAT_PX), _REPEAT_PX, place)


def _outside(ring: NDArray[np.float64], away: float) -> NDArray[np.float64]:
    """A line ``away`` pixels outside a closed ring, without its small corners; large ones are cut."""
    step = max(_STEP_PX, float(lengths(ring)[-1]) / 4000)
    fine = densified(ring, step)[:-1]
    ahead = np.roll(fine, -2, axis=0) - np.roll(fine, 2, axis=0)
    normal = np.column_stack((ahead[:, 1], -ahead[:, 0])) / np.maximum(np.hypot(*ahead.T), 1e-9)[:, None]
    x, y = ring[:, 0], ring[:, 1]
    clockwise = float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum()) < 0  # as y goes down, a ring of the map turns so
    moved = fine + normal * (-away if clockwise else away)
    reach = min(int(_SMOOTH_PX / step / 2), len(moved) // 4)
    smooth = np.mean([np.roll(moved, shift, axis=0) for shift in range(-reach, reach + 1)], axis=0)
    return np.concatenate((smooth, smooth[:1]))


def _on_open_land(
    sheet: Sheet, line: NDArray[np.float64], starts: NDArray[np.float64], reach: float, water: list[NDArray[np.float64]]
) -> NDArray[np.bool_]:
    """From which starts a name lies nearly straight, in the district, and neither in water nor on a zone."""
    shares = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
    marks = along(line, (starts[:, None] + reach * shares).ravel())[0].reshape(-1, len(shares), 2)
    fits = np.hypot(*(marks[:, -1] - marks[:, 0]).T) >= _STRAIGHT * reach
    tests: list[Callable[[NDArray[np.float64]], NDArray[np.bool_]]] = [
        lambda points: inside(points, sheet.district),
        *(lambda points, ring=ring: ~inside(points, ring) for ring in water),
        *(lambda points, zone=zone: ~zone.holds(points) for zone in sheet.zones),
    ]
    for test in tests:  # each on what the ones before have left
        left = np.flatnonzero(fits)
        fits[left] = test(marks[left].reshape(-1, 2)).reshape(-1, len(shares)).all(axis=1)
    return np.asarray(fits, dtype=bool)
