"""Tables: encodings, headers, and rows counted as Excel counts them."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ReadError
from layers.columns import Column, TableSchema
from layers.tables import read_table, scan_table

SCHEMA = TableSchema("t", (Column("id", "id", required=True), Column("name"), Column("n", "number")))
BOM = b"\xef\xbb\xbf"


def _read(text: str, *, bom: bool = True) -> list[tuple[int, dict[str, object]]]:
    table = read_table("t.csv", (BOM if bom else b"") + text.encode(), SCHEMA)
    return [(row.number, row.values) for row in table.rows]


def _problem(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read_table("t.csv", data, SCHEMA)
    return caught.value


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [True, False])
def test_any_line_end_with_or_without_a_mark(line_end: str, bom: bool) -> None:
    text = line_end.join(["id,name,n", "a,杨浦,1.5", "b,,", ""])
    assert _read(text, bom=bom) == [
        (2, {"id": "a", "name": "杨浦", "n": 1.5}),
        (3, {"id": "b", "name": "", "n": None}),
    ]


def test_columns_may_come_in_any_order_and_others_are_left_alone() -> None:
    assert _read("note,n,name,id\n随记,2,x,a\n") == [(2, {"id": "a", "name": "x", "n": 2.0})]


def test_rows_are_counted_as_excel_counts_them() -> None:
    text = 'id,name,n\na,"two\nlines",\n\n,,\nb,x,oops\n'
    table, problems = scan_table("t.csv", text.encode(), SCHEMA)
    assert [row.number for row in table.rows] == [2, 5]
    assert [(each.code, each.facts["row"], each.facts["field"]) for each in problems] == [("cell.number", 5, "n")]


def test_gbk_is_recognised_by_its_first_row_and_still_read() -> None:
    data = "id,name,n\na,ascii,\nb,杨浦,\n".encode("gbk")
    table, problems = scan_table("t.csv", data, SCHEMA)
    assert [(each.code, each.facts["row"]) for each in problems] == [("table.gbk", 3)]
    assert table.rows[1].values["name"] == "杨浦"


@pytest.mark.parametrize(
    ("data", "code", "row", "field"),
    [
        (b"", "table.empty", 1, ""),
        ("id,name,n\n".encode("utf-16"), "table.utf16", 1, ""),
        (b"id,name,n\na,\xff\xff\xff,\n", "table.not_utf8", 2, ""),
        (b"id,name\na,x\n", "table.no_column", 1, "n"),
        (b"id,name,n,n\na,x,1,2\n", "table.column_twice", 1, "n"),
        (b"id,name,n\na,x,1,2\n", "table.cell_count", 2, ""),
        (b"id,name,n\na,x\n", "table.cell_count", 2, ""),
        (b'id,name,n\na,x,1\nb,"open,2\n', "table.quotes", 3, ""),
        (b"id,name,n\n,x,1\n", "cell.required", 2, "id"),
        (b"id,name,n\na,x,1\nB b,x,1\n", "cell.id", 3, "id"),
    ],
)
def test_problems_name_file_row_and_field(data: bytes, code: str, row: int, field: str) -> None:
    problem = _problem(data)
    assert (problem.code, problem.facts["file"], problem.facts["row"], problem.facts["field"]) == (
        code,
        "t.csv",
        row,
        field,
    )


def test_all_problems_are_found_not_just_the_first() -> None:
    _, problems = scan_table("t.csv", b"id,name,n\n,x,a\nB,x,b\n", SCHEMA)
    assert [(each.code, each.facts["row"]) for each in problems] == [
        ("cell.required", 2),
        ("cell.number", 2),
        ("cell.id", 3),
        ("cell.number", 3),
    ]


_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), max_size=20).map(str.strip)


@given(st.lists(_TEXT.filter(lambda text: not text.startswith("#")), min_size=1, max_size=8))
def test_whatever_a_program_writes_is_read_back(names: list[str]) -> None:
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(["id", "name", "n"])
    writer.writerows(["a", name, "0"] for name in names)
    rows = _read(buffer.getvalue())
    assert [values["name"] for _, values in rows] == names
    assert [number for number, _ in rows] == list(range(2, len(names) + 2))
