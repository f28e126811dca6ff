"""The register: every row and outline that the map and the dossiers are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from geo.shapes import Shapes
    from layers.entries import Company, Framework, Indicator, Initiative, Organisation, Place, Scheme
    from layers.provenance import Source
    from layers.zones import Zone

__all__ = ["BasemapFeature", "Register"]


@dataclass(frozen=True, slots=True)
class BasemapFeature:
    """A quiet line, area or label point of the built-in basemap, in WGS 84 degrees."""

    id: str
    name_zh: str
    name_en: str
    kind: str
    accuracy_m: float
    verified: bool


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """All tables, keyed by id in the order of their files, and all outlines.

    Attributes
    ----------
    folder : Path
        Where it was read from.
    version : str
        Content hash of the files, short, for caches and for the foot of exports.
    as_of : date
        The date of the newest source.
    zone_shapes : Shapes
        Polygons in WGS 84 degrees, in the order of ``zones``.
    basemap_lines, basemap_areas, basemap_labels : (features, Shapes)
        The built-in basemap in WGS 84 degrees: streets, metro and creeks; water, parks and
        campuses; label points.
    """

    folder: Path
    version: str
    as_of: date
    sources: Mapping[str, Source]
    zones: Mapping[str, Zone]
    places: Mapping[str, Place]
    initiatives: Mapping[str, Initiative]
    companies: Mapping[str, Company]
    organisations: Mapping[str, Organisation]
    indicators: Mapping[str, Indicator]
    frameworks: Mapping[str, Framework]
    schemes: Mapping[str, Scheme]
    zone_shapes: Shapes
    basemap_lines: tuple[tuple[BasemapFeature, ...], Shapes]
    basemap_areas: tuple[tuple[BasemapFeature, ...], Shapes]
    basemap_labels: tuple[tuple[BasemapFeature, ...], Shapes]
