"""Translucent pens in a PDF as strokes, not as the outlines of strokes.

QPdfWriter turns every stroke whose pen is not opaque into a filled outline, ten times as long:
200 000 buildings with faint edges took two minutes and 160 MB.  So the opacity travels to the
mended file in the low bits of an opaque pen's colour, which the eight bits of our colours leave
free, and becomes a graphics state there (ISO 32000-1, 8.4.5).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QRgba64

if TYPE_CHECKING:
    from pikepdf import Pdf

__all__ = ["pen_colour", "unfolded"]

_STEP, _FULL = 257, 65535  # between two colours of 8 bits, and the whole range, in 16 bits
_PER_CENT = 100
_STROKE = re.compile(rb"^([\d.]+) ([\d.]+) ([\d.]+) SCN$", re.MULTILINE)


def pen_colour(colour: str, opacity: float) -> QColor:
    """An opaque colour that carries an opacity, rounded to a hundredth."""
    plain, share = QColor(colour), round(opacity * _PER_CENT)
    if share >= _PER_CENT:
        return plain
    # Towards the middle of the range, where there is room.  At least 1: an invisible pen is none.
    red, green, blue = (each * _STEP + (max(share, 1) if each < 128 else -max(share, 1)) for each in _channels(plain))
    made = QColor()
    made.setRgba64(QRgba64.fromRgba64(red, green, blue, _FULL))
    return made


def unfolded(pdf: Pdf, content: bytes) -> bytes:
    """The content of the first page with such colours told apart; adds the states that it asks for."""
    import pikepdf

    shares: set[int] = set()

    def tell(found: re.Match[bytes]) -> bytes:
        values = [round(float(each) * _FULL) for each in found.groups()]
        plain = [round(value / _STEP) for value in values]
        rests = {abs(value - _STEP * each) for value, each in zip(values, plain, strict=True)}
        share = rests.pop() if len(rests) == 1 else 0
        shares.add(share or _PER_CENT)
        colour = " ".join(f"{each / 255:.6f}" for each in plain) if share else b" ".join(found.groups()).decode()
        return f"/Pen{share or _PER_CENT} gs\n{colour} SCN".encode()

    told = _STROKE.sub(tell, content)
    states = pdf.pages[0].Resources.ExtGState
    for share in sorted(shares):
        states[f"/Pen{share}"] = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, CA=share / _PER_CENT)
    return told


def _channels(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()
