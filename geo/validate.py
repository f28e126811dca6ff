"""From parsed JSON to features that can be trusted.

One bad feature does not lose a file: what cannot be used is left out and listed, what can
only mean one thing is mended and listed.  Only a document that is no GeoJSON at all, or names
a coordinate system that we do not have, is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.collection import Feature, FeatureCollection
from geo.crs import WGS84, reproject
from geo.document import GEOMETRY_TYPES, opened
from geo.errors import GeometryError
from geo.globe import require_on_globe
from geo.issues import Issue, Severity
from geo.positions import positions
from geo.structure import json_type, members_moved, mended

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.issues import FeatureId
    from geo.structure import Note

__all__ = ["Issue", "Severity", "checked_feature", "has_heights", "long_numbers", "noter", "remark", "validated"]

_FEATURE_MEMBERS = frozenset({"type", "id", "bbox", "properties", "geometry"})
_WIDEST_INTEGER = 2.0**63  # a whole number beyond it became a float in the parser and lost digits


def validated(root: object, name: str) -> FeatureCollection:
    """Check a parsed document.

    Parameters
    ----------
    root : object
        What the JSON parser gave.  It is taken over and changed in place.
    name : str
        The file's name, for errors.

    Returns
    -------
    FeatureCollection
        A bare Feature or Geometry comes back as a collection of one.

    Raises
    ------
    ReadError
        Where the document is no GeoJSON, or names a system that is not offered.
    """
    issues: list[Issue] = []
    document = opened(root, name, noter(issues))
    features = list(_sound(document.raws, issues))
    if document.crs and document.crs != WGS84:
        _to_wgs84(features, document.crs)
    features = list(_on_globe(features, issues))
    _remark(features, document.raws, issues)
    issues.sort(key=lambda issue: -1 if issue.feature is None else issue.feature)
    return FeatureCollection(
        tuple(features),
        document.foreign,
        name,
        stated_crs=document.crs,
        has_bbox=document.has_bbox,
        issues=tuple(issues),
    )


def noter(issues: list[Issue], index: int | None = None, feature_id: FeatureId = None) -> Note:
    """What takes down findings about one feature, or about the whole file."""

    def note(code: str, severity: Severity = "repair", field: str = "geometry", **facts: object) -> None:
        issues.append(Issue(code, severity, index, feature_id, field, facts))

    return note


def _left_out(error: GeometryError, index: int, feature_id: FeatureId) -> Issue:
    return Issue(error.code, "error", index, feature_id, "geometry", error.facts)


def checked_feature(raw: object, index: int, issues: list[Issue]) -> Feature | None:
    """One feature of a file in WGS 84 by itself; None where it cannot be used.

    Parameters
    ----------
    raw : object
        What the JSON parser gave.  It is taken over and changed in place.
    index : int
        Its place in its file, from 0.
    issues : list of Issue
        What was found is added.
    """
    return next(_on_globe(_sound([raw], issues, index), issues), None)


def _sound(raws: Iterable[object], issues: list[Issue], first: int = 0) -> Iterator[Feature]:
    """The features that are built as they should be."""
    for index, raw in enumerate(raws, first):
        feature_id = _id_of(raw)
        try:
            feature = _feature(raw, index, feature_id, noter(issues, index, feature_id))
        except GeometryError as error:
            issues.append(_left_out(error, index, feature_id))
        else:
            yield feature


def _id_of(raw: object) -> FeatureId:
    """A feature's id, where it is one: text or a number."""
    value = raw.get("id") if isinstance(raw, dict) else None
    return value if isinstance(value, (str, int, float)) and not isinstance(value, bool) else None


def _feature(raw: object, index: int, feature_id: FeatureId, note: Note) -> Feature:
    if not isinstance(raw, dict):
        raise GeometryError("feature.not_object", found=json_type(raw))
    kind = raw.get("type")
    if isinstance(kind, str) and kind in GEOMETRY_TYPES:
        if index or "properties" in raw:  # a file that is one bare geometry is quite all right
            note("feature.bare_geometry", field="type")
        return Feature(mended(raw, note), None, index=index)
    if kind != "Feature":
        if "geometry" not in raw:
            raise GeometryError("feature.unknown_type", found=kind[:40] if isinstance(kind, str) else json_type(kind))
        note("feature.type", field="type")
    if "id" in raw and feature_id is None:
        note("feature.id_type", field="id", found=json_type(raw["id"]))
    members_moved(raw, ("coordinates", "geometries", "features", "crs"), note)
    foreign = {key: value for key, value in raw.items() if key not in _FEATURE_MEMBERS}
    properties = raw.get("properties")
    if not isinstance(properties, dict | None):
        note("feature.properties_type", field="properties", found=json_type(properties))
        foreign, properties = {"_properties": properties, **foreign}, None
    elif "properties" not in raw:
        note("feature.no_properties", field="properties")
    geometry = raw.get("geometry")
    sound = None if geometry is None else mended(geometry, note)
    return Feature(sound, properties, feature_id, foreign, raw.get("bbox") is not None, index)


def _to_wgs84(features: Sequence[Feature], code: str) -> None:
    """Reproject all positions in place, in one go."""
    found = [position for feature in features if feature.geometry for position in positions(feature.geometry)]
    xy = np.array([position[:2] for position in found], dtype=np.float64).reshape(-1, 2)
    for position, (lon, lat) in zip(found, reproject(xy, code, WGS84).tolist(), strict=True):
        position[0], position[1] = lon, lat


def _on_globe(features: Iterable[Feature], issues: list[Issue]) -> Iterator[Feature]:
    for feature in features:
        try:
            if feature.geometry is not None:
                require_on_globe(feature.geometry, noter(issues, feature.index, feature.id))
        except GeometryError as error:
            issues.append(_left_out(error, feature.index, feature.id))
        else:
            yield feature


def _remark(features: Sequence[Feature], raws: Sequence[object], issues: list[Issue]) -> None:
    """What is allowed and still worth knowing."""
    if not raws:
        noter(issues)("document.no_features", "note", "features")
    without = sum(feature.geometry is None for feature in features)
    remark(issues, without, sum(has_heights(feature) for feature in features))
    firsts: dict[FeatureId, int] = {}
    for feature in features:
        if feature.id is not None and firsts.setdefault(feature.id, feature.index) != feature.index:
            note = noter(issues, feature.index, feature.id)
            note("feature.id_twice", "note", "id", first=firsts[feature.id] + 1)
        long_numbers(feature, issues)


def remark(issues: list[Issue], without: int, high: int) -> None:
    """Note how many features are without geometry, and how many have heights."""
    if without:
        noter(issues)("feature.no_geometry", "note", count=without)
    if high:
        noter(issues)("geometry.heights", "note", count=high)


def has_heights(feature: Feature) -> bool:
    """Whether a position of the feature has a height."""
    return feature.geometry is not None and max(map(len, positions(feature.geometry))) > 2


def long_numbers(feature: Feature, issues: list[Issue]) -> None:
    """Note which properties lost digits in the parser."""
    for key, value in (feature.properties or {}).items():
        if isinstance(value, float) and abs(value) >= _WIDEST_INTEGER:
            noter(issues, feature.index, feature.id)("feature.long_number", "note", "properties", name=key)
