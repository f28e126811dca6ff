"""Scale bar, north arrow, attribution and notes, as parts of a display list (LOOK §5)."""

from __future__ import annotations

import re
from math import floor, log10
from typing import TYPE_CHECKING

from geo.mercator import ground_factor, to_lonlat
from layers.display import Glyph, Leader, Polygon, Text
from layers.labels.measure import is_wide
from layers.messages import messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from layers.display import Overlay
    from layers.labels.measure import Measure
    from layers.labels.room import Rect
    from layers.provenance import Language
    from layers.scene import Scene
    from layers.style import Style
    from layers.viewport import Viewport

__all__ = [
    "BAR_PX",
    "MARGIN_PX",
    "bar_length",
    "credit_lines",
    "furniture",
    "furniture_key",
    "furniture_rects",
    "note_lines",
]

MARGIN_PX = 20
BAR_PX = 110  # the bar is as long as a round number of metres allows, up to this
TICK_PX = 5
FIGURE_PX = 10.5
ARROW_GAP_PX = 40
ARROW_WIDTH_PX, ARROW_HEIGHT_PX = 11, 24
HALO_PX = 2.4
LINE_PX = 15.0
_LEAST_NOTE_PX, _NOTE_SHARE = 200.0, 0.36  # of the map's width: beyond, a line would cross the map


def bar_length(metres_per_px: float) -> float:
    """The longest 1, 2 or 5 times a power of ten metres that `BAR_PX` pixels can hold."""
    room = BAR_PX * metres_per_px
    power = 10.0 ** floor(log10(room))
    return max(step * power for step in (1, 2, 5) if step * power <= room)


def furniture_key(viewport: Viewport) -> tuple[float, ...]:
    """Equal for two viewports whose furniture looks the same."""
    metres_per_px = _metres_per_px(viewport)
    metres = bar_length(metres_per_px)
    return viewport.width, viewport.height, metres, round(metres / metres_per_px, 1)


def furniture(
    viewport: Viewport, style: Style, language: Language, measure: Measure, notes: Sequence[str] = ()
) -> tuple[Overlay, ...]:
    """Everything that stands on the map's margin, in CSS pixels, bottom to top.

    ``notes`` are lines of words that stand above the attribution.
    """
    bottom = float(viewport.height - MARGIN_PX)
    right = _bar_end(viewport)
    return (
        *_bar(viewport, style, language, measure),
        *_arrow(right + ARROW_GAP_PX, bottom, style, language, measure),
        *_words(viewport, style, language, measure, notes),
    )


def furniture_rects(
    viewport: Viewport, language: Language, measure: Measure, notes: Sequence[str] = ()
) -> tuple[Rect, ...]:
    """What the furniture takes up, in pixels: the bar with its figures, the arrow, the attribution with its notes."""
    width, height = viewport.width, viewport.height
    right = _bar_end(viewport)
    arrow = right + ARROW_GAP_PX
    lines = (*notes, messages(language)("furniture.attribution"))
    longest = max(measure.width(line, FIGURE_PX) for line in lines)
    line = height - MARGIN_PX / 2 - 6
    return (
        (MARGIN_PX - 4, height - MARGIN_PX - TICK_PX - 14, right + 30, height - MARGIN_PX + 2),
        (arrow - 8, height - MARGIN_PX - ARROW_HEIGHT_PX - 15, arrow + 8, height - MARGIN_PX + 2),
        (
            width - MARGIN_PX / 2 - longest,
            line - 7 - LINE_PX * len(notes),
            width - MARGIN_PX / 2,
            line + 7,
        ),
    )


def note_lines(words: str, viewport: Viewport, measure: Measure) -> tuple[str, ...]:
    """A sentence as lines that keep to the corner: by its clauses, else in Chinese anywhere, in Latin at blanks."""
    room = max(_NOTE_SHARE * viewport.width, _LEAST_NOTE_PX)
    clauses = re.findall(r"[^，；。;]+[，；。; ]*", words)
    whole = all(measure.width(clause.rstrip(), FIGURE_PX) <= room for clause in clauses)
    pieces = clauses if whole else list(_pieces(words))
    lines = _broken(pieces, room, measure)
    for share in range(19, 9, -1):  # no line of a single letter: as narrow as keeps the number of lines
        narrower = _broken(pieces, room * share / 20, measure)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _broken(pieces: Sequence[str], room: float, measure: Measure) -> tuple[str, ...]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and measure.width(lines[-1] + piece.rstrip(), FIGURE_PX) > room:
            lines.append("")
        lines[-1] += piece
    return tuple(line.strip() for line in lines)


def credit_lines(scene: Scene, viewport: Viewport, measure: Measure) -> tuple[str, ...]:
    """What the provider of an online basemap wants to stand on the map, 审图号 too; nothing without one."""
    return note_lines(scene.basemap.credit, viewport, measure) if scene.basemap and scene.basemap.credit else ()


def _pieces(words: str) -> Iterator[str]:
    """What must stay on one line: single Chinese characters with the mark after them, Latin words."""
    piece = ""
    for character in words:
        closes = character in "，。；、：）”"
        if piece and not closes and (is_wide(piece[-1]) or piece[-1] == " " or is_wide(character)):
            yield piece
            piece = ""
        piece += character
    yield piece


def _metres_per_px(viewport: Viewport) -> float:
    """Metres on the ground in a pixel at the middle of the view."""
    return viewport.resolution * ground_factor(to_lonlat(viewport.x, viewport.y)[1])


def _bar_end(viewport: Viewport) -> float:
    metres_per_px = _metres_per_px(viewport)
    return MARGIN_PX + bar_length(metres_per_px) / metres_per_px


def _bar(viewport: Viewport, style: Style, language: Language, measure: Measure) -> Iterator[Overlay]:
    """A bar of two halves, of true length at the middle of the view."""
    metres = bar_length(_metres_per_px(viewport))
    # Half a pixel off, a pen of about one covers one row of a screen and not two halves.
    left, right, bottom = MARGIN_PX + 0.5, _bar_end(viewport) + 0.5, viewport.height - MARGIN_PX - 0.5
    middle = (left + right) / 2
    frame = ((left, bottom - TICK_PX), (left, bottom), (right, bottom), (right, bottom - TICK_PX))
    tick = ((middle, bottom - TICK_PX), (middle, bottom))
    for colour, width in (("land_out", 1.2 + HALO_PX), ("text_2", 1.2)):
        yield from (Leader(line, style.colour(colour), width) for line in (frame, tick))
    unit, scale = ("m", 1) if metres < 1000 else ("km", 1000)
    words = messages(language)
    whole = f"{metres / scale:g}"
    with_unit = words(f"furniture.{unit}", figure=whole)
    aside = (measure.width(with_unit, FIGURE_PX) - measure.width(whole, FIGURE_PX)) / 2  # the figure stands at its tick
    figures = (("0", left), (f"{metres / 2 / scale:g}", middle), (with_unit, right + aside))
    for figure, x in figures:
        yield _letter(figure, x, bottom - TICK_PX - 6.5, style, "text_2", measure)


def _arrow(x: float, bottom: float, style: Style, language: Language, measure: Measure) -> Iterator[Overlay]:
    """Half filled: which half is which never mattered, but a half-empty arrow is light."""
    top, half = bottom - ARROW_HEIGHT_PX, ARROW_WIDTH_PX / 2
    tip, foot, left, right = (x, top), (x, bottom - 6), (x - half, bottom), (x + half, bottom)
    outline, ink = (tip, right, foot, left), style.colour("text_2")
    yield Polygon(outline, None, style.colour("land_out"), 1.0 + HALO_PX)
    yield Polygon(outline, style.colour("surface"), ink, 1.0)
    yield Polygon((tip, foot, left), ink, ink, 1.0)
    yield _letter(messages(language)("furniture.north"), x, top - 8, style, "text_2", measure)


def _words(
    viewport: Viewport, style: Style, language: Language, measure: Measure, notes: Sequence[str]
) -> Iterator[Overlay]:
    """The attribution at the bottom right, with lines of notes above it."""
    right, bottom = viewport.width - MARGIN_PX / 2, viewport.height - MARGIN_PX / 2 - 6
    for up, line in enumerate(reversed((*notes, messages(language)("furniture.attribution")))):
        x = right - measure.width(line, FIGURE_PX) / 2
        yield _letter(line, x, bottom - LINE_PX * up, style, "text_3", measure)


def _letter(words: str, x: float, y: float, style: Style, token: str, measure: Measure) -> Text:
    """Words with a halo, centred at ``x, y``, but never past the left border."""
    held = max(x, measure.width(words, FIGURE_PX) / 2 + 2)
    return Text((Glyph(words, held, y),), FIGURE_PX, style.colour(token), style.colour("land_out"), HALO_PX)
