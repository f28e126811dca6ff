"""The register's values for the page's templates, in the words that the desktop uses too."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from layers import wording
from layers.figures import doubt_text, figure_of, number_text, tag_text
from layers.messages import messages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from layers.dossier import Counts
    from layers.entries import Company, Framework, Indicator, Initiative, Organisation, Place
    from layers.provenance import Citation, Entry, Language, Source, ZoneLink
    from layers.register import Register
    from layers.zones import Zone

__all__ = ["COUNTED", "Words"]

COUNTED = ("initiatives", "organisations", "companies")  # what a member or a tooltip counts


class Words:
    """Words for the values of one register in one language; call it with a message's key."""

    def __init__(self, register: Register, language: Language) -> None:
        self._register = register
        self._say = messages(language)
        self.language = language

    def __call__(self, key: str, **facts: object) -> str:
        """The sentence for a key."""
        return self._say(key, **facts)

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row."""
        return wording.listed(names, self.language)

    def number(self, value: float, digits: int | None = None) -> str:
        """A number with thin spaces between thousands."""
        return number_text(value, digits)

    def zone_kind(self, zone: Zone) -> str:
        """What a zone is, and of which family."""
        return wording.zone_kind_text(zone, self._say)

    def boundary(self, zone: Zone) -> str:
        """How sure an outline is, and within how many metres."""
        text = wording.boundary_text(zone, self._say)
        return f"{text} ±{number_text(zone.accuracy_m)}{wording.GAP}m" if zone.accuracy_m else text

    def boundary_basis(self, zone: Zone) -> str:
        """How the outline was made."""
        return (zone.boundary_basis_zh if self.language == "zh" else zone.boundary_basis_en) or zone.boundary_basis_zh

    def title(self, source: Source) -> str:
        """A document's title."""
        return wording.title_of(source, self.language)

    def citations(self, *citations: Citation) -> list[str]:
        """One citation for each source in turn, short; `titles` tells the rest to whoever points at it."""
        return [
            wording.citations_text(tuple(cited), self._register.sources)
            for _, cited in groupby(citations, key=lambda each: each.source_id)
        ]

    def titles(self, day: date) -> dict[str, str]:
        """The documents that a short citation means, by the month that it begins with."""
        found: dict[str, str] = {}
        for source in self._register.sources.values():
            if source.published <= day:
                month = wording.month(source.published)
                found[month] = self.listed(filter(None, (found.get(month), self.title(source))))
        return found

    def marks(self, row: Entry, link: ZoneLink | None) -> list[dict[str, str]]:
        """What must stand beside a citation: that a link is inferred, that a fact comes from outside."""
        found = []
        if link is not None and link.basis == "inferred":
            found.append({"text": wording.basis_text(link.basis, self._say), "why": link.why_zh})
        if row.external:
            found.append({"text": self("dossier.external"), "why": row.external})
        return found

    def figure(self, row: Indicator) -> tuple[str, str]:
        """A figure with its qualifier, and its unit."""
        figure = figure_of(row, self._say)
        return figure.head, figure.tail

    def value_kind(self, row: Indicator) -> str:
        """Actual, forecast or target and for when; of an actual figure the citation says when."""
        if row.value_kind == "actual" and self._is_its_sources(row, row.as_of):
            return self("fact.value.actual")
        return tag_text(row, self._say)

    def status(self, row: Initiative | Company | Organisation) -> str:
        """How far it has come; as of when, where the citation does not say so."""
        said = wording.status_text(row, self._say)
        if row.status == "unknown" or self._is_its_sources(row, row.status_as_of):
            return said
        return self("fact.and", one=said, other=wording.as_of_text(row.status_as_of, self._say))

    def status_icon(self, status: str) -> str:
        """The glyph of a status."""
        return f"status-{status.replace('_', '-')}"

    def place(self, place: Place) -> str:
        """What kind of place it is, and how doubtful its position."""
        kind = wording.kind_text("places", place.kind, self._say)
        return kind if place.verified else f"{kind} · {self.doubt(place)}"

    def doubt(self, place: Place | None) -> str:
        """How doubtful a position is; empty where it is not, and where there is none."""
        return doubt_text(place, self._say)

    def since(self, row: Framework) -> str:
        """From when a framework holds."""
        return self("fact.framework_since", date=wording.month(row.valid_from)) if row.valid_from else ""

    def members(self, row: Framework) -> str:
        """The zones that a framework names."""
        return self.listed(self._register.zones[zone].name(self.language) for zone, _ in row.members)

    def counts(self, counts: Counts) -> str:
        """How much is known of a member of an umbrella."""
        found = [(key, getattr(counts, key)) for key in COUNTED]
        said = [self("fact.count", what=self(f"fact.head.{key}"), count=count) for key, count in found if count]
        return " · ".join(said) or self("fact.no_rows")

    def _is_its_sources(self, row: Entry, day: date | None) -> bool:
        """Whether a day is that of a document which the row cites anyhow."""
        return day is None or any(
            wording.month(self._register.sources[each.source_id].published) == wording.month(day)
            for each in row.citations
        )
