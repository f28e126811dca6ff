"""A selection by layer: told once for each, since it may hold a million features."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.scene import Feature

__all__ = ["selected_by_layer", "selected_in"]

_NOTHING: frozenset[str] = frozenset()


@lru_cache(maxsize=4)  # a frozenset remembers its hash
def selected_by_layer(selection: frozenset[Feature]) -> Mapping[str, frozenset[str]]:
    """The ids of the selected features of each layer that has any."""
    found: dict[str, set[str]] = {}
    for layer_id, feature_id in selection:
        ids = found.get(layer_id)
        if ids is None:
            found[layer_id] = {feature_id}
        else:
            ids.add(feature_id)
    return {layer_id: frozenset(ids) for layer_id, ids in found.items()}


def selected_in(selection: frozenset[Feature], layer_id: str) -> frozenset[str]:
    """The ids of the selected features of one layer."""
    return selected_by_layer(selection).get(layer_id, _NOTHING) if selection else _NOTHING
