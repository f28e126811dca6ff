"""Rings: how far from its point a place may really be (LOOK §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.mercator import ground_factor, to_lonlat
from geo.shapes import Shapes
from layers.display import Fill, Stroke
from layers.ground.pick import rows_of, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from layers.display import Ground
    from layers.scene import Scene
    from layers.style import Style

__all__ = ["ring_around", "rings"]

_FROM = 30_000  # doubtful positions are shown from 1 : 30 000
_LEAST_PX = 6.0
_TURN = np.linspace(0, 2 * np.pi, 73)
_CIRCLE = np.column_stack((np.cos(_TURN), np.sin(_TURN)))


def ring_around(accuracy_m: float, centre: NDArray[np.float64]) -> Shapes:
    """The circle of so many metres on the ground around a point in EPSG:3857."""
    return Shapes.from_parts("polygon", [[centre + _radius(accuracy_m, centre) * _CIRCLE]])


def _radius(accuracy_m: float, centre: NDArray[np.float64]) -> float:
    return float(accuracy_m / ground_factor(to_lonlat(*centre)[1]))


def rings(scene: Scene, style: Style, scale: float, resolution: float) -> Iterator[Ground]:
    """A ring of its accuracy around each place whose ring shows as more than a dot.

    In the colour of the zone that a document puts the place in, else in a neutral one.  It is
    never smaller than the accuracy.
    """
    layer = visible(scene, "places")
    if layer is None or scale > _FROM:
        return
    symbol, opacity = style.symbol_for({"class": "place"}), style.number("place", "ring_opacity")
    k = style.width_factor(scale)
    for row, i, shapes in rows_of(layer, "point"):
        attributes = layer.attributes[row]
        if attributes["kind"] == "station":
            continue
        centre = shapes.parts(i)[0][0]
        radius = _radius(attributes["accuracy_m"], centre)
        if radius / resolution < _LEAST_PX:
            continue
        ring = ring_around(attributes["accuracy_m"], centre)
        stated = [style.zones[zone]["edge"] for zone in attributes["zone_ids"] if zone in style.zones]
        colour = stated[0] if stated else symbol.edge or ""
        yield Fill(ring, colour, opacity * layer.opacity)
        dash = tuple(each * k for each in symbol.dash)
        yield Stroke(ring, colour, symbol.width * k, layer.opacity, dash, "butt")
