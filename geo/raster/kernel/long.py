"""Features with very many vertices, brought into pixels once for all tiles."""

from __future__ import annotations

from numba import njit, types

from geo.raster.kernel.options import OPTIONS

__all__ = ["simplify"]

# The original arrays, which may be mapped from a file and not writable.
_VERTICES = types.Array(types.float64, 2, "C", readonly=True)
_STARTS = types.Array(types.int64, 1, "C", readonly=True)
_F64, _I64 = types.float64, types.int64

_STEP_PX = 0.2  # a vertex nearer than this to the last one is left out


@njit("int64(float64, float64, float64, float64, float64)", **OPTIONS)
def _side(x, y, margin, width, height):
    """On which sides of the image a point lies beyond the margin, as bits."""
    side = 0
    if x < -margin:
        side |= 1
    elif x > width + margin:
        side |= 2
    if y < -margin:
        side |= 4
    elif y > height + margin:
        side |= 8
    return side


@njit(_I64(_VERTICES, _I64, _I64, _F64, _F64, _F64, _F64, _F64, _F64, _F64[:, ::1], _I64), **OPTIONS)
def _simplify_part(xy, start, end, west, north, scale, margin, width, height, out, count):
    """One part; vertices that follow each other beyond the same side of the image count as one piece."""
    kept_x = (xy[start, 0] - west) * scale
    kept_y = (north - xy[start, 1]) * scale
    out[count, 0] = kept_x
    out[count, 1] = kept_y
    count += 1
    common = _side(kept_x, kept_y, margin, width, height)
    skipped = False
    last_x = kept_x
    last_y = kept_y
    for i in range(start + 1, end):
        x = (xy[i, 0] - west) * scale
        y = (north - xy[i, 1]) * scale
        side = _side(x, y, margin, width, height)
        if common & side and i < end - 1:
            common &= side
            skipped = True
            last_x = x
            last_y = y
            continue
        if skipped:
            out[count, 0] = last_x
            out[count, 1] = last_y
            count += 1
            kept_x = last_x
            kept_y = last_y
            skipped = False
        if abs(x - kept_x) + abs(y - kept_y) < _STEP_PX and i < end - 1:
            continue
        out[count, 0] = x
        out[count, 1] = y
        count += 1
        kept_x = x
        kept_y = y
        common = side
        last_x = x
        last_y = y
    return count


@njit(
    _I64(
        *[_VERTICES, _STARTS, _STARTS, _STARTS, _F64, _F64, _F64, _F64, _F64, _F64, _I64, _F64[:, ::1]],
        *[types.int32[::1], types.int32[:, ::1], types.float32[:, ::1]],
    ),
    **OPTIONS,
)
def simplify(
    xy,
    part_starts,
    feature_starts,
    features,
    west,
    north,
    scale,
    margin,
    width,
    height,
    step,
    out,
    starts,
    longs,
    blocks,
):
    """Bring features into pixels of the image, and note the extent of every ``step`` pieces.

    Parameters
    ----------
    xy, part_starts, feature_starts
        The original shapes.
    features : (n,) array of int64
        Which of them.
    out : (vertices, 2) array of float64
        Filled with the vertices that are left.
    starts : (parts + 1,) array of int32
        Filled: where each part begins in ``out``.
    longs : (n, 4) array of int32
        Filled in its first three columns: first part, part after the last, first block.
    blocks : (blocks, 4) array of float32
        Filled: left, top, right, bottom.

    Returns
    -------
    int
        How many vertices are left.
    """
    count = 0
    part_count = 0
    block = 0
    for index in range(features.shape[0]):
        feature = features[index]
        longs[index, 0] = part_count
        longs[index, 2] = block
        for part in range(feature_starts[feature], feature_starts[feature + 1]):
            first = part_starts[part]
            last = part_starts[part + 1]
            if last <= first:
                continue
            starts[part_count] = count
            begin = count
            count = _simplify_part(xy, first, last, west, north, scale, margin, width, height, out, count)
            part_count += 1
            while begin < count - 1 or (begin == count - 1 and begin == starts[part_count - 1]):
                stop = min(begin + step, count - 1)
                left, top, right, bottom = out[begin, 0], out[begin, 1], out[begin, 0], out[begin, 1]
                for i in range(begin + 1, stop + 1):
                    left = min(left, out[i, 0])
                    right = max(right, out[i, 0])
                    top = min(top, out[i, 1])
                    bottom = max(bottom, out[i, 1])
                blocks[block, 0] = left
                blocks[block, 1] = top
                blocks[block, 2] = right
                blocks[block, 3] = bottom
                block += 1
                begin = stop if stop > begin else count
        longs[index, 1] = part_count
    starts[part_count] = count
    return count
