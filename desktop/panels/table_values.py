"""A table as plain values: what stands in each cell, how it sorts, what it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.record import dataclass

if TYPE_CHECKING:
    from layers.scene import Feature

__all__ = ["Cell", "Column", "Table", "TableRow", "as_tsv"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    ``order`` is what it sorts by where that is not its text: a number, or a date.
    ``icon`` or the ``swatch`` of a zone stands before the text; ``tip`` replaces the text as
    the tool tip, and ``copied`` when it is copied.
    """

    text: str
    order: float | str | None = None
    icon: str = ""
    swatch: str = ""
    traced: bool = False
    tip: str = ""
    copied: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head and the share of the width that it asks for, in px of a 1072 px table."""

    head: str
    width: int
    numeric: bool = False
    names: bool = False
    citation: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row, the zones that it belongs to, and what is selected on the map with it."""

    id: str
    cells: tuple[Cell, ...]
    zone_ids: tuple[str, ...]
    feature: Feature | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A tab: title, columns, rows in the order of the register."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]


def as_tsv(table: Table, rows: list[TableRow]) -> str:
    """Head and rows as text with tabs, as spreadsheets take it from the clipboard."""
    lines = [[column.head for column in table.columns]]
    lines += [[cell.copied or cell.text for cell in row.cells] for row in rows]
    return "\n".join("\t".join(" ".join(text.split()) for text in line) for line in lines)
