"""What the page's find field looks through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers.telling import as_told, is_known, since

if TYPE_CHECKING:
    from layers.messages import Messages
    from layers.provenance import Entry
    from layers.register import Register
    from layers.scene import Scene
    from layers.zones import Zone

__all__ = ["find_rows", "packed"]

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
        _row(
            as_told(register, "zones", zone, scene.as_of), scene, say("html.found_zone"), zone.id, _site(register, zone)
        )
        for zone in shown.values()
    ]
    for table in _TABLES:
        for row in getattr(register, table).values():
            if not is_known(since(register, row.citations), scene.as_of) or (table == "places" and row.id in shown):
                continue
            entry = as_told(register, table, row, scene.as_of)
            zones = [link.zone_id for link in entry.links if link.zone_id in shown]
            at = entry.lonlat if table == "places" else None
            if zones or at:
                zone = zones[0] if zones else None
                note = shown[zone].name(language) if zone else say(f"html.found_{table}")
                rows.append(_row(entry, scene, note, zone, at))
    return rows


def packed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The rows for the page: notes once, and each row as name, other names, number of its note, zone, position."""
    notes = list(dict.fromkeys(row["note"] for row in rows))
    short = [
        [row["name"], "\n".join(row["also"]), notes.index(row["note"]), row["zone"], *(row["at"] or ())] for row in rows
    ]
    return {"notes": notes, "rows": short}


def _site(register: Register, zone: Zone) -> tuple[float, float] | None:
    """Where a site is that has no outline to go to."""
    place = register.places.get(zone.id)
    return place.lonlat if place is not None and zone.boundary == "none" else None


def _row(entry: Entry, scene: Scene, note: str, zone: str | None, at: tuple[float, float] | None) -> dict[str, Any]:
    name = entry.name(scene.language)
    also = [other for other in (entry.name_zh, entry.name_en, *entry.aliases) if other and other != name]
    return {"name": name, "also": also, "note": note, "zone": zone, "at": at}
