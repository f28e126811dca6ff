"""A display list as SVG text: a file of its own, or a picture in pages that no script runs in.

The same display list that the painter draws, written compactly: coordinates to a tenth of a
pixel, relative path steps, and one class for each look that repeats.  Text stays text, so it
can be searched and copied, and its halo is a stroke painted first.
"""

from __future__ import annotations

from base64 import b64encode
from math import cos, radians, sin
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from layers.display import Box, Fill, Icon, Leader, Mark, Polygon, Text, Tiles, without_insets
from layers.export.svg_paths import number, path_data, points_data
from layers.export.svg_sheet import Sheet, icon_symbols

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from layers.display import DisplayList, Ground, Overlay
    from layers.labels.measure import Measure
    from layers.viewport import Viewport

__all__ = ["SANS", "SERIF", "ground_markup", "overlay_markup", "svg_file", "svg_map"]

_BASELINE_EM = 0.37  # from the middle of an ideographic em box down to its baseline


SANS = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Zen Hei, sans-serif"
SERIF = f"Noto Serif CJK SC, Source Han Serif SC, Songti SC, SimSun, {SANS}"


def svg_file(display: DisplayList, viewport: Viewport, title: str, language: str, measure: Measure) -> bytes:
    """The picture as an SVG file of its own, with the faces named in it and nothing asked of a network.

    Parameters
    ----------
    language : str
        BCP 47; decides the form of characters that languages write differently.
    measure : Measure
        The one that the labels were laid out with.
    """
    sheet = Sheet("s", serif=SERIF, measure=measure)
    body = _element(display, viewport, title, sheet, f' xml:lang="{language}" font-family={quoteattr(SANS)}')
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()


def svg_map(display: DisplayList, viewport: Viewport, title: str, prefix: str = "s", icons: str | None = None) -> str:
    """The picture as one ``<svg>`` element of a page that names the faces.

    Parameters
    ----------
    display : DisplayList
        What to draw.  Parts wholly outside of the viewport are left out.
    viewport : Viewport
        Gives the size in CSS pixels and where the ground lies.
    title : str
        What the picture shows, for those who cannot see it.
    prefix : str
        Starts every class name and id, so that several pictures can share one page.
    icons : str, optional
        Starts the ids of icons that the page holds already; else the picture brings its own.
    """
    return _element(display, viewport, title, Sheet(prefix, icons))


def _element(display: DisplayList, viewport: Viewport, title: str, sheet: Sheet, more: str = "") -> str:
    ground = ground_markup(display.ground, viewport, sheet)
    overlay = overlay_markup(display.overlay, sheet)
    names = {each.name for each in display.overlay if isinstance(each, Icon)} if sheet.brings_icons else set()
    width, height = viewport.width, viewport.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label={quoteattr(title)}{more}><title>{escape(title)}</title>'
        f"<style>{sheet.rules()}</style>"
        f"<defs>{sheet.clips()}{icon_symbols(names, sheet.icons)}</defs>"
        f'<rect width="{width}" height="{height}" fill="{display.background}"/>{ground}{overlay}</svg>'
    )


def ground_markup(ground: Iterable[Ground], viewport: Viewport, sheet: Sheet) -> str:
    """Fills and strokes as ``<path>`` elements, tiles as an ``<image>``, bottom to top."""
    out = []
    for item in ground:
        if isinstance(item, Tiles):
            out.append(_tiles(item, viewport))
        else:
            out += _paths(item, viewport, sheet)
    return "".join(out)


def _paths(item: Ground, viewport: Viewport, sheet: Sheet) -> Iterator[str]:
    for each in without_insets((item,)):
        data = path_data(each.shapes, viewport)
        if not data:
            continue
        if isinstance(each, Fill):
            look = f"fill:{each.colour}" + _opacity("fill-opacity", each.opacity)
            yield f'<path class="{sheet.name(look)}" d="{data}"/>'
            continue
        look = f"fill:none;stroke:{each.colour};stroke-width:{number(each.width)};stroke-linejoin:round"
        look += f";stroke-linecap:{each.cap}" + _opacity("stroke-opacity", each.opacity)
        if each.dash:
            look += ";stroke-dasharray:" + " ".join(map(number, each.dash))
        clip = "" if each.clip is None else f' clip-path="url(#{sheet.clip(path_data(each.clip, viewport))})"'
        yield f'<path class="{sheet.name(look)}"{clip} d="{data}"/>'


def _tiles(tiles: Tiles, viewport: Viewport) -> str:
    """The images of an online basemap, in the file itself: it asks nothing of a network."""
    if tiles.images is None:
        return ""
    data = b64encode(tiles.images.png(viewport)).decode()
    return f'<image width="{viewport.width}" height="{viewport.height}" href="data:image/png;base64,{data}"/>'


def overlay_markup(overlay: Iterable[Overlay], sheet: Sheet) -> str:
    """Labels, marks, chips and leaders, bottom to top."""
    return "".join(_overlay(each, sheet) for each in overlay)


def _overlay(each: Overlay, sheet: Sheet) -> str:
    if isinstance(each, Text):
        return _text(each, sheet)
    if isinstance(each, Icon):
        half = each.size / 2
        name = sheet.name(f"color:{each.colour};fill:none;stroke:currentColor;stroke-width:1.4;{_ROUND}")
        return (
            f'<use class="{name}" href="#{sheet.icons}-{each.name}" x="{number(each.x - half)}" '
            f'y="{number(each.y - half)}" width="{number(each.size)}" height="{number(each.size)}"/>'
        )
    if isinstance(each, Leader):
        name = sheet.name(f"fill:none;stroke:{each.colour};stroke-width:{number(each.width)};{_ROUND}")
        return f'<path class="{name}" d="{points_data(each.points)}"/>'
    if isinstance(each, Polygon):
        name = sheet.name(f"{_shape(each.fill, each.stroke, each.width, each.opacity)};stroke-linejoin:round")
        return f'<path class="{name}" d="{points_data(each.points)}Z"/>'
    if isinstance(each, Mark):
        name = sheet.name(_shape(each.fill, each.stroke, each.width, each.opacity))
        return f'<circle class="{name}" cx="{number(each.x)}" cy="{number(each.y)}" r="{number(each.radius)}"/>'
    return _box(each, sheet)


def _box(box: Box, sheet: Sheet) -> str:
    name = sheet.name(_shape(box.fill, box.stroke, box.line, box.opacity))
    return (
        f'<rect class="{name}" x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" '
        f'height="{number(box.height)}" rx="{number(box.radius)}"/>'
    )


_ROUND = "stroke-linecap:round;stroke-linejoin:round"


def _shape(fill: str | None, stroke: str | None, width: float, opacity: float) -> str:
    look = f"fill:{fill or 'none'}"
    if stroke and width:
        look += f";stroke:{stroke};stroke-width:{number(width)}"
    return look + _opacity("opacity", opacity)


def _opacity(key: str, opacity: float) -> str:
    return f";{key}:{number(opacity, 2)}" if opacity < 1 else ""


def _text(text: Text, sheet: Sheet) -> str:
    look = f"font-size:{number(text.size)}px;fill:{text.colour};text-anchor:middle"
    if text.bold:
        look += ";font-weight:700"
    if text.serif:
        look += f";font-family:{sheet.serif}"
    if text.halo and text.halo_width:
        look += f";stroke:{text.halo};stroke-width:{number(text.halo_width)};stroke-linejoin:round;paint-order:stroke"
    if text.spacing:
        look += f";letter-spacing:{number(text.spacing, 2)}em"
    name = sheet.name(look)
    down = _BASELINE_EM * text.size
    # A browser adds the spacing after the last letter too, and centres that with the rest.
    right = text.spacing * text.size / 2
    glyphs = text.glyphs
    if all(glyph.angle == 0 for glyph in glyphs):
        if len(glyphs) > 1 and all(len(glyph.text) == 1 for glyph in glyphs):
            xs = " ".join(number(glyph.x + right) for glyph in glyphs)
            ys = " ".join(number(glyph.y + down) for glyph in glyphs)
            return f'<text class="{name}" x="{xs}" y="{ys}">{escape("".join(g.text for g in glyphs))}</text>'
        if len(glyphs) == 1:
            (glyph,) = glyphs
            return f'<text class="{name}" {_at(glyph.x + right, glyph.y + down)}>{escape(glyph.text)}</text>'
        lines = "".join(f"<tspan {_at(g.x + right, g.y + down)}>{escape(g.text)}</tspan>" for g in glyphs)
        return f'<text class="{name}">{lines}</text>'
    if len(glyphs) > 1 and all(len(glyph.text) == 1 for glyph in glyphs):
        return _turned_letters(text, down, name, sheet.measure)
    return "".join(
        f'<text class="{name}" transform="translate({number(g.x)} {number(g.y)})rotate({number(g.angle)})" '
        f"{_at(right, down)}>{escape(g.text)}</text>"
        for g in glyphs
    )


def _turned_letters(text: Text, down: float, name: str, measure: Measure) -> str:
    """One text whose letters each turn about the start of their own baseline.

    A browser first centres a letter on its place and then turns it about its start, so the place
    is moved by what the turn displaces.  A wrong guess of the width hardly shows.
    """
    xs, ys = [], []
    for glyph in text.glyphs:
        turn, half = radians(glyph.angle), measure.width(glyph.text, text.size, text.bold, text.serif) / 2
        xs.append(number(glyph.x - down * sin(turn) + half * (1 - cos(turn))))
        ys.append(number(glyph.y + down * cos(turn) - half * sin(turn)))
    turns = " ".join(number(glyph.angle, 0) for glyph in text.glyphs)
    word = escape("".join(glyph.text for glyph in text.glyphs))
    return f'<text class="{name}" x="{" ".join(xs)}" y="{" ".join(ys)}" rotate="{turns}">{word}</text>'


def _at(x: float, y: float) -> str:
    return f'x="{number(x)}" y="{number(y)}"'
