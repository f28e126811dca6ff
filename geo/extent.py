"""Rectangles on the map.

An extent keeps its edges in west, south, east, north order, in the units of its own CRS:
degrees when geographic, metres when projected.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from geo.errors import ExtentError
from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Extent"]


@dataclass(frozen=True, slots=True)
class Extent:
    """An axis-aligned rectangle that includes its own border.

    Raises
    ------
    ExtentError
        Where an edge is not finite, or west lies east of east, or south north of north.
    """

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        edges = (self.west, self.south, self.east, self.north)
        if not all(map(isfinite, edges)):
            raise ExtentError("extent.not_finite", edges=edges)
        if self.west > self.east or self.south > self.north:
            raise ExtentError("extent.out_of_order", edges=edges)

    @property
    def width(self) -> float:
        """East minus west, in the units of the CRS."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """North minus south, in the units of the CRS."""
        return self.north - self.south

    @property
    def centre(self) -> tuple[float, float]:
        """The middle point, as x, y."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    def intersects(self, other: Extent) -> bool:
        """Whether the two rectangles share at least a border point."""
        return not (
            other.west > self.east or other.east < self.west or other.south > self.north or other.north < self.south
        )

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the border."""
        return self.west <= x <= self.east and self.south <= y <= self.north

    def grown(self, distance: float) -> Extent:
        """The extent moved outward by ``distance`` on each side, in its own units."""
        return Extent(self.west - distance, self.south - distance, self.east + distance, self.north + distance)

    @staticmethod
    def around(extents: Iterable[Extent]) -> Extent | None:
        """The smallest extent that holds all of ``extents``; None when there are none."""
        found = list(extents)
        if not found:
            return None
        return Extent(
            min(e.west for e in found),
            min(e.south for e in found),
            max(e.east for e in found),
            max(e.north for e in found),
        )
