"""CSV tables as people keep them: written by a program, opened and saved by Excel.

Tables are UTF-8 with a byte-order mark.  What Excel on a Chinese Windows does to a file (GBK,
``2023/8/17``, 月日 in place of a fraction) is recognised and named.  Rows are counted as Excel
counts them: the header is row 1, and an empty line counts.

`scan_table` gives every problem as a value, for ``check``; `read_table` raises the first, for
everyone else.  Standard library only: the first frame waits for this.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

from geo.errors import ReadError
from geo.record import dataclass
from layers.cells import EMPTY, PARSERS

if TYPE_CHECKING:
    from layers.columns import Column, TableSchema

    # Where a column stands, and what its cells were read as: most repeat those above them.
    _Present = list[tuple[int, Column, dict[str, Any]]]

__all__ = ["Row", "Table", "read_table", "scan_table"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in Excel and its typed values by column name.

    In what `scan_table` returns, the cells that could not be read are absent.
    """

    number: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file, in their order."""

    file: str
    rows: tuple[Row, ...]


def read_table(file: str, data: bytes, schema: TableSchema) -> Table:
    """Read a table.

    Parameters
    ----------
    file : str
        The file's name, for errors.
    data : bytes
        What it holds.
    schema : TableSchema
        The columns it must have.  Further columns are left alone.

    Raises
    ------
    ReadError
        At the first problem: naming file, row (as Excel counts) and field.
    """
    table, problems = scan_table(file, data, schema)
    if problems:
        raise problems[0]
    return table


def scan_table(file: str, data: bytes, schema: TableSchema) -> tuple[Table, list[ReadError]]:
    """Read as much of a table as can be read, and list everything that is wrong with it."""
    problems: list[ReadError] = []
    text = _decoded(file, data, problems)
    if text is None:
        return Table(file, ()), problems
    records = _records(file, text, problems)
    if not records:
        problems.append(ReadError("table.empty", file=file, row=1, field=""))
        return Table(file, ()), problems
    header = [name.strip() for name in records[0]]
    missing = [column.name for column in schema.columns if column.name not in header]
    problems += [ReadError("table.no_column", file=file, row=1, field=name) for name in missing]
    repeated = sorted({name for name in header if name and header.count(name) > 1})
    problems += [ReadError("table.column_twice", file=file, row=1, field=name) for name in repeated]
    present: _Present = [(header.index(each.name), each, {}) for each in schema.columns if each.name in header]
    rows = []
    for number, record in enumerate(records[1:], start=2):
        if not "".join(record).strip():
            continue  # Excel leaves such rows behind; they say nothing
        if len(record) != len(header):
            problems.append(
                ReadError("table.cell_count", file=file, row=number, field="", found=len(record), expected=len(header))
            )
            continue
        rows.append(Row(number, _values(file, number, record, present, problems)))
    return Table(file, tuple(rows)), problems


def _values(file: str, number: int, record: list[str], present: _Present, problems: list[ReadError]) -> dict[str, Any]:
    """The typed cells of one record; problems are added to the list."""
    values: dict[str, Any] = {}
    for index, column, known in present:
        cell = record[index]
        if cell in known:
            values[column.name] = known[cell]
            continue
        text = cell.strip()
        if not text:
            if column.required:
                problems.append(ReadError("cell.required", file=file, row=number, field=column.name))
            else:
                values[column.name] = EMPTY[column.kind]
            continue
        strange = _strange(text, column) if column.choices else ""
        if strange:
            choices = ", ".join(column.choices)
            problems.append(
                ReadError("cell.choice", file=file, row=number, field=column.name, value=strange, choices=choices)
            )
            continue
        try:
            values[column.name] = known[cell] = PARSERS[column.kind](text)
        except ReadError as error:
            problems.append(ReadError(error.code, file=file, row=number, field=column.name, **error.facts))
    return values


def _strange(text: str, column: Column) -> str:
    """The cell, or the first item of a list, that is none of the column's choices; empty where all is well."""
    items = [item.strip() for item in text.split(";")] if column.kind == "list" else [text]
    return next((item for item in items if item and item not in column.choices), "")


def _decoded(file: str, data: bytes, problems: list[ReadError]) -> str | None:
    """The text of a file; a wrong encoding is a problem, and is still read where it is known."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.append(ReadError("table.utf16", file=file, row=1, field=""))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        problems.append(ReadError("table.not_utf8", file=file, row=row, field=""))
        return None
    problems.append(ReadError("table.gbk", file=file, row=row, field=""))
    return text


def _records(file: str, text: str, problems: list[ReadError]) -> list[list[str]]:
    """All records, empty ones too, so that counting them gives Excel's row numbers."""
    records: list[list[str]] = []
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        records.extend(reader)
    except csv.Error:
        problems.append(ReadError("table.quotes", file=file, row=len(records) + 1, field=""))
    return records
