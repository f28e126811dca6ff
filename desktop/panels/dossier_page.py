"""A zone's dossier as a page, in the order of LOOK §7.

Path; swatch bar, name and kind; aliases; the two areas; role; figures; initiatives;
platforms; companies; places; frameworks; sources.  Each fact ends with its citation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.panels.dossier_head import head_blocks
from desktop.panels.dossier_rows import RowWriter
from desktop.panels.page import Block, Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.panels.facts import Facts
    from desktop.panels.page import Page
    from layers.dossier import Dossier

__all__ = ["page_of"]


def page_of(dossier: Dossier, facts: Facts) -> Page:
    """The page of a dossier; an empty section keeps its head and says what to do."""
    return (*head_blocks(dossier, facts), *_sections(dossier, facts))


def _sections(dossier: Dossier, facts: Facts) -> Iterable[Block]:
    words, row = facts.words, RowWriter(dossier, facts)
    role = facts.role(dossier.zone)
    yield _head(words("dossier.role"))
    if role:
        yield Block("text", (Run(role), *facts.cited(dossier.zone)))
    else:
        yield _empty(words("dossier.no_role"))
    if dossier.members:
        yield _head(words("dossier.members"), str(len(dossier.members)))
        yield from row.members()
    yield from _section(facts, "indicators", len(dossier.indicators), row.indicators())
    yield from _section(facts, "initiatives", len(dossier.initiatives), row.initiatives())
    where = words("dossier.docked") if any(map(row.is_docked, dossier.organisations)) else ""
    yield from _section(facts, "organisations", len(dossier.organisations), row.organisations(), where)
    where = words("dossier.docked") if any(map(row.is_docked, dossier.companies)) else ""
    yield from _section(facts, "companies", len(dossier.companies), row.companies(), where)
    if dossier.places:
        yield from _section(facts, "places", len(dossier.places), row.places())
    yield from _section(facts, "frameworks", len(dossier.frameworks), row.frameworks())
    yield _head(words("dossier.sources"), str(len(dossier.sources)))
    yield from row.sources()


def _section(facts: Facts, key: str, count: int, rows: Iterable[Block], where: str = "") -> Iterable[Block]:
    yield _head(facts.words(f"dossier.{key}"), f"{count} · {where}" if where else str(count))
    if count:
        yield from rows
    else:
        yield _empty(facts.words(f"dossier.no_{key}"))


def _head(text: str, count: str = "") -> Block:
    return Block("head", (Run(text, "head"), Run(f"\xa0\xa0{count}", "count")) if count else (Run(text, "head"),))


def _empty(sentence: str) -> Block:
    return Block("empty", (Run(sentence, "note"),))
