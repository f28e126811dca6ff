"""Shapes of a large file as they were made ready for drawing, kept in the cache with the file.

To bring a million shapes into order takes longer than to scan them.  An entry belongs to a state of the
file and to a state of the code that made it: whoever changes that code gets entries made anew.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

import numpy as np

from geo.cache import read_part, write_part
from geo.record import as_dict
from layers.remembered import Tied

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.raster.bulk import Bulk
    from layers.layer import Geometry, Layer

    Beat = Callable[[float], None]

__all__ = ["belongs_to", "keep_ready", "restored"]

_KEYS: Final[Tied[str]] = Tied()  # of Geometry.rows


def belongs_to(geometry: Geometry, key: str) -> None:
    """Note the key of the file that a geometry is of, see `geo.cache.key_of`."""
    _KEYS.tie(geometry.rows, key)


def restored(geometry: Geometry) -> tuple[Bulk, float] | None:
    """A geometry made ready, and the size of its usual shape, from the cache; None where it is not kept."""
    key = _key_of(geometry)
    found = read_part(key, _part(geometry)) if key else None
    if found is None:
        return None
    from geo.raster.bulk import Bulk
    from geo.raster.store import Store

    arrays, facts = found
    shapes, boxes = geometry.shapes, arrays.pop("boxes.exact")
    if len(boxes) != len(shapes) or len(arrays["order"]) != len(shapes):
        return None
    none = np.zeros(len(shapes), np.int32)
    extent = tuple(facts["extent"]) if facts["extent"] else None
    return Bulk(shapes, None, none, none, boxes, extent, facts["longs"], Store(**arrays)), facts["size_m"]


def keep_ready(layer: Layer, beat: Beat, patience_s: float = 0.0) -> None:
    """Keep what of a layer has been made ready by now, or becomes so soon.

    ``beat`` is told the share; what it raises is raised.
    """
    from layers.masses import is_mass, ready

    until = monotonic() + patience_s
    while any(is_mass(layer, each) and ready(each) is None for each in layer.geometry) and monotonic() < until:
        beat(0.0)
        sleep(0.1)
    for geometry in layer.geometry:
        key, found = _key_of(geometry), ready(geometry)
        if not key or found is None or found.bulk.owners is not None:
            continue
        if read_part(key, _part(geometry)) is None:
            bulk = found.bulk
            facts = {"extent": bulk.extent, "longs": bulk.longs, "size_m": found.size_m}
            write_part(key, _part(geometry), as_dict(bulk.store) | {"boxes.exact": bulk.boxes}, facts, beat)


def _key_of(geometry: Geometry) -> str:
    return _KEYS.get(geometry.rows) or ""


def _part(geometry: Geometry) -> str:
    return f"{geometry.shapes.kind}-{_state()}"


@cache
def _state() -> str:
    """The state of the code that brings shapes into order."""
    from zlib import crc32

    import geo.raster.bulk
    import geo.raster.store

    found = 0
    for module in (geo.raster.bulk, geo.raster.store):
        found = crc32(Path(str(module.__file__)).read_bytes(), found)
    return f"{found:08x}"
