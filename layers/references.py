"""How rows name each other: unique keys, references to rows that exist, parents without circles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.errors import ReadError
from layers.columns import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from layers.columns import Column
    from layers.provenance import Citation
    from layers.tables import Row, Table

__all__ = ["reference_problems", "references_in"]


def reference_problems(tables: Mapping[str, Table]) -> Iterator[ReadError]:
    """Everything that is wrong with keys and references, in the order of tables and rows.

    Cells that could not be read, and tables that are not given, are passed over: whoever read
    them has already complained.
    """
    ids = {name: {row.values.get("id") for row in table.rows} for name, table in tables.items()}
    for name, table in tables.items():
        yield from _repeated(table, TABLES[name].key)
        references = [column for column in TABLES[name].columns if column.refers in ids]
        for row in table.rows:
            for column in references:
                for named in references_in(row, column):
                    if named not in ids[column.refers]:
                        yield _dangling(table, row, column.name, named, column.refers)
            linked = row.values.get("table") if name in ("zone_links", "tellings") else None
            if linked in ids and row.values.get("row_id", "") not in ids[linked]:
                yield _dangling(table, row, "row_id", str(row.values.get("row_id", "")), linked)
    if "zones" in tables:
        yield from _circles(tables["zones"])


def references_in(row: Row, column: Column) -> Sequence[str]:
    """The ids that a cell names: none, one or several."""
    value = row.values.get(column.name)
    if value is None:
        return ()
    if column.kind == "id":
        return (value,)
    if column.kind == "ids":
        return tuple(value)
    cited: tuple[Citation, ...] = (value,) if column.kind == "citation" else value
    return tuple(citation.source_id for citation in cited)


def _repeated(table: Table, key: tuple[str, ...]) -> Iterator[ReadError]:
    first_row: dict[tuple[Any, ...], int] = {}
    for row in table.rows:
        if any(field not in row.values for field in key):
            continue
        value = tuple(row.values[field] for field in key)
        earlier = first_row.setdefault(value, row.number)
        if earlier != row.number:
            shown = ", ".join(map(str, value))
            yield ReadError(
                "register.repeated", file=table.file, row=row.number, field=", ".join(key), value=shown, earlier=earlier
            )


def _circles(zones: Table) -> Iterator[ReadError]:
    """Zones that are, through their parents, part of themselves."""
    parents = {row.values.get("id"): row.values.get("parent_ids", ()) for row in zones.rows}
    for row in zones.rows:
        zone_id = row.values.get("id")
        above, seen = list(parents[zone_id]), set()
        while above:
            each = above.pop()
            if each not in seen:
                seen.add(each)
                above += parents.get(each, ())
        if zone_id in seen:
            yield ReadError("register.circle", file=zones.file, row=row.number, field="parent_ids", value=zone_id)


def _dangling(table: Table, row: Row, field: str, value: str, refers: str) -> ReadError:
    return ReadError(
        "register.dangling", file=table.file, row=row.number, field=field, value=value, refers=TABLES[refers].file
    )
