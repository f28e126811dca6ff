"""The plate: a map with its furniture, as it goes on paper or into a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.record import replace
from layers.drawing import draw
from layers.furniture import credit_lines, furniture, furniture_rects, note_lines
from layers.ground.sandwich import district_of
from layers.messages import messages
from layers.style import load_style

if TYPE_CHECKING:
    from layers.display import DisplayList
    from layers.labels import Measure
    from layers.scene import Scene
    from layers.viewport import Viewport

__all__ = ["plate"]


def plate(scene: Scene, viewport: Viewport, measure: Measure) -> DisplayList:
    """The whole picture with scale bar, north arrow, attribution and notes.

    A map that shows the district line says once that it is no legal boundary.
    """
    notes = credit_lines(scene, viewport, measure)
    if scene.district_line and len(district_of(scene)):
        notes += note_lines(messages(scene.language)("furniture.review"), viewport, measure)
    reserved = furniture_rects(viewport, scene.language, measure, notes)
    drawn = draw(scene, viewport, measure, reserved)
    margin = furniture(viewport, load_style(scene.theme), scene.language, measure, notes)
    return replace(drawn, overlay=(*drawn.overlay, *margin))
