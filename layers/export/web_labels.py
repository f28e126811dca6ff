"""Names and stacks for the browser, laid out by the desktop's own routine.

A script would have to repeat the rules of placing; instead a few zooms are laid out here.  From
one of them up to the next the browser moves the names apart as the ground grows, which cannot
make them collide.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from geo.record import dataclass, replace
from layers.display import Text
from layers.export.svg import overlay_markup
from layers.export.web_blocks import blocks_of, shifted
from layers.export.web_zoom import LAID_OUT, PHONE, viewport_at
from layers.labels import EmMeasure
from layers.labels.placing import placed_by_layer
from layers.style import load_style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from layers.display import Overlay
    from layers.export.svg_sheet import Sheet
    from layers.export.web_blocks import Block
    from layers.labels.placing import Target
    from layers.scene import Scene
    from layers.viewport import Viewport

    Box = tuple[float, float, float, float]  # x, y, width, height

__all__ = ["Layout", "label_data", "laid_out"]

_TOUCH_PX = 8.0  # by how much a finger may miss a stack or a name beside its zone


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """What lies over the ground at one zoom: by layer, and where the chips are."""

    viewport: Viewport
    parts: tuple[tuple[str, tuple[Overlay, ...]], ...]
    targets: tuple[Target, ...]

    @property
    def overlay(self) -> tuple[Overlay, ...]:
        """All of it, bottom to top."""
        return tuple(item for _, items in self.parts for item in items)


def laid_out(scene: Scene) -> dict[float, Layout]:
    """The layouts of a scene by zoom; the user's own points, which may be many, only in the phone's."""
    bare = replace(scene, layers=tuple(layer for layer in scene.layers if layer.group != "own"))
    style, measure, found = load_style(scene.theme), EmMeasure(), {}
    for zoom in LAID_OUT:
        view = viewport_at(scene, zoom)
        found[zoom] = Layout(view, *placed_by_layer(scene if zoom == PHONE else bare, style, view, measure))
    return found


def label_data(
    scene: Scene, layouts: Mapping[float, Layout], sheet: Sheet, spoken: Mapping[str, str]
) -> dict[str, Any]:
    """The blocks of every layout, for the script.

    Parameters
    ----------
    layouts : mapping
        From `laid_out`.
    sheet : Sheet
        Takes up the looks; its rules must be in the page.
    spoken : mapping
        What a reader hears of a zone's stack, by zone id.

    Returns
    -------
    dict
        ``centre`` (EPSG:3857), ``zooms``, and ``levels``: for each zoom, blocks of
        ``[x, y, classes, markup]`` with x and y in pixels from the centre.
    """
    centre = layouts[PHONE].viewport
    names = _names(scene)
    families = {row["id"]: row["family"] for row in scene.layer("zones").attributes}
    return {
        "centre": (centre.x, centre.y),
        "zooms": list(layouts),
        "levels": [_level(layout, names, families, sheet, spoken) for layout in layouts.values()],
    }


def _level(
    layout: Layout, names: dict[str, str], families: Mapping[str, str], sheet: Sheet, spoken: Mapping[str, str]
) -> list[list[Any]]:
    boxes = {zone: box for box, (kind, zone) in layout.targets if kind == "chip"}
    out = []
    parts = [part for part in layout.parts if part[0] != "own"]  # these points the script draws by itself
    for block in blocks_of(parts, layout.targets, names):
        layer = f"zones.{families[block.zone]}" if block.zone else block.layer
        items = [shifted(item, -block.x, -block.y) for item in block.items]
        markup = overlay_markup(items, sheet)
        if block.kind:
            box = boxes[block.zone] if block.kind == "chip" else _bounds(block)
            markup = _clickable(block, box, spoken) + markup + "</g>"
        x, y = block.x - layout.viewport.width / 2, block.y - layout.viewport.height / 2
        out.append([round(x, 1), round(y, 1), "l-" + layer.replace(".", "-"), markup])
    return out


def _names(scene: Scene) -> dict[str, str]:
    """Zone ids by what the map calls them, without blanks."""
    language = scene.language
    return {
        str(row[f"label_{language}"] or row[f"name_{language}"] or row["name_zh"])
        .replace("|", "")
        .replace(" ", ""): row["id"]
        for row in scene.layer("zones").attributes
    }


def _clickable(block: Block, box: Box, spoken: Mapping[str, str]) -> str:
    """The start of a group that a click or a key acts on, with room for a finger."""
    x, y, width, height = box
    x, y = x - block.x - _TOUCH_PX, y - block.y - _TOUCH_PX
    opening = f'<g data-name="{block.zone}">'
    if block.kind == "chip":
        opening = f'<g data-chip="{block.zone}" tabindex="0" role="button" aria-label="{escape(spoken[block.zone])}">'
    return (
        f'{opening}<rect class="hit" x="{x:.0f}" y="{y:.0f}" '
        f'width="{width + 2 * _TOUCH_PX:.0f}" height="{height + 2 * _TOUCH_PX:.0f}"/>'
    )


def _bounds(block: Block) -> Box:
    """x, y, width and height of a callout's name."""
    text = next(item for item in block.items if isinstance(item, Text))
    widths = [EmMeasure().width(glyph.text, text.size, bold=True) for glyph in text.glyphs]
    left = min(glyph.x - width / 2 for glyph, width in zip(text.glyphs, widths, strict=True))
    right = max(glyph.x + width / 2 for glyph, width in zip(text.glyphs, widths, strict=True))
    top, bottom = min(g.y for g in text.glyphs) - text.size / 2, max(g.y for g in text.glyphs) + text.size / 2
    return left, top, right - left, bottom - top
