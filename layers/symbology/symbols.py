"""From a symbology to symbols: what a person has set, over what the style says, in one theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from geo.record import dataclass, replace
from layers.symbology.ramps import missing_shade, shades
from layers.symbology.symbology import Categorised, Graduated, Look, RuleBased, Single, Symbology

if TYPE_CHECKING:
    from geo.shapes import ShapeKind
    from layers.style import Style, Symbol, Theme
    from layers.symbology.ramps import Shade

__all__ = ["ClassLook", "class_looks", "symbol_of"]

_FILLED: Final = 0.82  # of areas in classes: streets shine through, and the ramp stays what it is
_EDGE_PX, _RING_PX, _CASING_PX, _ROUND_PX = 0.9, 1.1, 1.6, 4.0


@dataclass(frozen=True, slots=True)
class ClassLook:
    """One class: how its label is found, what was set for it, and its place in the ramp.

    ``key`` is a message key for a class that the data does not name, else empty.
    """

    label: str
    key: str
    look: Look
    shade: Shade | None


def class_looks(symbology: Symbology, theme: Theme) -> tuple[ClassLook, ...]:
    """The classes in the order of their numbers, each with its colours."""
    base, missing = symbology.base, missing_shade(theme)
    if isinstance(symbology, Single):
        return (ClassLook("", "", base, None),)
    known = _known(symbology)
    coloured = sum(not unknown for _, _, _, unknown in known)
    ramp = iter(shades(symbology.ramp, theme, max(coloured, 1), symbology.reverse))
    found = [
        ClassLook(label, key, look.over(base), missing if unknown else next(ramp))
        for label, key, look, unknown in known
    ]
    last = symbology.missing if isinstance(symbology, Graduated) else symbology.other
    if last is not None:
        key = "symbology.missing" if isinstance(symbology, Graduated) else "symbology.other"
        found.append(ClassLook("", key, last.over(base), missing))
    return tuple(found)


def symbol_of(each: ClassLook, kind: ShapeKind, style: Style) -> Symbol:
    """How a class looks on areas, on lines or on points."""
    plain = style.symbol_for({"class": f"own_{kind}"})
    look = each.look
    if each.shade is not None:
        plain = _shaded(plain, each.shade, kind)
    if kind == "line":
        return _line(plain, look)
    edge = look.edge or plain.edge
    if kind == "polygon" and each.shade is None and look.colour and not look.edge:
        edge = look.colour
    width = plain.width if look.width is None else look.width
    return replace(
        plain,
        fill=look.colour or plain.fill,
        opacity=plain.opacity if look.opacity is None else look.opacity,
        edge=edge if width else None,
        width=width,
        dash=plain.dash if look.dash is None else look.dash,
        radius=look.radius or plain.radius or _ROUND_PX,
        shape=look.shape or plain.shape,
    )


def _known(symbology: Categorised | Graduated | RuleBased) -> list[tuple[str, str, Look, bool]]:
    """Label, message key, look and whether it is of the unknown, of each class that the symbology lists."""
    match symbology:
        case Categorised():
            return [
                (
                    each.label or each.value or "",
                    "" if each.value or each.label else "symbology.missing",
                    each.look,
                    each.value is None,
                )
                for each in symbology.classes
            ]
        case Graduated():
            return [(label, "", look, False) for label, look in zip(symbology.labels, symbology.looks, strict=True)]
        case RuleBased():
            return [(rule.label or rule.when, "", rule.look, False) for rule in symbology.rules]


def _shaded(plain: Symbol, shade: Shade, kind: ShapeKind) -> Symbol:
    colour, edge = shade
    if kind == "line":
        return replace(plain, edge=colour, casing=edge, casing_width=plain.width + _CASING_PX)
    width, opacity = (_EDGE_PX, _FILLED) if kind == "polygon" else (_RING_PX, plain.opacity)
    return replace(plain, fill=colour, opacity=opacity, edge=edge, width=width)


def _line(plain: Symbol, look: Look) -> Symbol:
    width = look.width or plain.width
    cased = bool(plain.casing) if look.casing is None else look.casing
    return replace(
        plain,
        edge=look.colour or plain.edge,
        edge_opacity=plain.edge_opacity if look.opacity is None else look.opacity,
        width=width,
        dash=plain.dash if look.dash is None else look.dash,
        casing=(look.edge or plain.casing or plain.text) if cased else None,
        casing_width=width + _CASING_PX if cased else 0.0,
        radius=look.radius or _ROUND_PX,
    )
