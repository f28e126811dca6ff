"""The outermost object of a GeoJSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.crs import WGS84
from geo.errors import CrsError, ReadError
from geo.legacy_crs import stated_code
from geo.positions import DEPTHS
from geo.record import dataclass
from geo.structure import json_type, members_moved

if TYPE_CHECKING:
    from geo.structure import Note

__all__ = ["GEOMETRY_TYPES", "Document", "opened"]

GEOMETRY_TYPES = frozenset({*DEPTHS, "GeometryCollection"})


@dataclass(frozen=True, slots=True)
class Document:
    """A document taken apart: features yet unchecked, and what belongs to the whole.

    ``crs`` is the code of the system that the document names; None where it names none.
    """

    raws: list[Any]
    foreign: dict[str, Any]
    has_bbox: bool
    crs: str | None


def opened(root: object, name: str, note: Note) -> Document:
    """Take a parsed document apart.

    Parameters
    ----------
    root : object
        What the JSON parser gave.
    name : str
        The file's name, for errors.
    note : callable
        Told of repairs that concern the whole file.

    Raises
    ------
    ReadError
        Where it is no GeoJSON, or names a coordinate system that is not offered.
    """
    root = _require_geojson(root, name)
    crs = _crs(root, name, note) if "crs" in root else None
    if root["type"] != "FeatureCollection":
        return Document([root], {}, has_bbox=False, crs=crs)
    raws = root.get("features")
    if not isinstance(raws, list):
        raise ReadError("read.no_features_member", file=name, found=json_type(raws))
    members_moved(root, ("coordinates", "geometries", "geometry", "properties"), note)
    foreign = {key: value for key, value in root.items() if key not in {"type", "bbox", "features"}}
    return Document(raws, foreign, root.get("bbox") is not None, crs)


def _require_geojson(root: object, name: str) -> dict[str, Any]:
    """The root itself.  What is known to be something else is called by its name."""
    if not isinstance(root, dict):
        raise ReadError("read.not_object", file=name, found=json_type(root))
    kind = root.get("type")
    if kind == "Topology":
        raise ReadError("read.topojson", file=name)
    if isinstance(kind, str) and kind in {"FeatureCollection", "Feature", *GEOMETRY_TYPES}:
        return root
    if "geometryType" in root or "spatialReference" in root:
        raise ReadError("read.esri_json", file=name)
    raise ReadError("read.not_geojson", file=name, found=kind[:40] if isinstance(kind, str) else json_type(kind))


def _crs(root: dict[str, Any], name: str, note: Note) -> str | None:
    """Take the ``crs`` member out; RFC 7946 has none."""
    try:
        code = stated_code(root.pop("crs"))
    except CrsError as error:
        # The same fault, told of a file: read.crs_linked, read.crs_malformed, read.crs_not_offered,
        # read.crs_unknown_name.
        raise ReadError(f"read.{error.code.replace('.', '_')}", file=name, **error.facts) from None
    if code is None:
        note("crs.null", "note", "crs")
    elif code == WGS84:
        note("crs.removed", field="crs", crs=code)
    else:
        note("crs.reprojected", field="crs", crs=code)
    return code
