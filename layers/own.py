"""A file of the user's as a layer, and as it was, for writing it out again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo.collector import collector_paused
from geo.errors import ReadError
from geo.extent import Extent
from geo.flatten import flatten
from geo.issues import Issue
from geo.mercator import to_mercator
from geo.positions import positions
from geo.read import read_geojson
from geo.record import dataclass, replace
from geo.scan.size import LARGE, size_of
from layers.layer import Geometry, Layer, Origin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geo.collection import Feature, FeatureCollection
    from geo.scan.quick import Scan
    from geo.shapes import ShapeKind

    Beat = Callable[[float], None]

__all__ = ["NothingUsableError", "OwnFile", "layer_of", "open_own", "own_layer"]

# Properties that name a feature, best first; compared without case.
_NAMES: Final = ("name_zh", "名称", "name", "企业名称", "项目名称", "单位名称", "标题", "title", "name_en", "label")
_CLASS: Final[Mapping[ShapeKind, str]] = {"polygon": "own_polygon", "line": "own_line", "point": "own_point"}
# Shanghai and its surroundings, in degrees: what lies outside is hardly meant for this map.
_AROUND: Final = Extent(119.5, 29.8, 123.5, 32.8)
# Bytes from which on a file is scanned and its rows are made on demand; and from which on it is worth waiting
# some seconds for the scanner, where a machine has never compiled it.
_LARGE: Final = LARGE
_VERY_LARGE: Final = 64 << 20
# Up to so many bytes the text is copied to the cache before the first picture, in a tenth of a second; more, after it.
_ASIDE: Final = 128 << 20


class NothingUsableError(ReadError):
    """A file without a single feature that can be used; ``issues`` says why."""

    def __init__(self, code: str, issues: tuple[Issue, ...], **facts: object) -> None:
        super().__init__(code, **facts)
        self.issues = issues


@dataclass(frozen=True, slots=True, eq=False)
class OwnFile:
    """A file of the user's.

    Attributes
    ----------
    layer : Layer
        For the scene, in EPSG:3857; its rows are the collection's features, in order.
    collection : FeatureCollection
        With properties, foreign members and heights as they were, for exports.
    scan : Scan or None
        What the scanner found in a large file.
    """

    layer: Layer
    collection: FeatureCollection
    scan: Scan | None = None

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What was left out, mended or worth knowing."""
        return self.collection.issues


def _quiet(_: float) -> None:
    """Nobody waits."""


def open_own(path: str | Path, number: int = 1, beat: Beat = _quiet, *, set_aside: bool = False) -> OwnFile:
    """Open a GeoJSON file.

    The rows of a large one are made on demand, from a copy of the file as it was now.

    Parameters
    ----------
    path : str or Path
        The file.
    number : int
        Makes the layer's id: ``own.1``.
    beat : function
        Told the share that is done while a large file is read; what it raises is raised.
    set_aside : bool
        Whether the text of a large file may be put into the cache, so that it need not stay in memory.

    Raises
    ------
    ReadError
        Where the file cannot be read (see `geo.read.read_geojson`) or holds nothing to show
        (`NothingUsableError`).
    """
    path = Path(path)
    scan = _scanned(path, beat, may_write=set_aside)
    collection = read_geojson(path) if scan is None else scan.collection
    if not collection.features:
        left_out = sum(issue.severity == "error" for issue in collection.issues)
        code = "own.nothing_usable" if left_out else "own.no_features"
        raise NothingUsableError(code, collection.issues, file=path.name, count=left_out)
    return layer_of(collection, number) if scan is None else _layer_of_scan(scan, number)


def _scanned(path: Path, beat: Beat, *, may_write: bool) -> Scan | None:
    """A large file, scanned; None where it is small, or to be read feature by feature."""
    size = size_of(path)
    if size < _LARGE:
        return None
    from geo.scan.quick import scan_file
    from geo.scan.stored import set_aside, stored_scan

    found = stored_scan(path) or scan_file(path, _AROUND, to_mercator, beat, patient=size >= _VERY_LARGE)
    if found is not None and may_write and not found.stored and size <= _ASIDE:
        set_aside(found, lambda _: beat(1.0))
    return found


def own_layer(path: str | Path, number: int = 1) -> tuple[Layer, tuple[Issue, ...]]:
    """The layer and the issues of `open_own`, for those who will not write the file again."""
    opened = open_own(path, number)
    return opened.layer, opened.issues


def layer_of(collection: FeatureCollection, number: int = 1) -> OwnFile:
    """A collection as a layer.  Notes where features lie far from Shanghai."""
    with collector_paused():
        return _layer_of(collection, number)


def _layer_of(collection: FeatureCollection, number: int) -> OwnFile:
    features = collection.features
    shapes = flatten((feature.geometry for feature in features), to_mercator)
    looks = ["own_point"] * len(features)
    for kind in reversed(shapes):  # of a mixed row the polygon decides, then the line
        for row in shapes[kind][1].tolist():
            looks[row] = _CLASS[kind]
    ids = _ids(features)
    rows = (dict(feature.properties or {}) for feature in features)
    attributes = tuple(_attributes(*each) for each in zip(rows, ids, looks, strict=True))
    geometry = tuple(Geometry(*each) for each in shapes.values())
    return OwnFile(_layer(collection.name, number, ids, attributes, geometry), _noting_far_ones(collection))


def _layer_of_scan(scan: Scan, number: int) -> OwnFile:
    from layers.kept import belongs_to
    from layers.own_rows import LazyIds, LazyRows, looks_of_rows

    geometry = tuple(Geometry(*each) for each in scan.shapes.values())
    for each in geometry:
        belongs_to(each, scan.key)
    ids = LazyIds(scan.features, scan.identities)
    attributes = LazyRows(scan.features, ids, looks_of_rows(geometry, len(ids)), _attributes, scan.key)
    layer = _layer(scan.collection.name, number, ids, attributes, geometry)
    return OwnFile(layer, _noting(scan.collection, *scan.far), scan)


def _layer(
    name: str,
    number: int,
    ids: Sequence[str],
    attributes: Sequence[Mapping[str, Any]],
    geometry: tuple[Geometry, ...],
) -> Layer:
    return Layer(
        id=f"own.{number}",
        title=name,
        group="own",
        ids=ids,
        attributes=attributes,
        geometry=geometry,
        extent=_extent(geometry),
        origin=Origin(name, "", ""),
    )


def _ids(features: Sequence[Feature]) -> tuple[str, ...]:
    """One id for each row: the feature's own, else its number in the file; never the same twice."""
    taken: dict[str, int] = {}  # names, and the number that was last put behind each
    for feature in features:
        wanted = found = str(feature.id) if feature.id is not None else str(feature.index + 1)
        while found in taken:
            taken[wanted] += 1
            found = f"{wanted} ({taken[wanted]})"
        taken[found] = 1
    return tuple(taken)


def _attributes(properties: Mapping[str, Any], feature_id: str, look: str) -> dict[str, Any]:
    """What the style and the panels look at; the row itself is under ``properties``."""
    named = {key.casefold(): value for key, value in properties.items() if isinstance(value, str) and value.strip()}
    name = next((named[key] for key in _NAMES if key in named), "")
    return {"class": look, "id": feature_id, "name_zh": name, "name_en": "", "properties": properties}


def _extent(geometry: Sequence[Geometry]) -> Extent | None:
    if not geometry:
        return None
    # Column by column: along an axis of two, numpy takes thirty times as long.
    xs, ys = ([each.shapes.xy[:, axis] for each in geometry] for axis in range(2))
    west, south = (float(min(found.min() for found in axis)) for axis in (xs, ys))
    east, north = (float(max(found.max() for found in axis)) for axis in (xs, ys))
    return Extent(west, south, east, north)


def _noting_far_ones(collection: FeatureCollection) -> FeatureCollection:
    far = [feature for feature in collection.features if feature.geometry and not _near(feature.geometry)]
    return _noting(collection, len(far), far[0].index if far else -1)


def _noting(collection: FeatureCollection, count: int, first: int) -> FeatureCollection:
    """The collection with the note that so many features are far away."""
    if not count:
        return collection
    note = Issue("own.far", "note", field="geometry", facts={"count": count, "first": first + 1})
    return replace(collection, issues=(note, *collection.issues))


def _near(geometry: Mapping[str, Any]) -> bool:
    return any(_AROUND.contains(position[0], position[1]) for position in positions(geometry))
