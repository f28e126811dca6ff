"""Placed labels as rigid blocks, each with the point of the map that it belongs to.

Between two laid-out zooms the browser moves the blocks apart and leaves each as it is, so what
belongs together (a name and its stack, a mark and its name) must be in one block or hang on the
same point.
"""

from __future__ import annotations

from math import dist, inf
from typing import TYPE_CHECKING

from geo.record import dataclass, replace
from layers.display import Box, Glyph, Icon, Leader, Mark, Polygon, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from layers.display import Overlay
    from layers.labels.placing import Target

__all__ = ["Block", "blocks_of", "shifted"]

_NEAR_PX = 60.0  # a name further than this from every mark is not the name of one
_LETTERS = 2.5  # sizes that two letters of one name may lie apart


@dataclass(frozen=True, slots=True)
class Block:
    """Overlay items that stay together.

    Attributes
    ----------
    layer : str
        The layer whose names these are.
    x, y : float
        The pixel that the block hangs on.
    items : tuple of Overlay
        In pixels of the layout, not of the block.
    kind : str
        ``chip`` for a stack, ``callout`` for a name outside of its zone, else empty.
    zone : str
        The zone that a chip or a name belongs to, else empty.
    """

    layer: str
    x: float
    y: float
    items: tuple[Overlay, ...]
    kind: str = ""
    zone: str = ""


def blocks_of(
    parts: Sequence[tuple[str, tuple[Overlay, ...]]], targets: Sequence[Target], names: dict[str, str]
) -> list[Block]:
    """Blocks in the order of drawing.

    Parameters
    ----------
    parts : sequence of (layer id, overlay)
        From `layers.labels.placing.placed_by_layer`; the chips come last.
    targets : sequence of Target
        Where the chips are.
    names : dict
        Zone ids by name as written on the map, without blanks.
    """
    *labels, (_, chips) = parts
    blocks: list[Block] = []
    marks: list[tuple[float, float]] = []
    for layer, items in labels:
        if layer == "zones":
            blocks += _zone_names(items, names)
            continue
        for group in _runs(items):
            first = group[0]
            if isinstance(first, Mark | Icon):
                marks.append((first.x, first.y))
                blocks.append(Block(layer, first.x, first.y, group))
            else:
                blocks.append(Block(layer, *_hung(layer, group, marks), group))
    at = {block.zone: (block.x, block.y) for block in reversed(blocks) if block.zone}  # at the first of several names
    return blocks + list(_chips(chips, targets, at))


def _zone_names(items: Iterable[Overlay], names: dict[str, str]) -> Iterator[Block]:
    """A name in its zone, or a leader, its dot and the name at its other end."""
    held: list[Overlay] = []
    for item in items:
        held.append(item)
        if isinstance(item, Text):
            zone = names.get(_word(item), "")
            dot = next((each for each in held if isinstance(each, Mark)), None)
            x, y = (dot.x, dot.y) if dot else _middle(held)
            yield Block("zones", x, y, tuple(held), "callout" if dot else "", zone)
            held = []
    if held:
        yield Block("zones", *_middle(held), tuple(held))


def _word(text: Text) -> str:
    return "".join(glyph.text for glyph in text.glyphs).replace(" ", "")


def _chips(items: Sequence[Overlay], targets: Sequence[Target], at: dict[str, tuple[float, float]]) -> Iterator[Block]:
    for (x, y, width, height), (kind, zone) in targets:
        if kind != "chip":
            continue
        # The sheets behind stand out of the front one to the right and below.
        own = tuple(item for item in items if _within(item, x - 1, y - 1, x + width + 6, y + height + 6))
        yield Block("zones", *at.get(zone, (x + width / 2, y + height / 2)), own, "chip", zone)


def _within(item: Overlay, left: float, top: float, right: float, bottom: float) -> bool:
    points = _points(item)
    return all(left <= x <= right and top <= y <= bottom for x, y in points)


def _runs(items: Sequence[Overlay]) -> Iterator[tuple[Overlay, ...]]:
    """Marks one by one; texts that continue each other together (a street's name may change its halo)."""
    held: list[Text] = []
    for item in items:
        if isinstance(item, Text):
            if held and not _continues(held[-1], item):
                yield tuple(held)
                held = []
            held.append(item)
            continue
        if held:
            yield tuple(held)
            held = []
        yield (item,)
    if held:
        yield tuple(held)


def _continues(one: Text, other: Text) -> bool:
    single = all(len(glyph.text) == 1 for text in (one, other) for glyph in text.glyphs)
    gap = min(dist((a.x, a.y), (b.x, b.y)) for a in one.glyphs for b in other.glyphs)
    return single and one.size == other.size and gap < _LETTERS * one.size


def _hung(layer: str, group: Sequence[Overlay], marks: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The mark that a place's name stands beside, else the middle of the name."""
    middle = _middle(group)
    if layer != "places":
        return middle
    near = min(marks, key=lambda mark: dist(mark, middle), default=(inf, inf))
    return near if dist(near, middle) < _NEAR_PX else middle


def _middle(items: Sequence[Overlay]) -> tuple[float, float]:
    points = [point for item in items for point in _points(item)]
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _points(item: Overlay) -> list[tuple[float, float]]:
    if isinstance(item, Text):
        return [(glyph.x, glyph.y) for glyph in item.glyphs]
    if isinstance(item, Leader | Polygon):
        return list(item.points)
    if isinstance(item, Box):
        return [(item.x, item.y), (item.x + item.width, item.y + item.height)]
    return [(item.x, item.y)]


def shifted(item: Overlay, dx: float, dy: float) -> Overlay:
    """The same item, ``dx, dy`` pixels further."""
    if isinstance(item, Text):
        return replace(item, glyphs=tuple(Glyph(g.text, g.x + dx, g.y + dy, g.angle) for g in item.glyphs))
    if isinstance(item, Leader | Polygon):
        return replace(item, points=tuple((x + dx, y + dy) for x, y in item.points))
    return replace(item, x=item.x + dx, y=item.y + dy)
