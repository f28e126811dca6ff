"""Cells: what a steward types, what Excel makes of it, and what we read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ReadError
from layers.cells import PARSERS, citations_text, parse_citation, parse_date, parse_number
from layers.provenance import Citation

_IDS = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
_CITATIONS = st.lists(st.builds(Citation, _IDS, st.integers(1, 999)), min_size=1, max_size=5).map(tuple)


@given(_CITATIONS)
def test_citations_survive_writing_and_reading(citations: tuple[Citation, ...]) -> None:
    assert PARSERS["citations"](citations_text(citations)) == citations


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_dates_are_iso_and_excel_dates_are_named(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    mangled = f"{day.year}/{day.month}/{day.day}"
    with pytest.raises(ReadError) as caught:
        parse_date(mangled)
    assert caught.value.code == "cell.date_excel"
    assert caught.value.facts == {"value": mangled, "meant": day.isoformat()}


@pytest.mark.parametrize("text", ["2023-08", "2023", "17/08/2023", "2023/13/40", "八月", "45155", "2023-02-30"])
def test_other_dates_are_refused(text: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse_date(text)
    assert caught.value.code == "cell.date"


@pytest.mark.parametrize("text", ["2023年8月17日", "2023.8.17", "2023/8/17 0:00", "2023-8-17"])
def test_chinese_and_short_dates_are_named_with_their_meaning(text: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse_date(text)
    assert (caught.value.code, caught.value.facts["meant"]) == ("cell.date_excel", "2023-08-17")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_read_as_written(number: float) -> None:
    assert parse_number(repr(number)) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,114.17", "cell.number"),
        ("约600", "cell.number"),
        ("nan", "cell.number"),
        ("inf", "cell.number"),
        ("1月6日", "cell.number_as_date"),
        ("6-Jan", "cell.number_as_date"),
    ],
)
def test_what_is_not_a_number_is_refused(text: str, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse_number(text)
    assert caught.value.code == code


@pytest.mark.parametrize("text", ["yangpu_2023_08", "yangpu_2023_08#0", "yangpu_2023_08#x", "#44", "杨浦#44"])
def test_a_citation_needs_a_source_and_a_paragraph(text: str) -> None:
    with pytest.raises(ReadError) as caught:
        parse_citation(text)
    assert caught.value.code == "cell.citation"


def test_flags_are_read_as_excel_writes_them() -> None:
    assert [PARSERS["flag"](text) for text in ("true", "TRUE", "False")] == [True, True, False]
    with pytest.raises(ReadError):
        PARSERS["flag"]("yes")


def test_lists_split_at_semicolons_and_refuse_chinese_ones() -> None:
    assert PARSERS["list"]("一廊; 科创走廊 ;") == ("一廊", "科创走廊")
    with pytest.raises(ReadError) as caught:
        PARSERS["list"]("一廊；科创走廊")
    assert caught.value.code == "cell.list_separator"


def test_excel_errors_are_not_text() -> None:
    for text in ("#NAME?", "#REF!", "#N/A", "#VALUE!"):
        with pytest.raises(ReadError) as caught:
            PARSERS["text"](text)
        assert caught.value.code == "cell.excel_error"
    assert PARSERS["text"]("#1 楼") == "#1 楼"
