"""What is known to be in a zone but not where: docked at its name, never a dot that pretends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from geo.record import dataclass
from layers.belonging import belonging, position_of
from layers.telling import as_told

if TYPE_CHECKING:
    from datetime import date

    from layers.provenance import Entry
    from layers.register import Register

__all__ = ["Stack", "StackKind", "docked", "stack_kind"]

StackKind = Literal["company", "platform", "project"]

# Which rows dock, by table and kind, in the order of the stacks.  Universities, exchanges and
# research bodies are institutions of the whole district: they are told in a dossier only.
_DOCKING: Final[tuple[tuple[str, str, StackKind], ...]] = (
    ("companies", "company", "company"),
    ("organisations", "platform", "platform"),
    ("companies", "project", "project"),
)
_KINDS: Final = {(table, kind): stack for table, kind, stack in _DOCKING}


@dataclass(frozen=True, slots=True)
class Stack:
    """The rows of one kind in one zone, in the order of the register; never empty."""

    kind: StackKind
    entries: tuple[Entry, ...]


def docked(register: Register, zone_id: str, as_of: date | None = None) -> tuple[Stack, ...]:
    """The stacks of a zone: companies, platforms, headquarters projects; those that have any.

    The district and the umbrellas have none: what is told of them is not known to be in one
    of their parts.  Rows that have a position are drawn there instead.

    Parameters
    ----------
    as_of : date, optional
        Leaves out what no document had told by then; the register's own date by default.
    """
    zone = register.zones.get(zone_id)
    if zone is None or zone.kind != "zone":
        return ()
    index, day = belonging(register), as_of or register.as_of
    stacks = []
    for table, kind, stack in _DOCKING:
        entries = tuple(
            as_told(register, table, row.entry, day)
            for row in index.linked(zone_id, table, day)
            if getattr(row.entry, "kind", "") == kind
            and row.link.basis != "located"
            and position_of(register, row.entry) is None
        )
        if entries:
            stacks.append(Stack(stack, entries))
    return tuple(stacks)


def stack_kind(table: str, kind: str) -> StackKind | None:
    """The stack that a row of this table and kind belongs to; None where it never docks."""
    return _KINDS.get((table, kind))
