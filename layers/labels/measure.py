"""How wide a text is.

Placement asks a `Measure`; the window passes one that asks the real font, and what is written
without a window (the static picture in an HTML file) uses `EmMeasure`.
"""

from __future__ import annotations

from typing import Final, Protocol
from unicodedata import east_asian_width

__all__ = ["EmMeasure", "Measure", "is_wide"]


class Measure(Protocol):
    """Widths of text in one family of faces."""

    def width(self, text: str, size: float, bold: bool = False, serif: bool = False) -> float:
        """The advance width in CSS pixels of ``text`` set at ``size`` pixels."""


def is_wide(character: str) -> bool:
    """Whether a character takes a full em, as Chinese ones do."""
    return east_asian_width(character) in "WF"


class EmMeasure:
    """Widths by rule of thumb, the same on every machine.

    Chinese characters are one em wide.  The Latin figures are means over the common sans
    faces, rounded up, so that a box is rather too wide than too narrow.
    """

    LATIN_EM = 0.58
    CAPITAL_EM = 0.66
    # Letters that stray far from these; where a name is set letter by letter, it would look torn.
    EM: Final = {
        **dict.fromkeys("ijlI.,:;'!|·", 0.3),
        **dict.fromkeys(" ()[]-ft", 0.36),
        **dict.fromkeys("rJ1", 0.42),
        **dict.fromkeys("szcL", 0.5),
        **dict.fromkeys("mwMW@%", 0.88),
    }
    BOLD_FACTOR = 1.06

    def width(self, text: str, size: float, bold: bool = False, serif: bool = False) -> float:
        """The advance width in CSS pixels of ``text`` set at ``size`` pixels; a serif counts like a sans."""
        del serif
        em = sum(map(self._em, text))
        return em * size * (self.BOLD_FACTOR if bold and not all(map(is_wide, text)) else 1.0)

    def _em(self, character: str) -> float:
        if is_wide(character):
            return 1.0
        return self.EM.get(character, self.CAPITAL_EM if character.isupper() else self.LATIN_EM)
