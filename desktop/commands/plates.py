"""``export png|pdf|svg``: how large, of what, and painted with nothing shown on any screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.commands.options import as_size
from desktop.commands.pictures import start_painting
from desktop.commands.refusal import Refusal
from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.commands.basemaps import Fetcher
    from desktop.paint.paper import Format
    from desktop.paint.plates import PlateForm
    from layers.scene import Scene

__all__ = ["Wanted", "plate_file", "wanted"]

_LEAST_DPI, _MOST_DPI = 24, 2400
_SCREEN_DPI, _PAPER_DPI = 96.0, 300.0
_MARGIN_PX = 40
_VECTOR_RATIO = 2.0  # of the tiles in a file that has no dots of its own


@dataclass(frozen=True, slots=True)
class Wanted:
    """How large a plate is, and how fine as a PNG."""

    size: Format
    dpi: float


def wanted(form: PlateForm, size: str | None, paper: str | None, dpi: str | None) -> Wanted:
    """The options of a plate, all as the person wrote them.

    Raises
    ------
    Refusal
        For a value that an option cannot have, for two that exclude each other, and for a PNG
        beyond all measure.
    """
    from desktop.paint.paper import PAPERS, paper_format, pixel_format
    from desktop.paint.plates import MOST_SIDE, fits

    if paper and size:
        raise Refusal("cli.size_or_paper")
    if dpi and form != "png":
        raise Refusal("cli.dpi_only_png", format=form)
    asked = paper_format(paper) if paper else pixel_format(*as_size(size or "1600x1000"))
    if asked is None:
        raise Refusal("cli.no_paper", text=paper, papers=" ".join(PAPERS))
    fine = _as_dpi(dpi) if dpi else _PAPER_DPI if paper else _SCREEN_DPI
    if form == "png" and not fits(asked.dots(fine)):
        width, height = asked.dots(fine)
        raise Refusal("cli.picture_beyond", width=width, height=height, most=MOST_SIDE)
    return Wanted(asked, fine)


def plate_file(
    form: PlateForm, scene: Scene, zones: Sequence[str], want: Wanted, fetcher: Fetcher | None = None
) -> bytes:
    """The file; of the whole district, or of what ``zones`` span.

    Raises
    ------
    Refusal
        Where this machine lacks what painting needs.
    """
    start_painting()
    from desktop.paint.paper import PX_AN_INCH
    from desktop.paint.plates import plate_bytes
    from geo.extent import Extent
    from layers.home import home_extent, zone_extent
    from layers.viewport import Viewport

    extent = Extent.around(zone_extent(scene, zone) for zone in zones) or home_extent(scene)
    viewport = Viewport.fitted(extent, *want.size.pixels, margin=_MARGIN_PX)
    ratio = want.dpi / PX_AN_INCH if form == "png" else _VECTOR_RATIO
    tiles = fetcher.fetch(viewport, ratio) if fetcher is not None else None
    return plate_bytes(form, scene, viewport, want.size, want.dpi, tiles=tiles)


def _as_dpi(text: str) -> float:
    try:
        dpi = float(text)
    except ValueError:
        dpi = 0.0
    if not _LEAST_DPI <= dpi <= _MOST_DPI:  # nan is outside too
        raise Refusal("cli.no_dpi", text=text, least=_LEAST_DPI, most=_MOST_DPI)
    return dpi
