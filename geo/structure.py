"""Whether a geometry is built as RFC 7946 says, and mending what can only mean one thing.

A geometry fresh from the JSON parser is mended in place.  What cannot be mended raises
`GeometryError`; whoever knows the feature turns that into an issue.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from geo.errors import GeometryError
from geo.positions import DEPTHS, chains

if TYPE_CHECKING:
    from geo.issues import Severity

__all__ = ["Note", "json_type", "members_moved", "mended"]

_MULTIPLE = {"Point": "MultiPoint", "LineString": "MultiLineString", "Polygon": "MultiPolygon"}
_DEEPEST_COLLECTION = 8  # nested further, a file is a trap and not a map
_JSON_TYPES = {dict: "object", list: "array", str: "string", int: "number", float: "number", bool: "boolean"}


class Note(Protocol):
    """Takes down a repair or a remark about the feature at hand."""

    def __call__(self, code: str, severity: Severity = "repair", field: str = "geometry", **facts: object) -> None:
        """Add the finding."""


def json_type(value: object) -> str:
    """What JSON calls the value: object, array, string, number, boolean or null."""
    return _JSON_TYPES.get(type(value), "null")


def mended(raw: object, note: Note, level: int = 0) -> dict[str, Any] | None:
    """The geometry, sound; None where it holds no position.

    Parameters
    ----------
    raw : object
        A geometry as parsed from JSON.  It is changed in place.
    note : callable
        Told of each repair by its code.
    level : int
        How many collections it lies in.

    Raises
    ------
    GeometryError
        Where it cannot be used: not an object, unknown type, wrong nesting, a position that
        is no pair of numbers, too few positions.
    """
    if not isinstance(raw, dict):
        raise GeometryError("geometry.not_object", found=json_type(raw))
    kind = raw.get("type")
    if kind == "GeometryCollection":
        return _mended_collection(raw, note, level)
    if not isinstance(kind, str) or kind not in DEPTHS:
        raise GeometryError("geometry.unknown_type", found=kind[:40] if isinstance(kind, str) else json_type(kind))
    coordinates = raw.get("coordinates")
    if not isinstance(coordinates, list):
        raise GeometryError("geometry.no_coordinates", type=kind, found=json_type(coordinates))
    nesting = _nesting(coordinates)
    if nesting == 0:
        note("geometry.empty")
        return None
    if nesting != DEPTHS[kind]:
        raw["type"], raw["coordinates"] = _renested(kind, coordinates, nesting, note)
    _require_lists(raw)
    runs = list(chains(raw))
    cut = [_checked_positions(run) for run in runs]
    if any(cut):
        note("geometry.position_long")
    _require_lengths(raw["type"], runs, note)
    members_moved(raw, ("geometry", "properties", "features", "geometries", "crs"), note)
    return raw


def members_moved(raw: dict[str, Any], forbidden: tuple[str, ...], note: Note) -> None:
    """Rename members that RFC 7946 section 7.1 keeps for other types, so that nothing is lost."""
    for name in forbidden:
        if name in raw:
            kept = f"_{name}"
            while kept in raw:
                kept = f"_{kept}"
            raw[kept] = raw.pop(name)
            note("member.moved", field=name, name=name, kept=kept)


def _mended_collection(raw: dict[str, Any], note: Note, level: int) -> dict[str, Any] | None:
    members = raw.get("geometries")
    if not isinstance(members, list):
        raise GeometryError("geometry.no_geometries", found=json_type(members))
    if level >= _DEEPEST_COLLECTION:
        raise GeometryError("geometry.too_deep", deepest=_DEEPEST_COLLECTION)
    if not members:
        note("geometry.empty")
        return None
    sound = [mended(member, note, level + 1) for member in members]
    raw["geometries"] = [member for member in sound if member is not None]
    members_moved(raw, ("geometry", "properties", "features", "coordinates", "crs"), note)
    return raw if raw["geometries"] else None


def _is_empty(value: object, depth: int = 0) -> bool:
    """Whether there are lists and nothing else.  Looks no deeper than coordinates can go."""
    return isinstance(value, list) and depth < 6 and all(_is_empty(each, depth + 1) for each in value)


def _nesting(coordinates: list[Any]) -> int:
    """How many lists lie around the first number; 0 where there is none."""
    depth, value = 0, coordinates
    while isinstance(value, list) and depth < 8:
        if not value:
            return _nesting_past_gaps(coordinates)
        depth, value = depth + 1, value[0]
    return depth


def _nesting_past_gaps(coordinates: list[Any]) -> int:
    """The same where empty lists stand in between; slower."""
    depth, value = 0, None if _is_empty(coordinates) else coordinates
    while isinstance(value, list) and depth < 8:
        depth += 1
        value = next((each for each in value if not _is_empty(each)), None)
    return depth


def _renested(kind: str, coordinates: list[Any], found: int, note: Note) -> tuple[str, list[Any]]:
    """The type and the coordinates that fit each other."""
    expected = DEPTHS[kind]
    if found == expected + 1 and kind in _MULTIPLE:
        meant = kind if len(coordinates) == 1 else _MULTIPLE[kind]
        note("geometry.nested_deep", type=kind, like=_MULTIPLE[kind], meant=meant)
        return meant, coordinates[0] if meant == kind else coordinates
    if found == expected - 1 and (kind == "Polygon" or kind.startswith("Multi")):
        note("geometry.nested_shallow", type=kind)
        return kind, [coordinates]
    raise GeometryError("geometry.nesting", type=kind, found=found, expected=expected)


def _require_lists(geometry: dict[str, Any]) -> None:
    """Every level above the positions is a list with something in it."""
    level = [geometry["coordinates"]]
    for _ in range(DEPTHS[geometry["type"]] - 1):
        if not all(isinstance(each, list) and each for each in level):
            raise GeometryError("geometry.empty_part", type=geometry["type"])
        level = list(chain.from_iterable(level))


def _checked_positions(run: list[Any]) -> bool:
    """Check a run of positions at the speed of C; True where some had to be cut to three numbers."""
    if set(map(type, run)) - {list}:
        raise GeometryError("geometry.position_type", found=json_type(next(p for p in run if type(p) is not list)))
    lengths = set(map(len, run))
    if min(lengths) < 2:
        raise GeometryError("geometry.position_short", found=min(lengths))
    wrong = set(map(type, chain.from_iterable(run))) - {int, float}
    if wrong:
        value = next(number for number in chain.from_iterable(run) if type(number) in wrong)
        raise GeometryError("geometry.number_type", found=json_type(value))
    if max(lengths) <= 3:
        return False
    for position in run:
        del position[3:]
    return True


def _require_lengths(kind: str, runs: list[list[Any]], note: Note) -> None:
    """Lines have two positions, rings four and end where they begin."""
    if kind in {"LineString", "MultiLineString"} and min(map(len, runs)) < 2:
        raise GeometryError("geometry.line_short", type=kind)
    if kind in {"Polygon", "MultiPolygon"}:
        opened = [ring for ring in runs if ring[0] != ring[-1]]
        for ring in opened:
            if ring[0][:2] == ring[-1][:2]:
                ring[-1] = list(ring[0])  # only the heights differ
            else:
                ring.append(list(ring[0]))
        if min(map(len, runs)) < 4:
            raise GeometryError("geometry.ring_short", type=kind)
        if opened:
            note("geometry.ring_open", count=len(opened))
