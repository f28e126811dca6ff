"""The rows of a dossier's sections, each ending with where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.panels.page import GAP, Bar, Block, Run, unbroken
from layers.docked import stack_kind
from layers.entries import Company
from layers.progress import progress_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.panels.facts import Facts
    from desktop.panels.page import Voice
    from layers.dossier import Dossier
    from layers.entries import Indicator, Organisation
    from layers.provenance import Entry

__all__ = ["RowWriter"]

PLACE_ICONS = {"park": "park", "campus": "campus", "station": "place", "site": "place", "landmark": "place"}


class RowWriter:
    """Writes the sections of one dossier."""

    def __init__(self, dossier: Dossier, facts: Facts) -> None:
        self._dossier = dossier
        self._facts = facts

    def is_docked(self, row: Organisation | Company) -> bool:
        """Whether it is known to be in this zone, but not where."""
        table = "companies" if isinstance(row, Company) else "organisations"
        docks = stack_kind(table, row.kind) is not None
        return self._dossier.zone.kind == "zone" and docks and self._dossier.position(row) is None

    def members(self) -> Iterable[Block]:
        """The zones that an umbrella is made of; each leads there."""
        facts = self._facts
        for member, counts in self._dossier.member_counts:
            name = Run(facts.name(member), "body", link=f"zone:{member.id}")
            yield Block(
                "item",
                (name, Run(f"{GAP}{facts.counts(counts)}", "caption")),
                swatch=member.id if member.kind == "zone" else "",
                icon="" if member.kind == "zone" else "layers",
                traced=member.boundary == "traced",
            )

    def indicators(self) -> Iterable[Block]:
        """Figure, unit and name, what kind of value, citation; under a target how far one is on the way to it."""
        facts = self._facts
        ways = {way.target.id: way for way in progress_of(self._dossier.indicators)}
        for row in self._dossier.indicators:
            figure, unit = facts.figure(row)
            name = Run(facts.counted(unit, facts.name(row)) + GAP, "unit", tip=facts.summary(row))
            yield Block("figure", (Run(figure, "figure"), name, self._tag(row), *self._cited(row)))
            way = ways.get(row.id)
            if way is not None:
                yield Block("bar", (), bar=Bar(way.share, way.reached.value_kind))

    def initiatives(self) -> Iterable[Block]:
        """Glyph and title; below, the status in words and the citation."""
        facts = self._facts
        for row in self._dossier.initiatives:
            yield Block("item", (Run(facts.name(row), tip=facts.summary(row)),), icon=facts.status_icon(row.status))
            said = " · ".join(filter(None, [facts.status(row), facts.doubt(self._dossier.position(row))]))
            yield Block("second", (Run(said, "caption", tip=facts.as_of(row)), *self._cited(row)))

    def organisations(self) -> Iterable[Block]:
        """Glyph, name, status in words, citation."""
        return self._named(self._dossier.organisations)

    def companies(self) -> Iterable[Block]:
        """Glyph, name, status in words, citation."""
        return self._named(self._dossier.companies)

    def places(self) -> Iterable[Block]:
        """Icon, name, how well its position is known, citation."""
        facts = self._facts
        for row in self._dossier.places:
            note = Run(f"{GAP}{facts.place(row)}", "caption")
            icon = PLACE_ICONS.get(row.kind, "place")
            yield Block("item", (Run(facts.name(row), tip=facts.summary(row)), note, *self._cited(row)), icon=icon)

    def frameworks(self) -> Iterable[Block]:
        """Name, since when, citation; below, its members."""
        facts = self._facts
        for row in self._dossier.frameworks:
            since = facts.since(row)
            yield Block("item", (Run(facts.name(row), tip=facts.summary(row)), *self._cited(row)), icon="layers")
            yield Block("second", (Run(" · ".join(filter(None, [since, facts.members(row)])), "caption"),))

    def sources(self) -> Iterable[Block]:
        """Title, date and the paragraphs used."""
        for source, paragraphs in self._dossier.sources:
            title, aside = self._facts.source(source, paragraphs)
            yield Block("source", (title,), aside=aside) if len(paragraphs) <= MOST_ASIDE else Block("source", (title,))
            if len(paragraphs) > MOST_ASIDE:
                yield Block("text", aside)

    def _named(self, rows: tuple[Organisation, ...] | tuple[Company, ...]) -> Iterable[Block]:
        facts = self._facts
        for row in rows:
            said = Run(f"{GAP}{facts.status(row)}", "caption", tip=facts.as_of(row))
            yield Block(
                "item",
                (Run(facts.name(row), tip=facts.summary(row)), said, *self._cited(row)),
                icon=facts.status_icon(row.status),
            )

    def _tag(self, row: Indicator) -> Run:
        voice: Voice = "solid" if row.value_kind == "actual" else "dashed"
        return Run(unbroken(f" {self._facts.value_kind(row)} "), voice, tip=self._facts.value_kind_whole(row))

    def _cited(self, row: Entry) -> tuple[Run, ...]:
        return self._facts.cited(row, self._dossier.link(row))


MOST_ASIDE = 3  # more paragraphs than that would leave no room for the title
