"""How the columns of a table share its width.

Each asks for a part of the width (LOOK §7).  Short columns grow to show their longest cell,
in English too, at the cost of the names, which end in an ellipsis and a tool tip.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetricsF

from desktop.panels.table_row import cell_width
from desktop.theme import font

if TYPE_CHECKING:
    from desktop.panels.table_values import Table

__all__ = ["HEAD_TEXT_PX", "shared_widths"]

HEAD_TEXT_PX = 12
HEAD_PADDING_PX = 20
LEAST_PX = 130  # for names
LEAST_SOURCE_PX = 90
MOST_GROWTH = 1.9  # a column never takes more than so many times what it asked for


def shared_widths(table: Table, width: int) -> list[int]:
    """A width for each column, in px; together ``width``, unless that is too small for them all."""
    asked = sum(column.width for column in table.columns)
    shares = [width * column.width / asked for column in table.columns]
    needed = [_needed(table, number) for number in range(len(shares))]
    shares = [max(share, need) for share, need in zip(shares, needed, strict=True)]
    names = [number for number, column in enumerate(table.columns) if column.names]
    others = [number for number in range(len(shares)) if number not in names]
    sources = [number for number, column in enumerate(table.columns) if column.citation]
    # Room that nothing needs goes first; then names are shortened, and sources last.
    for yielding, least in ((others, needed), (names, needed), (sources, [float(LEAST_SOURCE_PX)] * len(shares))):
        over = sum(shares) - width
        room = sum(max(shares[number] - least[number], 0) for number in yielding)
        for number in yielding:
            if over > 0 and room > 0:
                shares[number] -= min(over / room, 1.0) * max(shares[number] - least[number], 0)
    rounded = [ceil(share) for share in shares]
    if sum(rounded) <= width + len(rounded):
        rounded[names[0] if names else -1] += width - sum(rounded)
    return rounded


def _needed(table: Table, number: int) -> float:
    """The least width: that of the head and, but for names, of the longest cell."""
    column = table.columns[number]
    head = QFontMetricsF(font(HEAD_TEXT_PX)).horizontalAdvance(f"{column.head} ↓") + HEAD_PADDING_PX
    if column.names:
        return max(head, LEAST_PX)
    longest = max((cell_width(row.cells[number]) for row in table.rows), default=0.0)
    return max(head, min(longest, column.width * MOST_GROWTH))
