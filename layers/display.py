"""The display list: what a painter is asked to put on paper, in order.

Drawing turns a scene into these values once; the QPainter, the SVG writer and the tests all
read the same list.  ``Fill``, ``Stroke`` and ``Mass`` lie on the ground (EPSG:3857 metres); everything
else is laid out for one viewport, in CSS pixels from its top left corner.  Widths, sizes and
dashes are CSS pixels everywhere.  Colours are ``#RRGGBB``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol

from geo.record import dataclass
from layers.labels.measure import is_wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from geo.raster.bulk import Bulk
    from geo.shapes import Shapes
    from layers.style import Symbol
    from layers.viewport import Viewport

__all__ = [
    "Box",
    "DisplayList",
    "Fill",
    "Glyph",
    "Ground",
    "Icon",
    "Inset",
    "Leader",
    "Mark",
    "Mass",
    "Overlay",
    "Polygon",
    "Stroke",
    "Text",
    "TileImages",
    "Tiles",
    "spoken",
    "with_tiles",
    "without_insets",
]


@dataclass(frozen=True, slots=True, eq=False)
class Fill:
    """Polygons filled with one colour."""

    shapes: Shapes
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """Lines, or the rings of polygons, drawn with one pen.

    ``clip``, where given, is polygons outside of which nothing of the stroke is seen;
    ``clip_out`` likewise hides it inside.
    """

    shapes: Shapes
    colour: str
    width: float
    opacity: float = 1.0
    dash: tuple[float, ...] = ()
    cap: Literal["round", "butt"] = "round"
    clip: Shapes | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Inset:
    """A line ``distance`` pixels inside the rings of polygons, over ground of the colour ``under``."""

    shapes: Shapes
    colour: str
    width: float
    distance: float
    under: str
    opacity: float = 1.0

    def strokes(self) -> tuple[Stroke, Stroke]:
        """The same by strokes alone, for those who cannot move a line.

        A line at distance d is what is left of a stroke 2 d + w wide when one 2 d - w wide has
        covered its middle, both clipped to the polygons.
        """
        wide, narrow = 2 * self.distance + self.width, 2 * self.distance - self.width
        return (
            Stroke(self.shapes, self.colour, wide, self.opacity, clip=self.shapes),
            Stroke(self.shapes, self.under, narrow, clip=self.shapes),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Mass:
    """Very many features of one kind, each drawn as the symbol of its class.

    Attributes
    ----------
    shapes : Shapes
        All of them, in EPSG:3857.
    classes : (features,) array of int32
        Which of ``symbols`` each one gets; -1 draws nothing.
    symbols : tuple of Symbol
        As they are to be drawn: lengths grown for the scale, the layer's opacity in them.
    bulk : Bulk
        The same shapes with the same classes, made ready for the compiled painter.
    """

    shapes: Shapes
    classes: NDArray[np.int32]
    symbols: tuple[Symbol, ...]
    bulk: Bulk

    def plain(self) -> Iterator[Fill | Stroke]:
        """The same by fills and strokes, for paper and for those who know no masses; points are dots."""
        for number, symbol in enumerate(self.symbols):
            chosen = (self.classes == number).nonzero()[0]
            if not len(chosen):
                continue
            shapes = self.shapes.take(chosen)
            if shapes.kind == "point":
                if symbol.edge and symbol.width:
                    across = 2 * symbol.radius + symbol.width
                    yield Stroke(shapes, symbol.edge, across, symbol.edge_opacity)
                if symbol.fill:
                    across = 2 * symbol.radius - (symbol.width if symbol.edge else 0)
                    yield Stroke(shapes, symbol.fill, across, symbol.opacity)
                continue
            if symbol.fill and shapes.kind == "polygon":
                yield Fill(shapes, symbol.fill, symbol.opacity)
            if symbol.casing and symbol.casing_width:
                yield Stroke(shapes, symbol.casing, symbol.casing_width, symbol.casing_opacity, cap="butt")
            if symbol.edge and symbol.width:
                cap: Literal["round", "butt"] = "butt" if symbol.dash else "round"
                yield Stroke(shapes, symbol.edge, symbol.width, symbol.edge_opacity, symbol.dash, cap)


@dataclass(frozen=True, slots=True)
class Mark:
    """A circle: a station, a cluster, the dot at the end of a leader."""

    x: float
    y: float
    radius: float
    fill: str | None
    stroke: str | None
    width: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Icon:
    """One of our icons, ``size`` pixels square, centred at ``x, y``."""

    name: str
    x: float
    y: float
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Leader:
    """A thin polyline: from a callout to its zone, or a scale bar; ends and corners are round."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape in pixels, such as the north arrow."""

    points: tuple[tuple[float, float], ...]
    fill: str | None
    stroke: str | None
    width: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rounded rectangle; chips and cards are made of these."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    fill: str
    stroke: str
    line: float
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Glyph:
    """A run of text centred at ``x, y``, turned clockwise by ``angle`` degrees."""

    text: str
    x: float
    y: float
    angle: float = 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """A label as placed: one or more runs in one face, with a halo of what lies beneath."""

    glyphs: tuple[Glyph, ...]
    size: float
    colour: str
    halo: str | None
    halo_width: float
    bold: bool = False
    serif: bool = False
    spacing: float = 0.0  # between letters, in em
    name: str = ""  # the whole name, where it is set in several runs because the ground changes under it

    @property
    def words(self) -> str:
        """What its runs say together: letters as they stand, lines with a blank between Latin ones."""
        runs = [glyph.text for glyph in self.glyphs]
        if all(len(run) == 1 for run in runs):
            return "".join(runs)
        said = runs[0]
        for run in runs[1:]:
            said += run if is_wide(said[-1]) and is_wide(run[0]) else f" {run}"
        return said


class TileImages(Protocol):
    """The tiles of an online basemap, ready to be laid under a map; made above the drawing, which fetches nothing."""

    def lay(self, painter: Any, viewport: Viewport) -> None:
        """Paint them with a QPainter, in the pixels of ``viewport``."""

    def png(self, viewport: Viewport) -> bytes:
        """The same as a PNG file that fills ``viewport``."""


@dataclass(frozen=True, slots=True, eq=False)
class Tiles:
    """Where the tiles of an online basemap lie in the sandwich; None where there are none at hand."""

    images: TileImages | None = None


Ground = Fill | Stroke | Inset | Mass | Tiles


def with_tiles(ground: Iterable[Ground], images: TileImages) -> tuple[Ground, ...]:
    """The same ground with images where its tiles lie."""
    return tuple(Tiles(images) if isinstance(each, Tiles) else each for each in ground)


def without_insets(ground: Iterable[Ground]) -> Iterator[Fill | Stroke]:
    """The same ground by fills and strokes alone; without tiles, which are images."""
    for each in ground:
        if isinstance(each, Inset):
            yield from each.strokes()
        elif isinstance(each, Mass):
            yield from each.plain()
        elif not isinstance(each, Tiles):
            yield each


Overlay = Mark | Icon | Leader | Polygon | Box | Text


def spoken(overlay: Iterable[Overlay]) -> Iterator[tuple[str, tuple[Text, ...]]]:
    """Each label as it is read, with the texts that set it, in the order of drawing.

    A name that changes its halo on the way is several texts, one after the other, and one label.
    """
    parts: list[Text] = []
    for item in overlay:
        if not isinstance(item, Text):
            continue
        parts.append(item)
        if not item.name or sum(len(part.words) for part in parts) >= len(item.name):
            yield item.name or item.words, tuple(parts)
            parts = []


@dataclass(frozen=True, slots=True, eq=False)
class DisplayList:
    """Everything of one picture: the ground from bottom to top, then what lies over it.

    ``targets`` maps a rectangle (x, y, width, height in pixels) of the overlay, such as a
    chip, to what a click on it means, as (kind, id).
    """

    background: str
    ground: tuple[Ground, ...]
    overlay: tuple[Overlay, ...] = ()
    targets: tuple[tuple[tuple[float, float, float, float], tuple[str, str]], ...] = ()
