"""The zooms of the exported map, and the viewport that stands for each."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

from geo.mercator import EARTH_RADIUS_M
from layers.home import home_extent
from layers.viewport import Viewport

if TYPE_CHECKING:
    from layers.scene import Scene

__all__ = ["LAID_OUT", "PHONE", "RINGS_FROM", "STEPS", "reference_viewport", "viewport_at"]

_SNAP = 0.125
# Leaflet stops at these zooms only.
STEPS = tuple(11.375 + _SNAP * i for i in range(38))
# Of these, the zooms whose names are laid out beforehand: close together where most people look.
LAID_OUT = (11.5, 12.125, 12.625, 13.375, 14.25)
PHONE = 12.125  # shows the district in the upper part of a phone
RINGS_FROM = 14.125  # the first at which places are shown (1 : 30 000)

_TILE_PX = 256
_PHONE_PX = (390, 396)  # what a phone shows between the find field and the sheet
_SMALL_PX = (350, 396)
_REACH = (2.0, 1.3)  # how much wider and higher than the district a layout is on larger screens
_REFERENCE_SCALE = 50_000.0  # for which lines are written in the style


def viewport_at(scene: Scene, zoom: float) -> Viewport:
    """A view of the district and what is around it, at one of Leaflet's zooms.

    Up to `PHONE` it has a phone's size, so that no name is cut by an edge or lies under the sheet.
    """
    home = home_extent(scene)
    resolution = 2 * pi * EARTH_RADIUS_M / (_TILE_PX * 2**zoom)
    width, height = _PHONE_PX if zoom == PHONE else _SMALL_PX
    if zoom > PHONE:
        width = round(home.width * _REACH[0] / resolution / 2) * 2
        height = round(home.height * _REACH[1] / resolution / 2) * 2
    x, y = home.centre
    return Viewport(round(x), round(y), resolution, width, height)


def reference_viewport(scene: Scene) -> Viewport:
    """The view at which widths are those that the style writes."""
    return viewport_at(scene, PHONE).at_scale(_REFERENCE_SCALE)
