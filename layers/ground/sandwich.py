"""The ground, as a sandwich: fills lie under streets and water, edges over them (LOOK §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.record import replace
from geo.shapes import Shapes
from layers.display import Fill, Ground, Inset, Stroke, Tiles
from layers.ground.chosen_places import selected_places
from layers.ground.pick import group_by, rows_of, shapes_where, single, visible
from layers.ground.rings import rings
from layers.ground.strokes import casing, dimmed, edge
from layers.ground.surroundings import surroundings
from layers.ground.ways import metro, streets
from layers.selection import selected_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geo.shapes import ShapeKind
    from layers.scene import Scene
    from layers.style import Style
    from layers.viewport import Viewport

__all__ = ["FAMILIES", "district_of", "ground", "zone_rows"]

FAMILIES = {"corridor": "dachuangzhi_corridor", "belt": "binjiang_showbelt"}


def ground(scene: Scene, style: Style, viewport: Viewport, patient: bool = True) -> Iterator[Ground]:
    """Everything that lies on the ground at the scale of ``viewport``, from bottom to top.

    ``patient`` says whether to wait for layers of very many features; else those that are not ready
    are left out.
    """
    scale = viewport.scale
    k = style.width_factor(scale)
    district = district_of(scene)
    if scene.basemap is not None:
        yield from _under_tiles(replace(scene, basemap=None), style, k, scale)
        yield Tiles()
    else:
        if len(district):
            yield Fill(district, style.colour("land_in"))
        yield from surroundings(scene, style, scale)
        yield from _auras(scene, style, k)
    yield from _zone_fills(scene, style)
    yield from _tints(scene, style)
    yield from _own(scene, style, viewport, "polygon", patient)
    yield from _water(scene, style, k)
    yield from _inner_bands(scene, style, k)
    yield from streets(scene, style, district, scale)
    yield from metro(scene, style, district, scale)
    if scene.district_line and visible(scene, "basemap.district") and len(district):
        line = style.symbol_for({"class": "district"})
        yield casing(district, line, k)
        yield edge(district, line, k)
    yield from _edges(scene, style, k)
    yield from _own(scene, style, viewport, "line", patient)
    yield from _own(scene, style, viewport, "point", patient)
    yield from rings(scene, style, scale, viewport.resolution)
    yield from _selected_own(scene, style, k)
    yield from selected_places(scene, style, k)
    yield from _selected(scene, style, k)


def _under_tiles(scene: Scene, style: Style, k: float, scale: float) -> Iterator[Ground]:
    """The built-in basemap, which is seen where tiles are missing."""
    district = district_of(scene)
    if len(district):
        yield Fill(district, style.colour("land_in"))
    yield from surroundings(scene, style, scale)
    yield from _tints(scene, style)
    yield from _water(scene, style, k)
    yield from streets(scene, style, district, scale)
    yield from metro(scene, style, district, scale)


def _own(scene: Scene, style: Style, viewport: Viewport, kind: ShapeKind, patient: bool) -> Iterator[Ground]:
    if scene.has_own:  # with the first of them comes what draws them
        from layers.ground.own import own

        yield from own(scene, style, viewport, kind, patient)


def _selected_own(scene: Scene, style: Style, k: float) -> Iterator[Ground]:
    if scene.has_own:
        from layers.ground.chosen import selected_own

        yield from selected_own(scene, style, k)


def district_of(scene: Scene) -> Shapes:
    """The outline of the district, whether its layer is shown or not; empty where there is none."""
    zones = scene.layer("zones")
    for geometry in zones.geometry:
        for index, row in enumerate(geometry.rows.tolist()):
            if zones.attributes[row]["kind"] == "district":
                return single(geometry.shapes, index)
    return Shapes.from_parts("polygon", [])


def zone_rows(scene: Scene) -> list[tuple[Mapping[str, Any], Shapes]]:
    """The zones that are drawn by themselves, largest first, each with its shape."""
    layer = visible(scene, "zones")
    if layer is None:
        return []
    rows = [
        (layer.attributes[row], single(shapes, i))
        for row, i, shapes in rows_of(layer, "polygon")
        if layer.attributes[row]["kind"] == "zone"
    ]
    return sorted(rows, key=lambda each: -(each[0]["area_km2"] or 0))


def _auras(scene: Scene, style: Style, k: float) -> Iterator[Ground]:
    """A glow around each family.  Never a shape that bridges the gaps between members."""
    layer = visible(scene, "zones")
    if layer is None:
        return
    for family, umbrella in FAMILIES.items():
        members = {row["id"] for row in layer.attributes if row["family"] == family and row["kind"] == "zone"}
        if umbrella in layer.hidden:
            continue
        wanted = members - layer.hidden if members & layer.hidden else {umbrella}
        shapes = shapes_where(layer, "polygon", lambda row, ids=wanted: row["id"] in ids)  # type: ignore[misc]
        if len(shapes):
            yield edge(shapes, dimmed(style.symbol_for({"class": f"aura_{family}"}), layer.opacity), k)


def _zone_fills(scene: Scene, style: Style) -> Iterator[Ground]:
    opacity = scene.layer("zones").opacity
    if scene.basemap is not None:
        opacity *= style.number("zone_over_tiles", "opacity")
    for row, shapes in zone_rows(scene):
        symbol = style.symbol_for(row)
        if symbol.fill:
            yield Fill(shapes, symbol.fill, symbol.opacity * opacity)


def _tints(scene: Scene, style: Style) -> Iterator[Ground]:
    layer = visible(scene, "basemap.green")
    if layer is None:
        return
    for look, shapes in group_by(layer, "polygon", style.class_of).items():
        symbol = style.symbol_for({"class": look})
        yield Fill(shapes, symbol.fill or "", symbol.opacity * layer.opacity)


def _water(scene: Scene, style: Style, k: float) -> Iterator[Ground]:
    layer = visible(scene, "basemap.water")
    if layer is None:
        return
    creeks = shapes_where(layer, "line", lambda row: row["class"] == "creek")
    if len(creeks):
        yield edge(creeks, style.symbol_for({"class": "creek"}), k)
    shapes = shapes_where(layer, "polygon", lambda row: row["class"] == "water")
    if not len(shapes):
        return
    water, ripple = style.symbol_for({"class": "water"}), style.symbol_for({"class": "ripple"})
    yield Fill(shapes, water.fill or "")
    for inset, opacity in reversed(style.symbols["ripple"]["insets"]):
        yield Inset(shapes, ripple.edge or "", ripple.width * k, inset * k, water.fill or "", opacity)
    yield edge(shapes, water, k)


def _inner_bands(scene: Scene, style: Style, k: float) -> Iterator[Ground]:
    """The edge colour, faint, along the inside of each zone."""
    width, opacity = style.number("zone", "band_width"), style.number("zone", "band_opacity")
    for row, shapes in zone_rows(scene):
        colour = style.symbol_for(row).edge or ""
        yield Stroke(shapes, colour, width * k, opacity * scene.layer("zones").opacity, clip=shapes)


def _edges(scene: Scene, style: Style, k: float) -> Iterator[Ground]:
    opacity = scene.layer("zones").opacity
    if scene.basemap is not None:  # tiles may have any colour: a light line sets the edges off
        beneath = dimmed(style.symbol_for({"class": "zone_over_tiles"}), opacity)
        for _, shapes in zone_rows(scene):
            yield casing(shapes, beneath, k)
    for row, shapes in zone_rows(scene):
        yield edge(shapes, dimmed(style.symbol_for(row), opacity), k)


def _selected(scene: Scene, style: Style, k: float) -> Iterator[Ground]:
    """The look of what is selected, around an umbrella's union too."""
    chosen = selected_in(scene.selection, "zones")
    layer = visible(scene, "zones")
    if layer is None or not chosen:
        return
    for row, i, shapes in rows_of(layer, "polygon"):
        attributes = layer.attributes[row]
        if attributes["id"] in chosen and attributes["kind"] != "district":
            symbol = style.selected(attributes)
            yield casing(single(shapes, i), symbol, k)
            yield edge(single(shapes, i), symbol, k)
