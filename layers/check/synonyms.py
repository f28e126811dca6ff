"""Do probable synonyms name each other?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.check.finding import finding_at
from layers.columns import ENTRY_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.check.finding import Finding
    from layers.check.reading import Tables

__all__ = ["check_synonyms"]


def check_synonyms(tables: Tables) -> Iterator[Finding]:
    """A row is no synonym of itself; both rows of a pair name each other, and both cite a paragraph.

    Whether the ids exist is checked with the other references.
    """
    for name in ENTRY_TABLES:
        if name not in tables:
            continue
        table = tables[name]
        rows = {row.values.get("id"): row for row in table.rows}
        for row in table.rows:
            for other in row.values.get("synonym_ids", ()):
                if other == row.values.get("id"):
                    yield finding_at(table, row, "synonym_ids", "check.synonym_itself", value=other)
                elif other in rows and row.values.get("id") not in rows[other].values.get("synonym_ids", ()):
                    facts = {"value": other, "earlier": rows[other].number}
                    yield finding_at(table, row, "synonym_ids", "check.synonym_one_way", **facts)
            if row.values.get("synonym_ids") and row.values.get("citations") == ():
                yield finding_at(table, row, "citations", "check.synonym_uncited")
