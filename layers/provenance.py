"""Where a fact comes from.

Every row of the register cites paragraphs of sources.  Paragraph n is the n-th line of a
document whose ``strip()`` is not empty, counted from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geo.record import dataclass

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Basis", "Citation", "Entry", "Language", "Source", "ZoneLink"]

Basis = Literal["stated", "located", "inferred"]
Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One paragraph of one source."""

    source_id: str
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that facts are taken from.

    People see its title and date; ``document`` is the file name without its ending, for
    machines only.
    """

    id: str
    document: str
    title_zh: str
    title_en: str
    publisher_zh: str
    republisher_zh: str
    published: date
    speaker_zh: str
    reliability_zh: str
    paragraphs: int


@dataclass(frozen=True, slots=True)
class ZoneLink:
    """Why something belongs to a zone.

    ``stated``: a source says so.  ``located``: a position with a source of its own lies
    inside.  ``inferred``: neither, and ``why_zh`` gives the reason.
    """

    zone_id: str
    basis: Basis
    why_zh: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every row of the register has.

    ``external`` names the source of what does not come from the five documents; None where
    it does.  ``synonym_ids`` are rows of the same table that are probably the same thing under
    another name.
    """

    id: str
    name_zh: str
    name_en: str
    summary_zh: str
    summary_en: str
    aliases: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    external: str | None = None
    synonym_ids: tuple[str, ...] = ()
    links: tuple[ZoneLink, ...] = ()

    def name(self, language: Language) -> str:
        """The name in the language; the other one where it is missing."""
        return (self.name_zh if language == "zh" else self.name_en) or self.name_zh or self.name_en

    def summary(self, language: Language) -> str:
        """The restated fact in the language; Chinese where there is no English."""
        return (self.summary_zh if language == "zh" else self.summary_en) or self.summary_zh
