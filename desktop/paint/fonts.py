"""The two voices of the map: a sans in two weights, and a Song serif for water."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

__all__ = ["SANS", "SERIF", "QtMeasure", "families", "font", "has_chinese"]

SANS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Zen Hei",
    "sans-serif",
)
SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", *SANS)


def families(serif: bool = False) -> list[str]:
    """The faces to try, best first."""
    return list(SERIF if serif else SANS)


@cache
def font(pixels: int, bold: bool = False, serif: bool = False) -> QFont:
    """A face at a whole number of CSS pixels.

    Not to be changed by the caller: the same object serves everybody.
    """
    made = QFont()
    made.setFamilies(families(serif))
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("liga"), 0)  # a glyph for each letter: a PDF then gives every one back
    return made


def has_chinese() -> bool:
    """Whether any installed face can set Chinese."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


class QtMeasure:
    """Widths as the faces of this machine have them, at any fractional size."""

    DESIGN_PX = 64  # measured once at this size and scaled, since QFont takes whole pixels only

    def __init__(self) -> None:
        self._widths: dict[tuple[str, bool, bool], float] = {}

    def width(self, text: str, size: float, bold: bool = False, serif: bool = False) -> float:
        """The advance width in CSS pixels of ``text`` set at ``size`` pixels."""
        key = (text, bold, serif)
        if key not in self._widths:
            self._widths[key] = QFontMetricsF(font(self.DESIGN_PX, bold, serif)).horizontalAdvance(text)
        return self._widths[key] * size / self.DESIGN_PX
