"""One style, many outputs: what each class of feature looks like.

Colours are written in ``assets/styles/*.json`` and nowhere else.  `Style.symbol_for` is the
only place that turns a feature's attributes into a look; the painter, the HTML map, the
static picture and the legend all ask it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

import orjson

from geo.record import dataclass, replace
from layers.resources import asset

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SHAPES", "Style", "Symbol", "Theme", "load_style"]

Theme = Literal["light", "dark", "print"]
SHAPES: Final = ("circle", "square", "triangle", "diamond", "star")  # of points


@dataclass(frozen=True, slots=True)
class Symbol:
    """One resolved look.  Colours are ``#RRGGBB`` or None; lengths are CSS pixels.

    ``casing`` is a wider line drawn beneath the edge.  ``text`` colours the label, ``icon``
    names one of our icons.  ``shape`` is that of points, one of `SHAPES`, or names an icon.
    """

    fill: str | None = None
    opacity: float = 1.0
    edge: str | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()
    edge_opacity: float = 1.0
    casing: str | None = None
    casing_width: float = 0.0
    casing_opacity: float = 1.0
    radius: float = 0.0
    text: str | None = None
    icon: str | None = None
    shape: str = "circle"


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A style file, resolved for one theme."""

    theme: Theme
    tokens: Mapping[str, str]
    zones: Mapping[str, Mapping[str, str]]
    symbols: Mapping[str, Mapping[str, Any]]
    main_streets: frozenset[str]
    first_greens: frozenset[str]
    fade_km: tuple[float, ...]
    ratio: Mapping[str, float]

    def colour(self, token: str) -> str:
        """The colour of a named token as ``#RRGGBB``.

        Raises
        ------
        KeyError
            Where the style has no such token: a mistake of ours, not of the data's.
        """
        return self.tokens[token]

    def number(self, symbol: str, key: str) -> float:
        """A further number of a symbol, such as the width of a zone's inner band."""
        return float(self._themed(self.symbols[symbol][key]))

    def class_of(self, attributes: Mapping[str, Any]) -> str:
        """The name of the symbol that a feature gets: its class, or ``street_main`` for the streets so ranked."""
        name = str(attributes["class"])
        return "street_main" if name == "street" and attributes.get("id") in self.main_streets else name

    def symbol_for(self, attributes: Mapping[str, Any]) -> Symbol:
        """The look of a feature.

        ``attributes["class"]`` names a symbol of the style file.  For ``zone`` the ``id``
        gives the colours and ``boundary`` the line: solid where traced, dashed otherwise.
        """
        name = self.class_of(attributes)
        symbol = self._resolved(self.symbols[name])
        if name != "zone":
            return symbol
        colours = self.zones.get(str(attributes.get("id")))
        fill, edge = (colours["fill"], colours["edge"]) if colours else (None, self.tokens["text_2"])
        dash = () if attributes.get("boundary") == "traced" else tuple(self.symbols["zone"]["dash_schematic"])
        return replace(symbol, fill=fill, edge=edge, dash=dash)

    def selected(self, attributes: Mapping[str, Any]) -> Symbol:
        """The look of a selected zone: its own line, heavier, over a casing (LOOK §2)."""
        symbol, chosen = self.symbol_for(attributes), self._resolved(self.symbols["zone_selected"])
        family = attributes.get("family")
        own = symbol.edge if symbol.fill else self.tokens.get(str(family), self.tokens["text_2"])
        return replace(
            symbol,
            edge=self.tokens.get("selected_edge", own),
            width=chosen.width,
            casing=chosen.casing,
            casing_width=chosen.casing_width,
        )

    def hovered(self, attributes: Mapping[str, Any]) -> Symbol:
        """What is laid over a zone under the pointer: a veil and a heavier edge."""
        symbol, veil = self.symbol_for(attributes), self._resolved(self.symbols["zone_hover"])
        return replace(symbol, fill=veil.fill, opacity=veil.opacity, width=veil.width)

    def emphasised(self, symbol: Symbol) -> Symbol:
        """The look of a selected feature of the user's: its own colour in a heavier line, over a casing."""
        chosen = self._resolved(self.symbols["zone_selected"])
        own = symbol.fill if symbol.radius else symbol.edge or symbol.fill
        return replace(
            symbol,
            edge=self.tokens.get("selected_edge", own),
            edge_opacity=1.0,
            width=chosen.width,
            dash=(),
            casing=chosen.casing,
            casing_width=chosen.casing_width,
            casing_opacity=1.0,
        )

    def veiled(self, symbol: Symbol) -> Symbol:
        """The look of a feature of the user's under the pointer: a veil, and a heavier edge in its own colour."""
        veil = self._resolved(self.symbols["zone_hover"])
        own = symbol.edge or symbol.fill
        return replace(symbol, fill=veil.fill, opacity=veil.opacity, edge=own, edge_opacity=1.0, width=veil.width)

    def width_factor(self, scale: float) -> float:
        """By how much lines grow or shrink at 1 : ``scale``; 1 at the scale they are written for."""
        grown = (self.ratio["reference_scale"] / scale) ** self.ratio["exponent"]
        return float(min(max(grown, self.ratio["least"]), self.ratio["most"]))

    def _resolved(self, written: Mapping[str, Any]) -> Symbol:
        def token(key: str) -> str | None:
            return self.tokens[written[key]] if key in written else None

        return Symbol(
            fill=token("fill"),
            opacity=self._themed(written.get("opacity", 1.0)),
            edge=token("edge"),
            width=written.get("width", 0.0),
            dash=tuple(written.get("dash", ())),
            edge_opacity=written.get("edge_opacity", 1.0),
            casing=token("casing"),
            casing_width=written.get("casing_width", 0.0),
            casing_opacity=written.get("casing_opacity", 1.0),
            radius=written.get("radius", 0.0),
            text=token("text"),
            icon=written.get("icon"),
        )

    def _themed(self, value: Any) -> float:
        return float(value[self.theme] if isinstance(value, dict) else value)


@cache
def load_style(theme: Theme, name: str = "atlas") -> Style:
    """Read ``assets/styles/<name>.json`` and resolve it for a theme."""
    written = orjson.loads(asset("styles", f"{name}.json").read_bytes())
    return Style(
        theme=theme,
        tokens={token: by_theme[theme] for token, by_theme in written["tokens"].items() if theme in by_theme},
        zones={zone: by_theme[theme] for zone, by_theme in written["zones"].items()},
        symbols=written["symbols"],
        main_streets=frozenset(written["main_streets"]),
        first_greens=frozenset(written["first_greens"]),
        fade_km=tuple(written["fade_km"]),
        ratio=written["ratio"],
    )
