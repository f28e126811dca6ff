"""Labels of the user's own features, after everything of ours and only where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from layers.display import Glyph, Text
from layers.ground.own import fitting
from layers.labels.own_points import loose
from layers.labels.room import around
from layers.labels.wrap import wrapped
from layers.looks import at_scale, looks_of
from layers.masses import is_mass
from layers.remembered import Remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.shapes import Shapes
    from layers.expression.values import Texts
    from layers.labels.sheet import Sheet
    from layers.layer import Geometry, Layer
    from layers.symbology.symbology import Labelling

__all__ = ["name_own"]

MOST_IN_VIEW: Final = 20_000  # more features than these, and no label says anything
MOST_POINTS: Final = 3_000
MOST_LETTERS: Final = 40
_LINE = 1.2
_LEAST_PX = 0.6  # of a line's height is the least that an area with a label measures
_CELL: Final = (64.0, 18.0)  # of several features in one of these, one is tried
_BOXES = Remembered(8)


def name_own(sheet: Sheet) -> None:
    """Write labels of the layers that have some, the topmost layer and its largest features first."""
    for shown in reversed(sheet.scene.layers):
        labelling = shown.labelling
        if shown.group != "own" or not shown.visible or labelling is None:
            continue
        if labelling.from_scale is None or sheet.scale <= labelling.from_scale:
            from layers.symbology.labelled import label_texts  # not needed before there are some

            texts = label_texts(shown, labelling.text)
            if texts is not None:
                _name_layer(sheet, at_scale(shown, sheet.scale), labelling, texts)


def _name_layer(sheet: Sheet, layer: Layer, labelling: Labelling, texts: Texts) -> None:
    looks = looks_of(layer, sheet.style)
    k = sheet.style.width_factor(sheet.scale)
    for place, geometry in enumerate(layer.geometry):
        boxes = _BOXES.of(layer, place, geometry.shapes.extents)
        seen = _in_view(sheet, boxes)
        kind = geometry.shapes.kind
        if not len(seen) or len(seen) > (MOST_POINTS if kind == "point" else MOST_IN_VIEW):
            continue
        rows = geometry.rows[seen]
        drawn = (looks.classes[rows] >= 0) & (texts.codes[rows] >= 0)
        seen = seen[drawn]
        if kind == "point" and not is_mass(layer, geometry):
            vertices = geometry.shapes.part_starts[geometry.shapes.feature_starts[:-1]]
            seen = seen[loose(sheet, layer, geometry)[vertices[seen]]]
        for index in _tried(sheet, geometry, boxes, seen, labelling.size):
            row = int(geometry.rows[index])
            text = str(texts.labels[texts.codes[row]]).strip()
            if not text or len(text) > MOST_LETTERS or layer.ids[row] in layer.hidden:
                continue
            symbol = fitting(looks.symbols[looks.classes[row]], kind, sheet.style)
            clear = symbol.radius * k + symbol.width * k / 2 if kind == "point" else 0.0
            x, y = sheet.viewport.to_px(_spot(geometry.shapes, index)[None])[0].tolist()
            _write(sheet, text, (x, y), clear, labelling)


def _in_view(sheet: Sheet, boxes: NDArray[np.float64]) -> NDArray[np.int64]:
    view = sheet.viewport.extent
    seen = (boxes[:, 0] <= view.east) & (boxes[:, 2] >= view.west)
    return np.flatnonzero(seen & (boxes[:, 1] <= view.north) & (boxes[:, 3] >= view.south))


def _tried(
    sheet: Sheet, geometry: Geometry, boxes: NDArray[np.float64], seen: NDArray[np.int64], size: float
) -> Iterator[int]:
    """The features to be tried, largest first, of each cell of the sheet only one; areas too small for any are not."""
    chosen = boxes[seen]
    sides = (chosen[:, 2:] - chosen[:, :2]) / sheet.viewport.resolution
    if geometry.shapes.kind == "polygon":
        large = sides.max(axis=1) >= _LEAST_PX * size * _LINE
        seen, chosen, sides = seen[large], chosen[large], sides[large]
    if not len(seen):
        return
    order = np.argsort(-sides.max(axis=1), kind="stable")
    middles = sheet.viewport.to_px((chosen[:, :2] + chosen[:, 2:]) / 2)
    cells = np.floor(middles / _CELL).astype(np.int64)[order]
    _, first = np.unique(cells, axis=0, return_index=True)
    yield from seen[order][np.sort(first)].tolist()


def _spot(shapes: Shapes, index: int) -> NDArray[np.float64]:
    """Where a feature is named: a point itself, the middle of a line, a place inside an area."""
    parts = shapes.parts(index)
    if shapes.kind == "point":
        return np.asarray(parts[0][0])
    if shapes.kind == "line":
        longest = max(parts, key=len)
        return np.asarray(longest[len(longest) // 2] if len(longest) > 2 else longest.mean(axis=0))
    ring = max(parts, key=len)
    middle = (ring.min(axis=0) + ring.max(axis=0)) / 2
    if shapes.contains(index, *middle.tolist()):
        return np.asarray(middle)
    from shapely import Polygon

    inside = Polygon(ring).representative_point()  # only for shapes that bend around their middle
    return np.array([inside.x, inside.y])


def _write(sheet: Sheet, text: str, at: tuple[float, float], clear: float, labelling: Labelling) -> None:
    size, (x, y) = labelling.size, at
    lines = wrapped(text.replace("|", " "))
    width = max(sheet.measure.width(line, size, labelling.bold) for line in lines)
    height = size * _LINE * len(lines)
    spots = [(x, y)]
    if clear:
        across, down = clear + 3 + width / 2, clear + 2 + height / 2
        spots = [(x + across, y), (x - across, y), (x, y + down), (x, y - down)]
    spot = next((each for each in spots if sheet.room.free([around(*each, width, height)])), None)
    if spot is None:
        return
    sheet.room.take([around(*spot, width, height)])
    glyphs = tuple(
        Glyph(line, spot[0], spot[1] + (i - (len(lines) - 1) / 2) * size * _LINE) for i, line in enumerate(lines)
    )
    ink, halo = labelling.colour or sheet.style.colour("text"), sheet.style.colour("halo_in")
    sheet.placed.append(Text(glyphs, size, ink, halo, 2.4 if size <= 11 else 3.2, bold=labelling.bold))
