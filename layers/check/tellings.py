"""Do frameworks and earlier wordings say only what their documents could?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.check.finding import finding_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from layers.check.finding import Finding
    from layers.check.reading import Tables
    from layers.tables import Row

__all__ = ["check_tellings"]


def check_tellings(tables: Tables) -> Iterator[Finding]:
    """Nothing is told before it was: members of frameworks, earlier wordings, dates of validity; parts are in order."""
    if "sources" not in tables:
        return
    published: dict[Any, Any] = {row.values.get("id"): row.values.get("published") for row in tables["sources"].rows}
    yield from _tellings(tables, published)
    yield from _members(tables, published)
    yield from _parts(tables)


def _tellings(tables: Tables, published: Mapping[Any, Any]) -> Iterator[Finding]:
    if "tellings" not in tables:
        return
    rows = {(name, row.values.get("id")): row for name, table in tables.items() for row in table.rows}
    for telling in tables["tellings"].rows:
        row = rows.get((telling.values.get("table", ""), telling.values.get("row_id")))
        source = telling.values.get("source_id")
        if row is None or source is None:
            continue
        days = _days(row, published)
        cited = {citation.source_id for citation in row.values.get("citations", ())}
        if source not in cited:
            yield finding_at(tables["tellings"], telling, "source_id", "check.telling_uncited", value=source)
        elif published.get(source) and days and published[source] >= max(days):
            yield finding_at(tables["tellings"], telling, "source_id", "check.telling_last", value=source)


def _members(tables: Tables, published: Mapping[Any, Any]) -> Iterator[Finding]:
    """A framework cannot hold a zone that its document could not have known."""
    if not {"frameworks", "framework_members", "zones"} <= tables.keys():
        return
    first = {
        (name, row.values.get("id")): min(days)
        for name in ("frameworks", "zones")
        for row in tables[name].rows
        if (days := _days(row, published))
    }
    for row in tables["framework_members"].rows:
        told = first.get(("frameworks", row.values.get("framework_id")))
        for field in ("zone_id", "parent_id"):
            zone = row.values.get(field)
            known = first.get(("zones", zone))
            if told and known and known > told and zone != "yangpu":
                yield finding_at(
                    tables["framework_members"], row, field, "check.member_later",
                    value=zone, start=told.isoformat(), newest=known.isoformat(),
                )  # fmt: skip


def _parts(tables: Tables) -> Iterator[Finding]:
    """The parts of a scheme are counted 1, 2, 3 …"""
    expected: dict[Any, int] = {}
    for row in tables["scheme_parts"].rows if "scheme_parts" in tables else ():
        scheme, seq = row.values.get("scheme_id"), row.values.get("seq")
        if scheme is None or seq is None:
            continue
        wanted = expected.get(scheme, 0) + 1
        if seq != wanted:
            yield finding_at(tables["scheme_parts"], row, "seq", "vertices.seq", value=seq, expected=wanted)
        expected[scheme] = seq


def _days(row: Row, published: Mapping[Any, Any]) -> list[date]:
    return [day for each in row.values.get("citations", ()) if (day := published.get(each.source_id))]
