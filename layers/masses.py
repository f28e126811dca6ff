"""Layers of very many features: which they are, and their shapes made ready for quick pictures.

To make a million shapes ready takes about a second, so it is done once for each geometry, beside the
window; whoever draws meanwhile does without.  What is ready goes when its layer goes.
"""

from __future__ import annotations

import threading
import weakref
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo.record import dataclass, field_names, replace
from layers.looks import looks_of
from layers.remembered import Tied

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.raster.bulk import Bulk
    from geo.shapes import Shapes
    from layers.layer import Geometry, Layer
    from layers.scene import Scene
    from layers.style import Style, Symbol

__all__ = [
    "Dressed",
    "Ready",
    "drawn",
    "dressed",
    "fetch_ready",
    "hidden_rows",
    "is_mass",
    "make_ready",
    "masses",
    "ready",
]

MANY_SHAPES: Final = 500
MANY_VERTICES: Final = 5_000  # QPainter strokes one path of 36,000 in a second, and small ones do not add up
MANY_POINTS: Final = 20_000  # fewer are marks, gathered where they are close (`layers.clusters`)
_SAMPLE: Final = 20_000  # shapes whose sizes tell the size of all
_DRESSED_MOST: Final = 12
_LOOKS_NOT_AT: Final = ("id", "title", "extent", "origin", "visible", "opacity", "labelling")  # no look depends on them


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """A geometry made ready.

    Attributes
    ----------
    bulk : Bulk
        Its shapes, all of one class.
    size_m : float
        How large a usual shape is, or how far apart points usually lie, in projected metres.
    """

    bulk: Bulk
    size_m: float


@dataclass(frozen=True, slots=True, eq=False)
class Dressed:
    """A geometry with the looks of its rows.

    Attributes
    ----------
    bulk : Bulk
        Its shapes with these classes.
    classes : (shapes,) array of int32
        -1 for what is hidden.
    symbols : tuple of Symbol
    size_m : float
        As in `Ready`.
    """

    bulk: Bulk
    classes: NDArray[np.int32]
    symbols: tuple[Symbol, ...]
    size_m: float


_READY: Final[Tied[Ready]] = Tied()  # of Geometry.rows, which nobody else keeps
_LOCK = threading.RLock()  # as in `Tied`
_DRESSED: list[tuple[weakref.ref[Any], Layer, str, Dressed]] = []


def is_mass(layer: Layer, geometry: Geometry) -> bool:
    """Whether a geometry of a layer is too much for a stroke or a mark by itself."""
    shapes = geometry.shapes
    if layer.group != "own":
        return False
    if shapes.kind == "point":
        return len(shapes.xy) > MANY_POINTS
    return len(shapes) > MANY_SHAPES or len(shapes.xy) > MANY_VERTICES


def masses(scene: Scene) -> list[tuple[Layer, Geometry]]:
    """The shown geometries of that kind, bottom to top."""
    return [(layer, each) for layer in scene.layers if layer.visible for each in layer.geometry if is_mass(layer, each)]


def ready(geometry: Geometry) -> Ready | None:
    """A geometry made ready, if it is by now."""
    return _READY.get(geometry.rows)


def make_ready(geometry: Geometry, pulse: Callable[[float], None] = lambda _: None) -> Ready:
    """A geometry made ready, now if need be.

    ``pulse`` is told how far it is, 0 to 1; what it raises is raised, and nothing is kept.
    """
    found = ready(geometry)
    if found is None:
        from geo.raster.bulk import Bulk
        from layers.kept import restored

        kept = restored(geometry)
        found = Ready(*(kept or (Bulk.of(geometry.shapes, None, pulse), _size_of(geometry.shapes))))
        _READY.tie(geometry.rows, found)
    return found


def fetch_ready(layer: Layer) -> None:
    """Make ready what the cache holds of a layer, and load the kernel where it was compiled; at once.

    A file that was opened before is then in the first picture that is made of it.
    """
    there = [geometry for geometry in layer.geometry if is_mass(layer, geometry)]
    if not there:
        return
    from geo.raster import engine
    from layers.kept import restored

    engine.load_kept()
    for geometry in there:
        kept = restored(geometry) if ready(geometry) is None else None
        if kept is not None:
            _READY.tie(geometry.rows, Ready(*kept))


def dressed(layer: Layer, geometry: Geometry, style: Style) -> Dressed:
    """A geometry with the looks of its rows in a style; the last few are kept."""
    with _LOCK:
        for rows, before, theme, found in _DRESSED:
            if rows() is geometry.rows and theme == style.theme and _look_alike(before, layer):
                return found
    prepared = make_ready(geometry)
    looks = looks_of(layer, style)
    classes = looks.classes[geometry.rows].astype(np.int32, copy=False)
    hidden = hidden_rows(layer)
    if hidden is not None:
        classes = np.where(hidden[geometry.rows], np.int32(-1), classes)
    made = Dressed(prepared.bulk.reclassed(classes), classes, looks.symbols, prepared.size_m)
    kept = replace(layer, geometry=())  # the entry must not keep the geometry that it waits to see go
    with _LOCK:
        _DRESSED.append((weakref.ref(geometry.rows, _undress), kept, style.theme, made))
        del _DRESSED[:-_DRESSED_MOST]
    return made


def _undress(_: weakref.ref[Any]) -> None:
    """A geometry is gone, and its looks with it."""
    with _LOCK:
        _DRESSED[:] = [each for each in _DRESSED if each[0]() is not None]


def hidden_rows(layer: Layer) -> NDArray[np.bool_] | None:
    """For each row whether it is hidden; None where none is."""
    if not layer.hidden:
        return None
    return np.fromiter((each in layer.hidden for each in layer.ids), dtype=bool, count=len(layer.ids))


def drawn(layer: Layer, geometry: Geometry) -> Bulk | None:
    """A geometry as it was last drawn with these rows, else as it was made ready; None where it is not.  At once."""
    with _LOCK:
        kept: list[tuple[weakref.ref[Any], Layer, str, Dressed]] = _DRESSED[::-1]
        for rows, before, _, found in kept:
            if rows() is geometry.rows and _look_alike(before, layer):
                return found.bulk
    plain = ready(geometry)
    return None if plain is None else plain.bulk


def _look_alike(one: Layer, other: Layer) -> bool:
    """Whether two layers over one geometry have the same rows with the same looks, by identity."""
    return all(
        getattr(one, name) is getattr(other, name)
        for name in field_names(one)
        if name != "geometry" and name not in _LOOKS_NOT_AT
    )


def _size_of(shapes: Shapes) -> float:
    """The median size of a sample of shapes; of points, the side of the square that each has for itself."""
    if not len(shapes) or not len(shapes.xy):
        return 0.0
    if shapes.kind == "point":
        across, along = np.ptp(shapes.xy, axis=0).tolist()
        return float(np.sqrt(across * along / len(shapes.xy)))
    step = max(len(shapes) // _SAMPLE, 1)
    boxes = shapes.take(np.arange(0, len(shapes), step)).extents()
    sides = np.hypot(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    return float(np.nanmedian(sides)) if np.isfinite(sides).any() else 0.0
