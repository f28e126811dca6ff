"""A zone's dossier as the templates take it, in the order of the desktop's panel (LOOK §7)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from layers.docked import docked, stack_kind
from layers.dossier import dossier_of
from layers.export.web_rows import RowWriter

if TYPE_CHECKING:
    from layers.dossier import Dossier
    from layers.export.web_words import Words
    from layers.scene import Scene
    from layers.style import Style

__all__ = ["paper_of"]


def paper_of(scene: Scene, zone_id: str, words: Words, style: Style) -> dict[str, Any]:
    """The dossier, the popup, the card and the tooltip of a zone."""
    dossier = dossier_of(scene.register, zone_id, scene.as_of)
    zone, rows = dossier.zone, RowWriter(dossier, words)
    symbol = style.symbol_for({"class": "zone", "id": zone.id, "boundary": zone.boundary})
    name, tag, counts = zone.name(scene.language), words.zone_kind(zone), _counts(dossier, words)
    return {
        "id": zone.id,
        "name": name,
        "family": zone.family or "",
        "tag": tag,
        "path": [step.name(scene.language) for step in dossier.path],
        "aliases": words.listed(zone.aliases),
        "fill": symbol.fill,
        "edge": symbol.edge,
        "cells": rows.areas(),
        "basis": words.boundary_basis(zone),
        "sections": _sections(dossier, words, rows),
        "role": rows.role(),
        "counts": counts,
        "sources": rows.sources(),
        "card": _card(scene, zone_id, words),
        "tip": f"<b>{escape(name)}</b><small>{escape(tag)}</small><br>{escape(counts)}",
    }


def _counts(dossier: Dossier, words: Words) -> str:
    return " · ".join(
        f"{words(f'dossier.{key}')} {len(getattr(dossier, key))}"
        for key in ("initiatives", "organisations", "companies")
    )


def _sections(dossier: Dossier, words: Words, rows: RowWriter) -> list[dict[str, Any]]:
    role = rows.role()
    found = [_section("text", words("dossier.role"), [role] if role else [], words("dossier.no_role"), counted=False)]
    if dossier.members:
        found.append(_section("items", words("dossier.members"), rows.members()))
    for key, kind in (
        ("indicators", "figures"),
        ("initiatives", "items"),
        ("organisations", "items"),
        ("companies", "items"),
        ("places", "items"),
        ("frameworks", "items"),
    ):
        made = getattr(rows, key)()
        if made or key != "places":
            empty = "" if made else words(f"dossier.no_{key}")
            found.append(_section(kind, words(f"dossier.{key}"), made, empty, note=_where(dossier, key, words)))
    found.append(_section("sources", words("dossier.sources"), rows.sources()))
    return found


def _section(
    kind: str, title: str, rows: list[dict[str, Any]], empty: str = "", *, counted: bool = True, note: str = ""
) -> dict[str, Any]:
    return {
        "kind": kind,
        "title": title,
        "count": len(rows) if counted else None,
        "rows": rows,
        "empty": "" if rows else empty,
        "note": note,
    }


def _where(dossier: Dossier, table: str, words: Words) -> str:
    """Whether the rows of a table are known to be in this zone, but not where."""
    if table not in ("organisations", "companies") or dossier.zone.kind != "zone":
        return ""
    docks = (stack_kind(table, row.kind) and not dossier.position(row) for row in getattr(dossier, table))
    return words("dossier.docked") if any(docks) else ""


def _card(scene: Scene, zone_id: str, words: Words) -> dict[str, Any] | None:
    """What a click on the zone's stack shows: one line for each kind, and where it is written."""
    stacks = docked(scene.register, zone_id, scene.as_of)
    if not stacks:
        return None
    cited = dict.fromkeys(each for stack in stacks for entry in stack.entries for each in entry.citations)
    lines = [
        {"icon": stack.kind, "names": words.listed(entry.name(scene.language) for entry in stack.entries)}
        for stack in stacks
    ]
    return {"lines": lines, "citations": words.citations(*cited)}
