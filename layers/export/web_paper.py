"""A zone's dossier as the templates take it, in the order of the desktop's panel (LOOK §7)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from layers.docked import docked, stack_kind
from layers.dossier import dossier_of
from layers.export.web_rows import RowWriter
from layers.export.web_words import COUNTED, Words

if TYPE_CHECKING:
    from layers.dossier import Dossier
    from layers.scene import Scene
    from layers.style import Style

__all__ = ["paper_of"]


def paper_of(scene: Scene, zone_id: str, words: Words, style: Style) -> dict[str, Any]:
    """The dossier, the popup, the card and the tooltip of a zone."""
    dossier = dossier_of(scene.register, zone_id, scene.as_of)
    zone, rows = dossier.zone, RowWriter(dossier, words, style)
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
        words("fact.count", what=_head(dossier, key, words), count=len(getattr(dossier, key))) for key in COUNTED
    )


def _sections(dossier: Dossier, words: Words, rows: RowWriter) -> list[dict[str, Any]]:
    role = rows.role()
    found = [_section("text", words("fact.head.role"), [role] if role else [], "", words("fact.none.role"))]
    if dossier.members:
        members = rows.members()
        found.append(_section("items", words("fact.head.members"), members, str(len(members))))
    for key, kind in _TABLES:
        made = getattr(rows, key)()
        if made or key != "places":
            count = words("fact.head_docked", head=len(made)) if _docks(dossier, key) else str(len(made))
            found.append(_section(kind, _head(dossier, key, words), made, count, _nothing(dossier, key, words)))
    sources = rows.sources()
    found.append(_section("sources", words("fact.head.sources"), sources, str(len(sources))))
    return found


_TABLES = (
    ("indicators", "figures"),
    ("initiatives", "items"),
    ("organisations", "items"),
    ("companies", "items"),
    ("places", "items"),
    ("frameworks", "items"),
)
_NARROW = {"organisations": "platform", "companies": "company"}


def _head(dossier: Dossier, table: str, words: Words) -> str:
    """Platforms and companies are called just that where there is nothing else among them."""
    narrow = _NARROW.get(table)
    if narrow and all(getattr(row, "kind", "") == narrow for row in getattr(dossier, table)):
        return words(f"dossier.{table}")
    return words(f"fact.head.{table}")


def _nothing(dossier: Dossier, table: str, words: Words) -> str:
    """What the section says where it is empty."""
    if table not in _SAID_OF_NOTHING:
        return ""
    below = any(getattr(counts, table, 0) for _, counts in dossier.member_counts)
    return words("fact.none.below" if below else f"fact.none.{table}")


_SAID_OF_NOTHING = frozenset({"indicators", "initiatives", "organisations", "companies", "frameworks"})


def _section(kind: str, title: str, rows: list[dict[str, Any]], count: str, empty: str = "") -> dict[str, Any]:
    return {"kind": kind, "title": title, "count": count, "rows": rows, "empty": "" if rows else empty}


def _docks(dossier: Dossier, table: str) -> bool:
    """Whether rows of a table are known to be in this zone, but not where."""
    if table not in ("organisations", "companies") or dossier.zone.kind != "zone":
        return False
    return any(stack_kind(table, row.kind) and not dossier.position(row) for row in getattr(dossier, table))


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
