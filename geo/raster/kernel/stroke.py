"""Coverage of lines, by the distance from each pixel's centre to the line.

Where a straight edge covers a pixel in part, the share follows from its distance and direction
alone: the pixel's square seen along the edge is a trapezoid, and its integral is the share.  A
pixel takes the most that any piece covers, so pieces meet without seams, with round joins and ends.
"""

from __future__ import annotations

from math import sqrt

from numba import njit

from geo.raster.kernel.options import OPTIONS

__all__ = ["add_piece"]

_WIDEST = 0.7072  # half of a pixel's diagonal: how far from its centre a pixel may be touched
_ROUND = 0.93  # larger component of a direction that stands for all of them


@njit("float64(float64, float64)", **OPTIONS)
def _share(inside, larger):
    """The share of a pixel on one side of a straight edge.

    Parameters
    ----------
    inside : float
        How far the pixel's centre lies on that side; negative beyond the edge.
    larger : float
        The larger component of the edge's unit normal, from 0.7 to 1.
    """
    smaller = sqrt(max(1.0 - larger * larger, 0.0))
    far = abs(inside)
    reach = 0.5 * (larger + smaller)
    if far >= reach:
        share = 1.0
    elif far <= 0.5 * (larger - smaller):
        share = 0.5 + far / larger
    else:
        share = 1.0 - (reach - far) * (reach - far) / (2.0 * larger * smaller)
    return share if inside > 0.0 else 1.0 - share


@njit("void(float32[:,::1], int32[:,::1], int64, int64, float64, float64, float64, float64, float64)", **OPTIONS)
def add_piece(cover, spans, width, height, ax, ay, bx, by, half):
    """Add one straight piece, in pixels of the tile; ``half`` is half of the line's width.

    Parameters
    ----------
    cover : (rows, columns + 2) array of float32
        Changed in place.
    spans : (rows, 2) array of int32
        First column touched in each row, and the one after the last; changed in place.
    """
    reach = half + _WIDEST
    west = min(ax, bx) - reach
    east = max(ax, bx) + reach
    first_row = max(0, int(min(ay, by) - reach + 0.5))
    last_row = min(height, int(max(ay, by) + reach + 0.5))
    if east <= 0.0 or west >= width or first_row >= last_row:
        return
    dx = bx - ax
    dy = by - ay
    length2 = dx * dx + dy * dy
    per_length2 = 1.0 / length2 if length2 > 1e-12 else 0.0
    length = sqrt(length2)
    larger = max(abs(dx), abs(dy)) / length if length2 > 1e-12 else 1.0
    slanted = abs(dy) * 2.0 > reach  # else the box is as good
    across = dx / dy if slanted else 0.0
    spread = reach * length / abs(dy) if slanted else 0.0
    for row in range(first_row, last_row):
        to_y = row + 0.5 - ay
        left = west
        right = east
        if slanted:
            middle = ax + to_y * across
            left = max(left, middle - spread)
            right = min(right, middle + spread)
        first = max(0, int(left + 0.5))
        last = min(width, int(right + 0.5))
        if first >= last:
            continue
        spans[row, 0] = min(spans[row, 0], first)
        spans[row, 1] = max(spans[row, 1], last)
        for column in range(first, last):
            to_x = column + 0.5 - ax
            along = (to_x * dx + to_y * dy) * per_length2
            share = min(max(along, 0.0), 1.0)
            off_x = to_x - share * dx
            off_y = to_y - share * dy
            off = sqrt(off_x * off_x + off_y * off_y)
            if off >= reach:
                continue
            across_pixel = larger if share == along else _ROUND
            covered = _share(half - off, across_pixel)
            if half < _WIDEST:
                covered -= _share(-half - off, across_pixel)
            cover[row, column] = max(cover[row, column], covered)
