"""Sizes: of paper in millimetres, of a plate in CSS pixels, of a picture in dots."""

from __future__ import annotations

from math import ceil
from typing import Final

from geo.record import dataclass

__all__ = ["PAPERS", "PX_AN_INCH", "Format", "paper_format", "pixel_format"]

PX_AN_INCH: Final = 96.0  # CSS
_MM_AN_INCH: Final = 25.4

# Portrait width and height in millimetres (ISO 216).
PAPERS: Final = {
    "A5": (148.0, 210.0),
    "A4": (210.0, 297.0),
    "A3": (297.0, 420.0),
    "A2": (420.0, 594.0),
    "A1": (594.0, 841.0),
    "A0": (841.0, 1189.0),
}


@dataclass(frozen=True, slots=True)
class Format:
    """How large a plate is.

    Attributes
    ----------
    width_mm, height_mm : float
        On paper, exactly.
    """

    width_mm: float
    height_mm: float

    @property
    def pixels(self) -> tuple[int, int]:
        """Whole CSS pixels that cover it; the last of each row and column may be cut."""
        width, height = self._at(PX_AN_INCH)
        return ceil(width - 1e-6), ceil(height - 1e-6)

    def dots(self, dpi: float) -> tuple[int, int]:
        """Width and height of a picture with ``dpi`` dots an inch."""
        width, height = self._at(dpi)
        return round(width), round(height)

    def _at(self, dpi: float) -> tuple[float, float]:
        return self.width_mm / _MM_AN_INCH * dpi, self.height_mm / _MM_AN_INCH * dpi


def paper_format(name: str) -> Format | None:
    """``A4`` or ``A4-landscape`` lies, ``A4-portrait`` stands; None where there is no such paper."""
    size, _, stance = name.partition("-")
    if size.upper() not in PAPERS or stance not in ("", "landscape", "portrait"):
        return None
    short, long = PAPERS[size.upper()]
    return Format(short, long) if stance == "portrait" else Format(long, short)


def pixel_format(width: int, height: int) -> Format:
    """A plate of so many CSS pixels, each 1/96 inch."""
    return Format(width / PX_AN_INCH * _MM_AN_INCH, height / PX_AN_INCH * _MM_AN_INCH)
