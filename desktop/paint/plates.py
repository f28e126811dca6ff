"""A scene as a file for a wall or a page: PNG, PDF or SVG, all from one display list."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Literal

from desktop.paint.fonts import QtMeasure
from geo.record import replace
from layers.display import with_tiles
from layers.messages import messages
from layers.plate import plate

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.paint.paper import Format
    from layers.display import TileImages
    from layers.scene import Scene
    from layers.viewport import Viewport

__all__ = ["MOST_DOTS", "MOST_SIDE", "PLATES", "PlateForm", "fits", "plate_bytes", "stamp"]

PlateForm = Literal["png", "pdf", "svg"]
PLATES: Final = ("png", "pdf", "svg")

MOST_SIDE: Final = 32_767  # dots; QPainter counts no further
MOST_DOTS: Final = 600_000_000  # A0 at 600 dots an inch
_TAGS: Final = {"zh": "zh-CN", "en": "en"}


def fits(dots: tuple[int, int]) -> bool:
    """Whether a PNG of so many dots is painted at all."""
    return max(dots) <= MOST_SIDE and dots[0] * dots[1] <= MOST_DOTS


def plate_bytes(
    form: PlateForm,
    scene: Scene,
    viewport: Viewport,
    size: Format,
    dpi: float,
    beat: Callable[[float], None] = lambda _: None,
    tiles: TileImages | None = None,
) -> bytes:
    """The map of ``viewport`` with its furniture, as a file.

    Parameters
    ----------
    viewport : Viewport
        Of ``size.pixels``.
    dpi : float
        Dots an inch of a PNG; the others have none.
    beat : callable
        Told how far the work is, 0 to 1; may raise to stop it.
    tiles : TileImages or None
        Those of the scene's online basemap; without them the built-in one is seen.

    Returns
    -------
    bytes
        The same for the same input, on the same machine.
    """
    picture = plate(scene, viewport, QtMeasure())
    if tiles is not None:
        picture = replace(picture, ground=with_tiles(picture.ground, tiles))
    beat(0.1)
    if form == "png":
        from desktop.paint.png import png_of_plate

        return png_of_plate(picture, viewport, size.dots(dpi), dpi, lambda share: beat(0.1 + 0.9 * share))
    title, tag = messages(scene.language)("export.file_name"), _TAGS[scene.language]
    if form == "svg":
        from layers.export.svg import svg_file

        return svg_file(picture, viewport, title, tag, QtMeasure())
    from desktop.paint.pdf import pdf_of_plate
    from desktop.paint.pdf_text import Imprint

    return pdf_of_plate(picture, viewport, size, Imprint(title, tag, stamp(scene)), beat)


def stamp(scene: Scene) -> datetime:
    """When a file counts as made: ``SOURCE_DATE_EPOCH`` (seconds since 1970), else the register's date."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC)
    day = scene.register.as_of
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
