"""Has every paragraph of the documents been read?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.check.finding import finding_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.check.finding import Finding
    from layers.check.reading import Tables
    from layers.tables import Row, Table

__all__ = ["check_coverage"]


def check_coverage(tables: Tables) -> Iterator[Finding]:
    """Each paragraph is cited by some row, or listed in ``uncited.csv`` with the reason for it; never both."""
    if "sources" not in tables or "uncited" not in tables:
        return
    lengths = {row.values.get("id"): row.values.get("paragraphs", 0) for row in tables["sources"].rows}
    cited = _cited(tables)
    listed: set[tuple[str, int]] = set()
    for row in tables["uncited"].rows:
        source, paragraph = row.values.get("source_id"), row.values.get("paragraph")
        if source is None or paragraph is None:
            continue
        shown, last = f"{source}#{paragraph}", lengths.get(source)
        listed.add((source, paragraph))
        if last is not None and not 1 <= paragraph <= last:
            yield finding_at(tables["uncited"], row, "paragraph", "check.paragraph", value=shown, last=last)
        elif (source, paragraph) in cited:
            table, citing = cited[source, paragraph]
            yield finding_at(
                tables["uncited"], row, "paragraph", "check.cited_after_all",
                value=shown, other=table.file, earlier=citing.number,
            )  # fmt: skip
    for row in tables["sources"].rows:
        source = row.values.get("id", "")
        for paragraph in range(1, (row.values.get("paragraphs") or 0) + 1):
            if (source, paragraph) not in cited and (source, paragraph) not in listed:
                yield finding_at(
                    tables["sources"], row, "paragraphs", "check.paragraph_unread", value=f"{source}#{paragraph}"
                )


def _cited(tables: Tables) -> dict[tuple[str, int], tuple[Table, Row]]:
    """The first row that cites each paragraph."""
    found: dict[tuple[str, int], tuple[Table, Row]] = {}
    for table in tables.values():
        for row in table.rows:
            stated: Any = row.values.get("stated_area_citation")
            for citation in (*row.values.get("citations", ()), *((stated,) if stated else ())):
                found.setdefault((citation.source_id, citation.paragraph), (table, row))
    return found
