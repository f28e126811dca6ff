"""One thing that is wrong with a register, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from geo.record import dataclass
from geo.record import field as dataclass_field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.errors import AtlasError
    from layers.messages import Messages
    from layers.tables import Row, Table

__all__ = ["Finding", "Severity", "finding_at", "finding_of"]

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with its place and its message.

    Attributes
    ----------
    file : str
        Name of the file.
    row : int
        As Excel counts, the header being row 1; 0 where the whole file is meant.
    field : str
        The column; empty where the whole row is meant.
    code : str
        Key of the sentence in the message catalogues.
    facts : mapping
        Values for the sentence's placeholders beyond file, row and field.
    severity : {"error", "warning"}
        An error makes the register wrong; a warning asks for a second look.
    """

    file: str
    row: int
    field: str
    code: str
    facts: Mapping[str, Any] = dataclass_field(default_factory=dict)
    severity: Severity = "error"

    def sentence(self, messages: Messages) -> str:
        """What is wrong, and what to do about it."""
        return messages(self.code, file=self.file, row=self.row, field=self.field, **self.facts)


def finding_of(error: AtlasError) -> Finding:
    """The finding that an error stands for."""
    facts = dict(error.facts)
    file, row, name = str(facts.pop("file")), int(str(facts.pop("row"))), str(facts.pop("field"))
    return Finding(file, row, name, error.code, facts)


def finding_at(table: Table, row: Row, name: str, code: str, severity: Severity = "error", **facts: object) -> Finding:
    """A finding in one cell of a table."""
    return Finding(table.file, row.number, name, code, facts, severity)
