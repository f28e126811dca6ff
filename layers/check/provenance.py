"""Does every row say where it comes from?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.check.finding import Finding, finding_at
from layers.columns import ENTRY_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.check.reading import Tables
    from layers.provenance import Citation

__all__ = ["check_provenance"]


def check_provenance(tables: Tables) -> Iterator[Finding]:
    """Every entry cites a paragraph or names its outside source, and every paragraph exists."""
    lengths = {
        row.values.get("id"): row.values.get("paragraphs", 0)
        for row in (tables["sources"].rows if "sources" in tables else ())
    }
    for name, table in tables.items():
        for row in table.rows:
            cited: list[tuple[str, Citation]] = [
                ("citations", citation) for citation in row.values.get("citations", ())
            ]
            stated = row.values.get("stated_area_citation")
            if stated is not None:
                cited.append(("stated_area_citation", stated))
            for field, citation in cited:
                last = lengths.get(citation.source_id)
                if last is not None and citation.paragraph > last:
                    shown = f"{citation.source_id}#{citation.paragraph}"
                    yield finding_at(table, row, field, "check.paragraph", value=shown, last=last)
            if name in ENTRY_TABLES and row.values.get("citations") == () and row.values.get("external") == "":
                yield finding_at(table, row, "citations", "check.no_source")
            if row.values.get("stated_area_km2") is not None and stated is None:
                yield finding_at(table, row, "stated_area_citation", "check.no_source")
