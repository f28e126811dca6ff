"""How a layer's features look, as a person has chosen it: one symbology for a layer, frozen.

    Single        one look for all
    Categorised   a look for each value of a field
    Graduated     a look for each range of a field's numbers
    RuleBased     the look of the first rule that holds

What a person leaves open stays with the style, so that it follows the theme; colours that they
pick are data, as ``#RRGGBB``.
"""

from __future__ import annotations

from typing import Final, Literal

from geo.record import as_dict, dataclass, replace
from layers.style import SHAPES

__all__ = [
    "PLAIN",
    "SHAPES",
    "Categorised",
    "Category",
    "Graduated",
    "Labelling",
    "Look",
    "Rule",
    "RuleBased",
    "Single",
    "Symbology",
]

Scheme = Literal[
    "quantiles",
    "equal_interval",
    "fisher_jenks",
    "pretty",
    "std_mean",
    "head_tail",
    "box_plot",
    "own",
]


@dataclass(frozen=True, slots=True)
class Look:
    """What a person has set of a look; None stays as the style has it.

    Attributes
    ----------
    colour : str or None
        Of fills, of lines and of points, ``#RRGGBB``.
    edge : str or None
        Around fills and points, and beside lines.
    opacity : float or None
        Of the fill, 0 to 1.
    width : float or None
        Of lines and edges, CSS pixels; 0 is none.
    dash : tuple of float or None
        Strokes and gaps, CSS pixels; empty is solid.
    radius : float or None
        Of points, CSS pixels.
    shape : str or None
        Of points: one of `SHAPES`, or the name of one of our icons.
    casing : bool or None
        Whether a line has a wider one beneath, in the colour of ``edge``.
    """

    colour: str | None = None
    edge: str | None = None
    opacity: float | None = None
    width: float | None = None
    dash: tuple[float, ...] | None = None
    radius: float | None = None
    shape: str | None = None
    casing: bool | None = None

    def over(self, base: Look) -> Look:
        """What it says itself, and for the rest ``base``."""
        return replace(base, **{name: value for name, value in as_dict(self).items() if value is not None})


PLAIN: Final = Look()


@dataclass(frozen=True, slots=True)
class Single:
    """One look for all features."""

    base: Look = PLAIN


@dataclass(frozen=True, slots=True)
class Category:
    """The features with one value of a field.

    ``value`` is the value as text, as `layers.expression.values.as_texts` writes it; None, those without one.
    ``label`` is what the legend says; empty, the value.
    """

    value: str | None
    label: str = ""
    look: Look = PLAIN
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Categorised:
    """A look for each value of a field; ``other``, where not None, for all values without a class."""

    field: str
    classes: tuple[Category, ...]
    other: Look | None = PLAIN
    ramp: str = "bright"
    reverse: bool = False
    base: Look = PLAIN


@dataclass(frozen=True, slots=True)
class Graduated:
    """A look for each range of a field's numbers.

    Attributes
    ----------
    bounds : tuple of float
        Increasing, one more than there are classes.  A class holds what is greater than its lower
        and not greater than its upper bound; the first one its lower bound too.
    labels : tuple of str
        One for each class; empty, its bounds.
    looks : tuple of Look
        One for each class.
    missing : Look or None
        Of features without a number; None leaves them out.
    unit : str
        Said behind the numbers.
    """

    field: str
    scheme: Scheme
    bounds: tuple[float, ...]
    labels: tuple[str, ...]
    looks: tuple[Look, ...]
    missing: Look | None = PLAIN
    ramp: str = "blues"
    reverse: bool = False
    unit: str = ""
    base: Look = PLAIN


@dataclass(frozen=True, slots=True)
class Rule:
    """The features for which an expression is true, between two scales.

    ``when`` is an expression of `layers.expression`.  ``from_scale`` is the largest number n of
    a scale 1 : n at which the rule counts, ``to_scale`` the smallest; None is no limit.
    """

    when: str
    label: str = ""
    look: Look = PLAIN
    from_scale: float | None = None
    to_scale: float | None = None

    def counts_at(self, scale: float) -> bool:
        """Whether the rule counts at 1 : ``scale``."""
        return scale <= (self.from_scale or scale) and scale >= (self.to_scale or 0)


@dataclass(frozen=True, slots=True)
class RuleBased:
    """The look of the first rule that holds; ``other``, where not None, for features of none."""

    rules: tuple[Rule, ...]
    other: Look | None = None
    ramp: str = "bright"
    reverse: bool = False
    base: Look = PLAIN

    def at(self, scale: float) -> RuleBased:
        """With the rules that count at 1 : ``scale`` alone; the same where all do."""
        counting = tuple(rule for rule in self.rules if rule.counts_at(scale))
        return self if len(counting) == len(self.rules) else replace(self, rules=counting)


Symbology = Single | Categorised | Graduated | RuleBased


@dataclass(frozen=True, slots=True)
class Labelling:
    """What is written beside features.

    ``text`` is an expression, such as the name of a field.  ``colour`` is ``#RRGGBB``, or None for
    the style's.  ``from_scale`` is the largest n of 1 : n at which labels are shown.
    """

    text: str
    size: float = 11.0
    colour: str | None = None
    bold: bool = False
    from_scale: float | None = None
