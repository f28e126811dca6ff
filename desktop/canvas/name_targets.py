"""Zone names as something to click: a callout's name lies outside its zone, but means it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.display import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from layers.display import Overlay
    from layers.drawing import Target
    from layers.labels import Measure
    from layers.scene import Scene

__all__ = ["name_targets"]

_LINE = 1.2  # height of a line of text, in its size


def name_targets(scene: Scene, overlay: Iterable[Overlay], measure: Measure) -> tuple[Target, ...]:
    """A rectangle for each run of a zone's name, meaning ("zone", id)."""
    ids = {
        label.replace("|", "").replace(" ", ""): zone.id
        for zone in scene.register.zones.values()
        for label in (zone.label_zh, zone.label_en, zone.name_zh, zone.name_en)
        if label and zone.kind == "zone"
    }
    return tuple(target for item in overlay if isinstance(item, Text) for target in _targets(item, ids, measure))


def _targets(text: Text, ids: dict[str, str], measure: Measure) -> Iterator[Target]:
    name = text.name or "".join(glyph.text for glyph in text.glyphs)
    zone_id = ids.get(name.replace(" ", "").replace("|", ""))
    if zone_id is None:
        return
    for glyph in text.glyphs:
        width = measure.width(glyph.text, text.size, text.bold, text.serif)
        width += text.spacing * text.size * max(len(glyph.text) - 1, 0)
        height = text.size * _LINE
        if abs(glyph.angle) > 30:  # a square where the run is turned; such names lie in their zone anyway
            width = height = min(width, height)
        yield (glyph.x - width / 2, glyph.y - height / 2, width, height), ("zone", zone_id)
