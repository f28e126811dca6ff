"""Many features prepared for being drawn and pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.raster.store import Store, stored
from geo.raster.touched import touched
from geo.record import dataclass, replace
from geo.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.shapes import ShapeKind

__all__ = ["Box", "Bulk"]

Box = tuple[float, float, float, float]  # west, south, east, north


def _no_pulse(_: float) -> None:
    """Nobody waits."""


@dataclass(frozen=True, slots=True, eq=False)
class Bulk:
    """Features of one kind in EPSG:3857, in chunks along a Hilbert curve.

    Attributes
    ----------
    shapes : Shapes
        What it was made of; where features are of several points, those points one by one.
    owners : (points,) array of int64 or None
        The feature that each of those points belongs to; None where it is its own.
    classes : (features,) array of int32
        The class of each feature; -1: not drawn.
    slot_classes : array of int32
        The same by slot, as the kernel wants it.
    boxes : (features, 4) array
        West, south, east, north; NaN where a feature is empty.
    extent : tuple of float or None
        Of all features; None where there are none.
    longs : int
        How many features have very many vertices.
    store : Store
        The features as they are packed for the kernel.
    """

    shapes: Shapes
    owners: NDArray[np.int64] | None
    classes: NDArray[np.int32]
    slot_classes: NDArray[np.int32]
    boxes: NDArray[np.float64]
    extent: Box | None
    longs: int
    store: Store

    @staticmethod
    def of(
        shapes: Shapes, classes: NDArray[np.int32] | None = None, pulse: Callable[[float], None] = _no_pulse
    ) -> Bulk:
        """Prepare features.

        Parameters
        ----------
        shapes : Shapes
            In EPSG:3857.
        classes : (features,) array of int32, optional
            The class of each feature, -1 for one that is not drawn; all of class 0 where left out.
        pulse : function of a share from 0 to 1
            Told how far it is; what it raises is raised.
        """
        pulse(0.0)
        if classes is None:
            classes = np.zeros(len(shapes), dtype=np.int32)
        classes = classes.astype(np.int32, copy=False)
        shapes, owners = _single(shapes)
        boxes = shapes.extents()
        pulse(0.1)
        filled = boxes[~np.isnan(boxes[:, 0])]
        extent = (*filled[:, :2].min(axis=0).tolist(), *filled[:, 2:].max(axis=0).tolist()) if len(filled) else None
        store = stored(shapes, boxes, lambda share: pulse(0.1 + 0.9 * share))
        slot_classes = (classes if owners is None else classes[owners])[store.order]
        return Bulk(shapes, owners, classes, slot_classes, boxes, extent, int(store.is_long.sum()), store)

    @property
    def kind(self) -> ShapeKind:
        """Point, line or polygon."""
        return self.shapes.kind

    def __len__(self) -> int:
        """The number of features."""
        return len(self.classes)

    def reclassed(self, classes: NDArray[np.int32]) -> Bulk:
        """The same features in other classes; geometry is shared."""
        classes = classes.astype(np.int32, copy=False)
        by_point = classes if self.owners is None else classes[self.owners]
        return replace(self, classes=classes, slot_classes=by_point[self.store.order])

    def within(self, extent: Box) -> NDArray[np.int64]:
        """Features whose boxes meet ``extent`` (west, south, east, north in EPSG:3857 metres), in their order."""
        return self._features(self._near(extent))

    def at(self, x: float, y: float, tolerance: float) -> NDArray[np.int64]:
        """Features under a point, the smallest extent first.

        Parameters
        ----------
        x, y, tolerance : float
            EPSG:3857 metres.  Points and lines count within the tolerance, polygons where they
            cover the point or their edge lies within the tolerance; not what isn't drawn (class -1).
        """
        near = self._near((x - tolerance, y - tolerance, x + tolerance, y + tolerance))
        near = near[self.slot_classes[self.store.slots[near]] >= 0]
        found = near[touched(self.shapes, near, x, y, tolerance)]
        sizes = np.prod(self.boxes[found, 2:] - self.boxes[found, :2], axis=1)
        found = found[np.argsort(sizes, kind="stable")]
        if self.owners is None:
            return found
        owners = self.owners[found]
        return owners[np.sort(np.unique(owners, return_index=True)[1])]

    def _near(self, extent: Box) -> NDArray[np.int64]:
        """Indices into ``shapes`` of what meets an extent, in order."""
        west, south, east, north = extent
        found = self.store.order[self.store.slots_of(self.store.met(extent))]
        found.sort()
        boxes = self.boxes[found]
        met = (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
        return found[met].astype(np.int64)

    def _features(self, points: NDArray[np.int64]) -> NDArray[np.int64]:
        """The features that points belong to, each once, in order."""
        return points if self.owners is None else np.unique(self.owners[points])


def _single(shapes: Shapes) -> tuple[Shapes, NDArray[np.int64] | None]:
    """Arrays as the kernel wants them; points one by one where features have none or several, and whose they are."""
    if shapes.kind != "point":
        xy = np.ascontiguousarray(shapes.xy, dtype=np.float64)
        part_starts = np.ascontiguousarray(shapes.part_starts, dtype=np.int64)
        feature_starts = np.ascontiguousarray(shapes.feature_starts, dtype=np.int64)
        return Shapes(shapes.kind, xy, part_starts, feature_starts), None
    if np.array_equal(shapes.feature_starts, np.arange(len(shapes.xy) + 1)):
        return shapes, None
    starts = np.arange(len(shapes.xy) + 1)
    vertices = shapes.part_starts[shapes.feature_starts]
    owners = np.repeat(np.arange(len(shapes)), vertices[1:] - vertices[:-1])
    return Shapes("point", shapes.xy, starts, starts), owners
