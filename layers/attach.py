"""Which zones the rows of a user's file belong to, and why.

A row is attached because its file states a zone (``stated``) or because its position lies in
one (``located``); never by a guess.  What could not be attached is listed with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.issues import Issue
from geo.record import dataclass
from layers.provenance import ZoneLink
from layers.zone_finder import ZoneFinder, zone_field_of
from layers.zone_locator import ZoneLocator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.collection import Feature
    from geo.issues import Severity
    from layers.register import Register
    from layers.zone_locator import Location
    from layers.zones import Zone

__all__ = ["AttachReport", "attach"]


@dataclass(frozen=True, slots=True)
class AttachReport:
    """The outcome of `attach`.

    Attributes
    ----------
    links : tuple of tuple of ZoneLink
        For each feature, in order; empty where it belongs to no zone.
    issues : tuple of Issue
        ``error``: the feature was not attached at all.  ``note``: it was, but look at it.
    zone_field : str or None
        The property that zones were read from.
    """

    links: tuple[tuple[ZoneLink, ...], ...]
    issues: tuple[Issue, ...]
    zone_field: str | None

    @property
    def attached(self) -> int:
        """How many features belong to a zone."""
        return sum(map(bool, self.links))

    def by_zone(self) -> dict[str, tuple[int, ...]]:
        """The places of the features in each zone that has any."""
        found: dict[str, list[int]] = {}
        for row, links in enumerate(self.links):
            for zone_id in dict.fromkeys(link.zone_id for link in links):
                found.setdefault(zone_id, []).append(row)
        return {zone_id: tuple(rows) for zone_id, rows in found.items()}


def attach(features: Sequence[Feature], register: Register, zone_field: str | None = None) -> AttachReport:
    """Attach features to zones.

    Parameters
    ----------
    features : sequence of Feature
        Of a user's file, in WGS 84 degrees; plain rows are features without geometry.
    register : Register
        With the zones.  A position belongs to the smallest zone that holds it (the border
        counts as inside), to the district where it is in no zone; never to an umbrella, which
        is only a union.  A line or an area belongs to a zone where it lies in it wholly.
    zone_field : str, optional
        The property that names zones by id, name or alias.  Found by its own name where not
        given: ``zone``, 创新区, 所属片区 …
    """
    fields = dict.fromkeys(name for feature in features for name in feature.properties or ())
    field = zone_field or zone_field_of(fields)
    finder = ZoneFinder.of(zone for zone in register.zones.values() if zone.boundary != "none")
    locations = ZoneLocator(register).locate([feature.geometry for feature in features])
    links, issues = [], []
    for feature, location in zip(features, locations, strict=True):
        cell = (feature.properties or {}).get(field) if field else None
        row = _Row(feature, field or "", register.zones)
        links.append(row.attached(*finder.find(cell), location, finder))
        issues += row.issues
    return AttachReport(tuple(links), tuple(issues), field)


class _Row:
    """One feature on its way to its zones; takes down what is odd."""

    def __init__(self, feature: Feature, field: str, zones: Mapping[str, Zone]) -> None:
        self.feature, self.field, self.zones = feature, field, zones
        self.issues: list[Issue] = []

    def attached(
        self, stated: Sequence[Zone], unknown: Iterable[str], location: Location | None, finder: ZoneFinder
    ) -> tuple[ZoneLink, ...]:
        located = location.zone_ids if location else ()
        links = [ZoneLink(zone.id, "stated", "", ()) for zone in stated]
        links += [ZoneLink(zone_id, "located", "", ()) for zone_id in located]
        severity: Severity = "note" if links else "error"
        for word in unknown:
            near = ", ".join(f"{zone.name_zh} ({zone.id})" for zone in finder.near(word))
            code = "attach.unknown_zone_near" if near else "attach.unknown_zone"
            self._note(code, severity, self.field, value=word, near=near)
        if location and location.touched:
            names = "、".join(self.zones[zone_id].name_zh for zone_id in location.touched)
            self._note("attach.spans", severity, "geometry", zones=names)
        elif location and not located:
            self._note("attach.outside", severity, "geometry")
        elif not links and location is None and not self.issues:
            self._note("attach.no_basis", "error", self.field)
        if stated and located and not any(self._same(zone.id, zone_id) for zone in stated for zone_id in located):
            self._note(
                "attach.differs",
                "note",
                self.field,
                stated="、".join(zone.name_zh for zone in stated),
                located="、".join(self.zones[zone_id].name_zh for zone_id in located),
            )
        return tuple(links)

    def _same(self, stated: str, located: str) -> bool:
        """Whether the stated zone is the located one or lies around it."""
        return stated == located or any(self._same(stated, parent) for parent in self.zones[located].parent_ids)

    def _note(self, code: str, severity: Severity, field: str, **facts: object) -> None:
        self.issues.append(Issue(code, severity, self.feature.index, self.feature.id, field, facts))
