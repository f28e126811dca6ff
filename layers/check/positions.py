"""Is everything near Shanghai, and are vertices in order?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.extent import Extent
from layers.check.finding import Finding, finding_at, finding_of
from layers.vertices import vertex_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.check.reading import Tables
    from layers.tables import Row, Table

__all__ = ["SHANGHAI", "check_positions"]

_WORLD: Final = Extent(-180, -90, 180, 90)
SHANGHAI: Final = Extent(120.8, 30.6, 122.3, 31.95)  # the municipality with its islands, generously
_KEYS: Final = {"lines": "line_id", "areas": "area_id", "context": "context_id"}


def check_positions(tables: Tables) -> Iterator[Finding]:
    """Longitudes and latitudes are of this city, and accuracies are above zero."""
    for table in tables.values():
        for row in table.rows:
            if row.values.get("lon") is not None and row.values.get("lat") is not None:
                yield from _position(table, row)
            accuracy = row.values.get("accuracy_m")
            if accuracy is not None and accuracy <= 0:
                yield finding_at(table, row, "accuracy_m", "check.accuracy", value=accuracy)
    for name, key in _KEYS.items():
        needed = (key, "seq", "kind")
        if name in tables and all(field in row.values for row in tables[name].rows for field in needed):
            yield from (finding_of(problem) for problem in vertex_problems(tables[name], key))


def _position(table: Table, row: Row) -> Iterator[Finding]:
    lon, lat = row.values["lon"], row.values["lat"]
    if SHANGHAI.contains(lon, lat):
        return
    if SHANGHAI.contains(lat, lon):
        yield finding_at(table, row, "lon", "check.swapped", lon=lon, lat=lat)
    elif not _WORLD.contains(lon, lat):
        yield finding_at(table, row, "lon", "check.outside_world", lon=lon, lat=lat)
    else:
        yield finding_at(table, row, "lon", "check.far", lon=lon, lat=lat)
