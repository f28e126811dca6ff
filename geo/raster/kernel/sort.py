"""Features of a tile, brought back into the order of the layer."""

from __future__ import annotations

from numba import njit

from geo.raster.kernel.options import OPTIONS

__all__ = ["sort_items"]

_DIGIT = 10  # bits


@njit("void(int32[::1], int32[::1], int64, int64, int64, int32[:,::1], int32[::1])", **OPTIONS)
def sort_items(items, keys, first, last, most, spare, counts):
    """Sort a range of items by their keys, digit by digit from the lowest.

    Parameters
    ----------
    items, keys : array of int32
        Changed in place from ``first`` to ``last`` - 1.
    most : int
        No key is larger.
    spare : (2, n) array of int32
        Scratch, as long as the range.
    counts : (1025,) array of int32
        Scratch.
    """
    size = last - first
    shift = 0
    swapped = False
    while most >> shift:
        for i in range(counts.shape[0]):
            counts[i] = 0
        for i in range(size):
            key = spare[1, i] if swapped else keys[first + i]
            counts[((key >> shift) & 1023) + 1] += 1
        for i in range(1, 1024):
            counts[i] += counts[i - 1]
        for i in range(size):
            key = spare[1, i] if swapped else keys[first + i]
            item = spare[0, i] if swapped else items[first + i]
            digit = (key >> shift) & 1023
            to = counts[digit]
            counts[digit] = to + 1
            if swapped:
                items[first + to] = item
                keys[first + to] = key
            else:
                spare[0, to] = item
                spare[1, to] = key
        swapped = not swapped
        shift += _DIGIT
    if swapped:
        for i in range(size):
            items[first + i] = spare[0, i]
