"""Which polygon holds which point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.rings import polygon_rings

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import MultiPolygon

    from geo.shapes import Shapes

__all__ = ["NOWHERE", "Locator", "multipolygon"]

NOWHERE = -1


class Locator:
    """Polygons prepared for many questions.

    A border counts as inside.  Where polygons overlap, the one with the smaller area answers
    (the first of two equal ones): it says more about the point.

    Parameters
    ----------
    shapes : Shapes
        Polygons; a feature without parts holds nothing.  Points must be in the same
        coordinate system.
    """

    def __init__(self, shapes: Shapes) -> None:
        import shapely  # not on the way to the first frame

        self._extents = shapes.extents()
        self._polygons = [multipolygon(shapes, feature) for feature in range(len(shapes))]
        shapely.prepare(self._polygons)
        areas = shapely.area(self._polygons)
        # Largest first, so that a smaller one overwrites what a larger one answered.
        self._order = sorted(range(len(shapes)), key=lambda feature: (-areas[feature], -feature))

    def holders(self, xy: NDArray[np.float64]) -> NDArray[np.int64]:
        """The feature that holds each of (n, 2) points: (n,), `NOWHERE` where none does."""
        import shapely

        by_x = np.argsort(xy[:, 0], kind="stable")
        x, y = xy[by_x, 0], xy[by_x, 1]
        found = np.full(len(xy), NOWHERE, dtype=np.int64)
        for feature in self._order:
            west, south, east, north = self._extents[feature]
            if np.isnan(west):
                continue
            first, last = np.searchsorted(x, west, "left"), np.searchsorted(x, east, "right")
            near = first + np.flatnonzero((y[first:last] >= south) & (y[first:last] <= north))
            inside = shapely.intersects_xy(self._polygons[feature], x[near], y[near])
            found[by_x[near[inside]]] = feature
        return found


def multipolygon(shapes: Shapes, feature: int) -> MultiPolygon:
    """One feature as a shapely geometry."""
    import shapely

    rings = polygon_rings(shapes, feature)
    return shapely.MultiPolygon([shapely.Polygon(shell, holes) for shell, *holes in rings])
