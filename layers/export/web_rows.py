"""The rows of a dossier's sections for the templates, each with where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.export.web_samples import swatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.dossier import Dossier
    from layers.entries import Company, Indicator, Initiative, Organisation
    from layers.export.web_words import Words
    from layers.provenance import Entry
    from layers.style import Style, Symbol
    from layers.zones import Zone

__all__ = ["RowWriter"]

_PLACE_ICONS = {"park": "park", "campus": "campus"}


class RowWriter:
    """Writes the rows of one dossier."""

    def __init__(self, dossier: Dossier, words: Words, style: Style) -> None:
        self._dossier = dossier
        self._words = words
        self._style = style

    def areas(self) -> list[dict[str, Any]]:
        """The stated and the measured area."""
        zone, words = self._dossier.zone, self._words
        stated, cited = zone.stated_area_km2, zone.stated_area_citation
        return [
            {
                "label": words("dossier.area_stated"),
                "value": words.number(stated) if stated is not None else "",
                "unit": "km²",
                "note": "" if stated is not None else words("dossier.not_stated"),
                "citations": words.citations(cited) if cited is not None else [],
            },
            {
                "label": words("dossier.area_measured"),
                "value": words.number(zone.area_km2, 2) if zone.area_km2 is not None else "",
                "unit": "km²",
                "note": words.boundary(zone),
                "citations": [],
            },
        ]

    def role(self) -> dict[str, Any] | None:
        """What the zone is for; None where nothing had been said of it yet."""
        zone = self._dossier.zone
        summary = zone.summary(self._words.language)
        return {"text": summary, "citations": self._words.citations(*zone.citations)} if summary else None

    def members(self) -> list[dict[str, Any]]:
        """The zones that an umbrella is made of, which lead to their own dossiers."""
        words = self._words
        return [
            {
                **self._item(member, "layers", words.counts(counts)),
                "zone": member.id,
                "swatch": swatch(self._symbol(member)) if member.kind == "zone" else "",
                "summary": "",
                "citations": [],
            }
            for member, counts in self._dossier.member_counts
        ]

    def indicators(self) -> list[dict[str, Any]]:
        """Figures with their unit and kind."""
        return [self._figure(row) for row in self._dossier.indicators]

    def initiatives(self) -> list[dict[str, Any]]:
        """Programmes, plans and measures with their status."""
        return self._with_status(self._dossier.initiatives)

    def organisations(self) -> list[dict[str, Any]]:
        """Platforms and bodies with their status."""
        return self._with_status(self._dossier.organisations)

    def companies(self) -> list[dict[str, Any]]:
        """Firms and headquarters projects with their status."""
        return self._with_status(self._dossier.companies)

    def places(self) -> list[dict[str, Any]]:
        """Places with how well their position is known."""
        return [
            self._item(row, _PLACE_ICONS.get(row.kind, "place"), self._words.place(row)) for row in self._dossier.places
        ]

    def frameworks(self) -> list[dict[str, Any]]:
        """Ways of framing the land that name this zone, with their members."""
        words = self._words
        return [
            self._item(row, "layers", " · ".join(filter(None, (words.since(row), words.members(row)))))
            for row in self._dossier.frameworks
        ]

    def sources(self) -> list[dict[str, Any]]:
        """The documents used, with their paragraphs."""
        words = self._words
        return [
            {"title": words.title(source), "date": source.published.isoformat(), "paragraphs": paragraphs}
            for source, paragraphs in self._dossier.sources
        ]

    def _with_status(self, rows: Sequence[Initiative | Company | Organisation]) -> list[dict[str, Any]]:
        words, found = self._words, []
        for row in rows:
            said = [words.status(row), words.doubt(self._dossier.position(row))]
            found.append(self._item(row, words.status_icon(row.status), " · ".join(filter(None, said))))
        return found

    def _item(self, row: Entry, icon: str, said: str) -> dict[str, Any]:
        return {
            "icon": icon,
            "name": row.name(self._words.language),
            "summary": row.summary(self._words.language),
            "words": said,
            "zone": "",
            "swatch": "",
            **self._cited(row),
        }

    def _symbol(self, zone: Zone) -> Symbol:
        return self._style.symbol_for({"class": "zone", "id": zone.id, "boundary": zone.boundary})

    def _figure(self, row: Indicator) -> dict[str, Any]:
        words = self._words
        value, unit = words.figure(row)
        return {
            "label": row.name(words.language),
            "summary": row.summary(words.language),
            "value": value,
            "unit": unit,
            "value_kind": row.value_kind,
            "tag": words.value_kind(row),
            **self._cited(row),
        }

    def _cited(self, row: Entry) -> dict[str, Any]:
        return {
            "citations": self._words.citations(*row.citations),
            "marks": self._words.marks(row, self._dossier.link(row)),
        }
