"""Which rows belong to which zone, and since when: worked out once for a register.

Selecting a zone has to change the panel within a frame, so nobody searches the tables then.
A row is known from the day of the earliest document that it cites; what cites none (a station
from OpenStreetMap) is always known.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, TypeGuard

from geo.record import dataclass
from layers.telling import is_known, since

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from layers.entries import Framework, Place
    from layers.provenance import Entry, ZoneLink
    from layers.register import Register
    from layers.zones import Zone

__all__ = ["Belonging", "LinkedRow", "belonging", "position_of"]

_KEPT: Final = 4  # registers whose index is kept: one open, one being reloaded, and spares


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """A row, its link to one zone, and the day from which both are known (None: always)."""

    entry: Entry
    link: ZoneLink
    known_since: date | None


class Belonging:
    """The index of one register; each table is looked through when it is first asked for."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._linked: dict[str, dict[str, list[LinkedRow]]] = {}

    @cached_property
    def members(self) -> Mapping[str, tuple[Zone, ...]]:
        """Zone id → the zones whose parent it is, in the order of the register."""
        zones = self._register.zones
        return {zone_id: tuple(zone for zone in zones.values() if zone_id in zone.parent_ids) for zone_id in zones}

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """Zone id → everything below it, at any depth, in the order of the register."""
        zones = self._register.zones
        below = {zone_id: _below(zone_id, self.members) for zone_id in zones}
        return {zone_id: tuple(other for other in zones if other in below[zone_id]) for zone_id in zones}

    @cached_property
    def frameworks(self) -> Mapping[str, tuple[Framework, ...]]:
        """Zone id → the frameworks that name it as a member or as the parent of one."""
        register = self._register
        return {zone_id: tuple(_frameworks(register, zone_id)) for zone_id in register.zones}

    def linked(self, zone_id: str, table: str, as_of: date) -> tuple[LinkedRow, ...]:
        """The rows of ``table`` that were known to be in the zone itself at ``as_of``, in their order."""
        if table not in self._linked:
            self._linked[table] = _linked(self._register, table)
        return tuple(row for row in self._linked[table].get(zone_id, ()) if is_known(row.known_since, as_of))


@lru_cache(maxsize=_KEPT)
def belonging(register: Register) -> Belonging:
    """The index of a register; the same one each time it is asked for."""
    return Belonging(register)


def _linked(register: Register, table: str) -> dict[str, list[LinkedRow]]:
    """The rows of a table by the zones that they are linked to."""
    entries: Mapping[str, Entry] = getattr(register, table)
    rows: defaultdict[str, list[LinkedRow]] = defaultdict(list)
    for entry in entries.values():
        told = since(register, entry.citations)
        for link in entry.links:
            linked = since(register, link.citations) or told
            known = max(filter(_is_day, (told, linked)), default=None)
            rows[link.zone_id].append(LinkedRow(entry, link, known))
    return dict(rows)


def position_of(register: Register, entry: Entry) -> Place | None:
    """Where an initiative, company or organisation stands: the place that has its id; else None."""
    place = register.places.get(entry.id)
    return None if place is None or place.lonlat is None else place


def _is_day(day: date | None) -> TypeGuard[date]:
    return day is not None


def _below(zone_id: str, members: Mapping[str, tuple[Zone, ...]]) -> set[str]:
    """All that lies under a zone.  A register whose parents run in a ring must not hang us."""
    found: set[str] = set()
    waiting = [zone_id]
    while waiting:
        for member in members[waiting.pop()]:
            if member.id not in found:
                found.add(member.id)
                waiting.append(member.id)
    return found - {zone_id}


def _frameworks(register: Register, zone_id: str) -> Iterable[Framework]:
    for framework in register.frameworks.values():
        if any(zone_id in pair for pair in framework.members):
            yield framework
