"""Rows of a layer as features that can be selected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from layers.masses import ready

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from layers.layer import Geometry, Layer
    from layers.scene import Feature, Scene

__all__ = ["boxes_of", "features_of", "rows_of_ids", "selectable", "selectable_rows"]

_NEVER: Final = frozenset({"basemap", "context"})  # what lies around is looked at, not worked with


def selectable(scene: Scene) -> tuple[Layer, ...]:
    """The shown layers whose features can be selected, topmost first."""
    return tuple(layer for layer in reversed(scene.layers) if layer.visible and layer.group not in _NEVER)


def selectable_rows(layer: Layer) -> NDArray[np.int64]:
    """The rows that are drawn by themselves: of zones neither umbrellas nor the district, and nothing hidden."""
    rows = np.arange(len(layer.ids))
    if layer.group == "zones":
        rows = rows[[row["kind"] == "zone" for row in layer.attributes]]
    if layer.hidden:
        rows = rows[[layer.ids[row] not in layer.hidden for row in rows.tolist()]]
    return rows


def features_of(layer: Layer, rows: NDArray[np.int64]) -> frozenset[Feature]:
    """Rows as features, without those that are hidden or not drawn by themselves."""
    if layer.hidden or layer.group == "zones":
        rows = np.intersect1d(rows, selectable_rows(layer))
    ids, layer_id = layer.ids, layer.id
    return frozenset([(layer_id, ids[row]) for row in rows.tolist()])


def rows_of_ids(layer: Layer, ids: Iterable[str]) -> NDArray[np.int64]:
    """The rows that have these ids, in order."""
    wanted = frozenset(ids)
    return np.array([row for row, each in enumerate(layer.ids) if each in wanted], dtype=np.int64)


def boxes_of(geometry: Geometry) -> NDArray[np.float64]:
    """West, south, east, north of each shape: kept where the geometry was made ready, else found now."""
    found = ready(geometry)
    return found.bulk.boxes if found is not None else geometry.shapes.extents()
