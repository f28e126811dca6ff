"""Two maps in one, left and right of a line that is dragged: what changed is seen where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Signal

from desktop.canvas.divider import Divider
from desktop.canvas.renderer import Renderer
from desktop.canvas.sheets import Sheets
from geo.record import replace
from layers.sides import NOW, first_pair, scene_of, sides_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from desktop.canvas.picture import Picture, Wish
    from desktop.canvas.surface import MapSurface
    from layers.scene import Scene
    from layers.sides import Side

__all__ = ["Half", "Swipe"]


class Half(QObject):
    """One side: which scene it shows, and its pictures, painted by a thread of its own.

    A side that shows the map as it is has none: the canvas's own pictures serve.
    """

    def __init__(self, surface: MapSurface) -> None:
        super().__init__(surface)
        self._surface = surface
        self.side: Side = NOW
        self.sheets = Sheets()
        self._renderer: Renderer | None = None
        self._scene: tuple[object, Scene] | None = None

    @property
    def scene(self) -> Scene:
        """What it shows; the same object as long as neither the map nor the side changes."""
        key = (self._surface.document.scene, self.side)
        if self._scene is None or self._scene[0] != key:
            self._scene = (key, scene_of(*key))
        return self._scene[1]

    @property
    def own(self) -> bool:
        """Whether it shows anything but the map as it is."""
        return self.scene is not self._surface.document.scene

    @property
    def complete(self) -> bool:
        """Whether its picture is of its scene and the view."""
        return not self.own or self.sheets.shows(self.scene, self._surface.view)

    def ask(self, wish: Wish) -> None:
        """Have it painted as the canvas has its own picture painted."""
        if not self.own:
            return
        if self._renderer is None:
            self._renderer = Renderer(self)
            self._renderer.done.connect(self._take)
        scene = self.scene
        self._renderer.ask(replace(wish, scene=scene, tiles=wish.tiles if scene.basemap is not None else None))

    def paint(self, painter: QPainter, place: QRectF, ratio: float) -> None:
        """Its part of the map, over the canvas's own."""
        if self.own:
            painter.save()
            painter.setClipRect(place)
            self.sheets.paint(painter, self.scene, self._surface.view, None, ratio)
            painter.restore()

    def stop(self) -> None:
        """End its thread."""
        if self._renderer is not None:
            self._renderer.stop()
            self._renderer = None
        self.sheets.picture = None

    def _take(self, picture: Picture) -> None:
        self.sheets.picture = picture
        self._surface.update()


class Swipe(QObject):
    """The comparison on one map; open or not.

    Signals
    -------
    opened : bool
        It was opened, or put away.
    """

    opened = Signal(bool)

    def __init__(self, surface: MapSurface) -> None:
        super().__init__(surface)
        self._surface = surface
        self.left, self.right = Half(surface), Half(surface)
        self.divider = Divider(surface.document, surface)
        self.divider.moved.connect(surface.update)
        self.divider.chosen.connect(self._choose)
        self.divider.closed.connect(self.close)
        surface.sheets_over.append(self.divider)
        surface.asked.connect(self._ask)

    @property
    def is_open(self) -> bool:
        """Whether the map is divided."""
        return not self.divider.isHidden()

    @property
    def complete(self) -> bool:
        """Whether both sides show what they should."""
        return self.left.complete and self.right.complete

    def open(self, left: Side | None = None, right: Side | None = None) -> None:
        """Divide the map; between what one most likely wants to compare, where nothing is said."""
        pair = first_pair(self._surface.document.scene)
        self.left.side, self.right.side = left or pair[0], right or pair[1]
        self._surface.over_map = self._paint
        self.divider.open(self.left.side, self.right.side)
        self._surface.ask()
        self.opened.emit(True)

    def close(self) -> None:
        """One map again."""
        self._surface.over_map = None
        self.left.stop()
        self.right.stop()
        self.divider.hide()
        self._surface.update()
        self.opened.emit(False)

    def stop(self) -> None:
        """End the threads, as when the window closes."""
        self.left.stop()
        self.right.stop()

    def _choose(self, left: Side, right: Side) -> None:
        self.left.side, self.right.side = left, right
        self._surface.ask()
        self._surface.update()

    def _ask(self, wish: Wish) -> None:
        if not self.is_open:
            return
        there = sides_of(wish.scene)
        for half in (self.left, self.right):
            if half.side not in there:
                half.side = NOW  # its layer was closed
            half.ask(wish)
        self.divider.offer(self.left.side, self.right.side)

    def _paint(self, painter: QPainter, ratio: float) -> None:
        x, view = self.divider.x_px, self._surface.view
        self.left.paint(painter, QRectF(0, 0, x, view.height), ratio)
        self.right.paint(painter, QRectF(x, 0, view.width - x, view.height), ratio)
