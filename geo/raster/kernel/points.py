"""Points as round symbols: small pictures made once for each class, laid into the tile.

The last point of the layer lies on top, so a tile begins with it and goes backwards: where the
picture is opaque already nothing more can be seen, and a million points are mostly hidden.
"""

from __future__ import annotations

from math import floor

import numpy as np
from numba import njit

from geo.raster.kernel.options import OPTIONS
from geo.raster.kernel.sort import sort_items

__all__ = ["paint_point_row"]

_OPAQUE = 253  # an alpha that hides what lies below
_ONE = np.uint64(1)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)


@njit("uint32(uint32, uint32)", **OPTIONS)
def _below(top, new):
    """A premultiplied pixel with another one under it."""
    rest = 255 - (top >> 24)
    even = (new & 0x00FF00FF) * rest + 0x00800080
    odd = ((new >> 8) & 0x00FF00FF) * rest + 0x00800080
    even = ((even + ((even >> 8) & 0x00FF00FF)) >> 8) & 0x00FF00FF
    odd = (odd + ((odd >> 8) & 0x00FF00FF)) & 0xFF00FF00
    return top + (even | odd)


@njit("uint64(int64, int64)", **OPTIONS)
def _bits(first, last):
    """The columns from ``first`` to the one before ``last``, at most 64."""
    count = last - first
    ones = _ALL if count >= 64 else (_ONE << np.uint64(count)) - _ONE
    return ones << np.uint64(first)


@njit(
    "void(uint32[:,::1], int64, int64, int64, int64, int32[::1], int64, int64, float64[:,::1], int32[::1], float64,"
    " float64, float64, uint32[:,:,:,::1], int32[:,:,:,::1], int64[::1], int64, uint32[:,::1], uint64[::1])",
    **OPTIONS,
)
def _paint_points(
    image, west_px, north_px, width, height, items, first_item, last_item, xy, classes, west, north, scale, sprites,
    spans, sizes, phases, top, free,
):  # fmt: skip
    """Paint the points of one tile, the last of its items on top."""
    for row in range(height):
        free[row] = _bits(0, width)
        for column in range(width):
            top[row, column] = 0
    for item in range(last_item - 1, first_item - 1, -1):
        slot = items[item]
        kind = classes[slot]
        size = sizes[kind]
        x = (xy[slot, 0] - west) * scale - west_px
        y = (north - xy[slot, 1]) * scale - north_px
        column = floor(x)
        row = floor(y)
        phase = int((y - row) * phases) * phases + int((x - column) * phases)
        column -= size // 2
        row -= size // 2
        for i in range(max(0, -row), min(size, height - row)):
            first = max(column + spans[kind, phase, i, 0], 0)
            last = min(column + spans[kind, phase, i, 1], width)
            if first >= last or not (free[row + i] & _bits(first, last)):
                continue
            for to in range(first, last):
                if not (free[row + i] >> np.uint64(to)) & _ONE:
                    continue
                new = _below(top[row + i, to], sprites[kind, phase, i, to - column])
                top[row + i, to] = new
                if new >> 24 >= _OPAQUE:
                    free[row + i] &= ~(_ONE << np.uint64(to))
    for row in range(height):
        for column in range(width):
            seen = top[row, column]
            if seen:
                image[north_px + row, west_px + column] = _below(seen, image[north_px + row, west_px + column])


@njit(
    "void(uint32[:,::1], int64, int64, int64, int32[::1], int32[::1], int32[::1], int64, int32[:,::1], int32[::1],"
    " float64[:,::1], int32[::1], float64,"
    " float64, float64, uint32[:,:,:,::1], int32[:,:,:,::1], int64[::1], int64, uint32[:,::1], uint64[::1])",
    **OPTIONS,
)
def paint_point_row(
    image,
    tile_row,
    column_bits,
    row_bits,
    items,
    keys,
    starts,
    most,
    spare,
    counts,
    xy,
    classes,
    west,
    north,
    scale,
    sprites,
    spans,
    sizes,
    phases,
    top,
    free,
):
    """Paint the points of all tiles that lie side by side, each at most 64 pixels wide.

    Parameters
    ----------
    image, tile_row, column_bits, row_bits, items, keys, starts, most, spare, counts, west, north, scale
        As for `paint_row`.
    sprites : (classes, phases², size, size) array of uint32
        The symbol of each class, premultiplied, for each place of its centre within a pixel.
    spans : (classes, phases², size, 2) array of int32
        First column of each row that is not empty, and the one after the last.
    sizes : (classes,) array of int64
        How much of a sprite is used: that many rows and columns, an odd number.
    top, free
        Scratch of the tile's size: the picture so far; one bit for each pixel of a row that isn't opaque yet.
    """
    columns = ((image.shape[1] - 1) >> column_bits) + 1
    north_px = tile_row << row_bits
    height = min(1 << row_bits, image.shape[0] - north_px)
    for column in range(columns):
        first = starts[tile_row * columns + column]
        last = starts[tile_row * columns + column + 1]
        if first == last:
            continue
        sort_items(items, keys, first, last, most, spare, counts)
        west_px = column << column_bits
        width = min(1 << column_bits, image.shape[1] - west_px)
        _paint_points(
            image,
            west_px,
            north_px,
            width,
            height,
            items,
            first,
            last,
            xy,
            classes,
            west,
            north,
            scale,
            sprites,
            spans,
            sizes,
            phases,
            top,
            free,
        )
