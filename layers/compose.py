"""From the register to a scene: the layers that the map opens with, bottom to top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.extent import Extent
from geo.mercator import to_mercator
from geo.record import replace
from geo.shapes import Shapes
from layers.layer import Geometry, Layer, LayerGroup, Origin
from layers.scene import Scene

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from layers.context import ContextFeature
    from layers.provenance import Language
    from layers.register import BasemapFeature, Register
    from layers.style import Theme

__all__ = ["ATTRIBUTION", "ROUGH_STREET_M", "compose", "projected"]

ATTRIBUTION = "© OpenStreetMap contributors"
ROUGH_STREET_M = 120  # a street known no better than this is dotted, not drawn (LOOK §1)
_ORIGIN = Origin("register", "ODbL-1.0", ATTRIBUTION)

# Which basemap layer a feature of the register belongs to, by its kind.
_BASEMAP = (
    ("basemap.water", {"water", "water_line", "water_label"}),
    ("basemap.green", {"park", "campus", "park_label", "campus_label"}),
    ("basemap.streets", {"street", "elevated", "tunnel"}),
    ("basemap.metro", {"metro"}),
    ("basemap.district", {"district_label"}),
)
_CONTEXT = {"outline": "outline", "axis": "axis"}  # looks of the surroundings; everything else is a point


def compose(
    register: Register,
    theme: Theme = "light",
    language: Language = "zh",
    as_of: date | None = None,
) -> Scene:
    """The scene that the map opens with.

    Layers, bottom to top: ``context``, ``basemap.water``, ``basemap.green``, ``basemap.streets``,
    ``basemap.metro``, ``basemap.district``, ``zones``, ``places``.
    """
    layers = (_context_layer(register), *_basemap_layers(register), _zone_layer(register), _place_layer(register))
    return Scene(register, layers, register.as_of, theme, language).at(as_of or register.as_of)


def projected(shapes: Shapes) -> Shapes:
    """Shapes in WGS 84 degrees as shapes in EPSG:3857 metres."""
    return replace(shapes, xy=to_mercator(shapes.xy))


def _layer(
    layer_id: str, group: LayerGroup, ids: Sequence[str], attributes: Sequence[dict[str, Any]], *geometry: Geometry
) -> Layer:
    filled = tuple(each for each in geometry if len(each.shapes))
    vertices = [each.shapes.xy for each in filled if len(each.shapes.xy)]
    extent = None
    if vertices:
        west, south = np.min([each.min(axis=0) for each in vertices], axis=0)
        east, north = np.max([each.max(axis=0) for each in vertices], axis=0)
        extent = Extent(float(west), float(south), float(east), float(north))
    return Layer(layer_id, f"layer.{layer_id}", group, tuple(ids), tuple(attributes), filled, extent, _ORIGIN)


def _basemap_layers(register: Register) -> list[Layer]:
    sources = (register.basemap_areas, register.basemap_lines, register.basemap_labels)
    made = []
    for layer_id, kinds in _BASEMAP:
        rows: list[BasemapFeature] = []
        geometry = []
        for features, shapes in sources:
            chosen = [i for i, feature in enumerate(features) if feature.kind in kinds]
            first = len(rows)
            rows += [features[i] for i in chosen]
            if chosen:
                geometry.append(Geometry(projected(shapes.take(chosen)), np.arange(first, len(rows))))
        attributes = [_basemap_attributes(feature) for feature in rows]
        made.append(_layer(layer_id, "basemap", [feature.id for feature in rows], attributes, *geometry))
    return made


def _basemap_attributes(feature: BasemapFeature) -> dict[str, Any]:
    look = {"water_line": "creek", "street": "street"}.get(feature.kind, feature.kind)
    if look == "street" and feature.accuracy_m >= ROUGH_STREET_M:
        look = "street_rough"
    return {
        "class": look,
        "id": feature.id,
        "kind": feature.kind,
        "name_zh": feature.name_zh,
        "name_en": feature.name_en,
        "accuracy_m": feature.accuracy_m,
        "verified": feature.verified,
    }


def _context_layer(register: Register) -> Layer:
    rows: list[ContextFeature] = []
    geometry = []
    for features, shapes in register.context:
        geometry.append(Geometry(projected(shapes), np.arange(len(rows), len(rows) + len(features))))
        rows += features
    attributes = [
        {
            "class": f"context_{_CONTEXT.get(row.kind, 'point')}",
            "id": row.id,
            "kind": row.kind,
            "zone_id": row.zone_id,
            "name_zh": row.name_zh,
            "name_en": row.name_en,
            "accuracy_m": row.accuracy_m,
            "verified": row.verified,
            "source": row.source,
        }
        for row in rows
    ]
    return _layer("context", "context", [row.id for row in rows], attributes, *geometry)


def _zone_layer(register: Register) -> Layer:
    zones = list(register.zones.values())
    attributes = [
        {
            "class": "zone",
            "id": zone.id,
            "kind": zone.kind,
            "family": zone.family,
            "boundary": zone.boundary,
            "name_zh": zone.name_zh,
            "name_en": zone.name_en,
            "label_zh": zone.label_zh,
            "label_en": zone.label_en,
            "area_km2": zone.area_km2,
        }
        for zone in zones
    ]
    outlined = [i for i, zone in enumerate(zones) if zone.boundary != "none"]
    geometry = Geometry(projected(register.zone_shapes.take(outlined)), np.array(outlined, dtype=np.int64))
    return _layer("zones", "zones", [zone.id for zone in zones], attributes, geometry)


def _place_layer(register: Register) -> Layer:
    places = list(register.places.values())
    attributes = [
        {
            "class": "station" if place.kind == "station" else "place",
            "id": place.id,
            "kind": place.kind,
            "name_zh": place.name_zh,
            "name_en": place.name_en,
            "accuracy_m": place.accuracy_m,
            "verified": place.verified,
            "zone_ids": tuple(link.zone_id for link in place.links if link.basis == "stated"),
        }
        for place in places
    ]
    placed = [i for i, place in enumerate(places) if place.lonlat is not None]
    points = [[np.array([places[i].lonlat])] for i in placed]
    geometry = Geometry(projected(Shapes.from_parts("point", points)), np.array(placed, dtype=np.int64))
    return _layer("places", "places", [place.id for place in places], attributes, geometry)
