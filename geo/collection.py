"""Features as a GeoJSON file holds them, after they were checked.

Geometry stays a GeoJSON object, properties and foreign members stay as they were read and in
their order, so that a file can be written again without a loss.  ``geo.flatten`` turns the
geometry into arrays for drawing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from geo.extent import Extent
from geo.positions import positions
from geo.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.issues import FeatureId, Issue

__all__ = ["Datum", "Feature", "FeatureCollection", "extent_of"]

Datum = Literal["wgs84", "gcj02", "bd09"]


@dataclass(frozen=True, slots=True)
class Feature:
    """One geometry with its row.

    Attributes
    ----------
    geometry : mapping or None
        A GeoJSON geometry in WGS 84 degrees; None where the position is not known.
    properties : mapping or None
        The row.
    id : str, number or None
        The feature's own id.
    foreign : mapping
        Members that RFC 7946 does not know, in their order.
    has_bbox : bool
        Whether the file gave a ``bbox``; it is measured anew on writing.
    index : int
        The feature's place in its file, from 0; features that could not be used are counted.
    """

    geometry: Mapping[str, Any] | None
    properties: Mapping[str, Any] | None
    id: FeatureId = None
    foreign: Mapping[str, Any] = field(default_factory=dict)
    has_bbox: bool = False
    index: int = 0


@dataclass(frozen=True, slots=True)
class FeatureCollection:
    """All usable features of a file.

    Attributes
    ----------
    features : sequence of Feature
        In the order of the file; those of a large one are made on demand.
    foreign : mapping
        Members of the collection itself that RFC 7946 does not know.
    name : str
        The file's name without its folder.
    crs, datum : str
        What the coordinates are in now: always EPSG:4326, longitude first.
    stated_crs : str or None
        The code that the file named, which its coordinates were in; None where it named none
        and RFC 7946 decides.
    encoding : str
        ``utf-8``, or ``utf-8-sig`` where a byte-order mark came first.
    issues : tuple of Issue
        What was left out, mended or worth knowing.
    """

    features: Sequence[Feature]
    foreign: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""
    crs: str = "EPSG:4326"
    datum: Datum = "wgs84"
    stated_crs: str | None = None
    encoding: str = "utf-8"
    has_bbox: bool = False
    issues: tuple[Issue, ...] = ()


def extent_of(collection: FeatureCollection) -> Extent | None:
    """West, south, east, north of all features in degrees; None where none has a position."""
    found = [p for feature in collection.features if feature.geometry for p in positions(feature.geometry)]
    if not found:
        return None
    lons, lats = [p[0] for p in found], [p[1] for p in found]
    return Extent(float(min(lons)), float(min(lats)), float(max(lons)), float(max(lats)))
