"""The legend: what is on the map now, in a fixed order (LOOK §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geo.record import dataclass
from layers.context import CONTEXT_FROM
from layers.docked import docked
from layers.ground.pick import visible
from layers.ground.sandwich import zone_rows
from layers.style import Symbol, load_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.scene import Scene
    from layers.style import Style
    from layers.viewport import Viewport

__all__ = ["LegendRow", "legend_rows"]

_STATIONS_TO, _RINGS_TO = 150_000, 30_000
_STATUS = ("planned", "started", "in_progress", "done")


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One line of the key.

    Attributes
    ----------
    key : str
        Message key of its words (``legend.schematic``).
    kind : str
        How its sample is drawn: a ``line``, an ``area``, a line with a ``station``, a ``chip``,
        a ``ring`` or a ``status`` glyph.
    symbol : Symbol
        The look, as on the map.
    icon : str or None
        The icon in a chip or the glyph of a status.
    """

    key: str
    kind: Literal["line", "area", "station", "chip", "ring", "status"]
    symbol: Symbol
    icon: str | None = None


def legend_rows(scene: Scene, viewport: Viewport) -> tuple[LegendRow, ...]:
    """The rows of the legend for what a viewport shows of a scene."""
    style = load_style(scene.theme)
    return tuple(_rows(scene, style, viewport.scale))


def _rows(scene: Scene, style: Style, scale: float) -> Iterator[LegendRow]:
    zones = zone_rows(scene)
    for boundary in ("schematic", "traced"):
        rows = [row for row, _ in zones if row["boundary"] == boundary]
        if rows:
            yield LegendRow(f"legend.{boundary}", "line", style.symbol_for(rows[0]))
    if scene.district_line and visible(scene, "basemap.district"):
        yield LegendRow("legend.district", "line", style.symbol_for({"class": "district"}))
    if visible(scene, "context") and scale > CONTEXT_FROM:
        yield LegendRow("legend.context", "line", style.symbol_for({"class": "context_outline"}))
    if visible(scene, "basemap.metro") and visible(scene, "places") and scale <= _STATIONS_TO:
        yield LegendRow("legend.metro", "station", style.symbol_for({"class": "metro"}))
    stacks = [stack for row, _ in zones for stack in docked(scene.register, row["id"], scene.as_of)]
    neutral = style.symbol_for({"class": "place"})
    for kind in ("company", "platform", "project"):
        if any(stack.kind == kind for stack in stacks):
            yield LegendRow(f"legend.{kind}", "chip", neutral, kind)
    if visible(scene, "places") and scale <= _RINGS_TO:
        yield LegendRow("legend.ring", "ring", neutral)
    yield from _states(scene, neutral)


def _states(scene: Scene, neutral: Symbol) -> Iterator[LegendRow]:
    """How far things have come, as far as any row says."""
    states = {
        row.status
        for table in (scene.register.initiatives, scene.register.companies, scene.register.organisations)
        for row in table.values()
    }
    for status in _STATUS:
        if status in states:
            yield LegendRow(f"legend.{status}", "status", neutral, f"status-{status.replace('_', '-')}")
