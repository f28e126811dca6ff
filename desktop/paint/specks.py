"""What is too small or too much for paths, as images made by numpy: tints and stamped dots.

They serve while the compiled kernel is not ready, and where there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage, QPainter

from desktop.paint.painter import colour_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.shapes import Shapes
    from layers.style import Symbol
    from layers.viewport import Viewport

Window = tuple[slice, slice]

__all__ = ["paint_dots", "paint_specks"]


def paint_specks(painter: QPainter, shapes: Shapes, symbol: Symbol, viewport: Viewport) -> None:
    """Polygons smaller than a pixel, each as what it covers of the pixel that holds its first vertex."""
    vertex_starts = shapes.part_starts[shapes.feature_starts]
    filled = vertex_starts[1:] > vertex_starts[:-1]
    ratio = _ratio(painter)
    px = viewport.to_px(shapes.xy) * ratio
    x, y = px[:, 0], px[:, 1]
    cross = np.zeros(len(px))
    cross[:-1] = (x[:-1] * y[1:] - x[1:] * y[:-1]) / 2  # twice the triangle to the next vertex
    cross[shapes.part_starts[1:][np.diff(shapes.part_starts) > 0] - 1] = 0  # a ring's last vertex has no next
    areas = np.abs(np.add.reduceat(cross, vertex_starts[:-1][filled]))
    cover = _sums(px[vertex_starts[:-1][filled]], areas, viewport, ratio)
    _tint(painter, np.minimum(cover, 1.0), symbol.fill or "", symbol.opacity, viewport, ratio)


def paint_dots(painter: QPainter, px: NDArray[np.float64], symbol: Symbol, viewport: Viewport) -> None:
    """Very many points, (n, 2) pixels: one round stamp for all, so that overlapping ones flow together.

    Dots without an edge shine through, and are the darker the more lie on one another.
    """
    ratio = _ratio(painter)
    counts = _sums(px * ratio, np.ones(len(px)), viewport, ratio)
    if symbol.fill and not (symbol.edge and symbol.width):
        over = _spread(counts, symbol.radius * ratio)
        _tint(painter, 1 - (1 - symbol.opacity) ** over, symbol.fill, 1.0, viewport, ratio)
        return
    hit = counts > 0
    if symbol.edge and symbol.width:
        outer = _stamped(hit, (symbol.radius + symbol.width / 2) * ratio)
        _tint(painter, outer, symbol.edge, symbol.edge_opacity, viewport, ratio)
    if symbol.fill:
        inner = symbol.radius - (symbol.width / 2 if symbol.edge else 0)
        _tint(painter, _stamped(hit, inner * ratio), symbol.fill, symbol.opacity, viewport, ratio)


def _ratio(painter: QPainter) -> float:
    """Device pixels in a pixel of the painter."""
    return abs(painter.deviceTransform().m11()) or 1.0


def _sums(
    px: NDArray[np.float64], weights: NDArray[np.float64], viewport: Viewport, ratio: float
) -> NDArray[np.float64]:
    """The sum of the weights in each device pixel of a viewport: (height, width)."""
    width, height = round(viewport.width * ratio), round(viewport.height * ratio)
    column, row = np.floor(px[:, 0]).astype(np.int64), np.floor(px[:, 1]).astype(np.int64)
    seen = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    sums = np.bincount(row[seen] * width + column[seen], weights[seen], minlength=width * height)
    return np.asarray(sums.reshape(height, width), dtype=np.float64)


def _stamped(hit: NDArray[np.bool_], radius: float) -> NDArray[np.float64]:
    """How much of each pixel lies under a disc around some pixel that is hit, 0 to 1."""
    cover = np.zeros(hit.shape, dtype=np.uint8)
    for to, of, share in _disc(hit.shape, radius):
        np.maximum(cover[to], hit[of] * np.uint8(round(share * 255)), out=cover[to])
    return cover / 255


def _spread(counts: NDArray[np.float64], radius: float) -> NDArray[np.float64]:
    """Under how many discs each pixel lies, with so many around each pixel."""
    over = np.zeros(counts.shape)
    for to, of, share in _disc(counts.shape, radius):
        over[to] += counts[of] * share
    return over


def _disc(shape: tuple[int, ...], radius: float) -> Iterator[tuple[Window, Window, float]]:
    """For each pixel of a disc: where it falls to in an image and from where, and how much of it lies inside."""
    height, width = shape
    reach = int(np.ceil(radius + 0.5))
    for down in range(-reach, reach + 1):
        for across in range(-reach, reach + 1):
            share = min(max(radius + 0.5 - float(np.hypot(down, across)), 0.0), 1.0)
            if share > 0:
                to = (slice(max(down, 0), height + min(down, 0)), slice(max(across, 0), width + min(across, 0)))
                of = (slice(max(-down, 0), height + min(-down, 0)), slice(max(-across, 0), width + min(-across, 0)))
                yield to, of, share


def _tint(
    painter: QPainter, cover: NDArray[np.float64], colour: str, opacity: float, viewport: Viewport, ratio: float
) -> None:
    """Lay a colour over the map, as opaque in each pixel as it is covered."""
    alpha = cover * opacity
    pixels = np.rint(alpha * 255).astype(np.uint32) << 24
    ink = colour_of(colour)
    for value, shift in ((ink.red(), 16), (ink.green(), 8), (ink.blue(), 0)):
        pixels |= np.rint(alpha * value).astype(np.uint32) << shift
    height, width = pixels.shape
    image = QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(width / viewport.width if viewport.width else ratio)
    painter.drawImage(0, 0, image)
