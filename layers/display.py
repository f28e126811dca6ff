"""The display list: what a painter is asked to put on paper, in order.

Drawing turns a scene into these values once; the QPainter, the SVG writer and the tests all
read the same list.  ``Fill`` and ``Stroke`` lie on the ground (EPSG:3857 metres); everything
else is laid out for one viewport, in CSS pixels from its top left corner.  Widths, sizes and
dashes are CSS pixels everywhere.  Colours are ``#RRGGBB``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.shapes import Shapes

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
    "Overlay",
    "Stroke",
    "Text",
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
    """A thin polyline from a callout to its zone."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float


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


Ground = Fill | Stroke | Inset


def without_insets(ground: Iterable[Ground]) -> Iterator[Fill | Stroke]:
    """The same ground by fills and strokes alone."""
    for each in ground:
        if isinstance(each, Inset):
            yield from each.strokes()
        else:
            yield each


Overlay = Mark | Icon | Leader | Box | Text


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
