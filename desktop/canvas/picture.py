"""One finished picture of the map, and where it lies in another view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.canvas.name_targets import name_targets
from desktop.paint.fonts import QtMeasure
from desktop.paint.painter import paint_ground, paint_overlay
from geo.record import dataclass, replace
from layers.display import with_tiles
from layers.drawing import Target, draw_ground, draw_overlay
from layers.style import load_style

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.tiles.sheet import TileSheet
    from layers.labels.room import Rect
    from layers.scene import Scene
    from layers.viewport import Viewport

__all__ = ["Picture", "Wish", "means_of", "place_of", "rendered"]

MOST_PX = 24_000_000  # device pixels of the widest ground: 96 MB


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """A picture that is wanted.

    Attributes
    ----------
    view : Viewport
        What is seen; labels are laid out for it.
    margin : int
        CSS pixels of ground beyond each edge of it, so that a drag finds something there.
    pixel_ratio : float
        Device pixels in a CSS pixel.
    reserved : tuple of (left, top, right, bottom)
        Where buttons and furniture lie: no label comes near.
    tiles : TileSheet or None
        What is at hand of the scene's online basemap; the built-in one is seen where it has nothing.
    """

    scene: Scene
    view: Viewport
    margin: int
    pixel_ratio: float
    reserved: tuple[Rect, ...] = ()
    tiles: TileSheet | None = None

    @property
    def drawn(self) -> Scene:
        """The scene as it is drawn: wholly with the built-in basemap, names and all, while there is no tile."""
        bare = self.scene.basemap is not None and not (self.tiles is not None and self.tiles.pieces)
        return replace(self.scene, basemap=None) if bare else self.scene


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """The ground, wider than the view, and the labels of the view as a transparent sheet.

    ``state`` says with what means it was painted: see `means_of`.
    """

    wish: Wish
    ground: QImage
    ground_view: Viewport
    overlay: QImage
    targets: tuple[Target, ...]
    state: tuple[bool, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing was left out because it was not ready."""
        return all(self.state[1:])


def means_of(scene: Scene) -> tuple[bool, ...]:
    """For a scene with layers of very many features: whether the kernel can paint, and which of them are ready."""
    if not scene.has_own:
        return ()
    from layers.masses import masses, ready

    found = [ready(geometry) is not None for _, geometry in masses(scene)]
    if not found:
        return ()
    from geo.raster import engine  # not on the way to the first map

    return engine.ready(), *found


def rendered(wish: Wish, stop: Callable[[], bool], last: Picture | None = None) -> Picture | None:
    """Paint a picture; None where ``stop`` said so between two classes of features.

    The ground of ``last`` is taken over where it shows the same scene at the same scale and
    reaches well beyond the view.
    """
    state = means_of(wish.scene)
    if last is not None and last.state == state and _serves(last, wish):
        ground, ground_view = last.ground, last.ground_view
    else:
        ground_view = _wider(wish)
        painted = _ground(wish, ground_view, stop)
        if painted is None:
            return None
        ground = painted
    overlay = _blank(wish.view, wish.pixel_ratio, QImage.Format.Format_ARGB32_Premultiplied)
    overlay.fill(0)
    measure = QtMeasure()
    items, targets = draw_overlay(wish.drawn, wish.view, measure, wish.reserved)
    targets = (*name_targets(wish.scene, items, measure), *targets)  # the last one lies on top
    if stop():
        return None
    with QPainter(overlay) as painter:
        paint_overlay(painter, items)
    return Picture(wish, ground, ground_view, overlay, targets, state)


def place_of(shown: Viewport, view: Viewport) -> QRectF:
    """Where an image of ``shown`` lies in ``view``, in pixels of ``view``."""
    factor = shown.resolution / view.resolution
    width, height = shown.width * factor, shown.height * factor
    middle = QPointF(
        view.width / 2 + (shown.x - view.x) / view.resolution,
        view.height / 2 - (shown.y - view.y) / view.resolution,
    )
    return QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)


def _serves(last: Picture, wish: Wish) -> bool:
    before, left = last.wish, wish.margin / 3
    seen = QRectF(0, 0, wish.view.width, wish.view.height).adjusted(-left, -left, left, left)
    return (
        before.scene is wish.scene
        and before.tiles is wish.tiles
        and before.pixel_ratio == wish.pixel_ratio
        and before.margin >= wish.margin
        and last.ground_view.resolution == wish.view.resolution
        and place_of(last.ground_view, wish.view).contains(seen)
    )


def _wider(wish: Wish) -> Viewport:
    """The view with its margin, less where the image would grow beyond reason."""
    margin = wish.margin
    while margin > 0:
        wide = wish.view.resized(wish.view.width + 2 * margin, wish.view.height + 2 * margin)
        if wide.width * wide.height * wish.pixel_ratio**2 <= MOST_PX:
            return wide
        margin //= 2
    return wish.view


def _ground(wish: Wish, view: Viewport, stop: Callable[[], bool]) -> QImage | None:
    image = _blank(view, wish.pixel_ratio, QImage.Format.Format_RGB32)
    image.fill(QColor(load_style(wish.scene.theme).colour("land_out")))
    items = draw_ground(wish.drawn, view, patient=False)
    if wish.tiles is not None:
        from desktop.tiles.sheet import LaidTiles  # only where an online basemap was chosen

        items = with_tiles(items, LaidTiles(wish.tiles, wish.pixel_ratio))
    with QPainter(image) as painter:
        return image if paint_ground(painter, items, view, stop) else None


def _blank(view: Viewport, ratio: float, form: QImage.Format) -> QImage:
    image = QImage(round(view.width * ratio), round(view.height * ratio), form)
    image.setDevicePixelRatio(ratio)
    return image
