"""Which zone a person means by a word in a cell."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from layers.zones import Zone

__all__ = ["ZONE_FIELDS", "ZoneFinder", "zone_field_of"]

# Names that a column of zones may have, best first; compared as `_plain` leaves them.
ZONE_FIELDS: Final = (
    "zone_id", "zone_ids", "zone", "zones", "zone_name", "创新区", "所属创新区", "片区", "所属片区", "所在片区",
    "板块", "所属板块", "功能区", "所属功能区", "区域", "所属区域",
)  # fmt: skip

_BETWEEN = re.compile(r"[;；,，、/|\n]+")


@dataclass(frozen=True, slots=True)
class ZoneFinder:
    """Looks zones up by id, name in both languages, and alias.

    Width, case and spaces do not count: ``Ｗangu`` finds 湾谷.
    """

    by_word: Mapping[str, Zone]

    @staticmethod
    def of(zones: Iterable[Zone]) -> ZoneFinder:
        """Index the zones.  A word that two zones share belongs to the first."""
        by_word: dict[str, Zone] = {}
        for zone in zones:
            for word in (zone.id, zone.name_zh, zone.name_en, *zone.aliases):
                if word:
                    by_word.setdefault(_plain(word), zone)
        return ZoneFinder(by_word)

    def find(self, cell: object) -> tuple[list[Zone], list[str]]:
        """The zones that a cell names, and the words in it that name none.

        A cell may hold several, between ``;``, ``、`` or the like.
        """
        words = [_text(each) for each in cell] if isinstance(cell, list) else [_text(cell)]
        found: dict[str, Zone] = {}
        unknown: list[str] = []
        for word in words:
            for part in [word] if _plain(word) in self.by_word else _BETWEEN.split(word):
                zone = self.by_word.get(_plain(part))
                if zone is not None:
                    found[zone.id] = zone
                elif part.strip():
                    unknown.append(part.strip())
        return list(found.values()), unknown

    def near(self, word: str) -> list[Zone]:
        """Up to three zones that are spelt nearly so, or whose name holds the word or lies in it."""
        from difflib import get_close_matches  # only where a word was not found

        plain = _plain(word)
        close = get_close_matches(plain, self.by_word, n=3, cutoff=0.6)
        holding = [
            each for each in self.by_word if len(plain) > 1 and len(each) > 1 and (plain in each or each in plain)
        ]
        return list({self.by_word[each].id: self.by_word[each] for each in (*close, *holding)}.values())[:3]


def zone_field_of(properties: Iterable[str]) -> str | None:
    """The property that names zones, by its name; None where none does."""
    by_plain = {_plain(name): name for name in reversed(list(properties))}
    return next((by_plain[name] for name in ZONE_FIELDS if name in by_plain), None)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
