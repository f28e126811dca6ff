"""Lines and polygons, tile by tile of the picture, in the order of the layer."""

from __future__ import annotations

from numba import njit

from geo.raster.kernel.blend import blend
from geo.raster.kernel.fill import add_edge
from geo.raster.kernel.options import OPTIONS
from geo.raster.kernel.sort import sort_items
from geo.raster.kernel.speck import add_speck
from geo.raster.kernel.stroke import add_piece

__all__ = ["paint_row"]

_PIECE_PX = 0.25  # pieces of an edge are not shorter: less than one sees
_BLOCK = 32
_SPECK_PX = 2.0  # a feature that is smaller each way is drawn as a rectangle of its area and outline


@njit(
    "void(float32[:,::1], float32[:,::1], int32[:,::1], int64, int64, float64[:,::1], int64, int64, boolean, boolean,"
    " float64, float32[:,::1])",
    **OPTIONS,
)
def _add_path(area, cover, spans, width, height, path, first, last, filled, edged, half, shares):
    """The vertices first … last - 1 of a path in pixels of the tile."""
    x = path[first, 0]
    y = path[first, 1]
    kept_x = x
    kept_y = y
    for i in range(first + 1, last):
        ahead_x = path[i, 0]
        ahead_y = path[i, 1]
        if filled:
            add_edge(area, spans, width, height, x, y, ahead_x, ahead_y)
        if edged and (abs(ahead_x - kept_x) + abs(ahead_y - kept_y) > _PIECE_PX or i == last - 1):
            add_piece(cover, spans, width, height, kept_x, kept_y, ahead_x, ahead_y, half, shares)
            kept_x = ahead_x
            kept_y = ahead_y
        x = ahead_x
        y = ahead_y


@njit(
    "void(float32[:,::1], float32[:,::1], int32[:,::1], int64, int64, float64, float64, float64[:,::1], int32[::1],"
    " int64, int64, float32[:,::1], int64, boolean, boolean, float64, float64[:,::1], float32[:,::1])",
    **OPTIONS,
)
def _add_long(
    area,
    cover,
    spans,
    width,
    height,
    west,
    north,
    xy,
    starts,
    first_part,
    last_part,
    blocks,
    block,
    filled,
    edged,
    half,
    path,
    shares,
):
    """The parts of a feature that was brought into pixels of the image before, block by block."""
    reach = half + 1.0
    step = _BLOCK
    for part in range(first_part, last_part):
        start = starts[part]
        end = starts[part + 1]
        while start < end - 1 or (start == end - 1 and start == starts[part]):
            stop = min(start + step, end - 1)
            is_near = blocks[block, 0] - reach < west + width
            is_near &= blocks[block, 1] - reach < north + height and blocks[block, 3] + reach > north
            if is_near and blocks[block, 2] + reach <= west:
                if filled:  # all of it lies to the left, where only the heights count
                    left = -1.0 - half
                    add_edge(area, spans, width, height, left, xy[start, 1] - north, left, xy[stop, 1] - north)
            elif is_near:
                for i in range(start, stop + 1):
                    path[i - start, 0] = xy[i, 0] - west
                    path[i - start, 1] = xy[i, 1] - north
                _add_path(area, cover, spans, width, height, path, 0, stop - start + 1, filled, edged, half, shares)
            elif filled and blocks[block, 1] < north + height and blocks[block, 3] > north:
                right = width + 1.0
                add_edge(area, spans, width, height, right, blocks[block, 1] - north, right, blocks[block, 3] - north)
            block += 1
            start = stop if stop > start else end


@njit(
    "void(uint32[:,::1], int64, int64, int64, int64, int32[::1], int64, int64, float32[:,::1], int32[::1], int32[::1],"
    " float64[:,::1], int64, int32[::1], float64[:,::1], int32[::1], int32[:,::1], float32[:,::1], float32[:,::1],"
    " boolean, float64, float64, float64, float32[:,::1], float32[:,::1], float32[:,::1], float32[:,::1],"
    " int32[:,::1], float64[:,::1], float32[:,:,::1], int64[:,::1])",
    **OPTIONS,
)
def _paint_tile(
    image,
    west_px,
    north_px,
    width,
    height,
    items,
    first_item,
    last_item,
    xy,
    part_starts,
    feature_starts,
    origins,
    chunk_bits,
    classes,
    long_xy,
    long_starts,
    long_features,
    blocks,
    looks,
    closed,
    west,
    north,
    scale,
    boxes,
    sizes,
    area,
    cover,
    spans,
    path,
    shares,
    inks,
):
    """Paint the features of one tile, in the order of its items."""
    for item in range(first_item, last_item):
        slot = items[item]
        k = -slot - 1
        if slot < 0:
            slot = long_features[k, 3]
        look = looks[classes[slot]]
        filled = closed and look[3] > 0.0
        half = float(look[8])
        edged = look[7] > 0.0 and half > 0.0
        if k >= 0:
            _add_long(
                area,
                cover,
                spans,
                width,
                height,
                float(west_px),
                float(north_px),
                long_xy,
                long_starts,
                long_features[k, 0],
                long_features[k, 1],
                blocks,
                long_features[k, 2],
                filled,
                edged,
                half,
                path,
                shares[classes[slot]],
            )
            blend(image, west_px, north_px, area, cover, spans, width, 0, height, look, inks[classes[slot]])
            continue
        chunk = slot >> chunk_bits
        x0 = (origins[chunk, 0] - west) * scale - west_px
        y0 = (north - origins[chunk, 1]) * scale - north_px
        if max(boxes[slot, 2] - boxes[slot, 0], boxes[slot, 3] - boxes[slot, 1]) * scale < _SPECK_PX:
            add_speck(
                image, west_px, north_px, width, height,
                x0 + boxes[slot, 0] * scale, y0 - boxes[slot, 3] * scale,
                x0 + boxes[slot, 2] * scale, y0 - boxes[slot, 1] * scale,
                sizes[slot, 0] * scale * scale, sizes[slot, 1] * scale, filled, edged, look, inks[classes[slot]],
            )  # fmt: skip
            continue
        lowest = 1e30
        highest = -1e30
        for part in range(feature_starts[slot], feature_starts[slot + 1]):
            start = part_starts[part]
            count = part_starts[part + 1] - start
            for i in range(count):
                y = y0 - xy[start + i, 1] * scale
                path[i, 0] = x0 + xy[start + i, 0] * scale
                path[i, 1] = y
                lowest = min(lowest, y)
                highest = max(highest, y)
            _add_path(area, cover, spans, width, height, path, 0, count, filled, edged, half, shares[classes[slot]])
        first_row = max(0, int(lowest - half - 0.5))
        last_row = min(height, int(highest + half + 0.5) + 1)
        blend(image, west_px, north_px, area, cover, spans, width, first_row, last_row, look, inks[classes[slot]])


@njit(
    "void(uint32[:,::1], int64, int64, int64, int32[::1], int32[::1], int32[::1], int64, int32[:,::1], int32[::1],"
    " float32[:,::1], int32[::1], int32[::1],"
    " float64[:,::1], int64, int32[::1], float64[:,::1], int32[::1], int32[:,::1], float32[:,::1], float32[:,::1],"
    " boolean, float64, float64, float64, float32[:,::1], float32[:,::1], float32[:,::1], float32[:,::1],"
    " int32[:,::1], float64[:,::1], float32[:,:,::1], int64[:,::1])",
    **OPTIONS,
)
def paint_row(
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
    part_starts,
    feature_starts,
    origins,
    chunk_bits,
    classes,
    long_xy,
    long_starts,
    long_features,
    blocks,
    looks,
    closed,
    west,
    north,
    scale,
    boxes,
    sizes,
    area,
    cover,
    spans,
    path,
    shares,
    inks,
):
    """Paint the features of all tiles that lie side by side.

    Parameters
    ----------
    image : (height, width) array of uint32
        Changed in place, inside of these tiles only.
    tile_row, column_bits, row_bits : int
        Which row of tiles; their size in pixels, as powers of two.
    items, keys : array of int32
        Slots of the features of all tiles, and their places in the order of the layer; sorted in place.
        -k - 1 is the k-th of ``long_features``.
    starts : (tiles + 1,) array of int32
        Where the features of each tile begin.
    most : int
        No key is larger.
    spare, counts
        Scratch of `sort_items`.
    long_features : (n, 4) array of int32
        First part, last part, first block, slot.
    west, north, scale : float
        The image's corner in metres, and pixels per metre.
    area, cover, spans, path
        Scratch: all zero, spans empty, before and after.
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
        _paint_tile(
            image,
            west_px,
            north_px,
            width,
            height,
            items,
            first,
            last,
            xy,
            part_starts,
            feature_starts,
            origins,
            chunk_bits,
            classes,
            long_xy,
            long_starts,
            long_features,
            blocks,
            looks,
            closed,
            west,
            north,
            scale,
            boxes,
            sizes,
            area,
            cover,
            spans,
            path,
            shares,
            inks,
        )
