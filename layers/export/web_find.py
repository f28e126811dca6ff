"""What the page's find field looks through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.telling import as_told, is_known, since

if TYPE_CHECKING:
    from layers.messages import Messages
    from layers.provenance import Entry
    from layers.scene import Scene

__all__ = ["find_rows"]

_TABLES = ("companies", "initiatives", "organisations", "places")


def find_rows(scene: Scene, say: Messages) -> list[dict[str, Any]]:
    """Names and other names of zones, then of all that has a zone or a place.

    Returns
    -------
    list of dict
        ``name``, ``also`` (other names), ``note`` (what it is), ``zone`` (id or None) and
        ``at`` (longitude and latitude, or None).
    """
    register, language = scene.register, scene.language
    shown = {id_: zone for id_, zone in register.zones.items() if id_ not in scene.layer("zones").hidden}
    rows = [
        _row(as_told(register, "zones", zone, scene.as_of), scene, say("html.found_zone"), zone.id, None)
        for zone in shown.values()
    ]
    for table in _TABLES:
        for row in getattr(register, table).values():
            if not is_known(since(register, row.citations), scene.as_of):
                continue
            entry = as_told(register, table, row, scene.as_of)
            zones = [link.zone_id for link in entry.links if link.zone_id in shown]
            at = entry.lonlat if table == "places" else None
            if zones or at:
                zone = zones[0] if zones else None
                note = shown[zone].name(language) if zone else say(f"html.found_{table}")
                rows.append(_row(entry, scene, note, zone, at))
    return rows


def _row(entry: Entry, scene: Scene, note: str, zone: str | None, at: tuple[float, float] | None) -> dict[str, Any]:
    name = entry.name(scene.language)
    also = [other for other in (entry.name_zh, entry.name_en, *entry.aliases) if other and other != name]
    return {"name": name, "also": also, "note": note, "zone": zone, "at": at}
