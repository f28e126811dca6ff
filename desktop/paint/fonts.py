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
def font(size: float, bold: bool = False, serif: bool = False, spacing: float = 0.0) -> QFont:
    """A face at ``size`` CSS pixels with ``spacing`` em between letters.

    Not to be changed by the caller: the same object serves everybody.
    """
    made = QFont()
    made.setFamilies(families(serif))
    made.setPixelSize(max(1, round(size)))
    made.setPointSizeF(size * 0.75) if size != round(size) else None
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if spacing:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * size)
    return made


def has_chinese() -> bool:
    """Whether any installed face can set Chinese."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


class QtMeasure:
    """Widths as the faces of this machine have them."""

    def __init__(self) -> None:
        self._metrics: dict[tuple[float, bool, bool], QFontMetricsF] = {}

    def width(self, text: str, size: float, bold: bool = False, serif: bool = False) -> float:
        """The advance width in CSS pixels of ``text`` set at ``size`` pixels."""
        key = (size, bold, serif)
        if key not in self._metrics:
            self._metrics[key] = QFontMetricsF(font(size, bold, serif))
        return self._metrics[key].horizontalAdvance(text)
