"""Points as round symbols: small pictures made once for each class, laid over the tile."""

from __future__ import annotations

from math import floor

from numba import njit

from geo.raster.kernel.options import OPTIONS

__all__ = ["paint_points"]


@njit(
    "void(uint32[:,::1], int64, int64, int64, int64, int32[::1], int64, int64, float64[:,::1], int32[::1], float64,"
    " float64, float64, uint32[:,:,:,::1], int64[::1], int64)",
    **OPTIONS,
)
def paint_points(
    image,
    west_px,
    north_px,
    width,
    height,
    items,
    first_item,
    last_item,
    xy,
    classes,
    west,
    north,
    scale,
    sprites,
    sizes,
    phases,
):
    """Paint the points of one tile.

    Parameters
    ----------
    sprites : (classes, phases², size, size) array of uint32
        The symbol of each class, premultiplied, for each place of its centre within a pixel.
    sizes : (classes,) array of int64
        How much of a sprite is used: that many rows and columns, an odd number.
    """
    for item in range(first_item, last_item):
        slot = items[item]
        kind = classes[slot]
        size = sizes[kind]
        x = (xy[slot, 0] - west) * scale
        y = (north - xy[slot, 1]) * scale
        column = floor(x)
        row = floor(y)
        phase = int((y - row) * phases) * phases + int((x - column) * phases)
        column -= size // 2
        row -= size // 2
        first_column = max(0, west_px - column)
        last_column = min(size, west_px + width - column)
        for i in range(max(0, north_px - row), min(size, north_px + height - row)):
            for j in range(first_column, last_column):
                new = sprites[kind, phase, i, j]
                old = image[row + i, column + j]
                rest = 255 - (new >> 24)
                even = (old & 0x00FF00FF) * rest + 0x00800080
                odd = ((old >> 8) & 0x00FF00FF) * rest + 0x00800080
                even = ((even + ((even >> 8) & 0x00FF00FF)) >> 8) & 0x00FF00FF
                odd = (odd + ((odd >> 8) & 0x00FF00FF)) & 0xFF00FF00
                image[row + i, column + j] = new + (even | odd)
