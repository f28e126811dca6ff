"""Facts as the panels write them: the register's values in words, ready to be set or put in a cell.

The words themselves are `layers.wording`'s, the same as in the HTML map and on the command
line; here they become runs of text with tool tips and whole citations.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from desktop.panels.page import GAP, Run, unbroken
from layers import wording
from layers.figures import doubt_text, figure_of, number_text, tag_text
from layers.messages import messages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from layers.dossier import Counts
    from layers.entries import Company, Framework, Indicator, Initiative, Organisation, Place, Status
    from layers.provenance import Citation, Entry, Language, Source, ZoneLink
    from layers.register import Register
    from layers.zones import Zone

__all__ = ["Facts"]

CHINESE_TITLE, LATIN_TITLE = 10, 24  # characters of a title that a cell shows
COUNTED = ("initiatives", "organisations", "companies")


class Facts:
    """Writes the facts of one register in one language; ``words`` is its catalogue."""

    def __init__(self, register: Register, language: Language) -> None:
        self._register = register
        self.language = language
        self.words = messages(language)

    def name(self, entry: Entry) -> str:
        """The name in full."""
        return entry.name(self.language)

    def short_name(self, zone: Zone) -> str:
        """The name as on the map: English ones in full are too long for a cell."""
        return zone.name_zh if self.language == "zh" else zone.label_en or zone.name("en")

    def summary(self, entry: Entry) -> str:
        """The restated fact."""
        return entry.summary(self.language)

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row."""
        return wording.listed(names, self.language)

    def number(self, value: float, digits: int | None = None) -> str:
        """A figure with thin spaces between thousands; ``digits`` after the point, or as many as it has."""
        return number_text(value, digits)

    def zone_kind(self, zone: Zone) -> str:
        """What a zone is, and of which family."""
        return wording.zone_kind_text(zone, self.words)

    def boundary(self, zone: Zone) -> str:
        """How sure an outline is, and within how many metres."""
        text = wording.boundary_text(zone, self.words)
        return f"{text}{GAP}±{zone.accuracy_m:g}\xa0m" if zone.accuracy_m else text

    def boundary_basis(self, zone: Zone) -> str:
        """How the outline was made."""
        return (zone.boundary_basis_zh if self.language == "zh" else zone.boundary_basis_en) or zone.boundary_basis_zh

    def citation(self, *citations: Citation) -> tuple[Run, ...]:
        """A run for each document, whose tip and copied text give the citation whole."""
        runs = []
        for source_id, each in groupby(citations, key=lambda citation: citation.source_id):
            found = tuple(each)
            source = self._register.sources[source_id]
            whole = wording.whole_citation(source, (citation.paragraph for citation in found), self.words)
            shown = unbroken(wording.citations_text(found, self._register.sources))
            runs.append(Run(shown, "citation", tip=whole, copied=self.words("dossier.cited", citation=whole)))
        return tuple(runs)

    def citations_short(self, citations: Iterable[Citation]) -> str:
        """All of them in one line."""
        return wording.citations_text(citations, self._register.sources)

    def cited(self, entry: Entry, link: ZoneLink | None = None) -> tuple[Run, ...]:
        """What a fact ends with: its citations, «推断» where the link is inferred, «外部» where it is from outside."""
        runs = [piece for run in self.citation(*entry.citations) for piece in (Run(GAP), run)]
        if link is not None and link.basis == "inferred":
            runs.append(Run(GAP + self.basis(link), "note", tip=link.why_zh))
        if entry.external:
            runs.append(Run(GAP + self.words("dossier.external"), "note", tip=entry.external))
        return tuple(runs)

    def figure(self, row: Indicator) -> tuple[str, str]:
        """The figure with its qualifier, and what it counts."""
        figure = figure_of(row, self.words)
        return figure.head, figure.tail

    def value(self, row: Indicator) -> str:
        """Figure and unit in one."""
        return figure_of(row, self.words).text

    def counted(self, unit: str, name: str) -> str:
        """What stands after a figure: «亿元产值», « 家企业»; “billion yuan · Output”."""
        joint = "" if self.language == "zh" or not unit else " · "
        return f"\xa0{unit}{joint}{name}"

    def value_kind(self, row: Indicator) -> str:
        """Actual, forecast or target, with the date that it is for.

        That an actual figure holds as of the document that ends its line need not be said.
        """
        if row.value_kind == "actual" and self._is_its_sources(row, row.as_of):
            return self.words("fact.value.actual")
        return tag_text(row, self.words)

    def value_kind_whole(self, row: Indicator) -> str:
        """The same, with the date in any case."""
        return tag_text(row, self.words)

    def status(self, row: Initiative | Company | Organisation) -> str:
        """How far it has come, in words; as of when, where the document that ends its line does not say so."""
        said = wording.status_text(row, self.words)
        if row.status == "unknown" or self._is_its_sources(row, row.status_as_of):
            return said
        return self.words("fact.and", one=said, other=self.as_of(row))

    def status_word(self, row: Initiative | Company | Organisation) -> str:
        """How far it has come, in words alone."""
        return wording.status_text(row, self.words)

    def as_of(self, row: Initiative | Company | Organisation) -> str:
        """«截至 2023-08»; empty where nobody says."""
        return wording.as_of_text(row.status_as_of, self.words)

    def status_icon(self, status: Status) -> str:
        """The glyph of a status."""
        return f"status-{status.replace('_', '-')}"

    def kind(self, table: str, kind: str) -> str:
        """What a row of a table is."""
        return wording.kind_text(table, kind, self.words)

    def basis(self, link: ZoneLink) -> str:
        """On what a link rests."""
        return wording.basis_text(link.basis, self.words)

    def month(self, day: date) -> str:
        """Year and month."""
        return wording.month(day)

    def since(self, row: Framework) -> str:
        """From when a framework holds."""
        return self.words("fact.framework_since", date=wording.month(row.valid_from)) if row.valid_from else ""

    def members(self, row: Framework) -> str:
        """The zones that a framework names."""
        return self.listed(self.short_name(self._register.zones[zone_id]) for zone_id, _ in row.members)

    def place(self, place: Place) -> str:
        """What a place is, and how doubtful its position."""
        kind = self.kind("places", place.kind)
        return kind if place.verified else f"{kind} · {self.doubt(place)}"

    def doubt(self, place: Place | None) -> str:
        """That a position is doubtful, and within how many metres; empty where it is not."""
        return doubt_text(place, self.words)

    def position_basis(self, place: Place) -> str:
        """Whether a position rests on a source."""
        if place.lonlat is None:
            return self.words("fact.no_position")
        return self.words("dossier.verified" if place.verified else "dossier.doubtful")

    def counts(self, counts: Counts) -> str:
        """How many rows a member has, by section; what it has none of is left out."""
        found = [(table, getattr(counts, table)) for table in COUNTED]
        return " · ".join(f"{self.words(f'fact.head.{table}')}\xa0{number}" for table, number in found if number)

    def source(self, source: Source, paragraphs: tuple[int, ...]) -> tuple[Run, tuple[Run, ...]]:
        """A document's title, and its date with the paragraphs used."""
        marks = " ".join(f"¶{number}" for number in paragraphs)
        return Run(wording.title_of(source, self.language), "caption"), _marks(f"{source.published}", marks)

    def _is_its_sources(self, row: Entry, day: date | None) -> bool:
        """Whether a date is the month of a document that the row cites, or missing."""
        cited = {wording.month(self._register.sources[each.source_id].published) for each in row.citations}
        return day is None or wording.month(day) in cited

    def source_short(self, row: Entry) -> str:
        """For a cell: the beginning of the title and the first paragraph."""
        if not row.citations:
            return self.words("dossier.external") if row.external else ""
        first = row.citations[0]
        title = wording.title_of(self._register.sources[first.source_id], self.language)
        return f"{_beginning(title)} ¶{first.paragraph}"

    def source_whole(self, row: Entry) -> str:
        """For its tool tip: all citations whole, a line each."""
        return "\n".join([*(run.tip for run in self.citation(*row.citations)), *filter(None, [row.external])])


def _marks(day: str, marks: str) -> tuple[Run, ...]:
    return (Run(f"{day}\xa0 {marks}", "citation"),)


def _beginning(title: str) -> str:
    """The first words of a title, up to a comma or some ten characters."""
    if title.isascii():
        words = title[: LATIN_TITLE + 1].rsplit(" ", 1)[0] if len(title) > LATIN_TITLE else title
        return words if words == title else f"{words}…"
    head = title.split("，", maxsplit=1)[0]
    return f"{head if len(head) <= CHINESE_TITLE else title[:CHINESE_TITLE]}……"
