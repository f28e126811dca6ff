"""Table rows become the frozen values that everything else works with.

By then cells are typed and references are known to hold, so nothing is checked here again.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from layers.entries import Company, Framework, Indicator, Initiative, Organisation, Place, Scheme
from layers.provenance import Source, ZoneLink
from layers.telling import Telling
from layers.zones import Zone

if TYPE_CHECKING:
    from layers.outlines import Outlines
    from layers.tables import Row, Table

__all__ = ["entries_of", "frameworks_of", "links_of", "schemes_of", "sources_of", "tellings_of", "zones_of"]

_ENTRY_TYPES: dict[str, Any] = {
    "places": Place,
    "initiatives": Initiative,
    "companies": Company,
    "organisations": Organisation,
    "indicators": Indicator,
}
_Links = dict[tuple[str, str], tuple[ZoneLink, ...]]
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def sources_of(table: Table) -> dict[str, Source]:
    """The documents, by id."""
    return {row.values["id"]: Source(**row.values) for row in table.rows}


def links_of(table: Table) -> _Links:
    """The zone links of each (table, row id), in the order of the file."""
    links: defaultdict[tuple[str, str], list[ZoneLink]] = defaultdict(list)
    for row in table.rows:
        values = row.values
        link = ZoneLink(values["zone_id"], values["basis"], values["why_zh"], values["citations"])
        links[values["table"], values["row_id"]].append(link)
    return {key: tuple(found) for key, found in links.items()}


def zones_of(table: Table, outlines: Outlines) -> dict[str, Zone]:
    """The zones, by id, with what was measured of their outlines."""
    measured = zip(outlines.areas_km2, outlines.poles, strict=True)
    return {
        row.values["id"]: Zone(**_entry_values(row), area_km2=area, pole=pole)
        for row, (area, pole) in zip(table.rows, measured, strict=True)
    }


def entries_of(table: Table, name: str, links: _Links) -> dict[str, Any]:
    """The rows of places, initiatives, companies, organisations or indicators, by id, with their links."""
    build = _ENTRY_TYPES[name]
    return {
        row.values["id"]: build(**_entry_values(row), links=links.get((name, row.values["id"]), ()))
        for row in table.rows
    }


def frameworks_of(table: Table, members: Table) -> dict[str, Framework]:
    """The frameworks, by id, each with its (zone, parent) pairs."""
    pairs = _grouped(
        [(row.values["framework_id"], (row.values["zone_id"], row.values["parent_id"])) for row in members.rows]
    )
    return {
        row.values["id"]: Framework(**_entry_values(row), members=pairs.get(row.values["id"], ())) for row in table.rows
    }


def schemes_of(table: Table, parts: Table) -> dict[str, Scheme]:
    """The schemes, by id, each with the Chinese names of its parts in the order of ``seq``."""
    in_order = sorted(parts.rows, key=lambda row: row.values["seq"])
    names = _grouped([(row.values["scheme_id"], row.values["name_zh"]) for row in in_order])
    return {row.values["id"]: Scheme(**_entry_values(row), parts=names.get(row.values["id"], ())) for row in table.rows}


def tellings_of(table: Table) -> dict[tuple[str, str], tuple[Telling, ...]]:
    """The earlier wordings of each (table, row id), in the order of the file."""
    found: list[tuple[tuple[str, str], Telling]] = []
    for row in table.rows:
        values = {**row.values}
        found.append(((values.pop("table"), values.pop("row_id")), Telling(**values)))
    return _grouped(found)


def _entry_values(row: Row) -> dict[str, Any]:
    """The values of an entry; one from outside the documents names its source, others have None."""
    return {**row.values, "external": row.values["external"] or None}


def _grouped(pairs: list[tuple[_Key, _Value]]) -> dict[_Key, tuple[_Value, ...]]:
    found: defaultdict[_Key, list[_Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
