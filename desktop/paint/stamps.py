"""Labels as small pictures, painted once and stamped again in every frame that has them.

The halo of a label takes two milliseconds to stroke, and a frame of a city has hundreds of
labels; a picture of it takes ten microseconds.  On paper, and where a label turns or is scaled,
`desktop.paint.lettering` draws the outlines themselves.
"""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from geo.record import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QTransform

    from layers.display import Text

__all__ = ["stamped"]

PHASES = 4  # a label stands to a quarter of a pixel, as near as one sees
MOST = 4096  # labels that are kept, some 5 kB each


def stamped(
    painter: QPainter, text: Text, draw: Callable[[QPainter, Text], None], width_of: Callable[[Text], float]
) -> bool:
    """Stamp a label; False where it must be drawn as outlines.

    Parameters
    ----------
    draw : callable
        Draws a label with a painter.
    width_of : callable
        How wide the letters of a label are, in CSS pixels.
    """
    device = painter.device()
    moved = painter.worldTransform()
    if not isinstance(device, QImage) or not _only_moves(moved):
        return False
    if len(text.glyphs) != 1 or text.glyphs[0].angle:
        return False
    ratio, glyph = device.devicePixelRatio(), text.glyphs[0]
    x, y = (glyph.x + moved.dx()) * ratio, (glyph.y + moved.dy()) * ratio
    left, top = (floor(each * PHASES + 0.5) / PHASES for each in (x, y))
    whole_x, whole_y = floor(left), floor(top)
    at_rest = replace(text, glyphs=(replace(glyph, x=0.0, y=0.0),))
    picture, reach_x, reach_y = _picture(at_rest, ratio, left - whole_x, top - whole_y, draw, width_of)
    place = QPointF((whole_x - reach_x) / ratio - moved.dx(), (whole_y - reach_y) / ratio - moved.dy())
    painter.drawImage(place, picture)
    return True


def _only_moves(form: QTransform) -> bool:
    return (form.m11(), form.m12(), form.m21(), form.m22()) == (1.0, 0.0, 0.0, 1.0)


@lru_cache(maxsize=MOST)
def _picture(
    text: Text,
    ratio: float,
    x: float,
    y: float,
    draw: Callable[[QPainter, Text], None],
    width_of: Callable[[Text], float],
) -> tuple[QImage, int, int]:
    """A label about its anchor, at ``x``, ``y`` within a pixel; with the whole pixels from the corner to that one."""
    reach_x = ceil((width_of(text) / 2 + text.halo_width + 1) * ratio) + 1
    reach_y = ceil((text.size + text.halo_width + 1) * ratio) + 1
    image = QImage(2 * reach_x + 1, 2 * reach_y + 1, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate((reach_x + x) / ratio, (reach_y + y) / ratio)
        draw(painter, text)
    return image, reach_x, reach_y
