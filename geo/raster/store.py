"""Features in the order of a Hilbert curve, in chunks with boxes, as the kernel wants them.

What lies together on the map lies together in memory.  Vertices are 32-bit floats from the middle
of their chunk; where a chunk is so large that they would lose millimetres, or a feature has
very many of them, the kernel reads the original 64-bit ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.shapes import Shapes

__all__ = ["CHUNK_BITS", "LONG_VERTICES", "Store", "hilbert", "ranges", "stored"]

CHUNK_BITS: Final = 7  # 128 features
LONG_VERTICES: Final = 160  # a feature with more is brought into pixels once for all tiles
_FAR_M: Final = 16_384.0  # from the middle of a chunk: 32 bits tell a millimetre apart up to there
_SLAB: Final = 1 << 16  # features packed at once: few enough that memory stays small
_HILBERT_BITS: Final = 16


@dataclass(frozen=True, slots=True, eq=False)
class Store:
    """Features by slot, their place along the curve.

    Attributes
    ----------
    order, slots : (features,) array of int32
        The original index of the feature in each slot, and the slot of each feature.
    chunks : (chunks, 4) array
        West, south, east, north of each chunk; inverted (inf, -inf) where all of it is empty.
    origins : (chunks, 2) array
        Where the vertices of a chunk are counted from.
    boxes : (features, 4) array of float32
        The box of the feature in each slot, from the origin of its chunk, rounded outwards.
    sizes : (features, 2) array of float32
        Area and perimeter of each polygon, or nothing and twice the length of each line; 0 where `is_long`.
    is_long : (features,) array of uint8
        Whether the original vertices are read.
    xy : (n, 2) array of float32
        Vertices from the origins; none of long features.  Points: float64, from the zero point of EPSG:3857.
    part_starts, feature_starts : array of int32
        As in `Shapes`, by slot.
    """

    order: NDArray[np.int32]
    slots: NDArray[np.int32]
    chunks: NDArray[np.float64]
    origins: NDArray[np.float64]
    boxes: NDArray[np.float32]
    sizes: NDArray[np.float32]
    is_long: NDArray[np.uint8]
    xy: NDArray[np.float32] | NDArray[np.float64]
    part_starts: NDArray[np.int32]
    feature_starts: NDArray[np.int32]

    def met(self, extent: tuple[float, float, float, float]) -> NDArray[np.intp]:
        """The chunks whose boxes meet an extent (west, south, east, north)."""
        west, south, east, north = extent
        boxes = self.chunks
        return np.flatnonzero(
            (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
        )

    def slots_of(self, chunks: NDArray[np.intp]) -> NDArray[np.int32]:
        """All slots of some chunks."""
        if len(chunks) == len(self.chunks):
            return np.arange(len(self.order), dtype=np.int32)
        slots = ((chunks[:, None] << CHUNK_BITS) + np.arange(1 << CHUNK_BITS)).ravel()
        return np.asarray(slots[slots < len(self.order)], dtype=np.int32)


def hilbert(x: NDArray[np.uint32], y: NDArray[np.uint32], bits: int = _HILBERT_BITS) -> NDArray[np.uint32]:
    """How far along a Hilbert curve cells lie (Skilling 2004, the bits of both coordinates interleaved)."""
    x, y = x.copy(), y.copy()
    far = np.zeros(len(x), dtype=np.uint32)
    for bit in range(bits - 1, -1, -1):
        size = np.uint32(1 << bit)
        right = (x >> np.uint32(bit)) & np.uint32(1)
        up = (y >> np.uint32(bit)) & np.uint32(1)
        far = (far << np.uint32(2)) | ((np.uint32(3) * right) ^ up)
        # The quarter is turned, so that the curve goes on where the last one ended.
        flip = (size - np.uint32(1)) * (right & (up ^ np.uint32(1)))
        x ^= flip
        y ^= flip
        swap = (x ^ y) * (up ^ np.uint32(1))
        x ^= swap
        y ^= swap
    return far


def stored(shapes: Shapes, boxes: NDArray[np.float64], pulse: Callable[[float], None]) -> Store:
    """Bring features into order and pack them; ``pulse`` is told the share that is done."""
    order = _order(boxes)
    pulse(0.2)
    count = len(order)
    slots = np.empty(count, dtype=np.int32)
    slots[order] = np.arange(count, dtype=np.int32)
    sorted_boxes = boxes[order]
    empty = np.isnan(sorted_boxes[:, 0])
    sorted_boxes[empty] = (np.inf, np.inf, -np.inf, -np.inf)
    chunk_starts = np.arange(0, count, 1 << CHUNK_BITS)
    chunks = np.empty((len(chunk_starts), 4))
    if count:
        chunks[:, :2] = np.minimum.reduceat(sorted_boxes[:, :2], chunk_starts, axis=0)
        chunks[:, 2:] = np.maximum.reduceat(sorted_boxes[:, 2:], chunk_starts, axis=0)
    origins = np.where(chunks[:, :2] <= chunks[:, 2:], (chunks[:, :2] + chunks[:, 2:]) / 2, 0.0)
    chunk_of = np.arange(count) >> CHUNK_BITS
    exact = sorted_boxes - np.tile(origins, 2)[chunk_of]
    relative = exact.astype(np.float32)
    relative[:, :2] = np.nextafter(relative[:, :2], np.float32(-np.inf))
    relative[:, 2:] = np.nextafter(relative[:, 2:], np.float32(np.inf))
    relative[empty] = (1e30, 1e30, -1e30, -1e30)
    pulse(0.3)
    vertex_starts = shapes.part_starts[shapes.feature_starts]
    counts = (vertex_starts[1:] - vertex_starts[:-1])[order]
    is_long = ((counts > LONG_VERTICES) | (np.abs(exact).max(axis=1, initial=0) > _FAR_M)) & ~empty
    if shapes.kind == "point":
        # A feature of several points is drawn as one symbol at each; slots are features, so they're long.
        packed = _points(shapes, order, counts)
        starts = np.arange(count + 1, dtype=np.int32)
        sizes, never = np.zeros((0, 2), np.float32), np.zeros(count, np.uint8)
        return Store(order, slots, chunks, origins, relative, sizes, never, packed, starts, starts)
    xy, part_starts, feature_starts, sizes = _packed(shapes, order, is_long, origins, pulse)
    return Store(
        order, slots, chunks, origins, relative, sizes, is_long.astype(np.uint8), xy, part_starts, feature_starts
    )  # fmt: skip


def _order(boxes: NDArray[np.float64]) -> NDArray[np.int32]:
    """Features along the curve, by the middles of their boxes; empty ones last."""
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    filled = ~np.isnan(middles[:, 0])
    if not filled.any():
        return np.arange(len(boxes), dtype=np.int32)
    low, high = middles[filled].min(axis=0), middles[filled].max(axis=0)
    cells = (middles - low) * (((1 << _HILBERT_BITS) - 1) / max(float((high - low).max()), 1e-9))
    cells[~filled] = 0
    whole = cells.astype(np.uint32)
    far = hilbert(whole[:, 0], whole[:, 1]).astype(np.int64)
    far[~filled] = 1 << 40
    return np.argsort(far, kind="stable").astype(np.int32)


def ranges(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """All indices of ranges, one after the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.arange(total) + np.repeat(starts - (ends - counts), counts))


def _packed(
    shapes: Shapes,
    order: NDArray[np.int32],
    is_long: NDArray[np.bool_],
    origins: NDArray[np.float64],
    pulse: Callable[[float], None],
) -> tuple[NDArray[np.float32], NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """Vertices from the origins of their chunks, the starts of parts and features, and sizes."""
    first_parts = shapes.feature_starts[:-1][order]
    part_counts = np.where(is_long, 0, shapes.feature_starts[1:][order] - first_parts)
    feature_starts = np.concatenate(([0], np.cumsum(part_counts))).astype(np.int32)
    parts = ranges(first_parts, part_counts)
    first_vertices = shapes.part_starts[:-1][parts]
    vertex_counts = shapes.part_starts[1:][parts] - first_vertices
    part_starts = np.concatenate(([0], np.cumsum(vertex_counts))).astype(np.int32)
    xy = np.empty((int(part_starts[-1]), 2), dtype=np.float32)
    sizes = np.zeros((len(order), 2), dtype=np.float32)
    for start in range(0, len(order), _SLAB):
        stop = min(start + _SLAB, len(order))
        first, last = feature_starts[start], feature_starts[stop]
        chosen = ranges(first_vertices[first:last], vertex_counts[first:last])
        per_feature = part_starts[feature_starts[start + 1 : stop + 1]] - part_starts[feature_starts[start:stop]]
        chunk_of = np.repeat(np.arange(start, stop) >> CHUNK_BITS, per_feature)
        vertices = (shapes.xy[chosen] - origins[chunk_of]).astype(np.float32)
        xy[part_starts[first] : part_starts[last]] = vertices
        part_ends = part_starts[first + 1 : last + 1] - part_starts[first]
        sizes[start:stop] = _sizes(vertices, part_ends, per_feature, shapes.kind == "polygon")
        pulse(0.3 + 0.7 * stop / len(order))
    return xy, part_starts, feature_starts, sizes


def _sizes(
    xy: NDArray[np.float32], part_ends: NDArray[np.int32], counts: NDArray[np.int32], closed: bool
) -> NDArray[np.float32]:
    """Area and perimeter of features with ``counts`` vertices each, whose parts end at ``part_ends``."""
    sizes = np.zeros((len(counts), 2), dtype=np.float32)
    if len(xy) < 2:
        return sizes
    step = np.zeros_like(xy)
    np.subtract(xy[1:], xy[:-1], out=step[:-1])
    step[part_ends - 1] = 0  # from one part to the next leads no piece
    far = np.hypot(step[:, 0], step[:, 1])
    filled = counts > 0
    starts = (np.cumsum(counts) - counts)[filled]
    sizes[filled, 1] = np.add.reduceat(far, starts)
    if closed:
        twice = xy[:, 0] * step[:, 1] - xy[:, 1] * step[:, 0]
        sizes[filled, 0] = np.abs(np.add.reduceat(twice, starts)) / 2
    else:
        sizes[:, 1] *= 2
    return sizes


def _points(shapes: Shapes, order: NDArray[np.int32], counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """One vertex for each slot; NaN for an empty feature."""
    starts = shapes.part_starts[shapes.feature_starts[:-1]][order]
    xy = np.full((len(order), 2), np.nan)
    xy[counts > 0] = shapes.xy[starts[counts > 0]]
    return xy
