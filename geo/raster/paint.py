"""Bulk layers on an image.

Features are handed out to tiles of the picture, and each tile is painted in the order of the
layer, so what lies on top there lies on top here.  Each feature is laid over the picture by
itself, fill first and edge after it: where features with a translucent fill overlap, one sees
both, as in QGIS.  Some threads take tile after tile; the kernel leaves the interpreter free.
"""

from __future__ import annotations

import os
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from geo.raster import engine
from geo.raster.sprites import PHASES, sprites_of
from geo.raster.store import CHUNK_BITS, LONG_VERTICES
from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from geo.raster.bulk import Bulk

__all__ = ["Colour", "Look", "paint"]

TILE_WIDTH: Final = 128
TILE_HEIGHT: Final = 64
_BLOCK: Final = 32  # pieces of a long feature that are left out or taken together
_THREADS: Final = 4  # more only wait for memory

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

    @property
    def columns(self) -> int:
        """Tiles side by side."""
        return -(-self.width // TILE_WIDTH)

    @property
    def tiles(self) -> int:
        """All tiles."""
        return self.columns * -(-self.height // TILE_HEIGHT)

    def tile(self, index: int) -> tuple[int, int, int, int]:
        """West, north, width and height of a tile, in pixels of the image."""
        row, column = divmod(index, self.columns)
        west, north = column * TILE_WIDTH, row * TILE_HEIGHT
        return west, north, min(TILE_WIDTH, self.width - west), min(TILE_HEIGHT, self.height - north)


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
    view = _View(west, north, 1.0 / resolution, image.shape[1], image.shape[0])
    table = _table(looks)
    reach = float((table[:, 8] + table[:, 9]).max(initial=0.0) + 2.0) * resolution
    bottom, right = north - view.height * resolution, west + view.width * resolution
    store = bulk.store
    chunks = store.met((west - reach, bottom - reach, right + reach, north + reach))
    if not len(chunks):
        return True
    slots = store.slots[store.features_of(chunks)]
    if bulk.kind == "point":
        return _each_tile(_points(image, bulk, view, slots, looks, table), view, stop)
    return _each_tile(_shapes(image, bulk, view, slots, table), view, stop)


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


def _each_tile(work: Callable[[int], None] | None, view: _View, stop: Callable[[], bool]) -> bool:
    """Let some threads, this one among them, take tile after tile; whether they came to the end."""
    if work is None:
        return True
    tiles = iter(range(view.tiles))
    lock = Lock()
    faults: list[BaseException] = []
    stopped = False

    def take() -> None:
        nonlocal stopped
        try:
            while not stopped and not faults:
                with lock:
                    if stop():
                        stopped = True
                        return
                    tile = next(tiles, None)
                if tile is None:
                    return
                work(tile)
        except BaseException as fault:  # noqa: BLE001  # raised again below, on the caller's thread
            faults.append(fault)

    helpers = [Thread(target=take, name="raster") for _ in range(min(_THREADS, os.cpu_count() or 1) - 1)]
    for helper in helpers:
        helper.start()
    take()
    for helper in helpers:
        helper.join()
    if faults:
        raise faults[0]
    return not stopped


def _handed_out(
    view: _View, seen: int, reached: NDArray[np.int32], counts: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The features of all tiles one after the other, and where each tile's begin."""
    starts = np.cumsum(counts, dtype=np.int32)
    items = np.empty(int(starts[-1]), dtype=np.int32)
    engine.kernel().spread(reached, seen, view.columns, starts[:-1].copy(), items)
    return items, starts


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
    counts = np.zeros(view.tiles + 1, dtype=np.int32)
    seen = kernel.count_points(
        slots, store.xy, bulk.slot_classes, table, view.west, view.north, view.scale, view.width, view.height,
        TILE_WIDTH, TILE_HEIGHT, reached, counts,
    )  # fmt: skip
    if not seen:
        return None
    items, starts = _handed_out(view, seen, reached, counts)
    sprites, sizes = sprites_of(looks)

    def work(tile: int) -> None:
        kernel.paint_points(
            image, *view.tile(tile), items, starts[tile], starts[tile + 1], store.xy, bulk.slot_classes,
            view.west, view.north, view.scale, sprites, sizes, PHASES,
        )  # fmt: skip

    return work


def _shapes(
    image: NDArray[np.uint32], bulk: Bulk, view: _View, slots: NDArray[np.int32], table: NDArray[np.float32]
) -> Callable[[int], None] | None:
    """What paints the lines or polygons of a tile."""
    kernel, store = engine.kernel(), bulk.store
    reached = np.empty((len(slots), 5), dtype=np.int32)
    counts = np.zeros(view.tiles + 1, dtype=np.int32)
    long_slots = np.empty(bulk.longs, dtype=np.int32)
    found = kernel.count_shapes(
        slots, store.boxes, store.origins, CHUNK_BITS, bulk.slot_classes, store.is_long, table,
        view.west, view.north, view.scale, view.width, view.height, TILE_WIDTH, TILE_HEIGHT, reached, counts,
        long_slots,
    )  # fmt: skip
    seen, longs = found & 0xFFFFFFFF, found >> 32
    if not seen:
        return None
    items, starts = _handed_out(view, seen, reached, counts)
    margin = float(table[:, 8].max()) + 2.0
    long = _long(bulk, view, long_slots[:longs], margin)

    def work(tile: int) -> None:
        kernel.paint_tile(
            image, *view.tile(tile), items, starts[tile], starts[tile + 1], store.xy, store.part_starts,
            store.feature_starts, store.origins, CHUNK_BITS, bulk.slot_classes, *long, table, bulk.kind == "polygon",
            view.west, view.north, view.scale, *_scratch(),
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


def _scratch() -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.int32], NDArray[np.float64]]:
    """Coverage of fill and edge, spans of rows, and a path, all empty."""
    shape = (TILE_HEIGHT, TILE_WIDTH + 2)
    spans = np.zeros((TILE_HEIGHT, 2), dtype=np.int32)
    spans[:, 0] = 1 << 30
    return np.zeros(shape, np.float32), np.zeros(shape, np.float32), spans, np.empty((LONG_VERTICES + 1, 2))
