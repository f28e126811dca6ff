"""Facts as runs and cells: the register's values in the words of one language, with citations."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from desktop.panels.page import GAP, Run, unbroken
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

NBSP = "\xa0"


class Facts:
    """Words for the facts of one register in one language."""

    def __init__(self, register: Register, language: Language) -> None:
        self._register = register
        self.language = language
        self.words = messages(language)

    def name(self, entry: Entry) -> str:
        return entry.name(self.language)

    def short_name(self, zone: Zone) -> str:
        return zone.name_zh if self.language == "zh" else zone.label_en or zone.name_en

    def summary(self, entry: Entry) -> str:
        return entry.summary(self.language)

    role = summary

    def aliases(self, zone: Zone) -> str:
        return self.listed(zone.aliases)

    def listed(self, names: Iterable[str]) -> str:
        return ("、" if self.language == "zh" else ", ").join(names)

    def number(self, value: float, digits: int | None = None) -> str:
        text = f"{value:,.{digits}f}" if digits is not None else f"{value:,.6g}" if value < 1e5 else f"{value:,.0f}"
        return text.replace(",", "\u2009")

    def zone_kind(self, zone: Zone) -> str:
        kind = self.words(f"zone.kind.{zone.kind}")
        return f"{kind} · {self.words(f'zone.member.{zone.family}')}" if zone.kind == "zone" and zone.family else kind

    def boundary(self, zone: Zone) -> str:
        text = self.words(f"boundary.{zone.boundary}")
        return f"{text} ±{zone.accuracy_m:g}{NBSP}m" if zone.accuracy_m else text

    def boundary_basis(self, zone: Zone) -> str:
        return zone.boundary_basis_zh if self.language == "zh" else zone.boundary_basis_en

    def citation(self, *citations: Citation) -> tuple[Run, ...]:
        runs = []
        for source_id, found in groupby(citations, key=lambda each: each.source_id):
            source, paragraphs = self._register.sources[source_id], [each.paragraph for each in found]
            marks = NBSP.join(f"¶{number}" for number in paragraphs)
            whole = self._whole(source, paragraphs)
            left, right = ("（", "）") if self.language == "zh" else (" (", ")")
            runs.append(
                Run(
                    unbroken(f"{source.published:%Y-%m} {marks}"), "citation", tip=whole, copied=f"{left}{whole}{right}"
                )
            )
        return tuple(runs)

    def cited(self, entry: Entry, link: ZoneLink | None = None) -> tuple[Run, ...]:
        runs = [piece for run in self.citation(*entry.citations) for piece in (Run(GAP), run)]
        if link is not None and link.basis == "inferred":
            runs.append(Run(f"{GAP}{self.words('basis.inferred')}", "note", tip=link.why_zh))
        if entry.external:
            runs.append(Run(f"{GAP}{self.words('fact.external')}", "note", tip=entry.external))
        return tuple(runs)

    def _whole(self, source: Source, paragraphs: Iterable[int]) -> str:
        title = source.title_zh if self.language == "zh" else source.title_en
        comma = "，" if self.language == "zh" else ", "
        return f"{title}{comma}{source.published:%Y-%m}{comma}{' '.join(f'¶{n}' for n in paragraphs)}"

    def figure(self, row: Indicator) -> tuple[str, str]:
        number = self.number(row.value)
        after = row.qualifier in ("以上", "余")
        unit = row.unit_zh if self.language == "zh" else row.unit_en
        return (f"{number}{NBSP}{row.qualifier}" if after else f"{row.qualifier}{NBSP}{number}".strip(NBSP)), unit

    def value_kind(self, row: Indicator) -> str:
        text = self.words(f"value.{row.value_kind}")
        return f"{text} {row.target_date:%Y-%m}" if row.target_date and row.value_kind != "actual" else text

    def status(self, row: Initiative | Company | Organisation) -> str:
        return self.words(f"status.{row.status}")

    def status_icon(self, status: Status) -> str:
        return f"status-{status.replace('_', '-')}"

    def kind(self, row: Entry) -> str:
        return self.words(f"kind.{row.kind}")  # type: ignore[attr-defined]

    def basis(self, link: ZoneLink) -> str:
        return self.words(f"basis.{link.basis}")

    def why(self, link: ZoneLink) -> str:
        return link.why_zh

    def month(self, day: date) -> str:
        return f"{day:%Y-%m}"

    def since(self, row: Framework) -> str:
        return self.words("fact.since", date=f"{row.valid_from:%Y-%m}") if row.valid_from else ""

    def members(self, row: Framework) -> str:
        return self.listed(self.short_name(self._register.zones[zone]) for zone, _ in row.members)

    def position(self, place: Place | None) -> str:
        return self.place(place) if place else ""

    def place(self, place: Place) -> str:
        if place.verified:
            return self.kind(place)
        return f"{self.kind(place)} · {self.words('place.doubtful')} ±{place.accuracy_m:g}{NBSP}m"

    def position_basis(self, place: Place) -> str:
        return self.words("place.verified" if place.verified else "place.doubtful")

    def counts(self, counts: Counts) -> str:
        found = [(k, getattr(counts, k)) for k in ("initiatives", "organisations", "companies")]
        return " · ".join(f"{self.words(f'dossier.{k}')} {n}" for k, n in found if n)

    def source(self, source: Source, paragraphs: tuple[int, ...]) -> tuple[Run, tuple[Run, ...]]:
        title = source.title_zh if self.language == "zh" else source.title_en
        marks = NBSP.join(f"¶{number}" for number in paragraphs)
        return Run(title, "caption"), (Run(f"{source.published:%Y-%m-%d}{NBSP}{NBSP}{marks}", "citation"),)

    def source_short(self, row: Entry) -> str:
        if not row.citations:
            return self.words("fact.external") if row.external else ""
        source = self._register.sources[row.citations[0].source_id]
        title = source.title_zh if self.language == "zh" else source.title_en
        return f"{title[:9]}…… ¶{row.citations[0].paragraph}"

    def source_whole(self, row: Entry) -> str:
        whole = [run.tip for run in self.citation(*row.citations)]
        return "\n".join([*whole, *([row.external] if row.external else [])])
