"""What lies under a point, as a page: each feature with its layer, attributes and citations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.canvas.tips import name_of
from desktop.panels.page import GAP, Block, Run
from layers.docked import docked
from layers.figures import number_text
from layers.telling import as_told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from desktop.panels.facts import Facts
    from desktop.panels.page import Page
    from layers.provenance import Citation
    from layers.scene import Feature, Scene

__all__ = ["MOST", "identified_page", "title_of"]

MOST = 60  # a point in dense data can be on thousands; nobody reads those here
_CELL = 400  # characters of a value; the whole is copied


def identified_page(scene: Scene, found: Sequence[Feature], facts: Facts) -> Page:
    """A block for each feature, topmost first; what cannot be told of each is left out."""
    if not found:
        return (Block("empty", (Run(facts.words("identify.nothing"), "note"),)),)
    blocks: list[Block] = []
    for number, feature in enumerate(found[:MOST]):
        blocks += _feature(scene, feature, number, facts)
    if len(found) > MOST:
        blocks.append(Block("empty", (Run(facts.words("identify.more", count=len(found) - MOST), "note"),)))
    return tuple(blocks)


def title_of(scene: Scene, layer_id: str, facts: Facts) -> str:
    """A layer's name."""
    layer = scene.layer(layer_id)
    return layer.title if layer.group == "own" else facts.words(layer.title)


def _feature(scene: Scene, feature: Feature, number: int, facts: Facts) -> Iterator[Block]:
    layer_id, feature_id = feature
    head = Run(name_of(scene, feature), "head")
    yield Block("head", (head, Run(GAP + title_of(scene, layer_id, facts), "count")))
    if layer_id == "zones":
        yield from _zone(scene, feature_id, facts)
    elif layer_id == "places":
        place = as_told(scene.register, "places", scene.register.places[feature_id], scene.as_of)
        yield Block("text", (Run(facts.place(place)), *facts.cited(place)))
        yield from _summary(facts.summary(place))
    else:
        layer = scene.layer(layer_id)
        yield from _attributes(layer.attributes[layer.ids.index(feature_id)], facts)
    verbs = [Run(facts.words("identify.select"), "citation", link=f"select:{number}")]
    verbs += [Run(GAP), Run(facts.words("identify.zoom"), "citation", link=f"zoom:{number}")]
    if layer_id == "zones":
        verbs += [Run(GAP), Run(facts.words("identify.dossier"), "citation", link=f"dossier:{number}")]
    yield Block("text", tuple(verbs))


def _zone(scene: Scene, zone_id: str, facts: Facts) -> Iterator[Block]:
    zone = as_told(scene.register, "zones", scene.register.zones[zone_id], scene.as_of)
    yield Block("text", (Run(facts.zone_kind(zone)), *facts.cited(zone)))
    yield from _summary(facts.summary(zone))
    if zone.stated_area_km2 is not None:
        yield _row(facts.words("identify.stated_area"), _area(zone.stated_area_km2), facts, zone.stated_area_citation)
    if zone.area_km2 is not None:
        yield _row(facts.words("identify.area"), f"{_area(zone.area_km2, 2)} · {facts.boundary(zone)}", facts)
    for stack in docked(scene.register, zone_id, scene.as_of):
        label = f"{facts.words(f'chip.{stack.kind}')} {len(stack.entries)}"
        runs = [Run(f"{label}{GAP}", "caption")]
        for position, entry in enumerate(stack.entries):
            joint = "" if position == 0 else facts.words("identify.comma")
            runs += [Run(joint + facts.name(entry), tip=facts.summary(entry)), *facts.cited(entry)]
        yield Block("text", tuple(runs))


def _area(km2: float, digits: int | None = None) -> str:
    return f"{number_text(km2, digits)} km²"


def _summary(text: str) -> Iterator[Block]:
    if text:
        yield Block("text", (Run(text),))


def _attributes(row: Mapping[str, Any], facts: Facts) -> Iterator[Block]:
    """Of a file its properties as they are; of ours how well a line is known, and from where."""
    properties = row.get("properties")
    if properties is not None:
        for key, value in properties.items():
            yield _row(str(key), _text(value), facts)
        if not properties:
            yield Block("text", (Run(facts.words("identify.no_properties"), "note"),))
        return
    if row.get("accuracy_m") is not None:
        yield _row(facts.words("identify.accuracy"), f"±{number_text(row['accuracy_m'])} m", facts)
    if "verified" in row:
        said = facts.words("dossier.verified" if row["verified"] else "dossier.doubtful")
        yield _row(facts.words("identify.position"), said, facts)
    if row.get("source"):
        yield _row(facts.words("identify.source"), str(row["source"]), facts)


def _row(label: str, value: str, facts: Facts, citation: Citation | None = None) -> Block:
    shown = value if len(value) <= _CELL else f"{value[:_CELL]}…"
    cited = (Run(GAP), *facts.citation(citation)) if citation is not None else ()
    whole = value if shown != value else ""
    return Block("text", (Run(f"{label}{GAP}", "caption"), Run(shown, copied=whole), *cited))


def _text(value: object) -> str:
    if value is None:
        return "—"
    if isinstance(value, dict | list):
        import json

        return json.dumps(value, ensure_ascii=False)
    return str(value)
