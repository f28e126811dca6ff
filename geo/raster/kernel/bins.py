"""Which features each tile of the picture shows."""

from __future__ import annotations

from numba import njit

from geo.raster.kernel.options import OPTIONS

__all__ = ["count_points", "count_shapes", "spread"]


@njit(
    "int64(int32[::1], float32[:,::1], float64[:,::1], int64, int32[::1], uint8[::1], float32[:,::1], float64, float64,"
    " float64, int64, int64, int64, int64, int32[:,::1], int32[::1], int32[::1])",
    **OPTIONS,
)
def count_shapes(
    slots,
    boxes,
    origins,
    chunk_bits,
    classes,
    is_long,
    looks,
    west,
    north,
    scale,
    width,
    height,
    column_bits,
    row_bits,
    reached,
    counts,
    long_slots,
):
    """Find the tiles that each feature reaches.

    Parameters
    ----------
    slots : (n,) array of int32
        Features that may be seen.
    reached : (n, 5) array of int32
        Filled from its start for the features that are seen: first and last column and row of tiles, item.
    counts : (tiles + 1,) array of int32
        How many features each tile got, one place further on.
    long_slots : array of int32
        Filled with the long features.

    Returns
    -------
    int
        How many are seen, and in the upper half of 64 bits how many of them are long.
    """
    seen = 0
    longs = 0
    columns = ((width - 1) >> column_bits) + 1
    for index in range(slots.shape[0]):
        slot = slots[index]
        if classes[slot] < 0 or classes[slot] >= looks.shape[0]:
            continue
        look = looks[classes[slot]]
        if look[3] <= 0.0 and look[7] <= 0.0:
            continue
        reach = look[8] + 1.0
        chunk = slot >> chunk_bits
        x0 = (origins[chunk, 0] - west) * scale
        y0 = (north - origins[chunk, 1]) * scale
        left = x0 + boxes[slot, 0] * scale - reach
        right = x0 + boxes[slot, 2] * scale + reach
        top = y0 - boxes[slot, 3] * scale - reach
        bottom = y0 - boxes[slot, 1] * scale + reach
        if not (right > 0.0 and left < width and bottom > 0.0 and top < height and left < right):
            continue
        first_column = int(max(left, 0.0)) >> column_bits
        last_column = int(min(right, width - 1.0)) >> column_bits
        first_row = int(max(top, 0.0)) >> row_bits
        last_row = int(min(bottom, height - 1.0)) >> row_bits
        reached[seen, 0] = first_column
        reached[seen, 1] = last_column
        reached[seen, 2] = first_row
        reached[seen, 3] = last_row
        if is_long[slot]:
            long_slots[longs] = slot
            longs += 1
            reached[seen, 4] = -longs
        else:
            reached[seen, 4] = slot
        seen += 1
        for row in range(first_row, last_row + 1):
            for column in range(first_column, last_column + 1):
                counts[row * columns + column + 1] += 1
    return seen | (longs << 32)


@njit(
    "int64(int32[::1], float64[:,::1], int32[::1], float32[:,::1], float64, float64, float64, int64, int64, int64,"
    " int64, int32[:,::1], int32[::1])",
    **OPTIONS,
)
def count_points(slots, xy, classes, looks, west, north, scale, width, height, column_bits, row_bits, reached, counts):
    """The same for points: one vertex each, reached as far as its symbol goes."""
    seen = 0
    columns = ((width - 1) >> column_bits) + 1
    for index in range(slots.shape[0]):
        slot = slots[index]
        if classes[slot] < 0 or classes[slot] >= looks.shape[0]:
            continue
        look = looks[classes[slot]]
        if look[3] <= 0.0 and look[7] <= 0.0:
            continue
        reach = look[8] + look[9] + 1.0
        x = (xy[slot, 0] - west) * scale
        y = (north - xy[slot, 1]) * scale
        if not (x + reach > 0.0 and x - reach < width and y + reach > 0.0 and y - reach < height):
            continue
        first_column = int(max(x - reach, 0.0)) >> column_bits
        last_column = int(min(x + reach, width - 1.0)) >> column_bits
        first_row = int(max(y - reach, 0.0)) >> row_bits
        last_row = int(min(y + reach, height - 1.0)) >> row_bits
        reached[seen, 0] = first_column
        reached[seen, 1] = last_column
        reached[seen, 2] = first_row
        reached[seen, 3] = last_row
        reached[seen, 4] = slot
        seen += 1
        for row in range(first_row, last_row + 1):
            for column in range(first_column, last_column + 1):
                counts[row * columns + column + 1] += 1
    return seen


@njit("void(int32[:,::1], int64, int64, int32[::1], int32[::1], int32[::1], int32[::1], int32[::1])", **OPTIONS)
def spread(reached, seen, columns, long_slots, order, nexts, items, keys):
    """Hand the features out to their tiles; ``nexts`` holds where each tile's begin, and then where they end.

    What is drawn first has the lowest of ``keys``: its index in the layer.
    """
    for index in range(seen):
        item = reached[index, 4]
        key = order[item] if item >= 0 else order[long_slots[-item - 1]]
        for row in range(reached[index, 2], reached[index, 3] + 1):
            for column in range(reached[index, 0], reached[index, 1] + 1):
                tile = row * columns + column
                items[nexts[tile]] = item
                keys[nexts[tile]] = key
                nexts[tile] += 1
