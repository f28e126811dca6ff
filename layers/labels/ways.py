"""Sample points along streets and metro lines, which labels would rather not cover."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from geo.polyline import densified
from layers.ground.pick import visible

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.shapes import Shapes
    from layers.scene import Scene
    from layers.style import Style

__all__ = ["way_points"]

_STEP_M = 100.0
_STRONG = frozenset({"street_main", "elevated", "metro"})


def way_points(scene: Scene, style: Style) -> NDArray[np.float64]:
    """Points each 100 projected metres along what is drawn strongly: viaducts, main streets, metro."""
    found = [np.empty((0, 2))]
    for layer_id in ("basemap.streets", "basemap.metro"):
        layer = visible(scene, layer_id)
        if layer is None:
            continue
        for geometry in layer.geometry:
            if geometry.shapes.kind == "line":
                looks = [style.class_of(layer.attributes[row]) for row in geometry.rows.tolist()]
                found.append(_sampled(geometry.shapes, tuple(look in _STRONG for look in looks)))
    return np.concatenate(found)


@lru_cache(maxsize=16)
def _sampled(shapes: Shapes, wanted: tuple[bool, ...]) -> NDArray[np.float64]:
    parts = [densified(part, _STEP_M) for parts, want in zip(shapes, wanted, strict=True) if want for part in parts]
    return np.concatenate([np.empty((0, 2)), *parts])
