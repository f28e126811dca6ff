"""What was found in a file, as values: nothing here is a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geo.record import dataclass
from geo.record import field as dataclass_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["FeatureId", "Issue", "IssueGroup", "Severity", "grouped"]

Severity = Literal["error", "repair", "note"]
FeatureId = str | int | float | None


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding about a file or about one feature of it.

    Attributes
    ----------
    code : str
        Key of the sentence in the message catalogues; fill it with `values`.
    severity : {"error", "repair", "note"}
        ``error``: the feature was left out.  ``repair``: it was mended and kept.  ``note``:
        it is as it was, but worth knowing.
    feature : int or None
        The feature's place in the file, from 0; None where the whole file is meant.
    id : str, number or None
        The feature's own id.
    field : str
        The member that is meant: ``geometry``, ``properties``, ``id``, ``crs``.
    facts : mapping
        What fills the sentence in.
    """

    code: str
    severity: Severity
    feature: int | None = None
    id: FeatureId = None
    field: str = ""
    facts: Mapping[str, object] = dataclass_field(default_factory=dict)

    @property
    def values(self) -> dict[str, object]:
        """All placeholders of the sentence; ``feature`` counts from 1, as people do."""
        number = None if self.feature is None else self.feature + 1
        return {"feature": number, "id": self.id, "field": self.field, **self.facts}


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """The same finding, ``count`` times; ``first`` is the one to show."""

    first: Issue
    count: int


def grouped(issues: Iterable[Issue]) -> tuple[IssueGroup, ...]:
    """Equal findings together: errors first, then repairs, then notes, each in order of appearance."""
    order: dict[Severity, int] = {"error": 0, "repair": 1, "note": 2}
    firsts: dict[tuple[Severity, str], Issue] = {}
    counts: dict[tuple[Severity, str], int] = {}
    for issue in issues:
        key = (issue.severity, issue.code)
        firsts.setdefault(key, issue)
        counts[key] = counts.get(key, 0) + 1
    keys = sorted(firsts, key=lambda key: order[key[0]])
    return tuple(IssueGroup(firsts[key], counts[key]) for key in keys)
