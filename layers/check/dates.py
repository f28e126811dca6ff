"""Do dates make sense together?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.check.finding import Finding, finding_at
from layers.columns import ENTRY_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.check.reading import Tables

__all__ = ["check_dates"]


def check_dates(tables: Tables) -> Iterator[Finding]:
    """Nothing ends before it begins, and nothing is known as of a date after its newest source."""
    published = {
        row.values.get("id"): row.values.get("published")
        for row in (tables["sources"].rows if "sources" in tables else ())
    }
    for name in ENTRY_TABLES:
        if name not in tables:
            continue
        table = tables[name]
        for row in table.rows:
            first, last = row.values.get("valid_from"), row.values.get("valid_to")
            if first and last and first > last:
                yield finding_at(
                    table, row, "valid_to", "check.dates_reversed", value=last.isoformat(), start=first.isoformat()
                )
            cited = [published.get(citation.source_id) for citation in row.values.get("citations", ())]
            known = [day for day in cited if day]
            fields = ["status_as_of", "as_of", "valid_from"]
            if row.values.get("status") == "done":
                fields.append("date")  # what is over cannot lie after the document that tells of it
            for field in fields:
                day = row.values.get(field)
                if day and known and not row.values.get("external") and day > max(known):
                    yield finding_at(
                        table, row, field, "check.after_source", value=day.isoformat(), newest=max(known).isoformat()
                    )
