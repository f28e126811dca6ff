"""Names of a million rows that are never the same twice, without making the names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from geo.issues import Issue
from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from geo.issues import FeatureId
    from geo.scan.features import LazyFeatures

__all__ = ["Identities", "hashed", "told_apart", "wanted_name"]

_START: Final = 14695981039346656037
_PRIME: Final = 1099511628211
_MASK: Final = (1 << 64) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Identities:
    """What rows are called.

    Attributes
    ----------
    own : bool
        Whether any feature has an id of its own; where none has, each row is called by its number.
    hashes : (rows,) array of uint64
        Of the name that each row asks for, see `hashed`.
    renamed : mapping
        Rows that got another name, because a row before them has it.
    """

    own: bool
    hashes: NDArray[np.uint64]
    renamed: Mapping[int, str]


def hashed(name: str) -> int:
    """FNV-1a of 64 bits over the UTF-8 bytes, as the scanner does it."""
    value = _START
    for byte in name.encode("utf-8", "surrogatepass"):
        value = (value ^ byte) * _PRIME & _MASK
    return value


def wanted_name(feature_id: FeatureId, index: int) -> str:
    """What a row asks to be called: its feature's id, else the number in the file."""
    return str(feature_id) if feature_id is not None else str(index + 1)


def told_apart(features: LazyFeatures, hashes: NDArray[np.uint64], *, doubtful: bool) -> tuple[Identities, list[Issue]]:
    """Find ids that stand twice, and names for their rows.

    Equal names have equal hashes, so only rows that share theirs are looked at.

    Parameters
    ----------
    hashes : (rows,) array of uint64
        Of the wanted names.
    doubtful : bool
        Whether ids may be equal that do not look the same, as 1 and 1.0: then all are compared.
    """
    if not doubtful:
        ordered = np.sort(hashes)
        again = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
        rows = np.flatnonzero(np.isin(hashes, again)) if len(again) else again
        found = _settled(features, rows.tolist(), ordered)
        if found is not None:
            return Identities(True, hashes, found[0]), found[1]
    renamed, issues = _settled(features, range(len(features)), hashes[:0]) or ({}, [])
    return Identities(True, hashes, renamed), issues


def _settled(
    features: LazyFeatures, rows: Iterable[int], others: NDArray[np.uint64]
) -> tuple[dict[int, str], list[Issue]] | None:
    """New names and notes; None where a new name may be what a row outside of ``rows`` is called."""
    firsts: dict[FeatureId, int] = {}
    taken: dict[str, int] = {}  # names, and the number that was last put behind each
    renamed: dict[int, str] = {}
    issues: list[Issue] = []
    for row in rows:
        index, feature_id = int(features.indexes[row]), features.id_of(row)
        if feature_id is not None and firsts.setdefault(feature_id, index) != index:
            facts = {"first": firsts[feature_id] + 1}
            issues.append(Issue("feature.id_twice", "note", index, feature_id, "id", facts))
        wanted = name = wanted_name(feature_id, index)
        while name in taken:
            taken[wanted] += 1
            name = f"{wanted} ({taken[wanted]})"
            if len(others) and _holds(others, hashed(name)):
                return None
        taken[name] = 1
        if name != wanted:
            renamed[row] = name
    return renamed, issues


def _holds(ordered: NDArray[np.uint64], value: int) -> bool:
    at = int(np.searchsorted(ordered, np.uint64(value)))
    return at < len(ordered) and int(ordered[at]) == value
