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
    at: tuple[float, float],
    size: float,
    ink: str,
    *,
    clear: float = 0.0,
    within: float = 0.0,
    spacing: float = 0.0,
    breaks: bool = True,
) -> bool:
    """Set a name centred on a point, or beside one that keeps ``clear`` pixels for itself.

    A name may also stand up to half of ``within`` pixels above or below its point.

    Returns
    -------
    bool
        Whether it found room.
    """
    x, y = at
    lines = wrapped(name) if breaks else [name]
    spacing = spacing if all(map(is_wide, name)) else 0.0
    widths = [sheet.measure.width(line, size) + spacing * size * (len(line) - 1) for line in lines]
    width, height = max(widths), size * _LINE * len(lines)
    spots = [(x, y), (x, y - within / 2), (x, y + within / 2)] if within else [(x, y)]
    if clear:
        across, down = clear + 3 + width / 2, clear + 2 + height / 2
        spots = [(x + across, y), (x - across, y), (x, y + down), (x, y - down)]
    free = [spot for spot in spots if sheet.room.free([around(*spot, width, height)])]
    if not free:
        return False
    spot = min(free, key=lambda each: (_grounds(sheet, each, width), spots.index(each)))
    sheet.room.take([around(*spot, width, height)])
    glyphs = tuple(
        Glyph(line, spot[0], spot[1] + (i - (len(lines) - 1) / 2) * size * _LINE) for i, line in enumerate(lines)
    )
    zone, halo = sheet.beneath([spot])[0]
    colour, halo_width = sheet.style.colour("text") if zone else ink, 2.4 if size <= 11 else 3.2
    sheet.placed.append(Text(glyphs, size, colour, halo, halo_width, spacing=spacing))
    return True


def _grounds(sheet: Sheet, spot: tuple[float, float], width: float) -> int:
    """How many kinds of ground a name would lie on: its halo fits only one."""
    x, y = spot
    return len({halo for _, halo in sheet.beneath([(x - width / 2, y), (x, y), (x + width / 2, y)])})
