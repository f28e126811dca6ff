"""The register as it had been told by a date.

A row that several documents speak of is worded by the last of them.  Asked for an earlier
date, it must not say what nobody had said: its citations are cut, and its words are those of
``tellings.csv`` for the last document before that date, or none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from geo.record import dataclass, field_names, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from layers.provenance import Citation, Entry
    from layers.register import Register
    from layers.zones import Zone

__all__ = ["Standing", "Telling", "as_told", "is_known", "since", "standing"]

_KEPT: Final = 16  # dates of registers whose zones are kept
_DATED: Final = ("date", "valid_to")  # not to be known before a document has told them
_Row = TypeVar("_Row", bound="Entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one document alone says of a row that later ones speak of too; empty fields are the row's own."""

    source_id: str
    name_zh: str
    name_en: str
    summary_zh: str
    summary_en: str
    aliases: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """The zones as they stood at a date.

    Attributes
    ----------
    known : frozenset of str
        Those that a document had named; the district always is.
    parents : zone id → zone ids
        With the nearest known zone above in place of one that is not.
    members : zone id → zone ids
        The other way round: known zones only, in the order of the register.
    """

    known: frozenset[str]
    parents: Mapping[str, tuple[str, ...]]
    members: Mapping[str, tuple[str, ...]]


def since(register: Register, citations: Iterable[Citation]) -> date | None:
    """The day of the earliest source cited; None where none is."""
    return min((register.sources[each.source_id].published for each in citations), default=None)


def is_known(known_since: date | None, as_of: date) -> bool:
    """Whether something known since then (None: always) was known at ``as_of``."""
    return known_since is None or known_since <= as_of


@lru_cache(maxsize=_KEPT)
def standing(register: Register, day: date) -> Standing:
    """The zones at a date; the same value each time it is asked for."""
    zones = register.zones
    known = frozenset(zone.id for zone in zones.values() if _stood(register, zone, day))
    parents = {zone_id: tuple(dict.fromkeys(_above(zones, zone_id, known, (zone_id,)))) for zone_id in zones}
    members = {
        zone_id: tuple(other for other in zones if other in known and zone_id in parents[other]) for zone_id in zones
    }
    return Standing(known, parents, members)


def as_told(register: Register, table: str, entry: _Row, day: date) -> _Row:
    """A row as it had been told by ``day``; the row itself where nothing came later."""
    later = _later(register, day)
    if not later:
        return entry
    changes: dict[str, Any] = {
        "links": _links(register, entry, day),
        "synonym_ids": _synonyms(register, entry, table, day),
    }
    baseline = getattr(entry, "baseline_id", None)
    if baseline is not None and not is_known(since(register, register.indicators[baseline].citations), day):
        changes["baseline_id"] = None
    if table == "zones":
        changes |= _of_zone(register, register.zones[entry.id], day, later)
    if any(each.source_id in later for each in entry.citations):
        changes |= _reworded(register, table, entry, day, later)
    elif table == "zones" and entry.id not in standing(register, day).known:
        changes |= {"summary_zh": "", "summary_en": "", "aliases": ()}
    return entry if all(getattr(entry, name) == value for name, value in changes.items()) else replace(entry, **changes)


@lru_cache(maxsize=_KEPT)
def _later(register: Register, day: date) -> frozenset[str]:
    """The documents that came after a day."""
    return frozenset(source.id for source in register.sources.values() if source.published > day)


def _stood(register: Register, zone: Zone, day: date) -> bool:
    if zone.kind == "district":
        return True
    return is_known(zone.valid_from, day) and is_known(since(register, zone.citations), day)


def _above(zones: Mapping[str, Zone], zone_id: str, known: frozenset[str], seen: tuple[str, ...]) -> Iterable[str]:
    """The nearest known zones above.  A register whose parents run in a ring must not hang us."""
    for parent in zones[zone_id].parent_ids:
        if parent in known:
            yield parent
        elif parent not in seen:
            yield from _above(zones, parent, known, (*seen, parent))


def _links(register: Register, entry: Entry, day: date) -> tuple[Any, ...]:
    """The links that were known, each with the citations that were."""
    later, known = _later(register, day), standing(register, day).known
    return tuple(
        replace(link, citations=tuple(each for each in link.citations if each.source_id not in later))
        for link in entry.links
        if link.zone_id in known and is_known(since(register, link.citations), day)
    )


def _synonyms(register: Register, entry: Entry, table: str, day: date) -> tuple[str, ...]:
    rows: Mapping[str, Entry] = getattr(register, table)
    return tuple(each for each in entry.synonym_ids if is_known(since(register, rows[each].citations), day))


def _of_zone(register: Register, zone: Zone, day: date, later: frozenset[str]) -> dict[str, Any]:
    """Parents and family of the day, and no stated area from the future."""
    stood = standing(register, day)
    changes: dict[str, Any] = {"parent_ids": stood.parents[zone.id]}
    if zone.family is not None and not _has_family(register, zone, stood.known):
        changes["family"] = None
    stated = zone.stated_area_citation
    if stated is not None and stated.source_id in later:
        changes |= {"stated_area_km2": None, "stated_area_citation": None}
    if zone.valid_from is not None and zone.valid_from > day:
        changes["valid_from"] = None
    if any(each.source_id in later for each in zone.citations):
        # How the outline was made leans on what all documents say.
        changes |= {"boundary_basis_zh": "", "boundary_basis_en": ""}
    return changes


def _has_family(register: Register, zone: Zone, known: frozenset[str]) -> bool:
    """Whether the corridor, or the belt, had been named: the umbrella over its whole family."""
    return any(
        other.id in known
        for other in register.zones.values()
        if other.kind == "umbrella" and other.family == zone.family and other.valid_from is not None
    )


def _reworded(register: Register, table: str, entry: Entry, day: date, later: frozenset[str]) -> dict[str, Any]:
    """What takes the place of words that rest on later documents too."""
    told = [
        each
        for each in register.tellings.get((table, entry.id), ())
        if register.sources[each.source_id].published <= day
    ]
    telling = max(told, key=lambda each: register.sources[each.source_id].published, default=None)
    changes: dict[str, Any] = {
        "citations": tuple(each for each in entry.citations if each.source_id not in later),
        "summary_zh": telling.summary_zh if telling else "",
        "summary_en": telling.summary_en if telling else "",
        "aliases": telling.aliases if telling else (),
    }
    if telling and telling.name_zh:
        changes |= {"name_zh": telling.name_zh, "name_en": telling.name_en}
    names = field_names(entry)
    as_of = getattr(entry, "status_as_of", None)
    if as_of is not None and as_of > day:
        changes |= {"status": "unknown", "status_as_of": None}
        if "relation" in names:
            changes["relation"] = ""  # told with the status
        if telling and telling.status:
            changes |= {"status": telling.status, "status_as_of": register.sources[telling.source_id].published}
    for name in _DATED:
        if name in names and (getattr(entry, name) or day) > day:
            changes[name] = None
    return changes
