"""The user's own points: dots, and circles with a count where they are too close for dots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from layers.clusters import LEAST, clustered, level_at
from layers.display import Glyph, Mark, Text
from layers.ground.own import fitting
from layers.labels.point_sign import point_sign
from layers.labels.room import around
from layers.looks import at_scale, looks_of
from layers.masses import hidden_rows, is_mass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from layers.labels.sheet import Sheet
    from layers.layer import Geometry, Layer
    from layers.style import Symbol

__all__ = ["gather_own_points", "loose", "mark_own_points"]

# The circle of a cluster (LOOK §3): its radius by the number of digits of its count.
_RADII = (11.0, 14.0, 18.0)
_COUNT_PX = 12.5
_AURA_PX, _AURA = 3.5, 0.18
_AWAY_PX = (0.0, 8.0, 16.0, 26.0, 38.0, 50.0)  # how far a circle may make way
_REACH_PX = 24.0  # how far a circle outside the sheet may reach into it


def mark_own_points(sheet: Sheet) -> None:
    """A dot for each point of the user's layers that is shown; very many lie on the ground instead."""
    for layer, geometry in _layers(sheet):
        symbols, classes = _classes(sheet, layer, geometry)
        alone = loose(sheet, layer, geometry)
        _dots(sheet, geometry.shapes.xy[alone], classes[alone], symbols, layer.opacity)


def gather_own_points(sheet: Sheet) -> None:
    """Circles for those that are too close; they make way for the names of zones by a few pixels."""
    for layer, geometry in _layers(sheet):
        if not clustered(layer, geometry):
            continue
        symbols, classes = _classes(sheet, layer, geometry)
        level = level_at(geometry, classes < 0, sheet.viewport.resolution)
        places = sheet.viewport.to_px(np.column_stack((level.x, level.y))).tolist()
        for circle in np.flatnonzero(level.counts >= LEAST).tolist():
            x, y = places[circle]
            if not sheet.sees(x, y, margin=_REACH_PX):
                continue
            members, count = level.of == circle, int(level.counts[circle])
            inks = {_ink(symbols[number]) for number in np.unique(classes[members]).tolist()}
            ink = inks.pop() if len(inks) == 1 else sheet.style.colour("text_2")
            x, y = _room_near(sheet, x, y, 2 * _radius(count))
            _circle(sheet, x, y, count, ink, layer.opacity)
            sheet.targets.append((_square(x, y, count), _target(geometry, members)))


def loose(sheet: Sheet, layer: Layer, geometry: Geometry) -> NDArray[np.bool_]:
    """Which points of a layer are seen by themselves and in no circle: (points,)."""
    _, classes = _classes(sheet, layer, geometry)
    alone = classes >= 0
    if alone.any() and clustered(layer, geometry):
        level = level_at(geometry, ~alone, sheet.viewport.resolution)
        alone &= level.counts[level.of] < LEAST
    return alone


def _layers(sheet: Sheet) -> Iterator[tuple[Layer, Geometry]]:
    """The points that are no mass, each with its layer as it is at this scale."""
    for shown in sheet.scene.layers:
        if shown.group == "own" and shown.visible:
            layer = at_scale(shown, sheet.scale)
            for each in layer.geometry:
                if each.shapes.kind == "point" and len(each.shapes.xy) and not is_mass(layer, each):
                    yield layer, each


def _classes(sheet: Sheet, layer: Layer, geometry: Geometry) -> tuple[list[Symbol], NDArray[np.int32]]:
    """The symbols of a layer, and which one each point gets; -1 for one that is not shown."""
    looks = looks_of(layer, sheet.style)
    vertices = geometry.shapes.part_starts[geometry.shapes.feature_starts]
    rows = np.repeat(geometry.rows, np.diff(vertices))
    classes, hidden = looks.classes[rows], hidden_rows(layer)
    if hidden is not None:
        classes = np.where(hidden[rows], np.int32(-1), classes)
    return [fitting(each, "point", sheet.style) for each in looks.symbols], classes


def _room_near(sheet: Sheet, x: float, y: float, across: float) -> tuple[float, float]:
    """The nearest place to a pixel where a circle covers no name; the pixel itself where there is none."""
    for away in _AWAY_PX:
        for angle in np.arange(8) * np.pi / 4 if away else (0.0,):
            place = x + away * float(np.cos(angle)), y + away * float(np.sin(angle))
            if sheet.room.free([around(*place, across, across)]):
                sheet.room.take([around(*place, across, across)])
                return place
    return x, y


def _dots(
    sheet: Sheet, xy: NDArray[np.float64], classes: NDArray[np.int32], symbols: list[Symbol], opacity: float
) -> None:
    k = sheet.style.width_factor(sheet.scale)
    for (x, y), number in zip(sheet.viewport.to_px(xy).tolist(), classes.tolist(), strict=True):
        symbol = symbols[number]
        if sheet.sees(x, y, margin=symbol.radius):
            sheet.placed.append(point_sign(symbol, x, y, k, opacity))


def _circle(sheet: Sheet, x: float, y: float, count: int, ink: str, opacity: float) -> None:
    radius, symbol = _radius(count), sheet.style.symbol_for({"class": "cluster"})
    aura = Mark(x, y, radius + (symbol.width + _AURA_PX) / 2, None, ink, _AURA_PX, _AURA * opacity)
    disc = Mark(x, y, radius, symbol.fill, ink, symbol.width, opacity)
    figure = Text((Glyph(_written(count), x, y),), _COUNT_PX, symbol.text or "", None, 0, bold=True)
    sheet.placed += [aura, disc, figure]


def _written(count: int) -> str:
    """At most three digits, so that it fits into the circle."""
    return str(count) if count < 1000 else f"{count / 1000:.1f}k" if count < 10_000 else f"{count // 1000}k"


def _radius(count: int) -> float:
    return _RADII[min(len(str(count)), len(_RADII)) - 1]


def _ink(symbol: Symbol) -> str:
    return symbol.fill or symbol.edge or ""


def _square(x: float, y: float, count: int) -> tuple[float, float, float, float]:
    radius = _radius(count)
    return x - radius, y - radius, 2 * radius, 2 * radius


def _target(geometry: Geometry, members: NDArray[np.bool_]) -> tuple[str, str]:
    """What a click on a circle means: the extent of its points, to be gone to."""
    xy = geometry.shapes.xy[members]
    return "cluster", " ".join(f"{each:.3f}" for each in (*xy.min(axis=0), *xy.max(axis=0)))
