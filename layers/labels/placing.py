"""Placing all labels of a picture, greedily by priority (LOOK §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.labels.line_names import name_metro, name_streets
from layers.labels.places import mark_places, mark_stations, name_greens, name_places, name_stations
from layers.labels.regions import name_districts
from layers.labels.sheet import sheet_of
from layers.labels.water_names import name_water
from layers.labels.zone_names import name_zones

if TYPE_CHECKING:
    from layers.display import Overlay
    from layers.labels.measure import Measure
    from layers.scene import Scene
    from layers.style import Style
    from layers.viewport import Viewport

__all__ = ["Target", "placed"]

Target = tuple[tuple[float, float, float, float], tuple[str, str]]


def placed(
    scene: Scene, style: Style, viewport: Viewport, measure: Measure
) -> tuple[tuple[Overlay, ...], tuple[Target, ...]]:
    """Everything that lies over the ground of a viewport, bottom to top, and what can be clicked.

    A label that finds no room is left out, never shrunk or cut; zones are never left out,
    they become callouts.
    """
    sheet = sheet_of(scene, style, viewport, measure)
    mark_stations(sheet)
    mark_places(sheet)
    name_zones(sheet)
    name_water(sheet)
    name_districts(sheet)
    name_greens(sheet)
    name_places(sheet)
    name_streets(sheet)
    name_stations(sheet)
    name_metro(sheet)
    return (*sheet.placed, *sheet.chips), tuple(sheet.targets)
