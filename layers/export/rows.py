"""Rows of the register as flat columns: one scalar a cell, nothing nested.

QGIS, Excel and a text comparison want the same: names of columns that stay, one value in
each, and where it comes from.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from geo.record import dataclass
from layers.belonging import belonging, position_of
from layers.columns import TABLES
from layers.dossier import dossier_of
from layers.telling import as_told, is_known, since

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from layers.entries import Place
    from layers.messages import Messages
    from layers.provenance import Citation, Entry, ZoneLink
    from layers.register import Register
    from layers.zones import Zone

__all__ = ["ATTRIBUTION", "COUNTED", "Rows"]

ATTRIBUTION: Final = "© OpenStreetMap contributors, ODbL 1.0"
COUNTED: Final = ("companies", "initiatives", "organisations")
_COMMON: Final = frozenset(("id", "name_zh", "name_en", "summary_zh", "summary_en", "aliases", "citations", "external"))

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """The register as it was known at a date, in the words of one language."""

    register: Register
    as_of: date
    words: Messages

    def zone(self, zone: Zone) -> Row:
        """A zone's columns.

        ``companies``, ``initiatives`` and ``organisations`` count what is linked to the zone
        itself; the columns ``…_all`` add what is linked to its parts, each row once.
        """
        dossier = dossier_of(self.register, zone.id, self.as_of)
        told, index = dossier.zone, belonging(self.register)
        counts = {table: len(getattr(dossier, table)) for table in COUNTED}
        for table in COUNTED:
            linked = (index.linked(each, table, self.as_of) for each in (zone.id, *index.parts[zone.id]))
            counts[f"{table}_all"] = len({row.entry.id for rows in linked for row in rows})
        zh = self.words.language == "zh"
        stated = [told.stated_area_citation] if told.stated_area_citation else []
        return {
            **self._named(told),
            "kind": told.kind,
            "parent_ids": _cell(told.parent_ids),
            "family": told.family,
            "summary": _cell(told.summary(self.words.language)),
            "boundary": told.boundary,
            "boundary_note": self.words(f"geojson.{told.boundary}"),
            "boundary_basis": _cell(told.boundary_basis_zh if zh else told.boundary_basis_en),
            "accuracy_m": told.accuracy_m,
            "stated_area_km2": told.stated_area_km2,
            "stated_area_source": self._cited(stated) if told.stated_area_km2 is not None else None,
            "area_km2": told.area_km2,
            "valid_from": _cell(told.valid_from),
            "valid_to": _cell(told.valid_to),
            **counts,
            **self._provenance(told),
        }

    def entries(self, table: str, zones: Iterable[str] | None = None) -> Iterator[tuple[Row, Place | None]]:
        """The rows of a table that were known, each with its position where one is known.

        A long table: a row that is linked to several zones comes once for each, told apart by
        ``zone_id``; one without a link comes once, with none.  With ``zones``, only the links
        to these are told.
        """
        wanted = None if zones is None else frozenset(zones)
        for entry in self._known(table):
            place = position_of(self.register, entry)
            links: list[ZoneLink | None] = [*self._links(entry, wanted)]
            if not links and wanted is None:
                links.append(None)
            for link in links:
                yield self._entry(table, entry, link, place), place

    def places(self, zones: Iterable[str] | None = None) -> Iterator[tuple[Row, Place]]:
        """The places that were known, once each; ``zone_ids`` joins the zones they are linked to."""
        wanted = None if zones is None else frozenset(zones)
        for place in self._known("places"):
            links = self._links(place, wanted)
            if links or wanted is None:
                zone_ids = _cell(tuple(link.zone_id for link in links))
                basis = _cell(tuple(link.basis for link in links))
                yield self._columns("places", place, {"zone_ids": zone_ids, "zone_basis": basis}), place

    def _known(self, table: str) -> Iterator[Any]:
        entries: dict[str, Entry] = getattr(self.register, table)
        for entry in entries.values():
            if is_known(since(self.register, entry.citations), self.as_of):
                yield as_told(self.register, table, entry, self.as_of)

    def _links(self, entry: Entry, wanted: frozenset[str] | None) -> list[ZoneLink]:
        return [link for link in entry.links if wanted is None or link.zone_id in wanted]

    def _entry(self, table: str, entry: Entry, link: ZoneLink | None, place: Place | None) -> Row:
        zone = self.register.zones[link.zone_id] if link else None
        return self._columns(
            table,
            entry,
            {
                "zone_id": zone.id if zone else None,
                "zone": zone.name(self.words.language) if zone else None,
                "zone_basis": link.basis if link else None,
                "zone_why": _cell(link.why_zh) if link else None,
                "position_accuracy_m": place.accuracy_m if place else None,
                "position_verified": place.verified if place else None,
            },
        )

    def _columns(self, table: str, entry: Entry, of_zone: Row) -> Row:
        own = [column.name for column in TABLES[table].columns if column.name not in _COMMON]
        return {
            **self._named(entry),
            **of_zone,
            "summary": _cell(entry.summary(self.words.language)),
            **{name: _cell(getattr(entry, name)) for name in own},
            **self._provenance(entry),
        }

    def _named(self, entry: Entry) -> Row:
        return {
            "id": entry.id,
            "name_zh": _cell(entry.name_zh),
            "name_en": _cell(entry.name_en),
            "aliases": _cell(entry.aliases),
        }

    def _provenance(self, entry: Entry) -> Row:
        return {
            "citations": self._cited(entry.citations),
            "external": entry.external,
            "attribution": ATTRIBUTION,
            "register_as_of": self.as_of.isoformat(),
            "register_version": self.register.version,
        }

    def _cited(self, citations: Iterable[Citation]) -> str | None:
        """Title, date and paragraphs of what was published by then, as text."""
        paragraphs: dict[str, list[int]] = {}
        for citation in citations:
            if self.register.sources[citation.source_id].published <= self.as_of:
                paragraphs.setdefault(citation.source_id, []).append(citation.paragraph)
        told = []
        for source_id, numbers in paragraphs.items():
            source = self.register.sources[source_id]
            title = source.title_zh if self.words.language == "zh" else source.title_en
            joined = self.words("geojson.comma").join(map(str, sorted(set(numbers))))
            told.append(
                self.words("geojson.citation", title=title, date=source.published.isoformat(), paragraphs=joined)
            )
        return self.words("geojson.semicolon").join(told) or None


def _cell(value: Any) -> Any:
    """A value that any table takes: text, number, truth or nothing."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ";".join(map(str, value)) or None
    return None if value == "" else value  # zero is a value
