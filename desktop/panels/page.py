"""A page of text as plain values: what a dossier says, before anything is laid out.

A page is a row of blocks.  Each block has one shape, which decides margins and what is drawn
around it, and a few runs of text, each in one voice.  Nothing here needs Qt, so what the
panel says can be tested without a window.
"""

from __future__ import annotations

from typing import Literal

from geo.record import dataclass

__all__ = ["GAP", "WORD_JOINER", "Bar", "Block", "Cells", "Page", "Run", "Shape", "Voice", "plain_text", "unbroken"]

Voice = Literal[
    "path", "name", "tag", "body", "head", "count", "caption", "citation", "figure", "unit", "solid", "dashed", "note"
]
Shape = Literal[
    "path", "name", "aliases", "head", "text", "figure", "item", "second", "empty", "source", "cell", "basis", "bar"
]


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one voice.

    Attributes
    ----------
    voice
        ``solid``, ``dashed`` and ``tag`` are outlined; ``citation`` is in the accent colour.
    tip : str
        What the pointer is told over it; empty for nothing.
    copied : str
        What is copied in its place; empty for the text itself.
    link : str
        ``zone:ID`` where a click selects that zone, ``more:LIST`` where it unfolds a list, another
        ``VERB:NAME`` of the panel's own; empty for plain text.
    """

    text: str
    voice: Voice = "body"
    tip: str = ""
    copied: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure on the way to its target; ``kind`` is ``actual`` or ``forecast``."""

    share: float
    kind: str


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph.

    ``icon`` is drawn at its left in the family's colour, or ``swatch``, the id of a zone, in
    that zone's own (its edge unbroken where ``traced``).  ``aside`` is set at the right edge of the same line.
    A block with a ``bar`` has no text of its own: the figures above it say the same.
    """

    shape: Shape
    runs: tuple[Run, ...]
    icon: str = ""
    swatch: str = ""
    traced: bool = False
    aside: tuple[Run, ...] = ()
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class Cells:
    """Two groups of blocks side by side in one box."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


Page = tuple[Block | Cells, ...]

WORD_JOINER = "\u2060"
GAP = "\xa0 "  # between a text and its citation or tag: wide, and a line may end in it


def unbroken(text: str) -> str:
    """The text with nothing in it where a line may end; what is copied is the text itself."""
    return WORD_JOINER.join(text.replace(" ", "\xa0"))


def plain_text(page: Page) -> str:
    """The page's text, a line for each block, as a person reads it on the screen."""
    blocks: list[Block] = []
    for each in page:
        blocks += [*each.left, *each.right] if isinstance(each, Cells) else [each]
    lines = ("".join(run.text for run in (*block.runs, *block.aside)) for block in blocks if block.bar is None)
    return "\n".join(line.replace(WORD_JOINER, "").replace("\xa0", " ") for line in lines)
