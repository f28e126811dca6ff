"""One row of the register as a plain, JSON-ready value with the keys of DESIGN §5.

A list is never None: nothing known to be in it is an empty list.  Everything else that is
unknown is None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from layers.belonging import belonging
from layers.columns import LINKED_TABLES
from layers.telling import as_told, is_known, since

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from layers.provenance import Citation, Entry, Source
    from layers.register import Register
    from layers.zones import Zone

__all__ = ["fact_row", "source_row"]

_STATUS: Final = {"status": "status", "as_of": "status_as_of"}


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


# What each table has beyond the keys of every row: key → field of the value.
_FIELDS: Final[Mapping[str, Mapping[str, str]]] = {
    "places": _same("kind", "lon", "lat", "accuracy_m", "position_source", "verified"),
    "initiatives": {**_same("kind"), **_STATUS, **_same("date", "domain", "facets")},
    "companies": {**_same("kind", "relation"), **_STATUS, **_same("sector")},
    "organisations": {**_same("kind", "relation"), **_STATUS},
    "indicators": {
        **_same("value", "qualifier"),
        "unit": "unit_zh",
        **_same("unit_en", "value_kind", "as_of", "target_date", "baseline_id", "scope", "geography"),
    },
    "frameworks": _same("valid_from", "valid_to"),
    "schemes": _same("parts"),
    "zones": {
        **_same("kind", "parent_ids", "family", "valid_from", "valid_to", "stated_area_km2", "area_km2"),
        **_same("boundary", "accuracy_m", "boundary_basis_zh", "boundary_basis_en"),
    },
}


def fact_row(register: Register, table: str, entry: Entry, day: date) -> dict[str, Any]:
    """A row of an entry table as it had been told by ``day``."""
    entry = as_told(register, table, entry, day)
    row: dict[str, Any] = {
        "id": entry.id,
        "name_zh": entry.name_zh,
        "name_en": entry.name_en or None,
        "summary_zh": entry.summary_zh or None,
        "summary_en": entry.summary_en or None,
        "aliases": list(entry.aliases),
        "citations": [_citation(register.sources[each.source_id], each) for each in entry.citations],
        "synonym_ids": list(entry.synonym_ids),
        "external": entry.external,
    }
    row |= {key: _plain(getattr(entry, field)) for key, field in _FIELDS[table].items()}
    if table in LINKED_TABLES:
        row["zone_ids"] = [link.zone_id for link in entry.links]
        row["zone_basis"] = {link.zone_id: link.basis for link in entry.links}
    if more := _MORE.get(table):
        row |= more(register, entry, day)
    return row


def source_row(source: Source) -> dict[str, Any]:
    """A document; its summary says how far it can be trusted."""
    return {
        "id": source.id,
        "name_zh": source.title_zh,
        "name_en": source.title_en or None,
        "summary_zh": source.reliability_zh or None,
        "citations": [],
        "document": source.document,
        "publisher_zh": source.publisher_zh or None,
        "republisher_zh": source.republisher_zh or None,
        "published": source.published.isoformat(),
        "speaker_zh": source.speaker_zh or None,
        "paragraphs": source.paragraphs,
    }


def _citation(source: Source, citation: Citation) -> dict[str, Any]:
    return {"source": source.document, "paragraph": citation.paragraph, "as_of": source.published.isoformat()}


def _plain(value: Any) -> Any:
    """Dates as ISO text, tuples as lists, empty text as None."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return None if value == "" else value


def _zone(register: Register, entry: Entry, day: date) -> dict[str, Any]:
    zone: Zone = register.zones[entry.id]
    stated = getattr(entry, "stated_area_citation", None)
    named = (f for f in belonging(register).frameworks[zone.id] if is_known(since(register, f.citations), day))
    return {
        "stated_area_citation": _citation(register.sources[stated.source_id], stated) if stated else None,
        "frameworks": [framework.id for framework in named],
    }


def _framework(register: Register, entry: Entry, day: date) -> dict[str, Any]:  # noqa: ARG001 - as its sibling
    members = register.frameworks[entry.id].members
    return {"members": [{"zone_id": zone, "parent_id": parent} for zone, parent in members]}


_MORE: Final[Mapping[str, Callable[[Register, Entry, date], dict[str, Any]]]] = {
    "zones": _zone,
    "frameworks": _framework,
}
