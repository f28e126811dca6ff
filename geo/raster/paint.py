"""Bulk layers on an image."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from geo.raster.bulk import Bulk

__all__ = ["Colour", "Look", "paint"]

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
    image : (height, width) array of uint32
        0xAARRGGBB, premultiplied; opaque where it is RGB32.
    west, north : float
        EPSG:3857 metres of the image's upper left corner.
    resolution : float
        Projected metres for one device pixel.
    looks : sequence of Look
        By class.
    stop : function
        Asked from time to time; the painting ends early where it says so.

    Returns
    -------
    bool
        Whether it was painted to the end.
    """
    if stop():
        return False
    height, width = image.shape
    extent = (west, north - height * resolution, west + width * resolution, north)
    found = bulk.within(extent)
    xy = bulk.shapes.xy[bulk.shapes.part_starts[bulk.shapes.feature_starts[found]]]
    column = ((xy[:, 0] - west) / resolution).astype(np.int64)
    row = ((north - xy[:, 1]) / resolution).astype(np.int64)
    classes = bulk.classes[found]
    seen = (column >= 0) & (column < width) & (row >= 0) & (row < height) & (classes >= 0) & (classes < len(looks))
    colours = np.array([_opaque(look) for look in looks], dtype=np.uint32)
    image[row[seen], column[seen]] = colours[classes[seen]]
    return not stop()


def _opaque(look: Look) -> int:
    """0xFFRRGGBB of what is seen of a symbol."""
    red, green, blue, _ = look.fill or look.edge or (0.0, 0.0, 0.0, 1.0)
    return 0xFF000000 | round(red * 255) << 16 | round(green * 255) << 8 | round(blue * 255)
