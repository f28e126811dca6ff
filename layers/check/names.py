"""Can a reader tell the rows of a table apart?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.check.finding import Finding, finding_at
from layers.columns import ENTRY_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.check.reading import Tables
    from layers.tables import Row, Table

__all__ = ["check_names"]


def check_names(tables: Tables) -> Iterator[Finding]:
    """Names are given and, within a table, unlike each other; an alias is nobody else's name.

    Indicators are left out: one figure may be told for several dates.  A company and its
    headquarters project may share a name, since their kinds tell them apart.
    """
    for name in ENTRY_TABLES:
        if name in tables and name != "indicators":
            yield from _twice(tables[name], "name_zh")
            yield from _twice(tables[name], "name_en")
            yield from _taken(tables[name])
    yield from _elsewhere(tables)


def _twice(table: Table, field: str) -> Iterator[Finding]:
    first_row: dict[tuple[str, str], int] = {}
    for row in table.rows:
        name = row.values.get(field, "")
        key = (name.casefold(), _sort(table, row))
        if name and first_row.setdefault(key, row.number) != row.number:
            yield finding_at(table, row, field, "check.name_twice", value=name, earlier=first_row[key])


def _taken(table: Table) -> Iterator[Finding]:
    owners = {(row.values.get("name_zh", ""), _sort(table, row)): row.number for row in table.rows}
    for row in table.rows:
        for alias in row.values.get("aliases", ()):
            owner = owners.get((alias, _sort(table, row)), row.number)
            if owner != row.number:
                yield finding_at(table, row, "aliases", "check.alias_taken", "warning", value=alias, earlier=owner)


def _elsewhere(tables: Tables) -> Iterator[Finding]:
    """A firm is not a body too: what is listed as both would be counted twice."""
    if not {"companies", "organisations"} <= tables.keys():
        return
    firms = {row.values.get("name_zh", ""): row.number for row in tables["companies"].rows}
    for row in tables["organisations"].rows:
        name = row.values.get("name_zh", "")
        if name in firms:
            facts = {"value": name, "other": tables["companies"].file, "earlier": firms[name]}
            yield finding_at(tables["organisations"], row, "name_zh", "check.name_elsewhere", **facts)


def _sort(table: Table, row: Row) -> str:
    """Among companies the kind, by which readers tell a firm from its head office; else nothing."""
    return str(row.values.get("kind", "")) if table.file == "companies.csv" else ""
