"""From the pieces of a scan to shapes, kind by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo.flatten import oriented
from geo.scan.growing import Growing
from geo.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from geo.scan.pieces import Piece
    from geo.shapes import ShapeKind

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    ShapesOfRows = tuple[Shapes, Integers]

__all__ = ["KINDS", "Gathered", "joined"]

KINDS: Final[tuple[ShapeKind, ...]] = ("polygon", "line", "point")
_HOLE, _UNSURE = 1, 2
_NO_KIND = 3
# By geometry type: none, then those of RFC 7946 in its order; 255 for a feature that Python looks at.
_KIND_OF: Final = np.full(256, _NO_KIND, np.uint8)
_KIND_OF[1:7] = (2, 2, 1, 1, 0, 0)
_BLOCK = 1 << 14  # vertices that are projected at a time: what stays in the cache is done in a fifth of the time


class _Kind:
    """Shapes of one kind, growing."""

    def __init__(self) -> None:
        self.xy = Growing(np.float64, 2)
        self.part_starts = Growing(np.int64)
        self.feature_starts = Growing(np.int64)
        self.rows = Growing(np.int64)
        self.part_starts.add(np.zeros(1, np.int64))
        self.feature_starts.add(np.zeros(1, np.int64))

    def expect(self, factor: float) -> None:
        for each in (self.xy, self.part_starts, self.feature_starts, self.rows):
            each.expect(int(len(each) * factor))


class Gathered:
    """The sound features of a scan.

    Parameters
    ----------
    project : callable
        Takes (n, 2) degrees and gives (n, 2) projected coordinates.
    """

    def __init__(self, project: Callable[[Floats], Floats]) -> None:
        self._project = project
        self._kinds = [_Kind() for _ in KINDS]
        self._count = 0

    def add(self, piece: Piece) -> None:
        """Add the features of a piece."""
        kinds = _KIND_OF[piece.types]
        per_feature = np.diff(piece.counts, prepend=0)
        per_part = np.diff(piece.stops, prepend=0)
        present = [kind for kind in range(len(KINDS)) if (kinds == kind).any()]
        for kind in present:
            features = np.flatnonzero(kinds == kind)
            if len(present) == 1:  # parts and positions are all of this kind
                self._add(kind, features, piece.xy, per_part, piece.kinds, per_feature[features])
            else:
                parts = np.repeat(kinds == kind, per_feature)
                xy = piece.xy[np.repeat(parts, per_part)]
                self._add(kind, features, xy, per_part[parts], piece.kinds[parts], per_feature[features])
        self._count += len(kinds)

    def _add(
        self,
        kind: int,
        features: NDArray[np.intp],
        xy: Floats,
        per_part: Integers,
        ring_kinds: NDArray[np.uint8],
        per_feature: Integers,
    ) -> None:
        into = self._kinds[kind]
        starts = np.concatenate(([0], np.cumsum(per_part)))
        if KINDS[kind] == "polygon":
            _settle(xy, starts, ring_kinds)
        into.part_starts.add(starts[1:] + len(into.xy))
        into.feature_starts.add(np.cumsum(per_feature) + int(into.feature_starts.rows()[-1]))
        into.rows.add(features + self._count)
        room = into.xy.room(len(xy))
        for begin in range(0, len(xy), _BLOCK):
            room[begin : begin + _BLOCK] = self._project(xy[begin : begin + _BLOCK])

    def expect(self, share: float) -> None:
        """Make room: what was added so far is about that share of all."""
        for kind in self._kinds:
            kind.expect(1.1 / max(share, 1e-6))

    def shapes(self) -> dict[ShapeKind, ShapesOfRows]:
        """Shapes and their rows by kind, for each kind that occurs."""
        return {
            name: (Shapes(name, kind.xy.rows(), kind.part_starts.rows(), kind.feature_starts.rows()), kind.rows.rows())
            for name, kind in zip(KINDS, self._kinds, strict=True)
            if len(kind.rows)
        }


def _settle(xy: Floats, starts: Integers, ring_kinds: NDArray[np.uint8]) -> None:
    """Ask `oriented` about rings that the scanner was not sure of, in place."""
    unsure = np.flatnonzero(ring_kinds & _UNSURE)
    if len(unsure):
        where, own_starts = _ragged(starts, unsure)
        xy[where] = oriented(xy[where], own_starts, (ring_kinds[unsure] & _HOLE).astype(bool))


def _ragged(starts: Integers, order: NDArray[Any]) -> tuple[Integers, Integers]:
    """Indices of the elements of chosen runs, run after run, and where each of these begins among them."""
    lengths = np.diff(starts)[order]
    own_starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    return np.repeat(starts[order] - own_starts[:-1], lengths) + np.arange(own_starts[-1]), own_starts


def joined(parts: Sequence[ShapesOfRows]) -> ShapesOfRows:
    """Shapes of one kind together, in the order of their rows.  No row stands in two of the parts."""
    if len(parts) == 1:
        return parts[0]
    xy = np.concatenate([shapes.xy for shapes, _ in parts])
    part_starts = _chained([shapes.part_starts for shapes, _ in parts])
    feature_starts = _chained([shapes.feature_starts for shapes, _ in parts])
    rows = np.concatenate([rows for _, rows in parts])
    order = np.argsort(rows, kind="stable")
    which, feature_starts = _ragged(feature_starts, order)
    where, part_starts = _ragged(part_starts, which)
    return Shapes(parts[0][0].kind, xy[where], part_starts, feature_starts), rows[order]


def _chained(starts: Sequence[Integers]) -> Integers:
    """Starts of several packs as those of one."""
    ends = np.cumsum([0, *(int(each[-1]) for each in starts)])
    return np.concatenate([np.zeros(1, np.int64), *(each[1:] + end for each, end in zip(starts, ends, strict=False))])
