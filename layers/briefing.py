"""A dossier as plain text: a briefing note in which every fact ends with its citation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from layers.docked import stack_kind
from layers.figures import doubt_text, number_text, tag_text, value_text
from layers.wording import (
    as_of_text,
    boundary_text,
    citations_text,
    kind_text,
    listed,
    month,
    status_text,
    whole_citation,
    zone_kind_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.dossier import Counts, Dossier
    from layers.entries import Company, Initiative, Organisation
    from layers.messages import Messages
    from layers.provenance import Entry

__all__ = ["dossier_text"]

_INDENT: Final = "  "


def dossier_text(dossier: Dossier, messages: Messages) -> str:
    """The dossier as text, in the order of the panel, ending with a line end.

    The language is that of ``messages``.  Sections that an umbrella's members fill are counted
    under the members; empty ones say that the documents name nothing.
    """
    note = _Note(dossier, messages)
    blocks = [note.head(), note.role(), note.members(), note.indicators()]
    blocks += [note.initiatives(), note.organisations(), note.companies(), note.places()]
    blocks += [note.frameworks(), note.sources()]
    return "\n\n".join("\n".join(lines) for lines in map(list, blocks) if lines) + "\n"


class _Note:
    """The lines of each section of one dossier in one language."""

    def __init__(self, dossier: Dossier, say: Messages) -> None:
        self._dossier = dossier
        self._say = say
        self._sources = {source.id: source for source, _ in dossier.sources}

    def head(self) -> Iterator[str]:
        zone, say = self._dossier.zone, self._say
        yield say("fact.title", name=zone.name(say.language), kind=zone_kind_text(zone, say))
        if len(self._dossier.path) > 1:
            yield " › ".join(step.name(say.language) for step in self._dossier.path)
        if zone.aliases:
            yield say("fact.aliases", names=listed(zone.aliases, say.language))
        yield as_of_text(self._dossier.as_of, say)
        yield ""
        if zone.stated_area_km2 is not None and zone.stated_area_citation is not None:
            cited = citations_text([zone.stated_area_citation], self._sources)
            yield say("fact.area_stated", area=number_text(zone.stated_area_km2), citation=cited)
        if zone.area_km2 is not None:
            boundary, basis = (
                boundary_text(zone, say),
                self._in_language(zone.boundary_basis_zh, zone.boundary_basis_en),
            )
            yield say("fact.area_measured", area=number_text(zone.area_km2, 2), boundary=boundary, basis=basis)

    def role(self) -> Iterator[str]:
        zone, say = self._dossier.zone, self._say
        yield say("fact.head.role")
        summary = zone.summary(say.language)
        yield _INDENT + (f"{summary}{self._cited(zone)}" if summary else say("fact.none.role"))

    def members(self) -> Iterator[str]:
        if not self._dossier.members:
            return
        yield self._counted("members", len(self._dossier.members))
        for member, counts in self._dossier.member_counts:
            yield _INDENT + self._pair(member.name(self._say.language), self._counts(counts))

    def indicators(self) -> Iterator[str]:
        rows, say = self._dossier.indicators, self._say
        yield self._counted("indicators", len(rows))
        for row in rows:
            figure = self._pair(row.name(say.language), value_text(row, say))
            yield f"{_INDENT}{say('fact.figure', figure=figure, tag=tag_text(row, say))}{self._cited(row)}"
        yield from self._nothing("indicators", len(rows))

    def initiatives(self) -> Iterator[str]:
        yield from self._section("initiatives", self._dossier.initiatives)

    def organisations(self) -> Iterator[str]:
        yield from self._section("organisations", self._dossier.organisations)

    def companies(self) -> Iterator[str]:
        yield from self._section("companies", self._dossier.companies)

    def places(self) -> Iterator[str]:
        rows, say = self._dossier.places, self._say
        if not rows:
            return
        yield self._counted("places", len(rows))
        for row in rows:
            kind = kind_text("places", row.kind, say)
            doubt = doubt_text(row, say)
            said = say("fact.and", one=kind, other=doubt) if doubt else kind
            yield f"{_INDENT}{self._pair(row.name(say.language), said)}{self._cited(row)}"

    def frameworks(self) -> Iterator[str]:
        rows, say = self._dossier.frameworks, self._say
        yield self._counted("frameworks", len(rows))
        for row in rows:
            since = say("fact.framework_since", date=month(row.valid_from)) if row.valid_from else ""
            name = row.name(say.language)
            yield f"{_INDENT}{self._pair(name, since) if since else name}{self._cited(row)}"
        yield from self._nothing("frameworks", len(rows))

    def sources(self) -> Iterator[str]:
        yield self._counted("sources", len(self._dossier.sources))
        for source, paragraphs in self._dossier.sources:
            yield _INDENT + whole_citation(source, paragraphs, self._say)

    def _section(self, key: str, rows: tuple[Initiative | Organisation | Company, ...]) -> Iterator[str]:
        say = self._say
        docks = self._dossier.zone.kind == "zone" and any(
            stack_kind(key, row.kind) is not None and self._dossier.position(row) is None for row in rows
        )
        head = self._counted(key, len(rows))
        yield say("fact.head_docked", head=head) if docks else head
        for row in rows:
            said = self._progress(key, row)
            place = self._dossier.position(row)
            if place is not None and not place.verified:
                said = say("fact.and", one=said, other=doubt_text(place, say))
            yield f"{_INDENT}{self._pair(row.name(say.language), said)}{self._cited(row)}"
            summary = row.summary(say.language)
            if summary:
                yield _INDENT * 2 + summary
        yield from self._nothing(key, len(rows))

    def _progress(self, table: str, row: Initiative | Organisation | Company) -> str:
        """How far it has come and when; where nobody says, what it is."""
        say = self._say
        if row.status != "unknown":
            said, when = status_text(row, say), as_of_text(row.status_as_of, say)
            return say("fact.and", one=said, other=when) if when else said
        kind = kind_text(table, row.kind, say)
        return kind if table == "organisations" else say("fact.no_progress", kind=kind)

    def _counted(self, key: str, count: int) -> str:
        return self._say("fact.head_counted", head=self._say(f"fact.head.{key}"), count=count)

    def _nothing(self, key: str, count: int) -> Iterator[str]:
        if not count:
            below = any(getattr(counts, key, 0) for _, counts in self._dossier.member_counts)
            yield _INDENT + self._say("fact.none.below" if below else f"fact.none.{key}")

    def _cited(self, entry: Entry) -> str:
        """The citation in brackets; with «推断» or «外部» where that is so."""
        say, link = self._say, self._dossier.link(entry)
        told = [citations_text(entry.citations, self._sources)] if entry.citations else []
        if link is not None and link.basis == "inferred":
            told.append(say("fact.inferred", why=link.why_zh) if say.language == "zh" else say("fact.basis.inferred"))
        if entry.external:
            told.append(say("fact.external_source", source=entry.external))
        return say("fact.cited", citation="; ".join(told)) if told else ""

    def _counts(self, counts: Counts) -> str:
        say = self._say
        words = [
            say("fact.count", what=say(f"fact.head.{key}"), count=getattr(counts, key))
            for key in ("initiatives", "organisations", "companies", "indicators")
            if getattr(counts, key)
        ]
        return listed(words, say.language) or say("fact.no_rows")

    def _pair(self, name: str, said: str) -> str:
        return self._say("fact.pair", name=name, said=said)

    def _in_language(self, zh: str, en: str) -> str:
        return (zh if self._say.language == "zh" else en) or zh
