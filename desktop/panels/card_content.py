"""What the card of a zone says: everything docked at it, by kind, with where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.panels.card import CardContent, CardLine
from desktop.panels.facts import Facts
from layers.docked import docked

if TYPE_CHECKING:
    from layers.scene import Scene

__all__ = ["card_of"]


def card_of(scene: Scene, zone_id: str) -> CardContent | None:
    """The card of a zone; None where nothing is docked at it."""
    stacks = docked(scene.register, zone_id, scene.as_of)
    if not stacks:
        return None
    facts = Facts(scene.register, scene.language)
    lines = tuple(CardLine(stack.kind, tuple(map(facts.name, stack.entries))) for stack in stacks)
    cited = dict.fromkeys(each for stack in stacks for entry in stack.entries for each in entry.citations)
    zone = scene.register.zones[zone_id]
    return CardContent(zone_id, facts.name(zone), facts.citations_short(cited), lines)
