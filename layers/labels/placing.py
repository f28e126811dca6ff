"""Placing all labels of a picture, greedily by priority (LOOK §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.labels.line_names import name_metro, name_streets
from layers.labels.places import mark_places, mark_stations, name_greens, name_places, name_stations
from layers.labels.regions import name_districts
from layers.labels.sheet import Sheet, sheet_of
from layers.labels.surroundings import name_surroundings
from layers.labels.umbrella_names import name_umbrellas
from layers.labels.water_names import name_water
from layers.labels.zone_names import name_zones

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from layers.display import Overlay
    from layers.labels.measure import Measure
    from layers.labels.room import Rect
    from layers.scene import Scene
    from layers.style import Style
    from layers.viewport import Viewport

__all__ = ["Target", "placed", "placed_by_layer"]


def _mark_own(sheet: Sheet) -> None:
    if sheet.scene.has_own:  # with the first of the user's layers comes what draws them
        from layers.labels.own_points import mark_own_points

        mark_own_points(sheet)


def _gather_own(sheet: Sheet) -> None:
    if sheet.scene.has_own:
        from layers.labels.own_points import gather_own_points

        gather_own_points(sheet)


def _name_own(sheet: Sheet) -> None:
    if sheet.scene.has_own:
        from layers.labels.own_names import name_own

        name_own(sheet)


Target = tuple[tuple[float, float, float, float], tuple[str, str]]

# What is placed, by priority, and the layer that it belongs to.
_STAGES: tuple[tuple[str, Callable[[Sheet], None]], ...] = (
    ("places", mark_stations),
    ("places", mark_places),
    ("own", _mark_own),
    ("zones", name_zones),
    ("own", _gather_own),
    ("basemap.water", name_water),
    ("basemap.district", name_districts),
    ("zones", name_umbrellas),
    ("basemap.green", name_greens),
    ("places", name_places),
    ("basemap.streets", name_streets),
    ("places", name_stations),
    ("basemap.metro", name_metro),
    ("context", name_surroundings),
    ("own", _name_own),
)

# Names and marks that an online basemap has itself.
_TOLD_BY_TILES = {mark_stations, name_water, name_districts, name_greens, name_streets, name_stations, name_metro}


def placed(
    scene: Scene, style: Style, viewport: Viewport, measure: Measure, reserved: Sequence[Rect] = ()
) -> tuple[tuple[Overlay, ...], tuple[Target, ...]]:
    """Everything that lies over the ground of a viewport, bottom to top, and what can be clicked.

    A label that finds no room is left out, never shrunk or cut; zones are never left out,
    they become callouts.
    """
    parts, targets = placed_by_layer(scene, style, viewport, measure, reserved)
    return tuple(item for _, items in parts for item in items), targets


def placed_by_layer(
    scene: Scene, style: Style, viewport: Viewport, measure: Measure, reserved: Sequence[Rect] = ()
) -> tuple[tuple[tuple[str, tuple[Overlay, ...]], ...], tuple[Target, ...]]:
    """The same in parts, each with the id of the layer whose names it holds; the chips come last."""
    sheet = sheet_of(scene, style, viewport, measure)
    sheet.room.take(reserved)
    parts: list[tuple[str, tuple[Overlay, ...]]] = []
    for layer_id, stage in _STAGES:
        if scene.basemap is not None and stage in _TOLD_BY_TILES:
            continue
        done = len(sheet.placed)
        stage(sheet)
        parts.append((layer_id, tuple(sheet.placed[done:])))
    return (*parts, ("zones", tuple(sheet.chips))), tuple(sheet.targets)
