"""Geometry as flat arrays, ready to be drawn and pointed at.

Many features share one coordinate array, cut into parts (rings, lines or single points) and
the parts into features, as GeoArrow does.  Fourteen zones and a million buildings have the
same form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from geo.polyline import inside
from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Ring = NDArray[np.float64]

__all__ = ["ShapeKind", "Shapes"]

ShapeKind = Literal["point", "line", "polygon"]


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """Features of one kind in one coordinate system.

    Attributes
    ----------
    kind : {"point", "line", "polygon"}
        What a part is: one point, one line, or one closed ring (last vertex equals the first).
        Exterior rings run counter-clockwise and holes clockwise, so a winding fill is right.
    xy : (n, 2) array
        All vertices, in the units of the coordinate system.
    part_starts : (parts + 1,) array of int
        Where each part begins in ``xy``; the last entry is n.
    feature_starts : (features + 1,) array of int
        Where each feature begins in ``part_starts``; the last entry is the number of parts.
    """

    kind: ShapeKind
    xy: NDArray[np.float64]
    part_starts: NDArray[np.int64]
    feature_starts: NDArray[np.int64]

    @staticmethod
    def from_parts(kind: ShapeKind, features: Sequence[Sequence[Ring]]) -> Shapes:
        """Pack features, each a sequence of (n, 2) parts."""
        parts = [part for feature in features for part in feature]
        xy = np.concatenate(parts) if parts else np.empty((0, 2))
        part_starts = np.concatenate(([0], np.cumsum([len(part) for part in parts], dtype=np.int64)))
        feature_starts = np.concatenate(([0], np.cumsum([len(feature) for feature in features], dtype=np.int64)))
        return Shapes(kind, xy, part_starts.astype(np.int64), feature_starts.astype(np.int64))

    def __len__(self) -> int:
        """The number of features."""
        return len(self.feature_starts) - 1

    def parts(self, feature: int) -> list[Ring]:
        """The parts of one feature, as views into ``xy``."""
        first, last = self.feature_starts[feature], self.feature_starts[feature + 1]
        return [self.xy[self.part_starts[i] : self.part_starts[i + 1]] for i in range(first, last)]

    def __iter__(self) -> Iterator[list[Ring]]:
        """The features in order, each as its parts."""
        return (self.parts(i) for i in range(len(self)))

    def take(self, features: Sequence[int] | NDArray[np.int64]) -> Shapes:
        """The chosen features, in the given order."""
        chosen = np.asarray(features, dtype=np.int64).reshape(-1)
        counts = self.feature_starts[chosen + 1] - self.feature_starts[chosen]
        parts = _runs(self.feature_starts[chosen], counts)
        lengths = self.part_starts[parts + 1] - self.part_starts[parts]
        xy = self.xy[_runs(self.part_starts[parts], lengths)]
        return Shapes(self.kind, xy, _starts(lengths), _starts(counts))

    def extents(self) -> NDArray[np.float64]:
        """West, south, east, north of every feature: (features, 4); NaN for an empty feature."""
        found = np.full((len(self), 4), np.nan)
        vertex_starts = self.part_starts[self.feature_starts]
        filled = vertex_starts[1:] > vertex_starts[:-1]
        if filled.any():
            starts = vertex_starts[:-1][filled]
            found[filled, :2] = np.minimum.reduceat(self.xy, starts, axis=0)
            found[filled, 2:] = np.maximum.reduceat(self.xy, starts, axis=0)
        return found

    def contains(self, feature: int, x: float, y: float) -> bool:
        """Whether the point lies inside a polygon feature (even-odd over all of its rings)."""
        point = np.array([[x, y]])
        return sum(int(inside(point, ring)[0]) for ring in self.parts(feature)) % 2 == 1


def _runs(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers ``start, start + 1, …``, ``count`` of them for each start, one run after the other."""
    before = np.cumsum(counts) - counts
    return np.repeat(starts - before, counts) + np.arange(counts.sum(), dtype=np.int64)


def _starts(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where runs of these lengths begin, and where the last one ends."""
    return np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(counts, dtype=np.int64)))
