"""Which way rings run, and which hole belongs to which exterior."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.shapes import Shapes

__all__ = ["polygon_rings", "signed_areas"]


def signed_areas(xy: NDArray[np.float64], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    """The shoelace area of each closed ring: positive where it runs counter-clockwise.

    Parameters
    ----------
    xy : (n, 2) array
        The vertices of all rings.
    starts : (rings + 1,) array
        Where each ring begins in ``xy``; the last entry is n.  No ring is empty.

    Returns
    -------
    (rings,) array
        In square units of ``xy``; for telling the turn, not for measuring the earth.
    """
    if len(starts) < 2:
        return np.empty(0)
    local = xy - np.repeat(xy[starts[:-1]], np.diff(starts), axis=0)  # near zero no digits are lost
    cross = np.zeros(len(xy))
    cross[:-1] = local[:-1, 0] * local[1:, 1] - local[1:, 0] * local[:-1, 1]
    cross[starts[1:] - 1] = 0  # the step from one ring to the next is no edge
    return np.asarray(np.add.reduceat(cross, starts[:-1]) / 2)


def polygon_rings(shapes: Shapes, feature: int) -> list[list[NDArray[np.float64]]]:
    """The polygons of one feature: each counter-clockwise ring with the holes that follow it."""
    first, last = shapes.feature_starts[feature], shapes.feature_starts[feature + 1]
    starts = shapes.part_starts[first : last + 1]
    areas = signed_areas(shapes.xy[starts[0] : starts[-1]], starts - starts[0])
    polygons: list[list[NDArray[np.float64]]] = []
    for ring, area in zip(shapes.parts(feature), areas, strict=True):
        if polygons and area < 0:
            polygons[-1].append(ring)
        else:
            polygons.append([ring])
    return polygons
