"""The register's values in words, the same in the panel, the HTML map and on the command line.

A code in the tables (``in_progress``, ``founded``) has its words in the catalogue; one that a
steward has just invented is shown as it stands.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from layers.messages import Messages
    from layers.provenance import Basis, Citation, Entry, Language, Source
    from layers.zones import Zone

__all__ = [
    "GAP",
    "as_of_text",
    "basis_text",
    "boundary_text",
    "citation_text",
    "citations_text",
    "kind_text",
    "listed",
    "month",
    "relation_text",
    "status_text",
    "status_words",
    "title_of",
    "whole_citation",
    "word",
    "zone_kind_text",
]

GAP: Final = "\xa0"  # between a date and its ¶, so that a line never ends between them


def month(day: date) -> str:
    """Year and month, as facts are dated: ``2023-08``."""
    return f"{day:%Y-%m}"


def title_of(source: Source, language: Language) -> str:
    """The document's title in the language."""
    return (source.title_zh if language == "zh" else source.title_en) or source.title_zh


def citation_text(citation: Citation, sources: Mapping[str, Source]) -> str:
    """Where a fact stands, short: ``2023-08 ¶53``."""
    return f"{month(sources[citation.source_id].published)}{GAP}¶{citation.paragraph}"


def citations_text(citations: Iterable[Citation], sources: Mapping[str, Source]) -> str:
    """Several places, each document's date once: ``2023-08 ¶44 ¶53; 2023-04 ¶14``; empty for none."""
    return "; ".join(
        GAP.join((month(sources[source_id].published), *(f"¶{each.paragraph}" for each in found)))
        for source_id, found in groupby(citations, key=lambda each: each.source_id)
    )


def whole_citation(source: Source, paragraphs: Iterable[int], say: Messages) -> str:
    """Where a fact stands, in full: title, month, paragraphs.  For tooltips, copies and print."""
    marks = " ".join(f"¶{paragraph}" for paragraph in paragraphs)
    return say("fact.citation", title=title_of(source, say.language), date=month(source.published), paragraphs=marks)


def as_of_text(day: date | None, say: Messages) -> str:
    """«截至 2023-08»; empty where nobody says."""
    return say("fact.as_of", date=month(day)) if day else ""


def status_text(entry: Entry, say: Messages) -> str:
    """How far something has come, in words that fit what it is: «建设中» of a head office, «已成立» of a platform.

    Parameters
    ----------
    entry : Initiative, Company or Organisation
        What its ``relation``, ``kind`` and ``status`` say decides, in that order.
    """
    relation, kind = getattr(entry, "relation", ""), getattr(entry, "kind", "")
    return status_words(relation, kind, getattr(entry, "status", "unknown"), say)


def status_words(relation: str, kind: str, status: str, say: Messages) -> str:
    """The words of `status_text`, from the codes alone."""
    for sort in (relation, kind):
        key = f"fact.status.{sort}.{status}"
        if sort and say.has(key):
            return say(key)
    return word("fact.status", status, say)


def relation_text(entry: Entry, say: Messages) -> str:
    """What a company or a platform has to do with its zone; empty where nobody says."""
    relation: str = getattr(entry, "relation", "")
    return word("fact.relation", relation, say) if relation else ""


def kind_text(table: str, kind: str, say: Messages) -> str:
    """What a row is: «总部项目», «高校», «车站».

    A headquarters project and a project among the initiatives share their code, so the table
    is asked first.
    """
    key = f"fact.kind.{table}.{kind}"
    return say(key) if say.has(key) else word("fact.kind", kind, say)


def zone_kind_text(zone: Zone, say: Messages) -> str:
    """What a zone is and which family it belongs to: «功能区 · 一廊成员»."""
    kind = kind_text("zones", zone.kind, say)
    return f"{kind} · {say(f'fact.member.{zone.family}')}" if zone.kind == "zone" and zone.family else kind


def boundary_text(zone: Zone, say: Messages) -> str:
    """How sure its outline is: «示意范围»."""
    return word("fact.boundary", zone.boundary, say)


def basis_text(basis: Basis, say: Messages) -> str:
    """On what a link to a zone rests: «文件载明», «位置», «推断»."""
    return word("fact.basis", basis, say)


def listed(names: Iterable[str], language: Language) -> str:
    """Names in a row, with the comma that the language puts between them."""
    return ("、" if language == "zh" else ", ").join(names)


def word(family: str, code: str, say: Messages) -> str:
    """The words of a code, ``fact.boundary`` and ``traced``; the code itself where there are none."""
    key = f"{family}.{code}"
    return say(key) if say.has(key) else code
