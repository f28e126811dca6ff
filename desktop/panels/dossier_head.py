"""The head of a dossier: where the zone stands, what it is called, how large it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.panels.page import GAP, Block, Cells, Run, unbroken

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.panels.facts import Facts
    from layers.dossier import Dossier
    from layers.zones import Zone

__all__ = ["head_blocks"]


_UNKNOWN = Block("cell", (Run("—", "figure"),))


def head_blocks(dossier: Dossier, facts: Facts) -> Iterable[Block | Cells]:
    """Path, name, aliases, areas."""
    zone = dossier.zone
    yield Block("path", _path(dossier, facts))
    tag = Run(unbroken(f" {facts.zone_kind(zone)} "), "tag")
    yield Block(
        "name",
        (Run(facts.name(zone), "name"), Run(GAP, "body"), tag),
        swatch=zone.id,
        traced=zone.boundary == "traced",
    )
    if zone.aliases:
        yield Block("aliases", (Run(facts.listed(zone.aliases), "body"),))
    yield Cells(_stated(zone, facts), _measured(zone, facts))
    basis = facts.boundary_basis(zone)
    if basis:
        yield Block("basis", (Run(basis, "caption"),))


def _path(dossier: Dossier, facts: Facts) -> tuple[Run, ...]:
    """Every step but the last leads to its zone."""
    runs: list[Run] = []
    for step in dossier.path[:-1]:
        runs += [Run(facts.name(step), "path", link=f"zone:{step.id}"), Run(" › ", "path")]
    return (*runs, Run(facts.name(dossier.path[-1]), "path"))


def _stated(zone: Zone, facts: Facts) -> tuple[Block, ...]:
    head = Block("cell", (Run(facts.words("dossier.area_stated"), "caption"),))
    if zone.stated_area_km2 is None:
        return (
            head,
            Block("cell", (Run("—", "figure"),)),
            Block("cell", (Run(facts.words("dossier.not_stated"), "caption"),)),
        )
    figure = Block("cell", (Run(facts.number(zone.stated_area_km2), "figure"), Run(" km²", "unit")))
    cited = facts.citation(zone.stated_area_citation) if zone.stated_area_citation else ()
    return head, figure, Block("cell", cited)


def _measured(zone: Zone, facts: Facts) -> tuple[Block, ...]:
    head = Block("cell", (Run(facts.words("dossier.area_measured"), "caption"),))
    figure = (
        (Run(facts.number(zone.area_km2, 2), "figure"), Run(" km²", "unit")) if zone.area_km2 else (Run("—", "figure"),)
    )
    return head, Block("cell", figure), Block("cell", (Run(facts.boundary(zone), "caption"),))
