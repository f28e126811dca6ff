"""The small pictures that points are drawn with."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.raster.paint import Look

__all__ = ["PHASES", "sprites_of"]

PHASES: Final = 8  # places of the centre within a pixel, each way: at most 1/16 px off
_SAMPLES: Final = 8  # each way, for the coverage of a pixel; fewer in a large symbol, which has few pixels on its edge


def sprites_of(looks: Sequence[Look]) -> tuple[NDArray[np.uint32], NDArray[np.int32], NDArray[np.int64]]:
    """Sprites of all classes, (classes, phases², size, size) premultiplied 0xAARRGGBB, what is not
    empty of each row (first column, and the one after the last), and the size of each.
    """
    reaches = [look.radius + (look.width / 2 if look.edge else 0.0) for look in looks]
    sizes = np.array([2 * ceil(reach) + 1 for reach in reaches], dtype=np.int64)
    most = int(sizes.max(initial=1))
    sprites = np.zeros((len(looks), PHASES * PHASES, most, most), dtype=np.uint32)
    for i, look in enumerate(looks):
        sprites[i, :, : sizes[i], : sizes[i]] = _sprites(look, int(sizes[i]))
    seen = sprites != 0
    spans = np.stack((seen.argmax(axis=-1), most - seen[..., ::-1].argmax(axis=-1)), axis=-1)
    spans[~seen.any(axis=-1)] = 0
    return sprites, np.ascontiguousarray(spans, dtype=np.int32), sizes


@lru_cache(maxsize=64)
def _sprites(look: Look, size: int) -> NDArray[np.uint32]:
    """The symbol of one class at all places within a pixel."""
    return np.stack([_sprite(look, size, phase) for phase in range(PHASES * PHASES)])


def _sprite(look: Look, size: int, phase: int) -> NDArray[np.uint32]:
    """One symbol: the fill, and the edge over it."""
    row, column = divmod(phase, PHASES)
    samples = max(2, min(_SAMPLES, 200 // size))
    ticks = (np.arange(size * samples) + 0.5) / samples - size // 2
    far = np.hypot(ticks[:, None] - (row + 0.5) / PHASES, ticks - (column + 0.5) / PHASES)
    half = look.width / 2
    picture = np.zeros((size, size, 4))
    for colour, share in (
        (look.fill, _mean(far <= look.radius, size)),
        (look.edge, _mean(abs(far - look.radius) <= half, size)),
    ):
        if colour is not None:
            alpha = share * colour[3]
            picture = picture * (1 - alpha[..., None]) + np.dstack([alpha * part for part in (*colour[:3], 1.0)])
    red, green, blue, alpha = np.moveaxis(np.rint(picture * 255).astype(np.uint32), 2, 0)
    return np.asarray(alpha << 24 | red << 16 | green << 8 | blue, dtype=np.uint32)


def _mean(inside: NDArray[np.bool_], size: int) -> NDArray[np.float64]:
    """The share of each pixel's samples that lie inside."""
    return np.asarray(inside.reshape(size, len(inside) // size, size, -1).mean(axis=(1, 3)))
