"""What the find field shows of a hit: its name, what it is, where, and what choosing it selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.panels.facts import Facts
from geo.record import dataclass
from layers.search import search
from layers.telling import as_told

if TYPE_CHECKING:
    from layers.scene import Feature, Scene
    from layers.search import Hit

__all__ = ["FoundRow", "found_rows"]

MOST_ROWS = 8
ICONS = {
    "company": "company", "platform": "platform", "park": "park", "campus": "campus", "university": "campus",
    "institute": "platform",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One line of the list; ``feature`` is None where the hit belongs to no zone and no place."""

    name: str
    aside: str
    icon: str
    swatch: str
    traced: bool
    feature: Feature | None


def found_rows(scene: Scene, text: str) -> tuple[FoundRow, ...]:
    """The hits for a text, best first."""
    facts = Facts(scene.register, scene.language)
    return tuple(_row(scene, facts, hit) for hit in search(scene.register, text, MOST_ROWS, scene.as_of))


def _row(scene: Scene, facts: Facts, hit: Hit) -> FoundRow:
    name = facts.name(hit.entry)
    if hit.matched is not None and hit.matched not in (hit.entry.name_zh, hit.entry.name_en):
        name = facts.words("find.matched", name=name, matched=hit.matched)
    if hit.table == "zones":
        zone = as_told(scene.register, "zones", scene.register.zones[hit.id], scene.as_of)
        drawn = zone.kind == "zone"
        swatch = zone.id if drawn else ""
        return FoundRow(name, facts.zone_kind(zone), "layers", swatch, zone.boundary == "traced", ("zones", zone.id))
    kind = getattr(hit.entry, "kind", "")
    said = [facts.kind(hit.table, kind)]
    said += [facts.short_name(scene.register.zones[zone_id]) for zone_id in hit.zone_ids[:1]]
    feature: Feature | None = ("zones", hit.zone_ids[0]) if hit.zone_ids else None
    if hit.table == "places":
        feature = ("places", hit.id)
    icon = "list" if hit.table == "initiatives" else _icon(hit.table, kind)
    return FoundRow(name, " · ".join(said), icon, "", False, feature)


def _icon(table: str, kind: str) -> str:
    if table == "companies" and kind == "project":
        return "project"
    return ICONS.get(kind, "place" if table == "places" else "platform")
