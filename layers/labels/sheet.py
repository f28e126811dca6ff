"""What every kind of label needs to know of the sheet that it is placed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.polyline import inside
from geo.record import dataclass, field
from layers.ground.sandwich import district_of, zone_rows
from layers.labels.room import Room
from layers.labels.ways import way_points

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from layers.display import Overlay
    from layers.labels.measure import Measure
    from layers.labels.room import Rect
    from layers.provenance import Language
    from layers.scene import Scene
    from layers.style import Style
    from layers.viewport import Viewport

__all__ = ["Sheet", "ZoneOnSheet", "sheet_of"]


@dataclass(frozen=True, slots=True, eq=False)
class ZoneOnSheet:
    """A zone as it lies on the sheet: its row, its outer rings in pixels and the box around them, its colours."""

    row: Mapping[str, Any]
    rings: tuple[NDArray[np.float64], ...]
    fill: str
    edge: str
    area_px: float
    box: Rect

    @property
    def ring(self) -> NDArray[np.float64]:
        """The largest ring, closed, (n, 2) pixels."""
        return max(self.rings, key=len)

    def label(self, language: Language) -> str:
        """The zone's name for the map, ``|`` where it may break; Chinese where there is no other."""
        return str(self.row[f"label_{language}"] or self.row[f"name_{language}"] or self.row["name_zh"])

    def holds(self, points: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which of (m, 2) pixel points lie inside."""
        found = np.zeros(len(points), dtype=bool)
        for ring in self.rings:
            found ^= inside(points, ring)
        return found


@dataclass(slots=True, eq=False)
class Sheet:
    """One placing in progress: what is known of the map, what is taken, what is placed."""

    scene: Scene
    style: Style
    viewport: Viewport
    measure: Measure
    scale: float
    zones: list[ZoneOnSheet]
    district: NDArray[np.float64]
    ways: NDArray[np.float64]
    room: Room
    placed: list[Overlay] = field(default_factory=list)
    chips: list[Overlay] = field(default_factory=list)
    targets: list[tuple[Rect, tuple[str, str]]] = field(default_factory=list)

    def beneath(self, points: Sequence[tuple[float, float]]) -> list[tuple[ZoneOnSheet | None, str]]:
        """For each pixel the zone on top and the colour that lies there, which a halo must have (LOOK §1)."""
        px = np.array(points)
        land, abroad = self.style.colour("halo_in"), self.style.colour("halo_out")
        within = inside(px, self.district) if len(self.district) else np.zeros(len(px), dtype=bool)
        found: list[tuple[ZoneOnSheet | None, str]] = [(None, land if home else abroad) for home in within]
        for zone in self.near(px):
            for i in np.flatnonzero(zone.holds(px)):
                found[i] = (zone, zone.fill)
        return found

    def near(self, points: NDArray[np.float64]) -> list[ZoneOnSheet]:
        """The zones that can hold any of (m, 2) pixel points, by their boxes; most are elsewhere."""
        if not len(points):
            return []
        (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        return [
            zone
            for zone in self.zones
            if zone.box[0] <= right and zone.box[2] >= left and zone.box[1] <= bottom and zone.box[3] >= top
        ]

    def ways_in(self, rects: NDArray[np.float64]) -> NDArray[np.int64]:
        """How many sample points of streets and metro lie in each of (m, 4) rectangles: (m,)."""
        x, y = self.ways[:, 0], self.ways[:, 1]
        left, top, right, bottom = (rects[:, i, None] for i in range(4))
        return np.asarray(((x > left) & (x < right) & (y > top) & (y < bottom)).sum(axis=1))

    def zones_in(self, rects: NDArray[np.float64], but: ZoneOnSheet | None = None) -> NDArray[np.int64]:
        """How many zones, ``but`` one, each of (m, 4) rectangles reaches into, by 5 by 3 points: (m,)."""
        across, down = np.meshgrid(np.linspace(0, 1, 5), np.linspace(0, 1, 3))
        lattice = np.column_stack((across.ravel(), down.ravel()))
        sizes = rects[:, 2:] - rects[:, :2]
        points = (rects[:, None, :2] + lattice * sizes[:, None]).reshape(-1, 2)
        hits = [zone.holds(points).reshape(len(rects), -1).any(axis=1) for zone in self.near(points) if zone is not but]
        return np.asarray(np.sum(hits, axis=0, dtype=np.int64)) if hits else np.zeros(len(rects), dtype=np.int64)

    def sees(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Whether a pixel is on the sheet, or within ``margin`` of it."""
        return -margin <= x <= self.viewport.width + margin and -margin <= y <= self.viewport.height + margin


def sheet_of(scene: Scene, style: Style, viewport: Viewport, measure: Measure) -> Sheet:
    """An empty sheet over a scene."""
    zones = []
    for row, shapes in zone_rows(scene):
        rings = tuple(viewport.to_px(part) for part in shapes.parts(0))
        symbol = style.symbol_for(row)
        area = sum(abs(_area(ring)) for ring in rings)
        every = np.concatenate(rings)
        box = (*every.min(axis=0).tolist(), *every.max(axis=0).tolist())
        zones.append(ZoneOnSheet(row, rings, symbol.fill or style.colour("land_in"), symbol.edge or "", area, box))
    district = district_of(scene)
    return Sheet(
        scene=scene,
        style=style,
        viewport=viewport,
        measure=measure,
        scale=viewport.scale,
        zones=zones,
        district=viewport.to_px(district.parts(0)[0]) if len(district) else np.empty((0, 2)),
        ways=viewport.to_px(way_points(scene, style)),
        room=Room(viewport.width, viewport.height),
    )


def _area(ring: NDArray[np.float64]) -> float:
    """Signed area of a closed ring, in square pixels (shoelace)."""
    x, y = ring[:, 0], ring[:, 1]
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)
