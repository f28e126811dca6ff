"""What ``list`` and ``show`` answer: plain rows for JSON and for text, as DESIGN §5 lays them down.

Unknown is None, never a missing key.  Documents are named by their file here, since these
rows are for machines; people see titles and dates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo.errors import AtlasError
from layers.belonging import belonging
from layers.briefing import dossier_text
from layers.dossier import dossier_of, require_zone
from layers.fact_rows import fact_row, source_row
from layers.telling import as_told, is_known, since, standing
from layers.text_table import table_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from layers.provenance import Entry
    from layers.register import Register

__all__ = ["ANSWERED", "NoSuchTableError", "dossier_text", "list_rows", "show_zone", "table_text"]

ANSWERED: Final = (
    "zones", "places", "initiatives", "companies", "organisations", "indicators", "frameworks", "schemes", "sources",
)  # fmt: skip
_SHOWN: Final = ("initiatives", "companies", "organisations", "indicators", "places", "frameworks")


class NoSuchTableError(AtlasError, KeyError):
    """A table that cannot be listed; ``tables`` names those that can."""


def list_rows(
    register: Register, table: str, zone: str | None = None, as_of: date | None = None
) -> list[dict[str, Any]]:
    """The rows of a table as plain values, in the order of the register.

    Parameters
    ----------
    table : str
        One of `ANSWERED`.
    zone : str, optional
        Only what is in this zone or in a part of it: an umbrella includes its members' rows,
        but what is told of the whole district never shows under a part of it.  Schemes belong
        to no zone; of sources, those that the zone's own dossier cites.
    as_of : date, optional
        Leaves out what no document had told by then; the register's own date by default.

    Raises
    ------
    NoSuchTableError, NoSuchZoneError
        Where there is no such table or zone.
    """
    if table not in ANSWERED:
        raise NoSuchTableError("fact.no_table", table=table, tables=", ".join(ANSWERED))
    day = as_of or register.as_of
    if zone is not None:
        require_zone(register, zone)
    if table == "sources":
        used = {source.id for source, _ in dossier_of(register, zone, day).sources} if zone is not None else None
        sources = (each for each in register.sources.values() if used is None or each.id in used)
        return [source_row(each) for each in sources if each.published <= day]
    return [fact_row(register, table, entry, day) for entry in _within(register, table, zone, day)]


def show_zone(register: Register, zone: str, as_of: date | None = None) -> dict[str, Any]:
    """A zone's row with what its dossier holds.

    Beside the keys of a zone there are its own ``initiatives``, ``companies``, ``organisations``,
    ``indicators``, ``places`` and ``frameworks``, its ``members`` with the number of rows in
    each, and the ``sources`` used, newest first, with the paragraphs ``cited``.

    Raises
    ------
    NoSuchZoneError
        Where there is no such zone.
    """
    dossier = dossier_of(register, zone, as_of)
    day = dossier.as_of
    shown: dict[str, Any] = {
        table: [fact_row(register, table, row, day) for row in getattr(dossier, table)] for table in _SHOWN
    }
    members = [
        {
            "zone_id": member.id,
            "parent_id": zone,
            "counts": {table: getattr(counts, table) for table in counts.__slots__},
        }
        for member, counts in dossier.member_counts
    ]
    sources = [{**source_row(source), "cited": list(paragraphs)} for source, paragraphs in dossier.sources]
    return {**fact_row(register, "zones", dossier.zone, day), **shown, "members": members, "sources": sources}


def _within(register: Register, table: str, zone: str | None, day: date) -> Iterator[Entry]:
    """The rows of an entry table that were known by ``day`` and are in the zone or a part of it."""
    index = belonging(register)
    inside = None if zone is None else {zone, *index.parts[zone]}
    zones = standing(register, day).known
    for entry in getattr(register, table).values():
        known = entry.id in zones if table == "zones" else is_known(since(register, entry.citations), day)
        if known and (inside is None or inside & _zones_of(register, table, entry, day)):
            yield entry


def _zones_of(register: Register, table: str, entry: Entry, day: date) -> set[str]:
    if table == "zones":
        return {entry.id}
    if table == "frameworks":
        return {zone for pair in register.frameworks[entry.id].members for zone in pair if zone is not None}
    return {link.zone_id for link in as_told(register, table, entry, day).links}
