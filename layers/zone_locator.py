"""Which zones geometries lie in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.flatten import flatten
from geo.locate import NOWHERE, Locator, multipolygon
from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from shapely import Geometry

    from layers.register import Register

__all__ = ["Location", "ZoneLocator"]


@dataclass(frozen=True, slots=True)
class Location:
    """Where one geometry lies.

    Attributes
    ----------
    zone_ids : tuple of str
        The zones that hold it: one, or several for the points of a MultiPoint; the district
        where no zone does; empty outside the district.
    touched : tuple of str
        Where it is a line or an area that crosses borders: the zones that it lies in partly.
    """

    zone_ids: tuple[str, ...]
    touched: tuple[str, ...] = ()


class ZoneLocator:
    """The zones of a register that hold things: those drawn by themselves, then the district."""

    def __init__(self, register: Register) -> None:
        chosen = [
            (index, zone) for index, zone in enumerate(register.zones.values()) if zone.kind in ("zone", "district")
        ]
        shapes = register.zone_shapes.take([index for index, _ in chosen])
        self._ids = [zone.id for _, zone in chosen]
        self._zones = [row for row, (_, zone) in enumerate(chosen) if zone.kind == "zone"]
        self._districts = [row for row, (_, zone) in enumerate(chosen) if zone.kind == "district"]
        self._in_zones, self._in_districts = Locator(shapes.take(self._zones)), Locator(shapes.take(self._districts))
        self._polygons = [multipolygon(shapes, row) for row in range(len(chosen))]

    def locate(self, geometries: Sequence[Mapping[str, Any] | None]) -> list[Location | None]:
        """Where each geometry lies, in WGS 84 degrees; None for a row without one."""
        found: list[Location | None] = [None] * len(geometries)
        kinds = flatten(geometries)
        if "point" in kinds:
            points, rows = kinds["point"]
            holders = self._holders(points.xy)
            starts = points.feature_starts.tolist()  # a part is one point, so these are vertices too
            for row, first, last in zip(rows.tolist(), starts, starts[1:], strict=False):
                held = dict.fromkeys(holder for holder in holders[first:last] if holder != NOWHERE)
                found[row] = Location(tuple(self._ids[holder] for holder in held))
        for kind in kinds.keys() - {"point"}:
            for row in kinds[kind][1].tolist():
                geometry = geometries[row]
                if geometry is not None:
                    found[row] = self._of_extended(geometry)
        return found

    def _holders(self, xy: NDArray[np.float64]) -> list[int]:
        """For each point the row of its zone, else of its district, else `NOWHERE`."""
        zones, districts = (np.array([*rows, NOWHERE]) for rows in (self._zones, self._districts))
        # Both find nothing as -1, which picks the last entry: NOWHERE again.
        in_zones, in_districts = zones[self._in_zones.holders(xy)], districts[self._in_districts.holders(xy)]
        return [int(each) for each in np.where(in_zones != NOWHERE, in_zones, in_districts)]

    def _of_extended(self, geometry: Mapping[str, Any]) -> Location:
        """Where a line, an area or a mixture lies: in the smallest zone that covers all of it."""
        import shapely  # not on the way to the first frame
        from shapely.geometry import shape

        whole = shape(dict(geometry))
        if not whole.is_valid:  # a ring that crosses itself has no inside to speak of
            whole = shapely.make_valid(whole)
        holding = [row for row in self._zones if self._polygons[row].covers(whole)]
        if holding:
            return Location((self._ids[min(holding, key=lambda row: self._polygons[row].area)],))
        touched = tuple(self._ids[row] for row in self._zones if self._crosses(row, whole))
        inside = tuple(self._ids[row] for row in self._districts if self._polygons[row].covers(whole))
        if not inside and not touched:
            touched = tuple(self._ids[row] for row in self._districts if self._crosses(row, whole))
        return Location(inside, touched)

    def _crosses(self, row: int, whole: Geometry) -> bool:
        """Whether they share more than a border."""
        return bool(self._polygons[row].intersects(whole)) and not self._polygons[row].touches(whole)
