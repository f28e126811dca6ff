"""How the layers of a person's own look: one look, a look by value, by range or by rule, and labels."""

from layers.symbology.symbology import (
    PLAIN,
    SHAPES,
    Categorised,
    Category,
    Graduated,
    Labelling,
    Look,
    Rule,
    RuleBased,
    Single,
    Symbology,
)

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
