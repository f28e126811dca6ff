"""The tables under the map, made from the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.panels.facts import Facts
from desktop.panels.table_values import Cell, Column, Table, TableRow
from layers.docked import stack_kind
from layers.telling import as_told, is_known, since

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from layers.entries import Company, Indicator, Initiative, Organisation, Place
    from layers.provenance import Entry
    from layers.scene import Scene

__all__ = ["TABS", "table_of"]

ICONS = {"company": "company", "project": "project", "platform": "platform", "park": "park", "campus": "campus"}


# From the left: companies and platforms, initiatives, figures, places, institutions.
TABS = ("companies", "initiatives", "indicators", "places", "institutions")


def table_of(scene: Scene, tab: str) -> Table:
    """One tab's table; each is made when it is first looked at, so that the window opens at once."""
    writer = _Writer(scene)
    if tab == "initiatives":
        return writer.table(tab, _STATUS, map(writer.initiative, writer.known(tab)))
    if tab == "indicators":
        return writer.table(tab, _FIGURES, map(writer.indicator, writer.known(tab)))
    if tab == "places":
        return writer.table(tab, _PLACES, map(writer.place, writer.known(tab)))
    docks = tab == "companies"
    bodies: list[Company | Organisation] = writer.known("companies") if docks else []
    bodies += [
        row for row in writer.known("organisations") if (stack_kind("organisations", row.kind) is not None) == docks
    ]
    return writer.table(tab, _STATUS, map(writer.body, bodies))


# Key of the head, width asked for in a table 1072 px wide, what it holds.
_STATUS = (
    ("name", 290, "name"), ("kind", 90, ""), ("zone", 120, ""), ("basis", 90, ""), ("status", 160, ""),
    ("as_of", 85, ""), ("source", 237, "citation"),
)  # fmt: skip
_FIGURES = (
    ("name", 270, "name"), ("value", 180, "number"), ("value_kind", 130, ""), ("zone", 110, ""),
    ("as_of", 85, ""), ("source", 237, "citation"),
)  # fmt: skip
_PLACES = (
    ("name", 270, "name"), ("kind", 90, ""), ("zone", 130, ""), ("basis", 90, ""), ("accuracy", 100, "number"),
    ("position", 155, ""), ("source", 237, "citation"),
)  # fmt: skip


class _Writer:
    """Turns entries into rows, for one scene."""

    def __init__(self, scene: Scene) -> None:
        self._register = scene.register
        self._as_of: date = scene.as_of
        self._facts = Facts(scene.register, scene.language)

    def known(self, table: str) -> list[Any]:
        """The rows that some document had told by the scene's date, as it told them."""
        return [
            as_told(self._register, table, row, self._as_of)
            for row in getattr(self._register, table).values()
            if is_known(since(self._register, row.citations), self._as_of)
        ]

    def table(self, key: str, columns: tuple[tuple[str, int, str], ...], rows: Iterable[TableRow]) -> Table:
        """A tab with the words of the scene's language."""
        words = self._facts.words
        made = tuple(
            Column(words(f"column.{name}"), width, what == "number", what == "name", what == "citation")
            for name, width, what in columns
        )
        return Table(key, words(f"table.{key}"), made, tuple(rows))

    def body(self, row: Company | Organisation) -> TableRow:
        """A company, a headquarters project, a platform or an institution."""
        table = "companies" if row.id in self._register.companies else "organisations"
        return self._row(
            row, self._name(row, ICONS.get(row.kind, "")), Cell(self._facts.kind(table, row.kind)), self._zone(row),
            self._basis(row), self._status(row), self._date(row.status_as_of), self._source(row),
        )  # fmt: skip

    def initiative(self, row: Initiative) -> TableRow:
        """A programme, plan, project or measure."""
        return self._row(
            row, self._name(row), Cell(self._facts.kind("initiatives", row.kind)), self._zone(row),
            self._basis(row), self._status(row), self._date(row.status_as_of), self._source(row),
        )  # fmt: skip

    def indicator(self, row: Indicator) -> TableRow:
        """A figure, whose kind of value always stands beside it."""
        return self._row(
            row, self._name(row), Cell(self._facts.value(row), order=row.value), Cell(self._facts.value_kind(row)),
            self._zone(row), self._date(row.as_of), self._source(row),
        )  # fmt: skip

    def place(self, row: Place) -> TableRow:
        """A place, with how well its position is known."""
        accuracy = Cell(f"±{row.accuracy_m:g} m", order=row.accuracy_m) if row.accuracy_m else Cell("")
        cells = (
            self._name(row, ICONS.get(row.kind, "place")), Cell(self._facts.kind("places", row.kind)), self._zone(row),
            self._basis(row), accuracy, Cell(self._facts.position_basis(row)), self._source(row),
        )  # fmt: skip
        return TableRow(row.id, cells, tuple(link.zone_id for link in row.links), ("places", row.id))

    def _row(self, row: Entry, *cells: Cell) -> TableRow:
        return TableRow(row.id, cells, tuple(link.zone_id for link in row.links))

    def _name(self, row: Entry, icon: str = "") -> Cell:
        summary = self._facts.summary(row)
        name = self._facts.name(row)
        return Cell(name, icon=icon, tip=f"{name}\n{summary}" if summary else name)

    def _zone(self, row: Entry) -> Cell:
        zones = [self._register.zones[link.zone_id] for link in row.links]
        if not zones:
            return Cell("")
        first = zones[0]
        drawn = first.id if first.kind == "zone" else ""
        names = self._facts.listed(self._facts.short_name(zone) for zone in zones)
        return Cell(names, swatch=drawn, traced=first.boundary == "traced")

    def _basis(self, row: Entry) -> Cell:
        if not row.links:
            return Cell("")
        link = row.links[0]
        return Cell(self._facts.basis(link), tip=link.why_zh)

    def _status(self, row: Initiative | Company | Organisation) -> Cell:
        return Cell(self._facts.status_word(row), icon=self._facts.status_icon(row.status))

    def _date(self, day: date | None) -> Cell:
        return Cell(self._facts.month(day), order=day.isoformat()) if day else Cell("")

    def _source(self, row: Entry) -> Cell:
        return Cell(
            self._facts.source_short(row), tip=self._facts.source_whole(row), copied=self._facts.source_whole(row)
        )
