"""The river and the canal, named in a serif along the water."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from geo.polyline import densified, inside, lengths
from layers.display import Text
from layers.ground.pick import rows_of, single, visible
from layers.ground.sandwich import district_of
from layers.labels.letters import centres_of, letters_at, rects_of
from layers.labels.measure import is_wide
from layers.labels.points import name_of
from layers.labels.repeats import on_sheet, repeated, slots

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.shapes import Shapes
    from layers.labels.sheet import Sheet

__all__ = ["name_water", "river_lines"]

_RIVER = "huangpu"
_RIVER_TO = 150_000
_STEP_M, _REACH, _PROBE_M = 200.0, 10, 90.0
_LEAST_POINTS = 8  # a shorter stretch carries no name
_LEAST_SIZE = 10.0
_REPEAT_PX = 420.0
_UPRIGHT_FROM = 55.0


def name_water(sheet: Sheet) -> None:
    """黄浦江 between the district line and the far bank; the canal from 1 : 30 000."""
    layer = visible(sheet.scene, "basemap.water")
    if layer is None or sheet.scale > _RIVER_TO:
        return
    for row, i, shapes in rows_of(layer, "polygon"):
        attributes = layer.attributes[row]
        name = name_of(sheet, attributes)
        if attributes["id"] == _RIVER:
            size = 20.0 if sheet.scale <= 40_000 else 18.0 if sheet.scale <= 60_000 else 14.0
            for line, room_m in river_lines(single(shapes, i), district_of(sheet.scene)):
                _spread(sheet, name, sheet.viewport.to_px(line), min(size, room_m / sheet.viewport.resolution))


@lru_cache(maxsize=4)
def river_lines(river: Shapes, district: Shapes) -> tuple[tuple[NDArray[np.float64], float], ...]:
    """Lines in the river half way between the district line and the far bank, with the room there.

    Lines are (n, 2) in EPSG:3857 metres; the room is the median distance from the district line
    to the bank, in the same metres.
    """
    if not len(district):
        return ()
    bank, ring = river.parts(0)[0], densified(district.parts(0)[0], _STEP_M)
    wet = inside(ring, bank)
    ahead = np.roll(ring[:-1], -1, axis=0) - ring[:-1]
    normal = np.column_stack((ahead[:, 1], -ahead[:, 0])) / np.hypot(*ahead.T)[:, None]  # outward of a CCW ring
    normal = np.concatenate([normal, normal[:1]])
    steps = np.arange(1, _REACH + 1) * _PROBE_M
    probes = ring[wet, None] + normal[wet, None] * steps[:, None]
    within = inside(probes.reshape(-1, 2), bank).reshape(-1, _REACH)
    reach = np.zeros(len(ring))
    reach[wet] = np.where(within.all(axis=1), _REACH, within.argmin(axis=1)) * _PROBE_M
    lines: list[tuple[NDArray[np.float64], float]] = []
    current: list[NDArray[np.float64]] = []
    rooms: list[float] = []
    for point, direction, far, in_water in zip(ring, normal, reach, wet, strict=True):
        if in_water and far > _PROBE_M:
            current.append(point + direction * far / 2)
            rooms.append(float(far))
            continue
        if len(current) > _LEAST_POINTS:
            lines.append((_smoothed(np.array(current)), _middle(rooms)))
        current, rooms = [], []
    if len(current) > _LEAST_POINTS:
        lines.append((_smoothed(np.array(current)), _middle(rooms)))
    return tuple(lines)


def _middle(values: list[float]) -> float:
    """The median; numpy's own loads its masked arrays, 20 ms of every start."""
    ranked = sorted(values)
    return (ranked[(len(ranked) - 1) // 2] + ranked[len(ranked) // 2]) / 2


def _smoothed(line: NDArray[np.float64]) -> NDArray[np.float64]:
    """The line without the jolts of single banks' corners."""
    window = 5
    padded = np.pad(line, ((window // 2, window // 2), (0, 0)), mode="edge")
    kernel = np.ones(window) / window
    return np.column_stack([np.convolve(padded[:, axis], kernel, mode="valid") for axis in (0, 1)])


def _spread(sheet: Sheet, name: str, line: NDArray[np.float64], size: float) -> None:
    """Set a name wide apart along a line, again each few hundred pixels."""
    if size < _LEAST_SIZE:
        return
    spacing = 1.1 if all(map(is_wide, name)) else 0.25
    centres = centres_of(name, size, spacing, sheet.measure, serif=True)
    total, reach = float(lengths(line)[-1]), float(centres[-1])
    starts = np.arange(size, total - reach - size, 14.0)
    starts = starts[on_sheet(sheet, line, starts, reach)]

    def place(start: float) -> bool:
        glyphs = letters_at(name, line, start + centres, _UPRIGHT_FROM)
        rects = rects_of(glyphs, size)
        if not all(sheet.sees(g.x, g.y) for g in glyphs) or not sheet.room.free(rects):
            return False
        sheet.room.take(rects)
        sheet.placed.append(Text(glyphs, size, sheet.style.colour("text_water"), None, 0, serif=True))
        return True

    repeated(starts, slots(total, reach, _REPEAT_PX), _REPEAT_PX, place)
