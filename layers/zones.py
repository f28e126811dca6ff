"""Zones: the district, its umbrellas and the areas inside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geo.record import dataclass
from layers.provenance import Entry

if TYPE_CHECKING:
    from datetime import date

    from layers.provenance import Citation

__all__ = ["Boundary", "Family", "Zone"]

Boundary = Literal["official", "traced", "schematic", "none"]
Family = Literal["corridor", "belt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Entry):
    """A named area of the district.

    Attributes
    ----------
    kind : str
        ``district``, ``umbrella`` (a union of others), ``zone`` (drawn by itself); and, never drawn
        by themselves, ``site`` (a park or stretch in the district), ``city``, ``district_other``
        and ``city_area``.
    parent_ids : tuple of str
        The zones that this one is part of, nearest first.
    family : {"corridor", "belt"} or None
        Whether it belongs to 一廊 or to 一带.
    label_zh : str
        The name with ``|`` where a label may break.
    stated_area_km2, stated_area_citation
        The area that a document states, and where; None where none does.
    area_km2 : float or None
        The area of our shape on the WGS 84 ellipsoid; None where it has none.
    boundary, accuracy_m, boundary_basis_zh
        How sure the outline is, within how many metres, and how it was made.
    pole : (float, float) or None
        Longitude and latitude of the point farthest from the outline; None without one.
    """

    kind: str
    parent_ids: tuple[str, ...]
    family: Family | None
    label_zh: str
    label_en: str
    valid_from: date | None
    valid_to: date | None
    stated_area_km2: float | None
    stated_area_citation: Citation | None = None
    area_km2: float | None
    boundary: Boundary
    accuracy_m: float | None
    boundary_basis_zh: str
    boundary_basis_en: str
    pole: tuple[float, float] | None
