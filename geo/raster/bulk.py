"""Many features prepared for being drawn and pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.polyline import inside
from geo.record import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.shapes import ShapeKind, Shapes

__all__ = ["Box", "Bulk"]

Box = tuple[float, float, float, float]  # west, south, east, north


def _no_pulse(_: float) -> None:
    """Nobody waits."""


@dataclass(frozen=True, slots=True, eq=False)
class Bulk:
    """Features of one kind in EPSG:3857.

    Attributes
    ----------
    shapes : Shapes
        What it was made of.
    classes : (features,) array of int32
        The class of each feature; -1: not drawn.
    boxes : (features, 4) array
        West, south, east, north of each feature; NaN where it is empty.
    extent : tuple of float or None
        Of all features; None where there are none.
    """

    shapes: Shapes
    classes: NDArray[np.int32]
    boxes: NDArray[np.float64]
    extent: Box | None

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
        boxes = shapes.extents()
        filled = boxes[~np.isnan(boxes[:, 0])]
        extent = (*filled[:, :2].min(axis=0).tolist(), *filled[:, 2:].max(axis=0).tolist()) if len(filled) else None
        pulse(1.0)
        return Bulk(shapes, classes.astype(np.int32, copy=False), boxes, extent)

    @property
    def kind(self) -> ShapeKind:
        """Point, line or polygon."""
        return self.shapes.kind

    def __len__(self) -> int:
        """The number of features."""
        return len(self.shapes)

    def reclassed(self, classes: NDArray[np.int32]) -> Bulk:
        """The same features in other classes; geometry is shared."""
        return replace(self, classes=classes.astype(np.int32, copy=False))

    def at(self, x: float, y: float, tolerance: float) -> NDArray[np.int64]:
        """Features under a point, the smallest extent first.

        Parameters
        ----------
        x, y, tolerance : float
            EPSG:3857 metres.  Points and lines count within the tolerance, polygons where they
            cover the point or their edge lies within the tolerance.
        """
        near = self.within((x - tolerance, y - tolerance, x + tolerance, y + tolerance))
        hit = [i for i in near.tolist() if self._meets(i, x, y, tolerance)]
        found = np.array(hit, dtype=np.int64)
        sizes = np.prod(self.boxes[found, 2:] - self.boxes[found, :2], axis=1)
        return found[np.argsort(sizes, kind="stable")]

    def within(self, extent: Box) -> NDArray[np.int64]:
        """Features whose boxes meet ``extent`` (west, south, east, north in EPSG:3857 metres), in their order."""
        west, south, east, north = extent
        boxes = self.boxes
        met = (boxes[:, 0] <= east) & (boxes[:, 2] >= west) & (boxes[:, 1] <= north) & (boxes[:, 3] >= south)
        return np.flatnonzero(met)

    def _meets(self, feature: int, x: float, y: float, tolerance: float) -> bool:
        """Whether one feature covers the point or comes within the tolerance of it."""
        parts = self.shapes.parts(feature)
        point = np.array([[x, y]])
        if self.kind == "polygon" and sum(int(inside(point, ring)[0]) for ring in parts) % 2:
            return True
        return any(_distance(part, x, y) <= tolerance for part in parts if len(part))


def _distance(part: NDArray[np.float64], x: float, y: float) -> float:
    """From a point to the nearest place of a line, or to a single vertex."""
    start = part[:-1] if len(part) > 1 else part
    step = part[1:] - start if len(part) > 1 else np.zeros_like(part)
    length2 = np.maximum((step**2).sum(axis=1), np.finfo(float).tiny)
    to = np.array([x, y]) - start
    share = np.clip((to * step).sum(axis=1) / length2, 0, 1)
    return float(np.hypot(*(to - share[:, None] * step).T).min())
