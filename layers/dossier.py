"""The dossier of a zone: what the panel, the HTML map and the command line show of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from layers.entries import Company, Framework, Indicator, Initiative, Organisation, Place
    from layers.provenance import Source
    from layers.register import Register
    from layers.zones import Zone

__all__ = ["Dossier", "dossier_of"]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that the register holds of one zone, as of a date.

    Attributes
    ----------
    zone : Zone
        With its role in ``summary_zh``.
    path : tuple of Zone
        From the umbrella down to the zone itself, without the district.
    members : tuple of Zone
        The zones that it is made of, where it is an umbrella.
    indicators, initiatives, organisations, companies, places, frameworks
        Linked rows in the order of the register.
    sources : tuple of (Source, paragraphs)
        Each document used above, newest first, with the paragraphs cited.
    """

    zone: Zone
    path: tuple[Zone, ...]
    members: tuple[Zone, ...]
    indicators: tuple[Indicator, ...]
    initiatives: tuple[Initiative, ...]
    organisations: tuple[Organisation, ...]
    companies: tuple[Company, ...]
    places: tuple[Place, ...]
    frameworks: tuple[Framework, ...]
    sources: tuple[tuple[Source, tuple[int, ...]], ...]


def dossier_of(register: Register, zone_id: str, as_of: date) -> Dossier:
    """Gather the dossier of a zone from what was said up to ``as_of``."""
    raise NotImplementedError
