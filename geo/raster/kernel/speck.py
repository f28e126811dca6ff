"""Features of a pixel or two: a rectangle of the same place, area and outline.

So small, a shape is not seen, but how much it covers is.  From area A and perimeter P follow the
sides of the rectangle that has both (for an L: of the strip that it is bent from), and with half
the edge's width h what the edge covers outwards, A + P h + π h² (Steiner's formula), and what it
leaves of the inside.
"""

from __future__ import annotations

from math import pi, sqrt

from numba import njit

from geo.raster.kernel.blend import laid_over
from geo.raster.kernel.options import OPTIONS

__all__ = ["add_speck"]


@njit("float64(float64, float64, float64)", **OPTIONS)
def _overlap(low, high, pixel):
    """How much of a pixel's side lies between two places."""
    return max(min(high, pixel + 1.0) - max(low, pixel), 0.0)


@njit(
    "void(uint32[:,::1], int64, int64, int64, int64, float64, float64, float64, float64, float64, float64, boolean,"
    " boolean, float32[::1], int64[::1])",
    **OPTIONS,
)
def add_speck(image, west, north, width, height, left, top, right, bottom, area, outline, filled, edged, look, ink):
    """Lay a feature with the given box, area and perimeter, in pixels of the tile, over the image."""
    half = look[8] if edged else 0.0
    x = 0.5 * (left + right)
    y = 0.5 * (top + bottom)
    wide = max(right - left, 1e-6)
    high = max(bottom - top, 1e-6)
    # What lies folded on itself covers less: never more than the box with an edge around it.
    around = (wide + 2.0 * half) * (high + 2.0 * half)
    outer = min(area + outline * half + pi * half * half, around - (4.0 - pi) * half * half)
    shrunk = sqrt(outer / around) * 0.5
    outer_x = shrunk * (wide + 2.0 * half)
    outer_y = shrunk * (high + 2.0 * half)
    shrunk = sqrt(area / (wide * high)) * 0.5
    fill_x = shrunk * wide
    fill_y = shrunk * high
    inner_x = 0.0
    inner_y = 0.0
    if filled:
        skew = sqrt(max(outline * outline * 0.0625 - area, 0.0))
        inner = max(outline * 0.25 + skew - 2.0 * half, 0.0) * max(outline * 0.25 - skew - 2.0 * half, 0.0)
        shrunk = sqrt(inner / (wide * high)) * 0.5
        inner_x = shrunk * wide
        inner_y = shrunk * high
    first_column = max(0, int(x - outer_x))
    last_column = min(width, int(x + outer_x) + 1)
    for row in range(max(0, int(y - outer_y)), min(height, int(y + outer_y) + 1)):
        outer_high = _overlap(y - outer_y, y + outer_y, row)
        inner_high = _overlap(y - inner_y, y + inner_y, row)
        fill_high = _overlap(y - fill_y, y + fill_y, row)
        for column in range(first_column, last_column):
            # All of the fill lies inside of the edge, which leaves free the inner rectangle.
            fill = fill_high * _overlap(x - fill_x, x + fill_x, column) if filled else 0.0
            edge = 0.0
            if edged:
                inner = inner_high * _overlap(x - inner_x, x + inner_x, column)
                edge = (outer_high * _overlap(x - outer_x, x + outer_x, column) - inner) * look[7]
                fill = inner + max(fill - inner, 0.0) * (1.0 - look[7])
            image[north + row, west + column] = laid_over(image[north + row, west + column], fill * look[3], edge, ink)
