"""The small drawings before a line of the legend and before a zone's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.export.svg_paths import number

if TYPE_CHECKING:
    from layers.legend import LegendRow
    from layers.style import Style, Symbol

__all__ = ["legend_sample", "swatch"]

_FAINT = 0.55  # the edges of the sheets behind


def swatch(symbol: Symbol) -> str:
    """A zone's fill and edge, solid or dashed as on the map."""
    return (
        '<svg class="swatch" viewBox="0 0 22 15" aria-hidden="true"><rect x="1" y="1" width="20" height="13" rx="2" '
        f'fill="{symbol.fill or "none"}"{_pen(symbol, 1.5)}/></svg>'
    )


def legend_sample(row: LegendRow, style: Style) -> str:
    """What stands before the words of a legend row, 32 by 20 pixels."""
    body = {
        "line": _line,
        "station": _station,
        "area": _area,
        "dot": _dot,
        "chip": _chip,
        "ring": _ring,
        "status": _status,
        "heading": lambda *_: "",
        "note": lambda *_: "",
    }[row.kind]
    return f'<svg viewBox="0 0 32 20" aria-hidden="true">{body(row, style)}</svg>'


def _pen(symbol: Symbol, width: float | None = None) -> str:
    dash = f' stroke-dasharray="{" ".join(map(number, symbol.dash))}"' if symbol.dash else ""
    return f' stroke="{symbol.edge}" stroke-width="{number(width or symbol.width or 1.2)}"{dash}'


def _line(row: LegendRow, style: Style) -> str:  # noqa: ARG001 - as its siblings
    casing = ""
    if row.symbol.casing:
        casing = (
            f'<path d="M2 10H28" stroke="{row.symbol.casing}" stroke-width="{number(row.symbol.casing_width)}" '
            f'stroke-opacity="{number(row.symbol.casing_opacity, 2)}"/>'
        )
    return f'{casing}<path d="M2 10H28"{_pen(row.symbol)}/>'


def _station(row: LegendRow, style: Style) -> str:
    station = style.symbol_for({"class": "station"})
    return f'{_line(row, style)}<circle cx="15" cy="10" r="2.8" fill="{station.fill}"{_pen(station)}/>'


def _dot(row: LegendRow, style: Style) -> str:  # noqa: ARG001 - as its siblings
    symbol = row.symbol
    edge = _pen(symbol, symbol.width) if symbol.edge else ""
    return (
        f'<circle cx="14" cy="10" r="{number(min(symbol.radius, 7))}" fill="{symbol.fill or "none"}" '
        f'fill-opacity="{number(symbol.opacity, 2)}"{edge}/>'
    )


def _area(row: LegendRow, style: Style) -> str:
    """The user's own are transparent, and lie on what is beneath them on the map."""
    box = '<rect x="2" y="3" width="24" height="14" rx="2"'
    opacity = f' fill-opacity="{number(row.symbol.opacity, 2)}"' if row.symbol.opacity < 1 else ""
    pen = _pen(row.symbol) if row.symbol.edge else ""
    ground = f'{box} fill="{style.colour("land_in")}"/>' if row.count is not None else ""
    return f'{ground}{box} fill="{row.symbol.fill or "none"}"{opacity}{pen}/>'


def _chip(row: LegendRow, style: Style) -> str:
    """Three sheets: the two behind are seen as edges."""
    edge, surface = style.colour("text_2"), style.colour("chip")
    sheets = "".join(
        f'<rect x="{number(0.5 + d)}" y="{number(1.5 + d)}" width="25" height="14" rx="4" fill="{surface}" '
        f'stroke="{edge}" stroke-width="1.1" stroke-opacity="{1 if d == 0 else _FAINT}"/>'
        for d in (3.6, 1.8, 0)
    )
    return (
        f'{sheets}<use href="#i-{row.icon}" x="3" y="3" width="11" height="11" fill="none" stroke="{edge}" '
        f'stroke-width="1.4"/><text x="18.5" y="12.2" font-size="10.5" font-weight="700" text-anchor="middle" '
        f'fill="{style.colour("text")}">n</text>'
    )


def _ring(row: LegendRow, style: Style) -> str:
    edge = row.symbol.edge or style.colour("text_2")
    opacity = number(style.number("place", "ring_opacity"), 2)
    return f'<circle cx="14" cy="10" r="8" fill="{edge}" fill-opacity="{opacity}"{_pen(row.symbol)}/>'


def _status(row: LegendRow, style: Style) -> str:
    return (
        f'<use href="#i-{row.icon}" x="8" y="4" width="12" height="12" fill="none" stroke="currentColor" '
        f'color="{style.colour("text_2")}" stroke-width="1.4"/>'
    )
