"""Names at points: on it, or beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.display import Glyph, Text
from layers.labels.measure import is_wide
from layers.labels.room import around
from layers.labels.wrap import wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from layers.labels.sheet import Sheet

__all__ = ["name_of", "set_name"]

_LINE = 1.2


def name_of(sheet: Sheet, row: Mapping[str, Any]) -> str:
    """The row's name in the scene's language, Chinese where there is no other."""
    return str(row[f"name_{sheet.scene.language}"] or row["name_zh"])


def set_name(
    sheet: Sheet,
    name: str,
    x: float,
    y: float,
    size: float,
    ink: str,
    *,
    clear: float = 0.0,
    spacing: float = 0.0,
    breaks: bool = True,
) -> bool:
    """Set a name centred on a point, or beside one that keeps ``clear`` pixels for itself.

    Returns
    -------
    bool
        Whether it found room.
    """
    lines = wrapped(name) if breaks else [name]
    spacing = spacing if all(map(is_wide, name)) else 0.0
    widths = [sheet.measure.width(line, size) + spacing * size * (len(line) - 1) for line in lines]
    width, height = max(widths), size * _LINE * len(lines)
    spots = [(x, y)]
    if clear:
        across, down = clear + 3 + width / 2, clear + 2 + height / 2
        spots = [(x + across, y), (x - across, y), (x, y + down), (x, y - down)]
    for at_x, at_y in spots:
        rect = around(at_x, at_y, width, height)
        if not sheet.room.free([rect]):
            continue
        sheet.room.take([rect])
        glyphs = tuple(
            Glyph(line, at_x, at_y + (i - (len(lines) - 1) / 2) * size * _LINE) for i, line in enumerate(lines)
        )
        zone = sheet.zone_at(at_x, at_y)
        halo = 2.4 if size <= 11 else 3.2
        sheet.placed.append(
            Text(
                glyphs,
                size,
                sheet.style.colour("text") if zone else ink,
                sheet.halo_at(at_x, at_y),
                halo,
                spacing=spacing,
            )
        )
        return True
    return False
