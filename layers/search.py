"""Find things by name: zones, places, initiatives, companies, organisations.

Names and aliases of both languages are compared without case, width, blanks and quotation
marks.  A hit is exact, or begins with the text, or holds it, or holds its letters in order;
earlier kinds always come before later ones.  Whatever else a name can be found by (pinyin,
initials, Traditional characters) becomes another `Key` of its entry, made in `keys_of`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from geo.record import dataclass
from layers.telling import as_told, is_known, since, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from layers.provenance import Entry
    from layers.register import Register

__all__ = ["SEARCHED", "Hit", "Key", "folded", "keys_of", "search"]

SEARCHED: Final = ("zones", "places", "initiatives", "companies", "organisations")

_EXACT, _PREFIX, _INSIDE, _SCATTERED = 4.0, 3.0, 2.0, 1.0
_ALIAS = 0.005  # a name goes before an alias that matches as well
_IGNORED: Final = re.compile(r"[\s\u200b“”‘’\"'《》「」]+")
_LATIN: Final = re.compile(r"[\x00-\u024f]+$")


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that an entry is found by: ``folded`` is compared, ``shown`` is what a person reads."""

    folded: str
    shown: str
    is_name: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.

    Attributes
    ----------
    table, id : str
        The row.
    name : str
        Its Chinese name.
    matched : str or None
        The alias or other name that was found, where it is not ``name``.
    score : float
        4 exact, 3 begins with, 2 holds, 1 holds the letters in order; the fraction grows with
        the share of the name that was typed.
    zone_ids : tuple of str
        Where it is; a zone's own id for a zone.
    entry : Entry
        The row's value.
    """

    table: str
    id: str
    name: str
    matched: str | None
    score: float
    zone_ids: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Findable:
    table: str
    entry: Entry
    keys: tuple[Key, ...]


def search(register: Register, text: str, limit: int = 12, as_of: date | None = None) -> tuple[Hit, ...]:
    """The best hits, best first; equal ones in the order of `SEARCHED` and of the register.

    Parameters
    ----------
    limit : int
        At most so many.
    as_of : date, optional
        Leaves out what no document had told by then; the register's own date by default.
    """
    sought, day = folded(text), as_of or register.as_of
    if not sought:
        return ()
    hits = []
    for each in _findables(register, day):
        score, key = max(((_score(sought, key), key) for key in each.keys), key=lambda pair: pair[0])
        if score > 0:
            entry = each.entry
            matched = None if key.shown == entry.name_zh else key.shown
            zones = (entry.id,) if each.table == "zones" else tuple(link.zone_id for link in entry.links)
            hits.append(Hit(each.table, entry.id, entry.name_zh, matched, score, zones, entry))
    return tuple(sorted(hits, key=lambda hit: -hit.score)[:limit])


def folded(text: str) -> str:
    """Text as it is compared: one width (NFKC), one case, without blanks and quotation marks."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).casefold()


def keys_of(entry: Entry) -> Iterator[Key]:
    """All that an entry is found by: its names, then its aliases."""
    names: Iterable[tuple[str, bool]] = ((entry.name_zh, True), (entry.name_en, True))
    for shown, is_name in (*names, *((alias, False) for alias in entry.aliases)):
        if folded(shown):
            yield Key(folded(shown), shown, is_name)


@lru_cache(maxsize=4)
def _findables(register: Register, day: date) -> tuple[_Findable, ...]:
    """Everything that could be found at a date, folded once for a register."""
    known = standing(register, day).known
    told = (
        (table, as_told(register, table, entry, day))
        for table in SEARCHED
        for entry in getattr(register, table).values()
        if (entry.id in known if table == "zones" else is_known(since(register, entry.citations), day))
        and not _is_twice(register, table, entry)
    )
    return tuple(_Findable(table, entry, tuple(keys_of(entry))) for table, entry in told)


def _is_twice(register: Register, table: str, entry: Entry) -> bool:
    """Whether a site is a zone and a place: it is found as the place if its position is known, else as the zone."""
    place = register.places.get(entry.id)
    if place is None or entry.id not in register.zones:
        return False
    return (table == "zones" and place.lonlat is not None) or (table == "places" and place.lonlat is None)


def _score(sought: str, key: Key) -> float:
    """How well a key answers; 0 for not at all."""
    name = key.folded
    if name == sought:
        kind = _EXACT
    elif name.startswith(sought):
        kind = _PREFIX
    elif sought in name:
        kind = _INSIDE
    elif _scattered(sought, name):
        kind = _SCATTERED
    else:
        return 0.0
    share = 0.99 * len(sought) / max(len(name), len(sought))
    return kind + share - (0 if key.is_name else _ALIAS)


def _scattered(sought: str, name: str) -> bool:
    """Whether the letters stand in the name in this order.

    Two at least; and in Latin letters, of which any few are in any long name, the first must
    be the first.
    """
    if len(sought) < 2 or (_LATIN.match(sought) and name[0] != sought[0]):
        return False
    rest = iter(name)
    return all(letter in rest for letter in sought)
