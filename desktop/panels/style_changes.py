"""What each edit of the style panel makes of a layer's symbology: values in, values out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.record import replace
from layers.symbology.symbology import PLAIN, Categorised, Graduated, Labelling, Look, Rule, RuleBased, Single

if TYPE_CHECKING:
    from layers.layer import Layer
    from layers.symbology.symbology import Symbology

__all__ = [
    "class_coloured",
    "class_named",
    "kind_of",
    "rule_added",
    "rule_removed",
    "rule_written",
    "with_base",
    "with_label",
    "with_ramp",
    "with_unit",
]


def kind_of(layer: Layer) -> str:
    """``single``, ``categorised``, ``graduated`` or ``rules``."""
    match layer.symbology:
        case Categorised():
            return "categorised"
        case Graduated():
            return "graduated"
        case RuleBased():
            return "rules"
    return "single"


def with_base(layer: Layer, **look: Any) -> Symbology:
    """What all classes have in common, with something set."""
    now = layer.symbology or Single()
    return replace(now, base=replace(now.base, **look))


def with_ramp(layer: Layer, name: str, reverse: bool) -> Symbology | None:
    """Another ramp, or the same the other way round; colours that a person picked stay."""
    now = layer.symbology
    return replace(now, ramp=name, reverse=reverse) if now is not None and not isinstance(now, Single) else now


def with_unit(layer: Layer, unit: str) -> Symbology | None:
    """A unit behind the numbers."""
    now = layer.symbology
    return replace(now, unit=unit.strip()) if isinstance(now, Graduated) else now


def class_coloured(layer: Layer, number: int, colour: str) -> Symbology | None:
    """One class in another colour."""
    return _with_look(layer.symbology, number, lambda look: replace(look, colour=colour))


def class_named(layer: Layer, number: int, label: str) -> Symbology | None:
    """One class with other words; empty ones are the data's own again."""
    now = layer.symbology
    match now:
        case Categorised() if number < len(now.classes):
            return replace(now, classes=_put(now.classes, number, replace(now.classes[number], label=label)))
        case Graduated() if number < len(now.labels):
            return replace(now, labels=_put(now.labels, number, label))
        case RuleBased() if number < len(now.rules):
            return replace(now, rules=_put(now.rules, number, replace(now.rules[number], label=label)))
    return now


def rule_written(layer: Layer, number: int, when: str) -> Symbology | None:
    """A rule with another condition."""
    now = layer.symbology
    if not isinstance(now, RuleBased):
        return now
    return replace(now, rules=_put(now.rules, number, replace(now.rules[number], when=when.strip())))


def rule_added(layer: Layer) -> Symbology | None:
    """One rule more, which holds nowhere until it is written."""
    now = layer.symbology
    return replace(now, rules=(*now.rules, Rule("FALSE"))) if isinstance(now, RuleBased) else now


def rule_removed(layer: Layer, number: int) -> Symbology | None:
    """One rule less."""
    now = layer.symbology
    if not isinstance(now, RuleBased):
        return now
    return replace(now, rules=now.rules[:number] + now.rules[number + 1 :])


def with_label(layer: Layer, text: str, size: float, bold: bool, from_scale: float | None) -> Layer:
    """A layer with labels, or without where ``text`` is empty."""
    if not text:
        return replace(layer, labelling=None)
    now = layer.labelling or Labelling(text)
    return replace(layer, labelling=replace(now, text=text, size=size, bold=bold, from_scale=from_scale))


def _with_look(now: Symbology | None, number: int, change: Any) -> Symbology | None:
    def changed(look: Look | None) -> Look:
        made: Look = change(look or PLAIN)
        return made

    match now:
        case Categorised() if number < len(now.classes):
            row = now.classes[number]
            return replace(now, classes=_put(now.classes, number, replace(row, look=changed(row.look))))
        case Graduated() if number < len(now.looks):
            return replace(now, looks=_put(now.looks, number, changed(now.looks[number])))
        case Graduated():
            return replace(now, missing=changed(now.missing))
        case RuleBased() if number < len(now.rules):
            rule = now.rules[number]
            return replace(now, rules=_put(now.rules, number, replace(rule, look=changed(rule.look))))
        case Categorised() | RuleBased():
            return replace(now, other=changed(now.other))
    return now


def _put(items: tuple[Any, ...], place: int, item: Any) -> tuple[Any, ...]:
    return (*items[:place], item, *items[place + 1 :])
