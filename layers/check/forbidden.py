"""What must not be in a register, and what Excel may have done to its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from layers.check.finding import Finding, finding_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.check.reading import Tables

__all__ = ["check_forbidden"]

# Digits beside a point belong to coordinates, and long numbers without a mark to map objects.
_PATTERNS: Final = {
    "check.email": re.compile(r"[^\s@]@[\w-]+(\.[\w-]+)+"),
    "check.person_id": re.compile(r"(?<![\d.])\d{17}[\dXx](?!\d)"),
    "check.phone": re.compile(
        r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d{9}(?![\d.])"  # mobile
        r"|(?<![\d.])(?:\+86[- ]?)?\(?0\d{2,3}\)?[- ]?\d{7,8}(?![\d.])"  # area code and number
        r"|(?:电话|热线|传真|[Tt]el\.?|[Pp]hone|[Ff]ax)[^\d]{0,4}\d{5,}"
    ),
}
_EXCEL_FRACTION = re.compile(r"(\d{1,2}月\d{1,2}日|\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{2})$")


def check_forbidden(tables: Tables) -> Iterator[Finding]:
    """No e-mail address, telephone or identity number in any cell; no text that became a date."""
    for table in tables.values():
        for row in table.rows:
            for field, value in row.values.items():
                texts = value if isinstance(value, tuple) else (value,)
                for text in texts:
                    if not isinstance(text, str):
                        continue
                    for code, pattern in _PATTERNS.items():
                        if pattern.search(text):
                            yield finding_at(table, row, field, code)
                    if _EXCEL_FRACTION.match(text):
                        yield finding_at(table, row, field, "check.text_as_date", "warning", value=text)
