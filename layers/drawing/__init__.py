"""From a scene to the display list that painters follow."""

from layers.drawing.drawing import draw, draw_ground, draw_hover, draw_overlay

__all__ = ["draw", "draw_ground", "draw_hover", "draw_overlay"]
