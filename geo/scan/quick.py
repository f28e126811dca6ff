"""A large GeoJSON file as arrays, with the same outcome as reading it feature by feature.

The scanner passes over what is sound; a feature that is odd in any way goes through `geo.validate` as in
a small file.  A file that cannot be followed at all gives None, and is for `geo.read` to read or to refuse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import orjson

from geo.cache import key_of
from geo.collection import FeatureCollection
from geo.collector import collector_paused
from geo.crs import WGS84
from geo.document import opened
from geo.errors import ReadError
from geo.flatten import flatten
from geo.formats import format_by_ending
from geo.issues import Issue
from geo.positions import positions
from geo.record import dataclass
from geo.scan.engine import is_there, loaded
from geo.scan.features import LazyFeatures
from geo.scan.gather import KINDS, Gathered, joined
from geo.scan.identity import Identities, hashed, told_apart, wanted_name
from geo.scan.pieces import LostError, features_at, pieces
from geo.scan.text import Text
from geo.validate import checked_feature, has_heights, long_numbers, noter, remark

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.collection import Feature
    from geo.document import Document
    from geo.extent import Extent
    from geo.scan.pieces import Piece
    from geo.scan.text import Stamp
    from geo.shapes import ShapeKind, Shapes

    Beat = Callable[[float], None]
    Floats = NDArray[np.float64]

__all__ = ["TYPES", "Scan", "scan_file"]

# Geometry types by the number that the scanner gives them; the last is never its own to give.
TYPES: Final = (
    "null",
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
    "GeometryCollection",
)
_ODD: Final = 255
_OWN_ID, _HIGH, _NEAR = 1, 4, 8
_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """What is known of a large file.

    Attributes
    ----------
    collection : FeatureCollection
        Its ``features`` are made on demand.
    features : LazyFeatures
        The same.
    shapes : mapping
        Polygons, lines and points, in that order, as `geo.flatten.flatten` gives them.
    types : (rows,) array of uint8
        The geometry type of each row, an index into `TYPES`.
    far : tuple of int
        How many features with a geometry have no position in the box that was asked for, and the
        place in the file of the first of them.
    identities : Identities
        What the rows are called.
    stamp : tuple
        Size and time of last change of the file.
    key : str
        What is made of the file is kept under it, see `geo.cache`.
    stored : bool
        Whether this is kept already.
    """

    collection: FeatureCollection
    features: LazyFeatures
    shapes: dict[ShapeKind, tuple[Shapes, NDArray[np.int64]]]
    types: NDArray[np.uint8]
    far: tuple[int, int]
    identities: Identities
    stamp: Stamp
    key: str
    stored: bool = False


def scan_file(
    path: Path, near: Extent, project: Callable[[Floats], Floats], beat: Beat, *, patient: bool = True
) -> Scan | None:
    """Scan a file.

    Parameters
    ----------
    path : Path
        Some megabytes at least: smaller files are read sooner as they are.
    near : Extent
        In degrees; see `Scan.far`.
    project : callable
        Takes (n, 2) degrees and gives (n, 2) projected coordinates, each by itself.
    beat : function
        Told the share that is done, at least ten times a second; what it raises is raised.
    patient : bool
        Whether to wait while the scanner is compiled, once on a machine.

    Returns
    -------
    Scan or None
        None where only `geo.read.read_geojson` can tell, or there is no scanner.
    """
    if format_by_ending(path.name):
        return None
    if not is_there(beat, patient=patient):
        return None
    try:
        text = Text(path)
    except (OSError, ValueError):
        return None
    try:
        kernel = loaded(beat)
        if kernel is None:
            return None
        with collector_paused():
            return _Scanner(kernel, text, near, project, beat).run(path)
    except (LostError, ReadError, orjson.JSONDecodeError):
        return None  # geo.read says what is wrong, as of any other file
    finally:
        text.give_up()


class _Scanner:
    def __init__(self, kernel: Any, text: Text, near: Extent, project: Callable[[Floats], Floats], beat: Beat) -> None:
        self.kernel, self.text, self.near, self.project, self.beat = kernel, text, near, project, beat
        self.issues: list[Issue] = []
        self.gathered = Gathered(project)
        self.spans: list[NDArray[np.int64]] = []
        self.types: list[NDArray[np.uint8]] = []
        self.known: list[NDArray[np.uint8]] = []
        self.hashes: list[NDArray[np.uint64]] = []
        self.left_out: list[int] = []
        self.odd: list[dict[ShapeKind, tuple[Shapes, NDArray[np.int64]]]] = []
        self.odd_count = self.count = 0
        self.doubtful_ids = False

    def run(self, path: Path) -> Scan | None:
        """Scan it all; None where it is better read in the usual way."""
        text, near = self.text, self.near
        text.wait_beyond(len(_BOM), 10)
        has_bom = text.memory[: len(_BOM)] == _BOM
        at = self._past_blanks(len(_BOM) if has_bom else 0)
        if text.bytes[at] != 123:
            return None
        begin = features_at(self.kernel, text, at + 1, self.beat)
        end = begin
        box = np.array([near.west, near.south, near.east, near.north], np.float64)
        for piece in pieces(self.kernel, text, begin + 1, box, self.beat):
            self._take(piece)
            end = piece.end
            if self.odd_count > 1000 and self.odd_count > self.count // 2:
                return None  # the scanner is of no use here
        document = self._document(begin, end, path.name, len(_BOM) if has_bom else 0)
        if document is None or not text.whole():
            return None
        return self._scan(document, path, "utf-8-sig" if has_bom else "utf-8", has_bom=has_bom)

    def _past_blanks(self, at: int) -> int:
        while self.text.bytes[at] in b" \t\r\n":
            at += 1
            if at == self.text.filled and not self.text.wait_beyond(at, 10):
                break
        return at

    def _take(self, piece: Piece) -> None:
        if not self.count:
            self.gathered.add(piece)
            self.gathered.expect(piece.end / self.text.size)
        else:
            self.gathered.add(piece)
        odd = np.flatnonzero(piece.types == _ODD).tolist()
        if odd:
            self._take_odd(piece, odd)
        self.spans.append(piece.spans.copy())
        self.types.append(piece.types.copy())
        self.known.append(piece.known.copy())
        self.hashes.append(piece.hashes.copy())
        self.count += len(piece.types)
        self.odd_count += len(odd)

    def _take_odd(self, piece: Piece, rows: list[int]) -> None:
        """Features that Python has to look at, one by one."""
        geometries: list[Any] = []
        kept: list[int] = []
        for done, row in enumerate(rows):
            if not done % 256:
                self.beat(piece.end / self.text.size)
            begin, end = piece.spans[row, :2].tolist()
            index = self.count + row
            feature = checked_feature(orjson.loads(self.text.memory[begin:end]), index, self.issues)
            if feature is None:
                self.left_out.append(index)
                continue
            self._describe(piece, row, feature)
            geometries.append(feature.geometry)
            kept.append(index)
        indexes = np.array(kept, np.int64)
        found = flatten(geometries, self.project)
        self.odd.append({kind: (shapes, indexes[rows]) for kind, (shapes, rows) in found.items()})

    def _describe(self, piece: Piece, row: int, feature: Feature) -> None:
        """Write down of an odd feature what the scanner does of a sound one."""
        geometry = feature.geometry
        piece.types[row] = TYPES.index(geometry["type"]) if geometry else 0
        near = geometry is not None and any(self.near.contains(each[0], each[1]) for each in positions(geometry))
        own = feature.id is not None
        piece.known[row] = _OWN_ID * own | _HIGH * has_heights(feature) | _NEAR * near
        piece.hashes[row] = hashed(wanted_name(feature.id, feature.index))
        self.doubtful_ids |= isinstance(feature.id, float)

    def _document(self, begin: int, end: int, name: str, start: int) -> Document | None:
        """What belongs to the whole; None where it is not a plain collection in degrees."""
        text, kernel = self.text, self.kernel
        if not text.whole():
            return None
        past = self._past_blanks(end + 1)
        if text.bytes[past] == 44:
            past, met = kernel.members(text.bytes, past + 1)
            if past < 0 or met:
                return None
        elif text.bytes[past] == 125:
            past += 1
        else:
            return None
        if text.memory[past : text.size].strip(b" \t\r\n"):
            return None
        root = orjson.loads(text.memory[start : begin + 1] + text.memory[end : text.size])
        if not isinstance(root, dict) or root.get("type") != "FeatureCollection":
            return None
        document = opened(root, name, noter(self.issues))
        return document if document.crs in (None, WGS84) else None

    def _scan(self, document: Document, path: Path, encoding: str, *, has_bom: bool) -> Scan:
        spans, types = np.concatenate(self.spans), np.concatenate(self.types)
        known, hashes = np.concatenate(self.known), np.concatenate(self.hashes)
        indexes = np.arange(len(types))
        shapes = self._shapes()
        if self.left_out:
            kept = np.ones(len(types), bool)
            kept[self.left_out] = False
            ranks = np.cumsum(kept) - 1
            shapes = {kind: (each, ranks[rows]) for kind, (each, rows) in shapes.items()}
            spans, types, known, hashes = spans[kept], types[kept], known[kept], hashes[kept]
            indexes = indexes[kept]
        features = LazyFeatures(self.text.memory, spans, indexes)
        identities = Identities(False, hashes, {})
        if (known & _OWN_ID).any():
            identities, twice = told_apart(features, hashes, doubtful=self.doubtful_ids)
            self.issues += twice
        self._remark(features, types, known)
        issues = (Issue("read.bom", "repair"), *self.issues) if has_bom else tuple(self.issues)
        collection = FeatureCollection(
            features,
            document.foreign,
            path.name,
            stated_crs=document.crs,
            encoding=encoding,
            has_bbox=document.has_bbox,
            issues=issues,
        )
        far = np.flatnonzero((types != 0) & (known & _NEAR == 0))
        first = int(indexes[far[0]]) if len(far) else -1
        stamp = self.text.stamp
        return Scan(collection, features, shapes, types, (len(far), first), identities, stamp, key_of(path, stamp))

    def _shapes(self) -> dict[ShapeKind, tuple[Shapes, NDArray[np.int64]]]:
        packs = [self.gathered.shapes(), *self.odd]
        found = {kind: [pack[kind] for pack in packs if kind in pack] for kind in KINDS}
        return {kind: joined(parts) for kind, parts in found.items() if parts}

    def _remark(self, features: LazyFeatures, types: NDArray[np.uint8], known: NDArray[np.uint8]) -> None:
        """What is allowed and still worth knowing, in the order in which `geo.validate` says it."""
        remark(self.issues, int((types == 0).sum()), int((known & _HIGH != 0).sum()))
        for row in np.flatnonzero(features.spans[:, 2] < 0).tolist():
            long_numbers(features[row], self.issues)
        self.issues.sort(key=lambda issue: -1 if issue.feature is None else issue.feature)
