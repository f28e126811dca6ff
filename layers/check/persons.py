"""Names and numbers that stand in the documents and must not stand in the register.

They are kept as truncated hashes, so that they do not stand here either.  After a new
document: ``python -m layers.check.persons NAME …`` prints the lines to add.
"""

from __future__ import annotations

import re
import sys
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from layers.check.finding import finding_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.check.finding import Finding
    from layers.check.reading import Tables

__all__ = ["check_persons", "digest_of"]

_LENGTHS: Final = (2, 3)  # signs of a Chinese name
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")
_NUMBER: Final = re.compile(r"\d[\d -]{6,}\d")
_HEX: Final = 12  # one text of a million signs in a hundred million meets a hash by chance
_FORBIDDEN: Final = frozenset(
    {
        "0c39115e63f5",
        "166ff8d53e29",
        "1db1905acb96",
        "214907d5a70d",
        "229ff5748f5c",
        "2a7cafec22e9",
        "2cf967c0b763",
        "30efb4117a74",
        "3399bb6d19c7",
        "346d58d854f7",
        "424c6e1799fc",
        "5154ab5fceb8",
        "646e9bfccb74",
        "6bc589256fef",
        "6d8b9d770b20",
        "8e9095f3dd9b",
        "9249d9f543b1",
        "92a054e84d6e",
        "a2fcd3700654",
        "a415d988ba61",
        "bad1b026e0d3",
        "be3a465596b0",
        "c2da7203c07e",
        "cf2491fc83ca",
        "d33633af4cef",
        "d63ee706e81e",
        "d73a8b38ef3e",
        "d8b0b0ed9595",
        "dac50d0c22a8",
        "e501e775baf3",
        "fd43396fb1e1",
    }
)


def check_persons(tables: Tables) -> Iterator[Finding]:
    """No cell holds a person's name or a number from the documents' own contact lines."""
    known: dict[str, bool] = {}
    for table in tables.values():
        for row in table.rows:
            for field, value in row.values.items():
                texts = value if isinstance(value, tuple) else (value,)
                if any(_is_forbidden(part, known) for text in texts if isinstance(text, str) for part in _parts(text)):
                    yield finding_at(table, row, field, "check.person_name")


def digest_of(name: str) -> str:
    """How a name or a number is kept here."""
    return sha256(name.encode()).hexdigest()[:_HEX]


def _parts(text: str) -> Iterator[str]:
    """Whatever in a text might be a name, and every long number without its blanks and dashes."""
    for found in _HAN.finditer(text):
        han = found.group()
        for length in _LENGTHS:
            yield from (han[start : start + length] for start in range(len(han) - length + 1))
    for found in _NUMBER.finditer(text):
        yield re.sub(r"\D", "", found.group())


def _is_forbidden(part: str, known: dict[str, bool]) -> bool:
    if part not in known:
        known[part] = digest_of(part) in _FORBIDDEN
    return known[part]


if __name__ == "__main__":
    sys.stdout.write("".join(f'        "{digest_of(name)}",\n' for name in sys.argv[1:]))
