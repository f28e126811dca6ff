"""Bulk layers on an image.

Features are handed out to tiles of the picture, and each tile is painted in the order of the
layer, so what lies on top there lies on top here.  Each feature is laid over the picture by
itself, fill first and edge after it: where features with a translucent fill overlap, one sees
both, as in QGIS.  Some threads take row after row of tiles; the kernel leaves the interpreter free.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from geo.raster import engine
from geo.raster.crew import shared
from geo.raster.sprites import PHASES, sprites_of
from geo.raster.store import CHUNK_BITS, LONG_VERTICES
from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from geo.raster.bulk import Bulk

__all__ = ["Colour", "Look", "paint"]

_COLUMN_BITS: Final = 7  # tiles are 128 pixels wide; for points 64, as many as an integer has bits
_POINT_COLUMN_BITS: Final = 6
_ROW_BITS: Final = 7  # and 128 pixels high
_BLOCK: Final = 32  # pieces of a long feature that are left out or taken together

Colour = tuple[float, float, float, float]  # red, green, blue, alpha from 0 to 1, not premultiplied


class Look(NamedTuple):
    """How the features of a class are drawn.

    Attributes
    ----------
    fill, edge : colour or None
        Red, green, blue and alpha from 0 to 1, not premultiplied; None: no fill, no edge.
        A line is drawn with its edge.
    width : float
        Of the edge or line, in device pixels.
    radius : float
        Of a point, to the middle of its edge, in device pixels.
    """

    fill: Colour | None
    edge: Colour | None
    width: float
    radius: float


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """Where the image lies: its corner in metres, pixels per metre, and its size in pixels."""

    west: float
    north: float
    scale: float
    width: int
    height: int
    column_bits: int

    @property
    def columns(self) -> int:
        """Tiles side by side."""
        return -(-self.width >> self.column_bits)

    @property
    def rows(self) -> int:
        """Tiles one above the other."""
        return -(-self.height >> _ROW_BITS)


def paint(
    image: NDArray[np.uint32],
    bulk: Bulk,
    west: float,
    north: float,
    resolution: float,
    looks: Sequence[Look],
    stop: Callable[[], bool],
) -> bool:
    """Paint features over what is in ``image``.

    Parameters
    ----------
    image : (height, width) array of uint32, C-contiguous
        0xAARRGGBB, premultiplied; opaque where it is RGB32.
    west, north : float
        EPSG:3857 metres of the image's upper left corner.
    resolution : float
        Projected metres for one device pixel.
    looks : sequence of Look
        By class; features of a class without a look are not drawn.
    stop : function
        Asked before each tile; the painting ends early where it says so.

    Returns
    -------
    bool
        Whether it was painted to the end.

    Raises
    ------
    RuntimeError
        Where the kernel is not ready; ask `engine.ready` first.
    """
    if stop():
        return False
    column_bits = _POINT_COLUMN_BITS if bulk.kind == "point" else _COLUMN_BITS
    view = _View(west, north, 1.0 / resolution, image.shape[1], image.shape[0], column_bits)
    table = _table(looks)
    reach = float((table[:, 8] + table[:, 9]).max(initial=0.0) + 2.0) * resolution
    bottom, right = north - view.height * resolution, west + view.width * resolution
    store = bulk.store
    chunks = store.met((west - reach, bottom - reach, right + reach, north + reach))
    if not len(chunks):
        return True
    slots = store.slots_of(chunks)
    if bulk.kind == "point":
        work = _points(image, bulk, view, slots, looks, table)
    else:
        work = _shapes(image, bulk, view, slots, table)
    return work is None or shared(work, view.rows, stop)


def _table(looks: Sequence[Look]) -> NDArray[np.float32]:
    """Looks for the kernel: red, green, blue (0 to 255) and alpha of fill and edge, half width, radius."""
    table = np.zeros((len(looks), 10), dtype=np.float32)
    for row, look in zip(table, looks, strict=True):
        if look.fill is not None:
            row[:4] = (*(255.0 * part for part in look.fill[:3]), look.fill[3])
        if look.edge is not None and look.width > 0:
            row[4:9] = (*(255.0 * part for part in look.edge[:3]), look.edge[3], look.width / 2)
        row[9] = look.radius
    return table


def _inks(table: NDArray[np.float32]) -> NDArray[np.int64]:
    """The same colours as integers of two channels each: 0x00RR00BB and 0x00FF00GG of fill and edge."""
    parts = np.rint(table[:, :8]).astype(np.int64)
    red, green, blue = parts[:, [0, 4]], parts[:, [1, 5]], parts[:, [2, 6]]
    pairs = np.stack((red << 16 | blue, np.int64(0xFF0000) | green), axis=-1)
    return np.ascontiguousarray(pairs.reshape(len(table), 4))


def _handed_out(
    bulk: Bulk, view: _View, seen: int, reached: NDArray[np.int32], counts: NDArray[np.int32], longs: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], int]:
    """The features of all tiles one after the other, their keys, where each tile's begin, and the largest key."""
    starts = np.cumsum(counts, dtype=np.int32)
    items, keys = np.empty((2, int(starts[-1])), dtype=np.int32)
    engine.kernel().spread(
        reached, seen, view.columns, longs, bulk.store.order, starts[:-1].copy(), items, keys
    )  # fmt: skip
    return items, keys, starts, len(bulk.store.order)


def _points(
    image: NDArray[np.uint32],
    bulk: Bulk,
    view: _View,
    slots: NDArray[np.int32],
    looks: Sequence[Look],
    table: NDArray[np.float32],
) -> Callable[[int], None] | None:
    """What paints the points of a tile."""
    kernel, store = engine.kernel(), bulk.store
    reached = np.empty((len(slots), 5), dtype=np.int32)
    counts = np.zeros(view.rows * view.columns + 1, dtype=np.int32)
    seen = kernel.count_points(
        slots, store.xy, bulk.slot_classes, table, view.west, view.north, view.scale, view.width, view.height,
        view.column_bits, _ROW_BITS, reached, counts,
    )  # fmt: skip
    if not seen:
        return None
    handed = _handed_out(bulk, view, seen, reached, counts, np.empty(0, np.int32))
    most = int(counts.max())
    sprites, spans, sizes = sprites_of(looks)

    def work(row: int) -> None:
        scratch = np.empty((1 << _ROW_BITS, 1 << _POINT_COLUMN_BITS), np.uint32), np.empty(1 << _ROW_BITS, np.uint64)
        kernel.paint_point_row(
            image, row, view.column_bits, _ROW_BITS, *handed, *_sorting(most), store.xy, bulk.slot_classes,
            view.west, view.north, view.scale, sprites, spans, sizes, PHASES, *scratch,
        )  # fmt: skip

    return work


def _shapes(
    image: NDArray[np.uint32], bulk: Bulk, view: _View, slots: NDArray[np.int32], table: NDArray[np.float32]
) -> Callable[[int], None] | None:
    """What paints the lines or polygons of a tile."""
    kernel, store = engine.kernel(), bulk.store
    reached = np.empty((len(slots), 5), dtype=np.int32)
    counts = np.zeros(view.rows * view.columns + 1, dtype=np.int32)
    long_slots = np.empty(bulk.longs, dtype=np.int32)
    found = kernel.count_shapes(
        slots, store.boxes, store.origins, CHUNK_BITS, bulk.slot_classes, store.is_long, table,
        view.west, view.north, view.scale, view.width, view.height, view.column_bits, _ROW_BITS, reached, counts,
        long_slots,
    )  # fmt: skip
    seen, longs = found & 0xFFFFFFFF, found >> 32
    if not seen:
        return None
    handed = _handed_out(bulk, view, seen, reached, counts, long_slots)
    most = int(counts.max())
    margin = float(table[:, 8].max()) + 2.0
    shares = np.empty((len(table), 17, 129), dtype=np.float32)
    kernel.fill_shares(shares, table)
    inks = _inks(table)
    long = _long(bulk, view, long_slots[:longs], margin)

    def work(row: int) -> None:
        kernel.paint_row(
            image, row, view.column_bits, _ROW_BITS, *handed, *_sorting(most), store.xy, store.part_starts,
            store.feature_starts, store.origins, CHUNK_BITS, bulk.slot_classes, *long, table, bulk.kind == "polygon",
            view.west, view.north, view.scale, store.boxes, store.sizes, *_scratch(), shares, inks,
        )  # fmt: skip

    return work


def _long(bulk: Bulk, view: _View, slots: NDArray[np.int32], margin: float) -> tuple[Any, ...]:
    """Long features in pixels: vertices, starts of parts, ranges of features, boxes of blocks."""
    shapes = bulk.shapes
    features = bulk.store.order[slots].astype(np.int64)
    first, last = shapes.feature_starts[features], shapes.feature_starts[features + 1]
    parts = int((last - first).sum())
    vertices = int((shapes.part_starts[last] - shapes.part_starts[first]).sum())
    out = np.empty((vertices, 2))
    starts = np.zeros(parts + 1, dtype=np.int32)
    longs = np.zeros((len(features), 4), dtype=np.int32)
    longs[:, 3] = slots
    blocks = np.empty((vertices // _BLOCK + parts + 1, 4), dtype=np.float32)
    if len(features):
        engine.kernel().simplify(
            shapes.xy, shapes.part_starts, shapes.feature_starts, features, view.west, view.north, view.scale, margin,
            float(view.width), float(view.height), _BLOCK, out, starts, longs, blocks,
        )  # fmt: skip
    return out, starts, longs, blocks


def _sorting(most: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Scratch to sort up to ``most`` features with."""
    return np.empty((2, most), dtype=np.int32), np.empty(1025, dtype=np.int32)


def _scratch() -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int32], NDArray[np.float64]]:
    """Coverage of fill and edge, spans of rows, and a path, all empty."""
    shape = (1 << _ROW_BITS, (1 << _COLUMN_BITS) + 2)
    spans = np.zeros((1 << _ROW_BITS, 2), dtype=np.int32)
    spans[:, 0] = 1 << 30
    return np.zeros(shape, np.float32), np.zeros(shape, np.float32), spans, np.empty((LONG_VERTICES + 1, 2))
