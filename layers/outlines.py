"""The zones' outlines, read from ``zones.geojson``, which ``layers.boundaries`` builds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import orjson

from geo.errors import ReadError
from geo.record import dataclass
from geo.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["Outlines", "read_outlines"]


@dataclass(frozen=True, slots=True, eq=False)
class Outlines:
    """Polygons in WGS 84 degrees with, for each, its area and the point farthest from its edge.

    A zone without an outline is an empty feature with neither.
    """

    shapes: Shapes
    areas_km2: tuple[float | None, ...]
    poles: tuple[tuple[float, float] | None, ...]


def read_outlines(file: str, data: bytes, zones: Mapping[str, bool]) -> Outlines:
    """The outlines of the given zones, in their order.

    Parameters
    ----------
    zones : zone id → bool
        Whether the zone has an outline; one that has none gets an empty feature.

    Raises
    ------
    ReadError
        Where the file is not the one that ``layers.boundaries`` writes, or lacks a zone.
    """
    try:
        collection = orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
        features = {feature["id"]: feature for feature in collection["features"]}
    except (orjson.JSONDecodeError, KeyError, TypeError):
        raise ReadError("outlines.not_built", file=file, row=0, field="") from None
    parts: list[list[NDArray[np.float64]]] = []
    areas: list[float | None] = []
    poles: list[tuple[float, float] | None] = []
    for zone_id, outlined in zones.items():
        if not outlined:
            parts.append([])
            areas.append(None)
            poles.append(None)
            continue
        if zone_id not in features:
            raise ReadError("outlines.zone_missing", file=file, row=0, field="id", value=zone_id)
        try:
            properties = features[zone_id]["properties"]
            parts.append(_rings(features[zone_id]["geometry"]))
            areas.append(float(properties["area_km2"]))
            lon, lat = properties["pole"]
            poles.append((float(lon), float(lat)))
        except (KeyError, TypeError, ValueError):
            raise ReadError("outlines.zone_broken", file=file, row=0, field="geometry", value=zone_id) from None
    return Outlines(Shapes.from_parts("polygon", parts), tuple(areas), tuple(poles))


def _rings(geometry: dict[str, Any]) -> list[NDArray[np.float64]]:
    """All rings of a Polygon or MultiPolygon.  Raises ValueError for anything else."""
    coordinates = geometry["coordinates"]
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(geometry["type"])
    if not polygons:
        raise ValueError(geometry["type"])
    rings = [np.array(ring, dtype=np.float64) for polygon in polygons for ring in polygon]
    for ring in rings:
        if ring.ndim != 2 or ring.shape[1] != 2 or len(ring) < 4 or (ring[0] != ring[-1]).any():
            raise ValueError("ring")
    return rings
