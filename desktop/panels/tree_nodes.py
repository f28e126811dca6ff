"""The rows of the layer tree, as plain values made from a scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geo.record import dataclass
from layers.columns import CONTEXT_KINDS
from layers.docked import docked
from layers.telling import standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.layer import Layer
    from layers.messages import Messages
    from layers.provenance import Language
    from layers.scene import Feature, Scene
    from layers.zones import Family, Zone

__all__ = ["Node", "NodeKind", "family_members", "tree_of"]

NodeKind = Literal["group", "family", "zone", "kind", "layer"]
FAMILIES: tuple[Family, ...] = ("corridor", "belt")


@dataclass(frozen=True, slots=True)
class Node:
    """One row.

    Attributes
    ----------
    key : str
        Unique in the tree: ``zones``, ``family:corridor``, ``zone:wangu``, ``kind:park``,
        ``layer:basemap.water``.
    lead : str
        A word in the family's colour before the text: 一廊.
    feature : (layer id, feature id) or None
        What is selected on the map with the row.
    count : int
        How many things are known to be in the zone but not where; 0 shows nothing.
    shown : bool
        Whether it, or anything of it, is drawn.
    layer_ids, row_ids
        What the eye switches: whole layers, or rows of the one layer.
    """

    key: str
    kind: NodeKind
    text: str
    shown: bool
    layer_ids: tuple[str, ...] = ()
    row_ids: tuple[str, ...] = ()
    lead: str = ""
    family: Family | None = None
    traced: bool = False
    icon: str = ""
    count: int = 0
    feature: Feature | None = None
    children: tuple[Node, ...] = ()


def family_members(zones: Iterable[Zone], family: Family) -> list[Zone]:
    """The zones with a look of their own that belong to a family, in the register's order."""
    return [zone for zone in zones if zone.family == family and zone.kind == "zone"]


def tree_of(scene: Scene, words: Messages) -> tuple[Node, ...]:
    """The tree's top rows: the user's own layers, zones, places, basemap, what lies around."""
    by_group: dict[str, list[Layer]] = {"own": [], "zones": [], "places": [], "basemap": [], "context": []}
    for layer in reversed(scene.layers):  # the topmost layer first, as it lies on the map
        by_group[layer.group].append(layer)
    found = [_layer_node(layer, layer.title) for layer in by_group["own"]]
    found += [_zones_node(scene, layer, words) for layer in by_group["zones"]]
    found += [_places_node(layer, words) for layer in by_group["places"]]
    if by_group["basemap"]:
        children = tuple(_layer_node(layer, words(layer.title)) for layer in by_group["basemap"])
        ids = tuple(layer.id for layer in by_group["basemap"])
        shown = any(child.shown for child in children)
        found.append(Node("basemap", "group", words("tree.basemap"), shown, ids, children=children))
    found += [_context_node(scene, layer, words) for layer in by_group["context"]]
    return tuple(found)


def _layer_node(layer: Layer, text: str) -> Node:
    return Node(f"layer:{layer.id}", "layer", text, layer.visible, (layer.id,))


def _zones_node(scene: Scene, layer: Layer, words: Messages) -> Node:
    stood = standing(scene.register, scene.as_of).known
    zones = scene.register.zones.values()
    families: list[Node] = []
    for family in FAMILIES:
        members = [zone for zone in family_members(zones, family) if zone.id in stood]
        if not members:
            continue
        children = tuple(_zone_node(scene, zone, layer) for zone in members)
        whole = _umbrella(zones, family)
        if whole is not None and whole.id not in stood:
            families += children  # the family had no name yet: its zones stand for themselves
            continue
        name = _short_name(whole, scene.language) if whole else ""
        lead = words(f"tree.family.{family}")
        families.append(
            Node(
                f"family:{family}",
                "family",
                name,
                layer.visible and any(child.shown for child in children),
                (layer.id,),
                tuple(zone.id for zone in members),
                lead="" if lead in name else lead,  # “Dachuangzhi Corridor” says it already
                family=family,
                feature=("zones", whole.id) if whole else None,
                children=children,
            )
        )
    return Node("zones", "group", words(layer.title), layer.visible, (layer.id,), children=tuple(families))


def _zone_node(scene: Scene, zone: Zone, layer: Layer) -> Node:
    stacks = docked(scene.register, zone.id, scene.as_of)
    return Node(
        f"zone:{zone.id}",
        "zone",
        _short_name(zone, scene.language),
        layer.visible and zone.id not in layer.hidden,
        (layer.id,),
        (zone.id,),
        family=zone.family,
        traced=zone.boundary == "traced",
        count=sum(len(stack.entries) for stack in stacks),
        feature=("zones", zone.id),
    )


def _short_name(zone: Zone, language: Language) -> str:
    """The name as on the map: English names in full are too long for a row."""
    return zone.name_zh if language == "zh" else zone.label_en or zone.name("en")


def _umbrella(zones: Iterable[Zone], family: Family) -> Zone | None:
    """The zone that stands for the whole family: the one umbrella that no other of it holds."""
    umbrellas = {zone.id: zone for zone in zones if zone.family == family and zone.kind == "umbrella"}
    tops = [zone for zone in umbrellas.values() if not umbrellas.keys() & set(zone.parent_ids)]
    return tops[0] if tops else None


def _places_node(layer: Layer, words: Messages) -> Node:
    rows: dict[str, list[str]] = {}
    for row_id, attributes in zip(layer.ids, layer.attributes, strict=True):
        rows.setdefault(str(attributes["kind"]), []).append(row_id)
    children = tuple(
        Node(
            f"kind:{kind}",
            "kind",
            words(f"tree.kind.{kind}"),
            layer.visible and not layer.hidden.issuperset(ids),
            (layer.id,),
            tuple(ids),
            icon=_ICONS.get(kind, "place"),
            count=len(ids),
        )
        for kind, ids in rows.items()
    )
    return Node("places", "group", words(layer.title), layer.visible, (layer.id,), children=children)


def _context_node(scene: Scene, layer: Layer, words: Messages) -> Node:
    """The city, other districts and areas that had been named; each leads to its dossier and, if it is drawn, there."""
    stood = standing(scene.register, scene.as_of).known
    children = []
    for zone in scene.register.zones.values():
        if zone.kind not in CONTEXT_KINDS or zone.id not in stood:
            continue
        rows = tuple(row["id"] for row in layer.attributes if row["zone_id"] == zone.id)
        children.append(
            Node(
                f"context:{zone.id}",
                "kind",
                _short_name(zone, scene.language),
                layer.visible and (not rows or not layer.hidden.issuperset(rows)),
                (layer.id,),
                rows,
                icon="layers",
                feature=(layer.id, rows[0]) if rows else ("zones", zone.id),
            )
        )
    return Node("context", "group", words(layer.title), layer.visible, (layer.id,), children=tuple(children))


_ICONS = {"park": "park", "campus": "campus", "project": "project"}
