"""What a file holds, without opening it as a layer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo.collection import extent_of
from geo.extent import Extent
from geo.read import read_geojson
from geo.record import dataclass
from geo.scan.size import LARGE, size_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.collection import FeatureCollection
    from geo.issues import Issue

__all__ = ["FileInfo", "LayerInfo", "describe_collection", "describe_file"]

_LARGE: Final = LARGE
_EARTH: Final = Extent(-180, -90, 180, 90)


@dataclass(frozen=True, slots=True)
class LayerInfo:
    """One layer of a file.

    Attributes
    ----------
    name : str
        The layer's name in the file; the file's name without ending where it has none.
    features : int
        How many can be used.
    types : mapping
        How many features of each geometry type; ``null`` for those without a position.
    fields : tuple of str
        The names of all properties, in order of first appearance.
    extent : Extent or None
        In WGS 84 degrees.
    """

    name: str
    features: int
    types: Mapping[str, int]
    fields: tuple[str, ...]
    extent: Extent | None


@dataclass(frozen=True, slots=True)
class FileInfo:
    """What ``yangpu-atlas info`` says of a file.

    ``crs`` is what the file's coordinates are in, ``crs_stated`` whether the file says so
    itself; ``datum`` is the earth model.
    """

    file: str
    format: str
    bytes: int
    encoding: str
    crs: str
    crs_stated: bool
    datum: str
    layers: tuple[LayerInfo, ...]
    issues: tuple[Issue, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as a JSON object; ``extent`` is an array west, south, east, north."""
        return {
            "file": self.file,
            "format": self.format,
            "bytes": self.bytes,
            "encoding": self.encoding,
            "crs": self.crs,
            "crs_stated": self.crs_stated,
            "datum": self.datum,
            "layers": [_layer_json(layer) for layer in self.layers],
            "issues": [_issue_json(issue) for issue in self.issues],
        }


def describe_file(path: str | Path) -> FileInfo:
    """Read a file and say what it holds.

    Raises
    ------
    ReadError
        Where it cannot be read at all, as `geo.read.read_geojson`.
    """
    path = Path(path)
    large = _large_file(path)
    return large or describe_collection(read_geojson(path), path.stat().st_size)


def _large_file(path: Path) -> FileInfo | None:
    """The same of a large file, scanned where the scanner has been compiled; None of any other."""
    size = size_of(path)
    if size < _LARGE:
        return None
    from geo.scan.columns import field_names
    from geo.scan.quick import TYPES, scan_file

    scan = scan_file(path, _EARTH, lambda xy: xy, _quiet, patient=False)
    if scan is None:
        return None
    types = {TYPES[number]: count for number, count in enumerate(np.bincount(scan.types).tolist()) if count}
    axes = [[shapes.xy[:, axis] for shapes, _ in scan.shapes.values()] for axis in range(2)]
    edges = [float(end([end(each) for each in axis])) for end in (np.min, np.max) for axis in axes if axis]
    fields = field_names(scan.features, _quiet)
    return _described(scan.collection, size, types, fields, Extent(*edges) if edges else None)


def _quiet(_: float) -> None:
    """Nobody waits."""


def describe_collection(collection: FeatureCollection, size: int) -> FileInfo:
    """Say what a collection that was read from ``size`` bytes holds."""
    types = Counter(feature.geometry["type"] if feature.geometry else "null" for feature in collection.features)
    fields = dict.fromkeys(name for feature in collection.features for name in feature.properties or ())
    return _described(collection, size, types, tuple(fields), extent_of(collection))


def _described(
    collection: FeatureCollection, size: int, types: Mapping[str, int], fields: tuple[str, ...], extent: Extent | None
) -> FileInfo:
    name = collection.foreign.get("name")
    layer = LayerInfo(
        name if isinstance(name, str) and name else Path(collection.name).stem,
        len(collection.features),
        dict(sorted(types.items())),
        fields,
        extent,
    )
    crs = collection.stated_crs or collection.crs
    datum = "cgcs2000" if crs in {"EPSG:4490", "EPSG:4549", "EPSG:4550"} else collection.datum
    return FileInfo(
        collection.name,
        "GeoJSON",
        size,
        collection.encoding,
        crs,
        collection.stated_crs is not None,
        datum,
        (layer,),
        collection.issues,
    )


def _layer_json(layer: LayerInfo) -> dict[str, Any]:
    extent = layer.extent
    return {
        "name": layer.name,
        "features": layer.features,
        "types": dict(layer.types),
        "fields": list(layer.fields),
        "extent": None if extent is None else [extent.west, extent.south, extent.east, extent.north],
    }


def _issue_json(issue: Issue) -> dict[str, Any]:
    return {
        "code": issue.code,
        "severity": issue.severity,
        "feature": issue.feature,
        "id": issue.id,
        "field": issue.field,
        "facts": dict(issue.facts),
    }
