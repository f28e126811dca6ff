"""What is drawn of a single point: a circle, another shape, or an icon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from layers.display import Icon, Mark, Polygon
from layers.style import SHAPES

if TYPE_CHECKING:
    from layers.display import Overlay
    from layers.style import Symbol

__all__ = ["point_sign"]

_ICON_MORE = 5.0  # pixels by which an icon, which has gaps, is wider than a dot


def _regular(corners: int, radius: float, turned: float = 0.0) -> tuple[tuple[float, float], ...]:
    """Corners around the middle, the first at the top and ``turned`` by degrees clockwise from there."""
    angles = np.radians(np.arange(corners) * 360 / corners + turned)
    return tuple(zip((np.sin(angles) * radius).tolist(), (-np.cos(angles) * radius).tolist(), strict=True))


def _star(radius: float, within: float) -> tuple[tuple[float, float], ...]:
    pairs = zip(_regular(5, radius), _regular(5, within, 36), strict=True)
    return tuple(corner for pair in pairs for corner in pair)


# Shapes that weigh as much to the eye as a circle of radius 1, rather than being as wide.
_CORNERS: Final = {
    "square": _regular(4, 1.3, 45),
    "triangle": _regular(3, 1.55),
    "diamond": _regular(4, 1.35),
    "star": _star(1.6, 0.68),
}


def point_sign(symbol: Symbol, x: float, y: float, k: float = 1.0, opacity: float = 1.0) -> Overlay:
    """A symbol at a pixel, grown ``k`` times."""
    if symbol.shape not in SHAPES:
        return Icon(symbol.shape, x, y, (2 * symbol.radius + _ICON_MORE) * k, symbol.fill or symbol.edge or "")
    if symbol.shape != "circle":
        points = tuple((x + symbol.radius * k * dx, y + symbol.radius * k * dy) for dx, dy in _CORNERS[symbol.shape])
        return Polygon(points, symbol.fill, symbol.edge, symbol.width * k, opacity * symbol.opacity)
    return Mark(x, y, symbol.radius * k, symbol.fill, symbol.edge, symbol.width * k, opacity * symbol.opacity)
