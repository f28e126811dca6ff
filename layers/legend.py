"""The legend: what is on the map now, in a fixed order (LOOK §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from geo.record import dataclass
from layers.context import CONTEXT_FROM
from layers.docked import docked
from layers.ground.pick import visible
from layers.ground.sandwich import zone_rows
from layers.style import Symbol, load_style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from geo.shapes import ShapeKind
    from layers.layer import Layer
    from layers.scene import Scene
    from layers.style import Style
    from layers.symbology.key import KeyRow
    from layers.viewport import Viewport

__all__ = ["LegendRow", "legend_rows", "sample_of"]

_STATIONS_TO, _RINGS_TO = 150_000, 30_000
_SAMPLES: Final[Mapping[ShapeKind, Literal["area", "line", "dot"]]] = {
    "polygon": "area",
    "line": "line",
    "point": "dot",
}
_STATUS = ("planned", "started", "in_progress", "done")


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One line of the key.

    Attributes
    ----------
    key : str
        Message key of its words (``legend.schematic``).
    kind : str
        How its sample is drawn: a ``line``, an ``area``, a point's ``dot``, a line with a ``station``,
        a ``chip``, a ``ring`` or a ``status`` glyph; a ``heading`` and a ``note`` have none.
    symbol : Symbol
        The look, as on the map.
    icon : str or None
        The icon in a chip or the glyph of a status.
    text : str
        Words that come with the user's data, where ``key`` is empty.
    count : int or None
        How many features of the user's look so.
    """

    key: str
    kind: Literal["line", "area", "dot", "station", "chip", "ring", "status", "heading", "note"]
    symbol: Symbol
    icon: str | None = None
    text: str = ""
    count: int | None = None

    def said(self, words: Callable[[str], str]) -> str:
        """Its words in the language of ``words``."""
        return words(self.key) if self.key else self.text


def legend_rows(scene: Scene, viewport: Viewport) -> tuple[LegendRow, ...]:
    """The rows of the legend for what a viewport shows of a scene."""
    style = load_style(scene.theme)
    own = (
        row for layer in reversed(scene.layers) if layer.group == "own" and layer.visible for row in _own(layer, style)
    )
    return (*_rows(scene, style, viewport.scale), *own)


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


def sample_of(row: KeyRow) -> LegendRow:
    """A class of the user's own as a row of the legend."""
    return LegendRow(row.key, _SAMPLES[row.kind], row.symbol, text=row.text, count=row.count)


def _own(layer: Layer, style: Style) -> Iterator[LegendRow]:
    """A layer of the user's: one row, or a heading with a row for each class."""
    from layers.symbology.key import key_of  # not needed before there is such a layer

    rows = key_of(layer, style)
    field = getattr(layer.symbology, "field", "")
    if rows and rows[0].number >= 0:
        yield LegendRow("", "heading", rows[0].symbol, text=f"{layer.title} · {field}" if field else layer.title)
    yield from map(sample_of, rows)


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
