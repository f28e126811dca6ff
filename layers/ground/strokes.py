"""Strokes made from symbols."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.record import replace
from layers.display import Stroke

if TYPE_CHECKING:
    from geo.shapes import Shapes
    from layers.style import Symbol

__all__ = ["casing", "dimmed", "edge"]


def edge(shapes: Shapes, symbol: Symbol, k: float) -> Stroke:
    """The edge of a symbol, its width and dashes grown ``k`` times; dashes end square."""
    dash = tuple(each * k for each in symbol.dash)
    return Stroke(shapes, symbol.edge or "", symbol.width * k, symbol.edge_opacity, dash, "butt" if dash else "round")


def casing(shapes: Shapes, symbol: Symbol, k: float) -> Stroke:
    """What is drawn beneath the edge of a symbol."""
    return Stroke(shapes, symbol.casing or "", symbol.casing_width * k, symbol.casing_opacity, cap="butt")


def dimmed(symbol: Symbol, opacity: float) -> Symbol:
    """The symbol with all that it draws at ``opacity`` times its own."""
    return replace(
        symbol,
        opacity=symbol.opacity * opacity,
        edge_opacity=symbol.edge_opacity * opacity,
        casing_opacity=symbol.casing_opacity * opacity,
    )
