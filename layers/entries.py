"""The other rows of the register: places, initiatives, companies, organisations and more.

All are frozen values, checked once when the register is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geo.record import dataclass
from layers.provenance import Entry

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Company", "Framework", "Indicator", "Initiative", "Organisation", "Place", "Scheme", "Status", "ValueKind"]

Status = Literal["planned", "started", "in_progress", "done", "unknown"]
ValueKind = Literal["actual", "forecast", "target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Entry):
    """A park, campus, station or project site: a point with the accuracy of its position.

    ``verified`` is False for positions from general knowledge: they are drawn as a ring of
    their accuracy, without a dot, and never make a located link.  One of which nobody says where
    it is has no position at all: the five are None or empty, and it is never drawn.
    """

    kind: str
    lon: float | None
    lat: float | None
    accuracy_m: float | None
    position_source: str
    verified: bool | None

    @property
    def lonlat(self) -> tuple[float, float] | None:
        """Longitude and latitude; None where nobody says."""
        return None if self.lon is None or self.lat is None else (self.lon, self.lat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative(Entry):
    """A programme, plan, alliance, project or measure, with its status as of a date."""

    kind: str
    status: Status
    status_as_of: date | None
    date: date | None
    domain: str
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Company(Entry):
    """A firm, and what it has to do with its zones (``relation``)."""

    kind: str
    relation: str
    status: Status
    status_as_of: date | None
    sector: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Entry):
    """A university, institute, association, exchange, platform or public body.

    ``kind`` decides where it is shown: a ``platform`` docks in its zone.  ``relation`` tells
    one set up there (``founded``) from one that has moved in (``settled``).
    """

    kind: str
    relation: str = ""
    status: Status
    status_as_of: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Entry):
    """One figure: actual, forecast or target, never mixed."""

    value: float
    qualifier: str
    unit_zh: str
    unit_en: str
    value_kind: ValueKind
    as_of: date | None
    target_date: date | None
    baseline_id: str | None
    scope: str
    geography: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework(Entry):
    """A way of framing the same land at one date, with its member zones and their parents."""

    valid_from: date | None
    valid_to: date | None
    members: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme(Entry):
    """A named programme and its parts."""

    parts: tuple[str, ...] = ()
