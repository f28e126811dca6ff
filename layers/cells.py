"""What one cell of a register table may hold, and how it is read.

Every parser takes the cell's text, already stripped and not empty, and raises `ReadError`
with a message code and the cell's ``value``.  Whoever knows the file, the row and the field
adds them.
"""

from __future__ import annotations

import re
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, Literal

from geo.errors import ReadError
from layers.provenance import Citation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = [
    "EMPTY",
    "PARSERS",
    "CellKind",
    "citations_text",
    "parse_citation",
    "parse_citations",
    "parse_date",
    "parse_flag",
    "parse_id",
    "parse_ids",
    "parse_integer",
    "parse_list",
    "parse_number",
    "parse_text",
]

CellKind = Literal["text", "word", "id", "ids", "list", "number", "integer", "date", "flag", "citation", "citations"]

_EXCEL_DATE = re.compile(r"(\d{4})[/.年-](\d{1,2})[/.月-](\d{1,2})日?( 0?0:00(:00)?)?$")
_EXCEL_FRACTION = re.compile(r"(\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{1,2})$")
_ID = re.compile(r"[a-z][a-z0-9_]*$")
_CITATION = re.compile(r"([a-z][a-z0-9_]*)\s*#\s*([1-9]\d*)$")
_FLAGS = {"true": True, "false": False}  # Excel writes TRUE and FALSE; both are read


def parse_text(text: str) -> str:
    """Any text, unless Excel has put one of its own errors there (``#NAME?``, ``#REF!``)."""
    if text.startswith("#") and text.rstrip("!?/A").isupper() and text[-1] in "!?A":
        raise ReadError("cell.excel_error", value=text)
    return text


def parse_id(text: str) -> str:
    """A key: lower-case ASCII letters, digits and underscores, a letter first."""
    if not _ID.match(text):
        raise ReadError("cell.id", value=text)
    return text


def parse_number(text: str) -> float:
    """A finite decimal number with a point, without separators of thousands."""
    try:
        number = float(text)
    except ValueError:
        code = "cell.number_as_date" if _EXCEL_FRACTION.match(text) else "cell.number"
        raise ReadError(code, value=text) from None
    if not isfinite(number):
        raise ReadError("cell.number", value=text)
    return number


def parse_integer(text: str) -> int:
    """A whole number."""
    try:
        return int(text)
    except ValueError:
        raise ReadError("cell.integer", value=text) from None


def parse_date(text: str) -> date:
    """A full ISO date.  One that Excel has rewritten is named with the date it stood for."""
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
    except ValueError:
        pass
    excel = _EXCEL_DATE.match(text)
    if excel:
        try:
            meant = date(int(excel[1]), int(excel[2]), int(excel[3]))
        except ValueError:
            pass
        else:
            raise ReadError("cell.date_excel", value=text, meant=meant.isoformat())
    raise ReadError("cell.date", value=text)


def parse_flag(text: str) -> bool:
    """``true`` or ``false``, in any case."""
    try:
        return _FLAGS[text.lower()]
    except KeyError:
        raise ReadError("cell.flag", value=text) from None


def parse_list(text: str) -> tuple[str, ...]:
    """Items between semicolons; Chinese semicolons, which an input method slips in, are refused."""
    if "；" in text:
        raise ReadError("cell.list_separator", value=text)
    return tuple(item.strip() for item in text.split(";") if item.strip())


def parse_ids(text: str) -> tuple[str, ...]:
    """Keys between semicolons."""
    return tuple(parse_id(item) for item in parse_list(text))


def parse_citation(text: str) -> Citation:
    """One ``source#paragraph``."""
    found = _CITATION.match(text)
    if not found:
        raise ReadError("cell.citation", value=text)
    return Citation(found[1], int(found[2]))


def parse_citations(text: str) -> tuple[Citation, ...]:
    """Citations between semicolons: ``yangpu_2023_08#44; yangpu_2023_08#53``."""
    return tuple(parse_citation(item) for item in parse_list(text))


def citations_text(citations: tuple[Citation, ...]) -> str:
    """The cell that `parse_citations` reads back."""
    return "; ".join(f"{each.source_id}#{each.paragraph}" for each in citations)


PARSERS: Final[Mapping[CellKind, Callable[[str], Any]]] = {
    "text": parse_text,
    "word": parse_id,
    "id": parse_id,
    "ids": parse_ids,
    "list": parse_list,
    "number": parse_number,
    "integer": parse_integer,
    "date": parse_date,
    "flag": parse_flag,
    "citation": parse_citation,
    "citations": parse_citations,
}

# What an empty cell means: unknown, never zero.
EMPTY: Final[Mapping[CellKind, Any]] = {
    "text": "",
    "word": "",
    "id": None,
    "ids": (),
    "list": (),
    "number": None,
    "integer": None,
    "date": None,
    "flag": None,
    "citation": None,
    "citations": (),
}
