"""A zone's dossier as a page, in the order of LOOK §7.

Path; swatch bar, name and kind; aliases; the two areas; role; figures; initiatives;
platforms; companies; places; frameworks; sources.  Each fact ends with its citation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.panels.dossier_head import head_blocks
from desktop.panels.dossier_rows import RowWriter
from desktop.panels.page import Block, Run
from geo.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from desktop.panels.facts import Facts
    from desktop.panels.page import Page
    from layers.dossier import Dossier
    from layers.provenance import Entry

__all__ = ["FIRST", "page_of"]

FIRST, LEAST_REST = 12, 3  # of a long list this many are shown, if more than so many would be hidden
_FOLDING = ("indicators", "initiatives", "organisations", "companies", "places", "frameworks")


def page_of(dossier: Dossier, facts: Facts, unfolded: frozenset[str] = frozenset()) -> Page:
    """The page of a dossier; an empty section keeps its head and says what to do.

    A long list shows its beginning and how many more there are, but for those in ``unfolded``,
    by the name of the dossier's field.
    """
    return (*head_blocks(dossier, facts), *_sections(dossier, facts, unfolded))


def _sections(dossier: Dossier, facts: Facts, unfolded: frozenset[str]) -> Iterable[Block]:
    words, shown = facts.words, _folded(dossier, unfolded)
    row = RowWriter(shown, facts)
    role = facts.summary(dossier.zone)
    yield _head(words("fact.head.role"))
    if role:
        yield Block("text", (Run(role), *facts.cited(dossier.zone)))
    else:
        yield _empty(facts, "role")
    if dossier.members:
        yield _head(words("fact.head.members"), str(len(dossier.members)))
        yield from row.members()
    yield from _section(dossier, facts, "indicators", shown.indicators, row.indicators())
    yield from _section(dossier, facts, "initiatives", shown.initiatives, row.initiatives())
    yield from _section(dossier, facts, "organisations", shown.organisations, row.organisations(), row.is_docked)
    yield from _section(dossier, facts, "companies", shown.companies, row.companies(), row.is_docked)
    if dossier.places:
        yield from _section(dossier, facts, "places", shown.places, row.places())
    yield from _section(dossier, facts, "frameworks", shown.frameworks, row.frameworks())
    yield _head(words("fact.head.sources"), str(len(dossier.sources)))
    yield from row.sources()


def _folded(dossier: Dossier, unfolded: frozenset[str]) -> Dossier:
    """The dossier with only the beginning of its long lists."""
    cut: dict[str, Any] = {
        table: getattr(dossier, table)[:FIRST]
        for table in _FOLDING
        if table not in unfolded and len(getattr(dossier, table)) > FIRST + LEAST_REST
    }
    return replace(dossier, **cut)


def _section(
    dossier: Dossier,
    facts: Facts,
    table: str,
    shown: Sequence[Entry],
    blocks: Iterable[Block],
    is_docked: Callable[[Any], bool] | None = None,
) -> Iterable[Block]:
    entries: Sequence[Entry] = getattr(dossier, table)
    count = str(len(entries))
    if is_docked is not None and any(map(is_docked, entries)):
        count = facts.words("fact.head_docked", head=count)
    yield _head(_title(facts, table, entries), count)
    if entries:
        yield from blocks
        rest = len(entries) - len(shown)
        if rest:
            yield Block("text", (Run(facts.words("dossier.more", count=rest), "citation", link=f"more:{table}"),))
        return
    below = sum(getattr(counts, table, 0) for _, counts in dossier.member_counts)
    yield _note(facts.words("dossier.below", count=below)) if below else _empty(facts, table)


def _title(facts: Facts, table: str, entries: Sequence[Entry]) -> str:
    """Platforms and companies are called just that where there is nothing else among them."""
    narrow = _NARROW.get(table)
    if narrow is not None and all(getattr(entry, "kind", "") == narrow for entry in entries):
        return facts.words(f"dossier.{table}")
    return facts.words(f"fact.head.{table}")


_NARROW = {"organisations": "platform", "companies": "company"}


def _head(text: str, count: str = "") -> Block:
    return Block("head", (Run(text, "head"), Run(f"\xa0\xa0{count}", "count")) if count else (Run(text, "head"),))


def _empty(facts: Facts, section: str) -> Block:
    """What is missing, and the next step."""
    joint = "" if facts.language == "zh" else " "
    return _note(joint.join((facts.words(f"fact.none.{section}"), facts.words(f"dossier.next.{section}"))))


def _note(sentence: str) -> Block:
    return Block("empty", (Run(sentence, "note"),))
