"""How each voice and shape of a page is set: type, colours and distances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextFormat

from desktop.theme import colour, font
from geo.record import dataclass

if TYPE_CHECKING:
    from desktop.panels.page import Block, Run, Voice
    from layers.style import Theme

__all__ = [
    "BAR_KIND",
    "BAR_SHARE",
    "BOX_MARGINS",
    "BOX_PADDING",
    "COPIED",
    "FRAME",
    "ICON",
    "ICON_INDENT",
    "SHAPE",
    "SWATCH",
    "TRACED",
    "Formats",
]

# What the painter and the copier look up on a block or a run after it was laid out.
SHAPE = QTextFormat.Property.UserProperty + 1
ICON = QTextFormat.Property.UserProperty + 2
SWATCH = QTextFormat.Property.UserProperty + 3
FRAME = QTextFormat.Property.UserProperty + 4
COPIED = QTextFormat.Property.UserProperty + 5
TRACED = QTextFormat.Property.UserProperty + 6
BAR_SHARE = QTextFormat.Property.UserProperty + 7
BAR_KIND = QTextFormat.Property.UserProperty + 8

BOX_PADDING = 10.0
BOX_MARGINS = (10.0, 7.0)  # above and below the box with two cells
ICON_INDENT = 20.0  # a 12 px glyph and its gap


@dataclass(frozen=True, slots=True)
class _Setting:
    pixels: float
    ink: str  # a token of the style, or "family"
    bold: bool = False


_VOICES: dict[str, _Setting] = {
    "path": _Setting(11.5, "text_3"),
    "name": _Setting(24, "text", bold=True),
    "tag": _Setting(11.5, "family"),
    "body": _Setting(13, "text"),
    "head": _Setting(12, "text_2", bold=True),
    "count": _Setting(12, "text_2"),
    "caption": _Setting(11.5, "text_2"),
    "note": _Setting(12, "text_3"),
    "citation": _Setting(11, "accent"),
    "figure": _Setting(20, "text", bold=True),
    "unit": _Setting(12, "text_2"),
    "solid": _Setting(11, "text_2"),
    "dashed": _Setting(11, "text_2"),
}
FRAMED = {"tag", "solid", "dashed"}

# Space above, space below, left and right margin, least line height, all in CSS px.
_SHAPES: dict[str, tuple[float, float, float, float, float]] = {
    "path": (0, 0, 0, 0, 18),
    "name": (2, 2, 15, 0, 24),
    "aliases": (1, 0, 0, 0, 19),
    "head": (17, 5, 0, 0, 18),
    "text": (1, 1, 0, 0, 20),
    "figure": (2, 2, 0, 0, 20),
    "item": (4, 0, ICON_INDENT, 0, 20),
    "second": (0, 0, ICON_INDENT, 0, 18),
    "empty": (11, 8, 12, 12, 19),
    "source": (1, 1, 0, 0, 20),
    "basis": (0, 0, 0, 0, 18),
    "cell": (0, 0, 0, 0, 20),
    "bar": (2, 5, 0, 6, 14),
}


class Formats:
    """The formats of one theme, family and script, made once and shared by every block."""

    def __init__(self, theme: Theme, family: str, latin: bool = False) -> None:
        self._latin = latin
        self._theme = theme
        self._family = family
        self._chars: dict[str, QTextCharFormat] = {}
        self._blocks: dict[str, QTextBlockFormat] = {}

    def run(self, run: Run) -> QTextCharFormat:
        """The format of a run of text."""
        made = self._voice(run.voice)
        if not (run.tip or run.copied or run.link):
            return made
        own = QTextCharFormat(made)
        if run.tip:
            own.setToolTip(run.tip)
        if run.copied:
            own.setProperty(COPIED, run.copied)
        if run.link:
            own.setAnchor(True)
            own.setAnchorHref(run.link)
        return own

    def block(self, block: Block) -> QTextBlockFormat:
        """The format of a block, with what is to be drawn at its left."""
        shape, icon, swatch = block.shape, block.icon, block.swatch
        key = f"{shape}|{icon}|{swatch}|{block.bar}"
        if key not in self._blocks:
            above, below, left, right, height = _SHAPES[shape]
            made = QTextBlockFormat()
            made.setTopMargin(above)
            made.setBottomMargin(below)
            made.setLeftMargin(left)
            made.setRightMargin(right)
            made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
            made.setProperty(SHAPE, shape)
            if icon:
                made.setProperty(ICON, icon)
            if swatch:
                made.setProperty(SWATCH, swatch)
                made.setProperty(TRACED, block.traced)
            if block.bar:
                made.setProperty(BAR_SHARE, block.bar.share)
                made.setProperty(BAR_KIND, block.bar.kind)
            self._blocks[key] = made
        return self._blocks[key]

    def _voice(self, voice: Voice) -> QTextCharFormat:
        if voice not in self._chars:
            setting = _VOICES[voice]
            made = QTextCharFormat()
            made.setFont(font(setting.pixels, setting.bold, self._latin))
            made.setForeground(colour(self._theme, self._family if setting.ink == "family" else setting.ink))
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
            if voice in FRAMED:
                made.setProperty(FRAME, "dashed" if voice == "dashed" else "solid")
            self._chars[voice] = made
        return self._chars[voice]
