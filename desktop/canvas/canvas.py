"""The map widget: shows the last picture wherever the view is, and has the next one painted."""

from __future__ import annotations

import time
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.canvas.furniture import furniture_rects
from desktop.canvas.motion import Flight, Glide
from desktop.canvas.picture import Picture, Wish, rendered
from desktop.canvas.renderer import Renderer
from desktop.canvas.sheets import Sheets
from geo.record import replace
from layers.home import home_extent
from layers.style import load_style
from layers.viewport import Viewport

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent, QShowEvent

    from desktop.canvas.preparer import Preparer
    from desktop.document import Document
    from desktop.tiles.service import TileService
    from desktop.tiles.sheet import TileSheet
    from geo.extent import Extent
    from layers.labels.room import Rect
    from layers.tiles.basemap import Basemap

__all__ = ["MapCanvas"]

FRAME_MS = 8
SETTLE_MS = 120  # a drag that pauses this long gets its labels anew
RESELECT_MS = 20  # the panels show a selection first, the map one frame later
MARGIN_PX = 192
FIT_PX = 24
_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
CLOSEST_FIT = 6_000.0  # bringing one point into view goes no closer than this scale


class MapCanvas(QWidget):
    """Shows the document's scene.

    Gestures are not understood here: `desktop.canvas.surface` turns them into calls.

    Signals
    -------
    view_changed : Viewport
        At every step of every motion.
    completed
        A picture of the current scene and view, labels and all, has been painted.
    asked : Wish
        What is to be painted next, for those who paint another scene of the same view.
    """

    view_changed = Signal(object)
    completed = Signal()
    asked = Signal(object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.less_motion = False
        self.pixel_ratio: float | None = None  # instead of the screen's, for a picture of the window
        self.clock = time.perf_counter
        self._view = Viewport.fitted(home_extent(document.scene), 816, 600, FIT_PX)
        self._at_home = True
        self._motion: Flight | Glide | None = None
        self.sheets = Sheets()
        self.over_map: Callable[[QPainter, float], None] | None = None  # given the pixel ratio, before tools paint
        self._first = True
        self._told: Picture | None = None
        self._ringed = False
        self._renderer = Renderer(self)
        self._renderer.done.connect(self._take)
        self._frames = QTimer(self, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self._step)
        self._settling = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settling.timeout.connect(self.ask)
        self._soon = QTimer(self, interval=RESELECT_MS, singleShot=True)
        self._soon.timeout.connect(self.ask)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(240, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        document.scene_changed.connect(self._scene_changed)
        document.hovered_changed.connect(lambda _: self.update())

    @property
    def view(self) -> Viewport:
        """What is seen now."""
        return self._view

    @property
    def goal(self) -> Viewport:
        """What will be seen when the map rests."""
        return self._motion.goal if self._motion is not None else self._view

    @property
    def moving(self) -> bool:
        """Whether a motion is under way."""
        return self._motion is not None

    @property
    def complete(self) -> bool:
        """Whether the picture at hand is of the current scene and view, and the map rests."""
        return self._motion is None and self.sheets.shows(self.document.scene, self._view)

    @property
    def settled(self) -> bool:
        """Whether the picture is complete and no tile is on its way that could make it a better one."""
        picture = self.sheets.picture
        online = self.document.scene.basemap is not None
        return self.complete and picture is not None and (not online or self.tiles.is_last(picture.wish.tiles))

    def sizeHint(self) -> QSize:
        """The map of a 1440 by 900 window."""
        return QSize(816, 600)

    def go(self, view: Viewport, animate: bool = True, home: bool = False) -> None:
        """Bring another view onto the screen, in a short flight or at once."""
        self._at_home = home
        if not animate or self.less_motion or not self.isVisible():
            self._motion = None
            self._set_view(view)
        else:
            self._begin(Flight(self._view, view, self.clock()))
        self.ask()

    def zoom_by(self, factor: float, at: QPointF | None = None, animate: bool = True) -> None:
        """Go ``factor`` times closer with the ground under ``at`` (the middle by default) kept there."""
        x, y = (at.x(), at.y()) if at is not None else (None, None)
        self.go(self.goal.zoomed(factor, x, y), animate)

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the map by pixels, as a key does."""
        self.go(self.goal.moved(dx, dy))

    def go_home(self, animate: bool = True) -> None:
        """Show the whole district."""
        self.go(self._home_view(), animate, home=True)

    def show_extent(self, extent: Extent, animate: bool = True) -> None:
        """Bring an extent, in EPSG:3857 metres, into view."""
        width, height = self.width(), self.height()
        view = Viewport.fitted(extent, width, height, min(width, height) * 0.12)
        self.go(view.at_scale(CLOSEST_FIT) if view.scale < CLOSEST_FIT else view, animate)

    def open_up(self, extent: Extent) -> None:
        """Go closer to an extent until it fills the view: twice as close at least, sixteen times at most."""
        fitted = Viewport.fitted(extent, self.width(), self.height(), min(self.width(), self.height()) * 0.12)
        now = self._view.resolution
        self.go(fitted.at_resolution(min(max(fitted.resolution, now / 16), now / 2)))

    def drag(self, dx: float, dy: float) -> None:
        """The map follows the hand by pixels."""
        self._motion = None
        self._at_home = False
        self._set_view(self._view.moved(dx, dy))
        if not self._renderer.busy and not self.sheets.cover(self._view):
            self.ask()  # and not at each step, or no picture would ever be finished
        self._settling.start()

    def glide(self, vx: float, vy: float) -> None:
        """Let the map run on at pixels a second until it rests."""
        glide = Glide(self._view, vx, vy, self.clock())
        if glide.lasts > 0 and not self.less_motion:
            self._begin(glide)
        self.ask()

    def halt(self) -> None:
        """Stop where the view is now."""
        self._motion = None
        self._frames.stop()

    def ask(self) -> None:
        """Have the goal painted."""
        self._settling.stop()
        self._soon.stop()
        if self.isVisible():
            wish = Wish(self.document.scene, self.goal, MARGIN_PX, self._ratio(), self.reserved(), self._tiles())
            if self._first:
                self._paint_first(replace(wish, margin=0))
            else:
                self._renderer.ask(wish)
            if self.document.scene.has_own or "_preparer" in vars(self):
                self._preparer.want(self.document.scene)
            self.asked.emit(wish)

    @cached_property
    def _preparer(self) -> Preparer:
        """What makes very large layers ready; made with the first layer of the user's own."""
        from desktop.canvas.preparer import Preparer

        made = Preparer(self)
        made.ready.connect(self.ask)
        return made

    @cached_property
    def tiles(self) -> TileService:
        """Where tiles come from; made when somebody first chooses an online basemap."""
        from desktop.tiles.service import TileService

        made = TileService(lambda: self.document.scene.language, self)
        made.arrived.connect(self._show_tiles)
        made.told.connect(self.document.told)
        return made

    def forgive_basemap(self, basemap: Basemap) -> None:
        """Ask a provider again who has refused: there is another key."""
        if "tiles" in self.__dict__:
            self.tiles.forgive(basemap)

    def _tiles(self) -> TileSheet | None:
        """What is at hand of the online basemap for the goal and the ground around it."""
        basemap = self.document.scene.basemap
        if basemap is None:
            if "tiles" in self.__dict__:
                self.tiles.rest()
            return None
        goal = self.goal
        wide = goal.resized(goal.width + 2 * MARGIN_PX, goal.height + 2 * MARGIN_PX)
        return self.tiles.sheet_for(basemap, wide, self._ratio())

    def _show_tiles(self) -> None:
        if self._renderer.busy:
            self.tiles.postpone()  # or no picture would ever be finished while tiles come
        else:
            self.ask()

    def _paint_first(self, wish: Wish) -> None:
        """Paint the first picture here and now: there is nothing yet that a hand could wait for.

        A thread would have to load the letters that the window has loaded already, and share the
        interpreter with the window's own first painting.
        """
        picture = rendered(wish, lambda: False)
        if picture is not None:
            self._take(picture)

    def reserved(self) -> tuple[Rect, ...]:
        """Where no label may lie, in pixels: under the furniture."""
        return furniture_rects(self.goal, self.document.scene)

    def stop(self) -> None:
        """End the painting thread; call it before the canvas goes."""
        self._frames.stop()
        self._settling.stop()
        self._soon.stop()
        if "_preparer" in vars(self):
            self._preparer.stop()
        self._renderer.stop()
        if "tiles" in self.__dict__:
            self.tiles.stop()

    def target_at(self, at: QPointF) -> tuple[QRectF, tuple[str, str]] | None:
        """What a click at a pixel means beyond the ground, such as a chip, and where that lies."""
        return self.sheets.target_at(at, self._view)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        """The picture where it lies in this view, the hovered zone, labels, furniture."""
        scene, ratio = self.document.scene, self._ratio()
        with QPainter(self) as painter:
            self.sheets.paint(painter, scene, self._view, self.document.hovered, ratio)
            if self.over_map is not None:
                self.over_map(painter, ratio)
            self.paint_over(painter)
            self.sheets.paint_furniture(painter, scene, self._view, ratio)
            if self._ringed and self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(load_style(scene.theme).colour("accent")), 2))
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        picture = self.sheets.picture
        if picture is not None and picture.wish.pixel_ratio != ratio:
            self._soon.start()  # moved to a screen with other pixels
        if self.complete and self._told is not picture:
            self._told = picture
            QTimer.singleShot(0, self.completed.emit)

    def paint_over(self, painter: QPainter) -> None:
        """What a tool draws over the map; nothing here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep middle and scale; at home, keep the whole district."""
        super().resizeEvent(event)
        self._motion = None
        size = event.size()
        self._set_view(self._home_view() if self._at_home else self._view.resized(size.width(), size.height()))
        self.ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Have what is seen painted."""
        super().showEvent(event)
        self.ask()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who came with the keyboard must see where the keys go; who clicked knows."""
        super().focusInEvent(event)
        self._ringed = event.reason() in _BY_KEY
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def _home_view(self) -> Viewport:
        return Viewport.fitted(home_extent(self.document.scene), self.width(), self.height(), FIT_PX)

    def _scene_changed(self, change: object) -> None:
        if getattr(change, "only_selection", False):
            self._soon.start()
        else:
            self.ask()

    def _begin(self, motion: Flight | Glide) -> None:
        self._motion = motion
        self._frames.start()

    def _step(self) -> None:
        motion = self._motion
        if motion is None:
            self._frames.stop()
            return
        now = self.clock()
        if motion.over(now):
            self.halt()
            self._set_view(motion.goal)
        else:
            self._set_view(motion.at(now))

    def _set_view(self, view: Viewport) -> None:
        if view != self._view:
            self._view = view
            self.update()
            self.view_changed.emit(view)

    def _take(self, picture: Picture) -> None:
        self.sheets.picture = picture
        self.update()
        if self._first or not self.sheets.cover(self._view):
            self._first = False
            self._settling.start()  # now the ground beyond the edges

    def _ratio(self) -> float:
        return self.pixel_ratio or self.devicePixelRatioF()
