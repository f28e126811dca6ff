"""What the pointer is told of a feature: name, kind, counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.docked import docked
from layers.messages import messages
from layers.telling import as_told
from layers.wording import kind_text, zone_kind_text

if TYPE_CHECKING:
    from layers.messages import Messages
    from layers.scene import Feature, Scene

__all__ = ["name_of", "tip_of"]


def name_of(scene: Scene, feature: Feature) -> str:
    """What a feature is called in the scene's language; its id where it has no name."""
    layer_id, feature_id = feature
    entry = scene.register.zones.get(feature_id) or scene.register.places.get(feature_id)
    if layer_id in {"zones", "places"} and entry is not None:
        return entry.name(scene.language)
    try:
        layer = scene.layer(layer_id)
        attributes = layer.attributes[layer.ids.index(feature_id)]
    except (KeyError, ValueError):  # a layer that was closed while the pointer was on it
        return feature_id
    ours, other = ("name_zh", "name_en") if scene.language == "zh" else ("name_en", "name_zh")
    return str(attributes.get(ours) or attributes.get(other) or feature_id)


def tip_of(scene: Scene, feature: Feature) -> str:
    """Up to three lines: name; kind; what is known to be inside."""
    words = messages(scene.language)
    lines = [name_of(scene, feature), *_kind(scene, feature, words), *_counts(scene, feature, words)]
    return "\n".join(line for line in lines if line)


def _kind(scene: Scene, feature: Feature, words: Messages) -> list[str]:
    layer_id, feature_id = feature
    if layer_id == "zones":
        zone = as_told(scene.register, "zones", scene.register.zones[feature_id], scene.as_of)
        return [zone_kind_text(zone, words)]
    if layer_id == "places":
        place = scene.register.places[feature_id]
        kind = kind_text("places", place.kind, words)
        if place.verified or place.accuracy_m is None:
            return [kind]
        return [words("tip.doubtful", kind=kind, metres=f"{place.accuracy_m:g}")]
    if layer_id == "context":
        layer = scene.layer(layer_id)
        row = layer.attributes[layer.ids.index(feature_id)]
        return [words("tip.context", metres=f"{row['accuracy_m']:g}")]
    return [scene.layer(layer_id).title] if any(layer.id == layer_id for layer in scene.layers) else []


def _counts(scene: Scene, feature: Feature, words: Messages) -> list[str]:
    if feature[0] != "zones":
        return []
    stacks = docked(scene.register, feature[1], scene.as_of)
    return [" · ".join(f"{words(f'chip.{stack.kind}')} {len(stack.entries)}" for stack in stacks)]
