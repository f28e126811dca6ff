"""Places of the register that are selected: a spot beneath the icon, or the ring of a doubtful position, heavier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.display import Stroke
from layers.ground.pick import rows_of, single, visible
from layers.ground.rings import ring_around
from layers.selection import selected_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.display import Ground
    from layers.scene import Scene
    from layers.style import Style

__all__ = ["selected_places"]

CORE_PX, RIM_PX, HALO_PX = 15.0, 19.0, 23.0  # across; the icon of a place is 13 px
LINE_PX, CASING_PX = 2.6, 5.6
DASH_PX = (4.0, 3.0)


def selected_places(scene: Scene, style: Style, k: float) -> Iterator[Ground]:
    """At every scale: of a known position a disc in the colour of paper, ringed with the accent, so that the
    icon stays readable upon it; of a doubtful one its circle and no dot, for that would claim too much.
    """
    chosen = selected_in(scene.selection, "places")
    layer = visible(scene, "places")
    if layer is None or not chosen:
        return
    for row, index, shapes in rows_of(layer, "point"):
        if layer.ids[row] not in chosen:
            continue
        attributes = layer.attributes[row]
        if attributes["verified"]:
            spot = single(shapes, index)
            for token, across in (("surface", HALO_PX), ("accent", RIM_PX), ("surface", CORE_PX)):
                yield Stroke(spot, style.colour(token), across * k)
        else:
            ring = ring_around(attributes["accuracy_m"], shapes.parts(index)[0][0])
            yield Stroke(ring, style.colour("surface"), CASING_PX * k)
            yield Stroke(ring, style.colour("accent"), LINE_PX * k, 1.0, tuple(each * k for each in DASH_PX), "butt")
