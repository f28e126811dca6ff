"""Rows as a table of plain text, in columns that line up where Chinese is two columns wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from unicodedata import east_asian_width

from layers.figures import figure_text, number_text
from layers.wording import GAP, kind_text, status_words, word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from layers.messages import Messages

__all__ = ["table_text", "text_width"]

_GUTTER: Final = "  "
_RIGHT: Final = frozenset({"stated_area_km2", "area_km2", "accuracy_m", "paragraphs"})


def table_text(rows: Sequence[Mapping[str, Any]], messages: Messages) -> str:
    """Rows of `layers.answers.list_rows` as text with a head, ending with a line end.

    Columns are those that the rows have; long texts (summaries) are left to ``--json``.
    """
    if not rows:
        return messages("fact.empty_table") + "\n"
    columns = [(key, cell) for key, cell, needs in _COLUMNS if needs in rows[0]]
    lines = [[messages(f"fact.column.{key}") for key, _ in columns]]
    lines += [[cell(row, messages) for _, cell in columns] for row in rows]
    widths = [max(map(text_width, column)) for column in zip(*lines, strict=True)]
    right = [key in _RIGHT for key, _ in columns]
    return "".join(_GUTTER.join(map(_padded, line, widths, right)).rstrip() + "\n" for line in lines)


def text_width(text: str) -> int:
    """Columns that a terminal gives a text: two for wide and full-width characters."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int, right: bool) -> str:
    space = " " * (width - text_width(text))
    return space + text if right else text + space


def _name(row: Mapping[str, Any], say: Messages) -> str:
    return str((row["name_zh"] if say.language == "zh" else row["name_en"]) or row["name_zh"])


def _kind(row: Mapping[str, Any], say: Messages) -> str:
    table = "zones" if "parent_ids" in row else "companies" if "sector" in row else "rows"
    return kind_text(table, row["kind"], say)


def _status(row: Mapping[str, Any], say: Messages) -> str:
    return status_words(row.get("relation") or "", row["kind"], row["status"], say)


def _figure(row: Mapping[str, Any], say: Messages) -> str:
    unit = row["unit"] if say.language == "zh" else row["unit_en"] or row["unit"]
    return figure_text(row["value"], row["qualifier"] or "", unit or "", say)


def _citations(row: Mapping[str, Any], say: Messages) -> str:  # noqa: ARG001 - as its siblings
    """``2023-08 ¶44 ¶53; 2023-04 ¶14``, from dates and paragraphs."""
    months: dict[str, list[str]] = {}
    for each in row["citations"]:
        months.setdefault(each["as_of"][:7], []).append(f"¶{each['paragraph']}")
    return "; ".join(" ".join((month, *marks)) for month, marks in months.items()).replace(GAP, " ")


def _text(key: str) -> Callable[[Mapping[str, Any], Messages], str]:
    def cell(row: Mapping[str, Any], say: Messages) -> str:  # noqa: ARG001 - as its siblings
        return "" if row[key] is None else str(row[key])

    return cell


def _number(key: str, digits: int | None = None) -> Callable[[Mapping[str, Any], Messages], str]:
    def cell(row: Mapping[str, Any], say: Messages) -> str:  # noqa: ARG001 - as its siblings
        return "" if row[key] is None else number_text(row[key], digits)

    return cell


def _month(key: str) -> Callable[[Mapping[str, Any], Messages], str]:
    def cell(row: Mapping[str, Any], say: Messages) -> str:  # noqa: ARG001 - as its siblings
        return row[key][:7] if row[key] else ""

    return cell


def _joined(key: str) -> Callable[[Mapping[str, Any], Messages], str]:
    def cell(row: Mapping[str, Any], say: Messages) -> str:  # noqa: ARG001 - as its siblings
        return ", ".join(each["zone_id"] if isinstance(each, dict) else each for each in row[key])

    return cell


def _coded(key: str, family: str) -> Callable[[Mapping[str, Any], Messages], str]:
    def cell(row: Mapping[str, Any], say: Messages) -> str:
        return word(family, row[key], say) if row[key] else ""

    return cell


# Name of the column, what stands in it, and the key that a row must have for it.
_COLUMNS: Final[tuple[tuple[str, Callable[[Mapping[str, Any], Messages], str], str], ...]] = (
    ("id", _text("id"), "id"),
    ("name", _name, "name_zh"),
    ("kind", _kind, "kind"),
    ("parent_ids", _joined("parent_ids"), "parent_ids"),
    ("zone_ids", _joined("zone_ids"), "zone_ids"),
    ("status", _status, "status"),
    ("figure", _figure, "value"),
    ("value_kind", _coded("value_kind", "fact.value"), "value_kind"),
    ("as_of", _month("as_of"), "as_of"),
    ("target_date", _month("target_date"), "target_date"),
    ("boundary", _coded("boundary", "fact.boundary"), "boundary"),
    ("stated_area_km2", _number("stated_area_km2"), "stated_area_km2"),
    ("area_km2", _number("area_km2", 2), "area_km2"),
    ("accuracy_m", _number("accuracy_m"), "accuracy_m"),
    ("valid_from", _month("valid_from"), "valid_to"),
    ("members", _joined("members"), "members"),
    ("parts", _joined("parts"), "parts"),
    ("published", _text("published"), "published"),
    ("paragraphs", _number("paragraphs"), "paragraphs"),
    ("citations", _citations, "citations"),
)
