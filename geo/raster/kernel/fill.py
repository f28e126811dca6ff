"""Exact coverage of polygons, by signed areas.

Each edge adds, in every row that it crosses, the area to its right; a running sum along the row
is then the share of each pixel that the polygon covers (as in font-rs, Raph Levien 2016).
Rows of the accumulator are two cells longer than the tile, for what spills over the last pixel.
"""

from __future__ import annotations

from math import ceil

from numba import njit

from geo.raster.kernel.options import OPTIONS

__all__ = ["add_edge"]


@njit("void(float32[:,::1], int32[:,::1], float64, float64, float64, float64, float64)", **OPTIONS)
def _add_within(area, spans, x0, y0, x1, y1, sign):
    """An edge that runs downwards (y0 < y1) inside the tile, 0 <= x <= width."""
    slope = (x1 - x0) / (y1 - y0)
    row = int(y0)
    top = y0
    x = x0
    while top < y1:
        bottom = min(row + 1.0, y1)
        ahead = x1 if bottom == y1 else x0 + (bottom - y0) * slope
        left = min(x, ahead)
        right = max(x, ahead)
        covered = (bottom - top) * sign
        first = int(left)
        last = int(right)
        spans[row, 0] = min(spans[row, 0], first)
        if last >= spans[row, 1]:
            spans[row, 1] = last + 1
        if last == first:
            beyond = covered * (0.5 * (left + right) - first)
            area[row, first] += covered - beyond
            area[row, first + 1] += beyond
        else:
            per_pixel = 1.0 / (right - left)
            enters = 1.0 - (left - first)
            leaves = right - last
            a_first = 0.5 * per_pixel * enters * enters
            a_last = 0.5 * per_pixel * leaves * leaves
            area[row, first] += covered * a_first
            if last == first + 1:
                area[row, last] += covered * (1.0 - a_first - a_last)
            else:
                a_second = per_pixel * (enters + 0.5)
                area[row, first + 1] += covered * (a_second - a_first)
                for column in range(first + 2, last):
                    area[row, column] += covered * per_pixel
                area[row, last] += covered * (1.0 - a_second - (last - first - 2) * per_pixel - a_last)
            area[row, last + 1] += covered * a_last
        top = bottom
        x = ahead
        row += 1


@njit("void(float32[:,::1], int32[:,::1], float64, float64, float64)", **OPTIONS)
def _add_left(area, spans, y0, y1, sign):
    """An edge left of the tile, from y0 down to y1: all of its rows lie to its right."""
    row = int(y0)
    top = y0
    while top < y1:
        bottom = min(row + 1.0, y1)
        area[row, 0] += (bottom - top) * sign
        spans[row, 0] = 0
        spans[row, 1] = max(spans[row, 1], 1)
        top = bottom
        row += 1


@njit("void(int32[:,::1], float64, float64, int64)", **OPTIONS)
def _add_right(spans, y0, y1, width):
    """An edge right of the tile: what it bounds may reach the last column."""
    for row in range(int(y0), ceil(y1)):
        spans[row, 1] = width


@njit("void(float32[:,::1], int32[:,::1], int64, int64, float64, float64, float64, float64)", **OPTIONS)
def add_edge(area, spans, width, height, x0, y0, x1, y1):
    """Add one edge of a ring, in pixels of the tile; it may lie anywhere.

    Parameters
    ----------
    area : (rows, columns + 2) array of float32
        Changed in place.
    spans : (rows, 2) array of int32
        First column touched in each row, and the one after the last; changed in place.
    """
    sign = 1.0
    if y0 > y1:
        x0, y0, x1, y1 = x1, y1, x0, y0
        sign = -1.0
    if y0 == y1 or y1 <= 0.0 or y0 >= height:
        return
    slope = (x1 - x0) / (y1 - y0)
    if y0 < 0.0:
        x0 -= y0 * slope
        y0 = 0.0
    if y1 > height:
        x1 -= (y1 - height) * slope
        y1 = float(height)
    if x0 >= 0.0 and x1 >= 0.0 and x0 <= width and x1 <= width:
        _add_within(area, spans, x0, y0, x1, y1, sign)
        return
    if x0 <= 0.0 and x1 <= 0.0:
        _add_left(area, spans, y0, y1, sign)
        return
    if x0 >= width and x1 >= width:
        _add_right(spans, y0, y1, width)
        return
    # It crosses a side: cut there, from the top down.
    first_y = y0 + (0.0 - x0) / slope
    last_y = y0 + (width - x0) / slope
    if slope > 0.0:
        if x0 < 0.0:
            first_y = min(max(first_y, y0), y1)
            _add_left(area, spans, y0, first_y, sign)
            x0, y0 = 0.0, first_y
        end_x, end_y = x1, y1
        if x1 > width:
            last_y = min(max(last_y, y0), y1)
            end_x, end_y = float(width), last_y
            _add_right(spans, last_y, y1, width)
        if end_y > y0:
            _add_within(area, spans, x0, y0, end_x, end_y, sign)
    else:
        if x0 > width:
            last_y = min(max(last_y, y0), y1)
            _add_right(spans, y0, last_y, width)
            x0, y0 = float(width), last_y
        end_x, end_y = x1, y1
        if x1 < 0.0:
            first_y = min(max(first_y, y0), y1)
            end_x, end_y = 0.0, first_y
            _add_left(area, spans, first_y, y1, sign)
        if end_y > y0:
            _add_within(area, spans, x0, y0, end_x, end_y, sign)
