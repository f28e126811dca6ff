"""The same picture by another engine: matplotlib's Agg at four times the size, averaged down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.raster.paint import Look
    from geo.shapes import Shapes

TIMES = 4
WHITE = 0xFFFFFFFF


class Difference(NamedTuple):
    """Of two pictures: mean and 99th percentile over all channels (0 to 255), and filled shares."""

    mean: float
    p99: float
    filled: float
    expected_filled: float

    @property
    def is_small(self) -> bool:
        return self.mean <= 8 and self.p99 <= 64 and abs(self.filled - self.expected_filled) <= 0.02


def channels(image: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Red, green and blue, (h, w, 3)."""
    return np.stack([(image >> shift) & 255 for shift in (16, 8, 0)], axis=-1).astype(np.int64)


def difference(image: NDArray[np.uint32], expected: NDArray[np.float64]) -> Difference:
    """Between a picture of ours and one of Agg's, both on white."""
    ours = channels(image)
    off = np.abs(ours - expected)
    filled = [float((each.min(axis=-1) < 254).mean()) for each in (ours, expected)]
    return Difference(float(off.mean()), float(np.percentile(off, 99)), *filled)


def drawn(
    shapes: Shapes,
    west: float,
    north: float,
    resolution: float,
    size: tuple[int, int],
    looks: Sequence[Look],
    classes: NDArray[np.int32] | None = None,
) -> NDArray[np.float64]:
    """Red, green and blue from 0 to 255, (h, w, 3); features in their order, each filled and then edged."""
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.path import Path
    from matplotlib.transforms import IdentityTransform

    width, height = size
    agg: Any = RendererAgg  # without types
    renderer = agg(width * TIMES, height * TIMES, 72)
    gc = renderer.new_gc()
    gc.set_joinstyle("round")
    gc.set_capstyle("round")
    scale = TIMES / resolution
    # Agg's rows begin at the top, matplotlib's at the bottom.
    bottom = north - height * resolution
    for feature in range(len(shapes)):
        look = looks[0 if classes is None else classes[feature]]
        parts = [(part - (west, bottom)) * scale for part in shapes.parts(feature)]
        if not parts:
            continue
        if shapes.kind == "point":
            circle = Path.unit_circle()
            around = np.asarray(circle.vertices, dtype=float)
            paths = [Path(around * look.radius * TIMES + part[0], circle.codes) for part in parts]
        else:
            codes = [Path.MOVETO + np.minimum(np.arange(len(part)), 1).astype(Path.code_type) for part in parts]
            if shapes.kind == "polygon":
                for each in codes:
                    each[-1] = Path.CLOSEPOLY
            paths = [Path(np.concatenate(parts), np.concatenate(codes))]
        for path in paths:
            edged = look.edge is not None and look.width > 0
            gc.set_linewidth(look.width * TIMES if edged else 0)
            gc.set_foreground(look.edge or (0, 0, 0, 0), isRGBA=True)
            gc.set_antialiased(True)
            fill = look.fill if shapes.kind != "line" else None
            renderer.draw_path(gc, path, IdentityTransform(), fill)
    pixels = np.asarray(renderer.buffer_rgba()).astype(np.float64)
    rgb, alpha = pixels[..., :3], pixels[..., 3:] / 255
    # Agg's buffer isn't premultiplied.
    on_white = rgb * alpha + 255 * (1 - alpha)
    return np.asarray(on_white.reshape(height, TIMES, width, TIMES, 3).mean(axis=(1, 3)))
