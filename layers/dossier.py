"""The dossier of a zone: what the panel, the HTML map and the command line show of it.

It tells the zone's own rows as they were known at a date.  What is told of an umbrella's
members stays with them; the umbrella only counts it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from geo.errors import AtlasError
from geo.record import dataclass, field_names
from layers.belonging import belonging, position_of
from layers.telling import as_told, is_known, since, standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from layers.belonging import Belonging
    from layers.entries import Company, Framework, Indicator, Initiative, Organisation, Place
    from layers.provenance import Citation, Entry, Source, ZoneLink
    from layers.register import Register
    from layers.zones import Zone

__all__ = ["Counts", "Dossier", "NoSuchZoneError", "dossier_of", "path_of", "require_zone"]


class NoSuchZoneError(AtlasError, KeyError):
    """A zone id that the register does not hold; ``near`` names those that were perhaps meant."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a member and everything below it have; a row in two zones counts once."""

    initiatives: int = 0
    companies: int = 0
    organisations: int = 0
    indicators: int = 0
    places: int = 0


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that the register holds of one zone, as of a date.

    Attributes
    ----------
    zone : Zone
        With its role in ``summary_zh``; without role and stated area where they were told
        later than ``as_of``.
    path : tuple of Zone
        From the umbrella down to the zone itself, without the district.
    members : tuple of Zone
        The zones that it is made of, where it is an umbrella.
    indicators, initiatives, organisations, companies, places, frameworks
        Linked rows in the order of the register, with the citations known at ``as_of``.
    sources : tuple of (Source, paragraphs)
        Each document used above, newest first, with the paragraphs cited.
    member_counts : tuple of (Zone, Counts)
        For each of ``members``, how many rows it and its parts have.
    positions : tuple of (id, Place)
        Where an initiative, company or organisation stands, by its id, if it is a place too.
    as_of : date
        What was told later is left out.
    """

    zone: Zone
    path: tuple[Zone, ...]
    members: tuple[Zone, ...]
    indicators: tuple[Indicator, ...]
    initiatives: tuple[Initiative, ...]
    organisations: tuple[Organisation, ...]
    companies: tuple[Company, ...]
    places: tuple[Place, ...]
    frameworks: tuple[Framework, ...]
    sources: tuple[tuple[Source, tuple[int, ...]], ...]
    member_counts: tuple[tuple[Zone, Counts], ...]
    positions: tuple[tuple[str, Place], ...]
    as_of: date

    def link(self, entry: Entry) -> ZoneLink | None:
        """Why a row is in this zone; None for frameworks and for the zone itself."""
        return next((link for link in entry.links if link.zone_id == self.zone.id), None)

    def position(self, entry: Entry) -> Place | None:
        """Where a row stands; None where nobody says."""
        return next((place for row_id, place in self.positions if row_id == entry.id), None)


def dossier_of(register: Register, zone_id: str, as_of: date | None = None) -> Dossier:
    """Gather the dossier of a zone from what was said up to ``as_of`` (the register's date by default).

    Raises
    ------
    NoSuchZoneError
        Where there is no such zone; names those that are spelt like it.
    """
    zone, day, index = require_zone(register, zone_id), as_of or register.as_of, belonging(register)
    rows: dict[str, tuple[Any, ...]] = {
        table: tuple(as_told(register, table, row.entry, day) for row in index.linked(zone_id, table, day))
        for table in ("indicators", "initiatives", "organisations", "companies", "places")
    }
    frameworks = tuple(
        as_told(register, "frameworks", each, day)
        for each in index.frameworks[zone_id]
        if is_known(since(register, each.citations), day)
    )
    zone = as_told(register, "zones", zone, day)
    told = (zone, *(row for found in rows.values() for row in found), *frameworks)
    members = tuple(
        as_told(register, "zones", register.zones[each], day) for each in standing(register, day).members[zone_id]
    )
    located = (
        (row.id, position_of(register, row))
        for row in (*rows["initiatives"], *rows["organisations"], *rows["companies"])
    )
    return Dossier(
        zone=zone,
        path=path_of(register, zone_id, day),
        members=members,
        **rows,
        frameworks=frameworks,
        sources=_sources(register, told),
        member_counts=tuple((member, _counts(index, member.id, day)) for member in members),
        positions=tuple((row_id, place) for row_id, place in located if place is not None),
        as_of=day,
    )


def require_zone(register: Register, zone_id: str) -> Zone:
    """The zone with that id.

    Raises
    ------
    NoSuchZoneError
        Where there is none.
    """
    found = register.zones.get(zone_id)
    if found is not None:
        return found
    from difflib import get_close_matches  # only on the way to an error

    names = {name.casefold(): zone for zone in register.zones.values() for name in _names(zone)}
    close = get_close_matches(zone_id.casefold(), names, n=3, cutoff=0.5)
    near = dict.fromkeys(f"{names[name].id} ({names[name].name_zh})" for name in close)
    if not near:
        raise NoSuchZoneError("fact.no_zone", zone=zone_id)
    raise NoSuchZoneError("fact.no_zone_near", zone=zone_id, near=", ".join(near))


def path_of(register: Register, zone_id: str, as_of: date | None = None) -> tuple[Zone, ...]:
    """From the outermost umbrella down to the zone itself, without the district; the district's own is itself."""
    day = as_of or register.as_of
    parents, path = standing(register, day).parents, [zone_id]
    while parents[path[-1]]:
        parent = parents[path[-1]][0]
        if register.zones[parent].kind == "district" or parent in path:
            break
        path.append(parent)
    return tuple(as_told(register, "zones", register.zones[each], day) for each in reversed(path))


def _names(zone: Zone) -> tuple[str, ...]:
    return (zone.id, zone.name_zh, zone.name_en, *zone.aliases)


def _counts(index: Belonging, zone_id: str, day: date) -> Counts:
    within = (zone_id, *index.parts[zone_id])
    return Counts(
        **{
            name: len({row.entry.id for part in within for row in index.linked(part, name, day)})
            for name in field_names(Counts)
        }
    )


def _sources(register: Register, told: Iterable[Entry]) -> tuple[tuple[Source, tuple[int, ...]], ...]:
    """The documents cited, newest first, each with its paragraphs in order."""
    paragraphs: defaultdict[str, set[int]] = defaultdict(set)
    for entry in told:
        stated: Citation | None = getattr(entry, "stated_area_citation", None)
        for citation in entry.citations if stated is None else (*entry.citations, stated):
            paragraphs[citation.source_id].add(citation.paragraph)
    used = sorted((register.sources[each] for each in paragraphs), key=lambda source: source.published, reverse=True)
    return tuple((source, tuple(sorted(paragraphs[source.id]))) for source in used)
