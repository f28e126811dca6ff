"""A scene as data for the browser: the same symbols as the desktop's, as Leaflet's options.

Nothing is resolved anew: the ground comes from the drawing routine that the painter follows,
the zones from the style's own resolver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.mercator import to_lonlat
from geo.record import replace
from layers.display import Fill, Stroke, without_insets
from layers.drawing import draw_ground
from layers.export.web_shapes import ShapeTable
from layers.export.web_zoom import RINGS_FROM, STEPS, reference_viewport, viewport_at
from layers.ground.own import fitting
from layers.ground.pick import rows_of
from layers.ground.sandwich import FAMILIES, zone_rows
from layers.home import home_extent
from layers.looks import looks_of
from layers.style import load_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.shapes import Shapes
    from layers.layer import Geometry, Layer
    from layers.looks import Looks
    from layers.scene import Scene
    from layers.style import Style, Symbol, Theme

__all__ = ["map_data"]

# What is drawn in which pane, bottom to top; within a pane the order here is the order drawn.
# The user's own areas come between the tints and the streets, their lines and points on top.
_BELOW = {"land": "base", "basemap.green": "streets"}
_ABOVE = {
    "basemap.water": "streets",
    "basemap.streets": "streets",
    "basemap.metro": "streets",
    "basemap.district": "streets",
    "places": "edges",
}
_FOCUS_PX = 2.0


def map_data(scene: Scene) -> dict[str, Any]:
    """What the page's script needs to draw the ground and the zones.

    Returns
    -------
    dict
        ``origin`` and ``shapes`` (see `ShapeTable`), ``ground`` and ``zones`` (looks that name
        a shape), ``order`` and ``families`` (groups, bottom to top), ``zoom`` and ``home``.
        What is hidden in the scene is left out.
    """
    style = load_style(scene.theme)
    home = home_extent(scene)
    table = ShapeTable((round(home.centre[0]), round(home.centre[1])))
    shown = {layer.id for layer in scene.layers if layer.visible} | {"land"}
    own = [layer.id for layer in scene.layers if layer.group == "own"]
    order = [layer for layer in (*_BELOW, *own, *_ABOVE) if layer in shown]
    ground = [look for layer in order for look in _layer_looks(scene, layer, table)]
    return {
        "origin": table.origin,
        "ground": ground + _auras(scene, table),
        "zones": _zones(scene, style, table),
        "shapes": table.written,
        "order": order,
        "families": tuple(FAMILIES),
        "zoom": {
            "min": STEPS[0],
            "max": STEPS[-1],
            "snap": STEPS[1] - STEPS[0],
            "factors": [round(style.width_factor(viewport_at(scene, zoom).scale), 3) for zoom in STEPS],
        },
        "home": [_degrees(home.west, home.south), _degrees(home.east, home.north)],
    }


def _degrees(x: float, y: float) -> tuple[float, float]:
    lon, lat = to_lonlat(x, y)
    return round(lon, 6), round(lat, 6)


def _only(scene: Scene, layer_id: str) -> Scene:
    """The scene with no more than one layer shown, and nothing chosen."""
    layers = tuple(replace(each, visible=each.visible and each.id == layer_id) for each in scene.layers)
    return replace(scene, layers=layers, selection=frozenset())


def _layer_looks(scene: Scene, layer_id: str, table: ShapeTable) -> list[dict[str, Any]]:
    close = layer_id == "places"  # the rings of doubtful places are drawn from a closer scale only
    view = viewport_at(scene, RINGS_FROM) if close else reference_viewport(scene)
    alone = _only(scene, layer_id)
    land, *rest = without_insets(draw_ground(alone, view))  # every scene draws the district's land first
    items = [land] if layer_id == "land" else rest
    factor = load_style(scene.theme).width_factor(view.scale)
    looks = [{"layer": layer_id, "pane": _pane(layer_id, each), **_look(each, table, factor)} for each in items]
    if close:
        return [{**look, "from": RINGS_FROM} for look in looks]
    return looks + (_own_points(alone.layer(layer_id), scene.theme, table) if layer_id.startswith("own.") else [])


def _pane(layer_id: str, each: Fill | Stroke) -> str:
    if layer_id.startswith("own."):
        return "edges" if each.shapes.kind == "line" else "streets"
    return {**_BELOW, **_ABOVE}[layer_id]


def _own_points(layer: Layer, theme: Theme, table: ShapeTable) -> list[dict[str, Any]]:
    """The points of a user's layer by their looks, which the ground does not hold; all are circles here."""
    style = load_style(theme)
    looks = looks_of(layer, style)
    return [
        {
            "layer": layer.id,
            "pane": "edges",
            "shape": table.number(shapes),
            "radius": symbol.radius,
            "fill": symbol.fill,
            **_stroke(symbol.edge, symbol.width, layer.opacity),
        }
        for geometry in layer.geometry
        if geometry.shapes.kind == "point"
        for symbol, shapes in _by_look(layer, geometry, looks, style)
    ]


def _by_look(layer: Layer, geometry: Geometry, looks: Looks, style: Style) -> Iterator[tuple[Symbol, Shapes]]:
    shown = np.array([layer.ids[row] not in layer.hidden for row in geometry.rows.tolist()], dtype=bool)
    classes = np.where(shown, looks.classes[geometry.rows], -1)
    for number, symbol in enumerate(looks.symbols):
        chosen = np.flatnonzero(classes == number)
        if len(chosen) == len(classes):
            yield fitting(symbol, "point", style), geometry.shapes
        elif len(chosen):
            yield fitting(symbol, "point", style), geometry.shapes.take(chosen)


def _auras(scene: Scene, table: ShapeTable) -> list[dict[str, Any]]:
    """The glow of each family, under the fills."""
    shown = []
    zones = scene.layer("zones")
    for family in FAMILIES:
        others = zones.hidden | {row["id"] for row in zones.attributes if row["family"] != family}
        alone = _only(replace(scene, layers=(replace(zones, hidden=others),)), "zones")
        auras = [each for each in without_insets(draw_ground(alone, reference_viewport(scene))) if _is_aura(each)]
        shown += [{"layer": f"zones.{family}", "pane": "base", **_look(each, table)} for each in auras]
    return shown


def _is_aura(each: Fill | Stroke) -> bool:
    return isinstance(each, Stroke) and each.clip is None and each.opacity < 1


def _look(each: Fill | Stroke, table: ShapeTable, factor: float = 1.0) -> dict[str, Any]:
    """The options of a path; widths and dashes as the style writes them, without the scale's ``factor``."""
    look: dict[str, Any] = {"shape": table.number(each.shapes)}
    if each.shapes.kind == "line":
        look["line"] = True
    if isinstance(each, Fill):
        return {**look, "fill": each.colour, "opacity": _short(each.opacity)}
    look |= _stroke(each.colour, each.width / factor, each.opacity, tuple(part / factor for part in each.dash))
    if each.cap != "butt":
        look["cap"] = each.cap
    if each.clip is not None:
        look["clip"] = table.number(each.clip)
    return look


def _stroke(colour: str | None, width: float, opacity: float = 1.0, dash: tuple[float, ...] = ()) -> dict[str, Any]:
    look: dict[str, Any] = {"stroke": colour, "width": _short(width), "opacity": _short(opacity)}
    if dash:
        look["dash"] = [_short(each) for each in dash]
    return look


def _short(value: float) -> float:
    return round(value, 3)


def _zones(scene: Scene, style: Style, table: ShapeTable) -> list[dict[str, Any]]:
    """Zones with a look of their own in the order of drawing, then umbrellas and what has no outline."""
    layer = scene.layer("zones")
    own = [_own_zone(row, shapes, style, table, layer.opacity) for row, shapes in zone_rows(scene)]
    drawn = {zone["id"] for zone in own}
    outlines = {row: shapes.take([i]) for row, i, shapes in rows_of(layer, "polygon")}
    others = [
        {
            "id": row["id"],
            "family": row["family"],
            "shape": table.number(outlines[i]) if i in outlines else None,
            "selected": [] if row["kind"] == "district" or i not in outlines else _selected(style.selected(row)),
        }
        for i, row in enumerate(layer.attributes)
        if row["id"] not in drawn | layer.hidden
    ]
    return own + others


def _own_zone(row: Any, shapes: Shapes, style: Style, table: ShapeTable, opacity: float) -> dict[str, Any]:
    symbol, hovered = style.symbol_for(row), style.hovered(row)
    width = style.number("zone", "band_width")
    return {
        "id": row["id"],
        "family": row["family"],
        "shape": table.number(shapes),
        "fill": {"fill": symbol.fill, "opacity": _short(symbol.opacity * opacity)},
        "edge": _stroke(symbol.edge, symbol.width, symbol.edge_opacity * opacity, symbol.dash),
        "band": {**_stroke(symbol.edge, width, style.number("zone", "band_opacity") * opacity), "cap": "round"},
        "hover": {"fill": hovered.fill, "opacity": hovered.opacity},
        "hoverEdge": _stroke(hovered.edge, hovered.width, 1.0, hovered.dash),
        "selected": _selected(style.selected(row)),
        "focus": _stroke(style.colour("accent"), style.selected(row).casing_width + 2 * _FOCUS_PX),
    }


def _selected(symbol: Symbol) -> list[dict[str, Any]]:
    return [
        _stroke(symbol.casing, symbol.casing_width, symbol.casing_opacity),
        _stroke(symbol.edge, symbol.width, 1.0, symbol.dash),
    ]
