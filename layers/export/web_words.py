"""The register's values in the words of one language, for the page's templates."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from layers.messages import messages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.dossier import Counts
    from layers.entries import Company, Framework, Indicator, Initiative, Organisation, Place
    from layers.provenance import Citation, Entry, Language, Source, ZoneLink
    from layers.register import Register
    from layers.zones import Zone

__all__ = ["Words"]

_THIN = "\u2009"
_AFTER = ("以上", "余")  # qualifiers that stand behind the number


class Words:
    """Words for the values of one register in one language; call it with a message's key."""

    def __init__(self, register: Register, language: Language) -> None:
        self._register = register
        self.language = language
        self._say = messages(language)

    def __call__(self, key: str, **facts: object) -> str:
        """The sentence for a key."""
        return self._say(key, **facts)

    def listed(self, names: Iterable[str]) -> str:
        """Names as a list in a sentence."""
        return ("、" if self.language == "zh" else ", ").join(names)

    def number(self, value: float, digits: int | None = None) -> str:
        """A number with thin spaces between thousands."""
        text = f"{value:,.{digits}f}" if digits is not None else f"{value:,.10g}"
        return text.replace(",", _THIN)

    def zone_kind(self, zone: Zone) -> str:
        """What kind of zone it is, and of which family."""
        kind = self(f"zone.kind.{zone.kind}")
        return f"{kind} · {self(f'zone.member.{zone.family}')}" if zone.kind == "zone" and zone.family else kind

    def boundary(self, zone: Zone) -> str:
        """How sure the outline is."""
        text = self(f"boundary.{zone.boundary}")
        return f"{text} ±{self.number(zone.accuracy_m)} m" if zone.accuracy_m else text

    def boundary_basis(self, zone: Zone) -> str:
        """How the outline was made."""
        return zone.boundary_basis_zh if self.language == "zh" else zone.boundary_basis_en or zone.boundary_basis_zh

    def title(self, source: Source) -> str:
        """A document's title."""
        return source.title_zh if self.language == "zh" else source.title_en or source.title_zh

    def citations(self, *citations: Citation) -> list[dict[str, str]]:
        """One entry for each source: short for the page, whole for whoever asks."""
        found = []
        for source_id, cited in groupby(citations, key=lambda each: each.source_id):
            source, paragraphs = self._register.sources[source_id], [f"¶{each.paragraph}" for each in cited]
            month = f"{source.published:%Y-%m}"
            whole = [self.title(source), month, " ".join(paragraphs)]
            found.append(
                {
                    "short": " ".join([month, *paragraphs]),
                    "whole": ("，" if self.language == "zh" else ", ").join(whole),
                }
            )
        return found

    def marks(self, row: Entry, link: ZoneLink | None) -> list[dict[str, str]]:
        """What must stand beside a citation: that a link is inferred, that a fact comes from outside."""
        found = []
        if link is not None and link.basis == "inferred":
            found.append({"text": self("basis.inferred"), "why": link.why_zh})
        if row.external:
            found.append({"text": self("fact.external"), "why": row.external})
        return found

    def figure(self, row: Indicator) -> tuple[str, str]:
        """A figure with its qualifier, and its unit."""
        number = self.number(row.value)
        value = f"{number} {row.qualifier}" if row.qualifier in _AFTER else f"{row.qualifier} {number}".strip()
        return value, row.unit_zh if self.language == "zh" else row.unit_en or row.unit_zh

    def value_kind(self, row: Indicator) -> str:
        """Actual, forecast or target, the latter two with their date."""
        text = self(f"value.{row.value_kind}")
        return f"{text} {row.target_date:%Y-%m}" if row.target_date and row.value_kind != "actual" else text

    def status(self, row: Initiative | Company | Organisation) -> str:
        """The status in a word."""
        return self(f"status.{row.status}")

    def status_icon(self, status: str) -> str:
        """The glyph of a status."""
        return f"status-{status.replace('_', '-')}"

    def place(self, place: Place) -> str:
        """What kind of place it is, and how doubtful its position."""
        kind = self(f"kind.{place.kind}")
        return kind if place.verified else f"{kind} · {self('place.doubtful')} ±{self.number(place.accuracy_m)} m"

    def since(self, row: Framework) -> str:
        """From when a framework was used."""
        return self("fact.since", date=f"{row.valid_from:%Y-%m}") if row.valid_from else ""

    def members(self, row: Framework) -> str:
        """The zones that a framework names."""
        return self.listed(self._register.zones[zone].name(self.language) for zone, _ in row.members)

    def counts(self, counts: Counts) -> str:
        """How much is known of a member of an umbrella."""
        found = [(key, getattr(counts, key)) for key in ("initiatives", "organisations", "companies")]
        return " · ".join(f"{self(f'dossier.{key}')} {count}" for key, count in found if count)
