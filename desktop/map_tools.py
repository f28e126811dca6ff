"""What a person works on the map with, beside the tools in hand: each is made when it is first wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop.actions import BOOKMARKS, COORDINATES
from desktop.canvas.pointer import PLACES_TO
from desktop.notice import Notice, Said
from geo.mercator import to_lonlat, to_mercator
from geo.record import replace
from layers.messages import messages

if TYPE_CHECKING:
    from desktop.bookmark_dialog import BookmarkDialog
    from desktop.bookmarks import Bookmarks
    from desktop.canvas.overview import OverviewMap
    from desktop.canvas.swipe import Swipe
    from desktop.go_to import GoToDialog
    from desktop.panels.identify import IdentifyPanel
    from desktop.panels.select_bar import SelectBar
    from desktop.select_condition import ConditionDialog
    from desktop.select_location import LocationDialog
    from desktop.selector import Selector
    from desktop.tiles.dialog import BasemapDialog
    from desktop.window import MainWindow
    from layers.select.area import Area

__all__ = ["MapTools"]


class MapTools(QObject):
    """Coordinates, bookmarks, identify, select, compare: what follows a gesture or a command on the map of a window.

    Signals
    -------
    bookmarks_changed
        To be kept at once.
    """

    bookmarks_changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.document, self.surface, self.coordinates = window.document, window.surface, window.coordinates
        self._kept: tuple[tuple[str, float, float, float], ...] = ()
        surface = self.surface
        surface.identify_wanted.connect(self.identify)
        surface.select_wanted.connect(lambda at, keys: self.selector.at(surface.pointer.found(at), keys))
        surface.area_wanted.connect(self._select_area)
        surface.report_wanted.connect(lambda _: self.copy_measure())
        surface.tool_changed.connect(self._tool_changed)
        window.status.systems_wanted.connect(self._choose_system)

    @cached_property
    def go_to(self) -> GoToDialog:
        """The dialog that asks for coordinates."""
        from desktop.go_to import GoToDialog

        dialog = GoToDialog(self.document, self.coordinates, self._middle, self._window)
        dialog.wanted.connect(self.surface.show_place)
        return dialog

    @cached_property
    def bookmarks(self) -> Bookmarks:
        """The person's own named views."""
        from desktop.bookmarks import Bookmarks, bookmarks_in

        bookmarks = Bookmarks(bookmarks_in(self._kept), self)
        bookmarks.changed.connect(self.bookmarks_changed)
        return bookmarks

    @property
    def kept_bookmarks(self) -> tuple[tuple[str, float, float, float], ...]:
        """They as settings hold them."""
        if not self.made("bookmarks"):
            return self._kept
        return tuple((each.name, each.lon, each.lat, each.scale) for each in self.bookmarks.all)

    def keep_bookmarks(self, kept: tuple[tuple[str, float, float, float], ...]) -> None:
        """Those of the last time; they are looked at when first wanted."""
        self._kept = kept

    @cached_property
    def bookmark_dialog(self) -> BookmarkDialog:
        """The list of bookmarks."""
        from desktop.bookmark_dialog import BookmarkDialog

        dialog = BookmarkDialog(self.document, self.bookmarks, self._window)
        dialog.wanted.connect(self.go_to_bookmark)
        return dialog

    @cached_property
    def overview(self) -> OverviewMap:
        """The district in small, in the map's corner."""
        from desktop.canvas.overview import OverviewMap

        made = OverviewMap(self.surface)
        self.surface.set_corner(made)
        return made

    @cached_property
    def swipe(self) -> Swipe:
        """Two maps side by side in one."""
        from desktop.canvas.swipe import Swipe

        swipe = Swipe(self.surface)
        swipe.opened.connect(self._window.commands["swipe"].setChecked)
        return swipe

    @property
    def swiping(self) -> bool:
        """Whether the map is divided."""
        return self.made("swipe") and self.swipe.is_open

    def show_swipe(self, shown: bool) -> None:
        """Divide the map, or make it one again."""
        if shown:
            self.swipe.open()
        elif self.swiping:
            self.swipe.close()

    @property
    def overview_open(self) -> bool:
        """Whether it is seen."""
        return self.made("overview") and not self.overview.isHidden()

    def show_overview(self, shown: bool) -> None:
        """Show the overview or put it away."""
        if shown or self.made("overview"):
            self.overview.setVisible(shown)
            self.overview.raise_()
            self.surface.ask()  # labels keep clear of it

    @cached_property
    def basemap_dialog(self) -> BasemapDialog:
        """The dialog with all basemaps and their keys."""
        from desktop.tiles.dialog import BasemapDialog

        dialog = BasemapDialog(self.document, self._window)
        dialog.key_changed.connect(self.surface.forgive_basemap)
        dialog.chosen.connect(self.document.set_basemap)
        return dialog

    def lay_basemap(self, name: str) -> None:
        """Lay a basemap under the map by its name; ``more``, or one whose key is not there, asks first."""
        self._window.show_state()  # the command has checked itself, which the person may yet think better of
        if name == "more":
            self.basemap_dialog.open_at()
            return
        from desktop.tiles.keys import key_of
        from layers.tiles.presets import find_basemap

        found = find_basemap(name)
        if found is not None and found.key and not key_of(found.key):
            self.basemap_dialog.open_at(found.id)
        else:
            self.document.set_basemap(found)

    @cached_property
    def identified(self) -> IdentifyPanel:
        """The sheet that lists what lies under a place."""
        from desktop.panels.identify import IdentifyPanel

        panel = IdentifyPanel(self.document, self.surface)
        panel.zoom_wanted.connect(self._window.show_feature)
        panel.dossier_wanted.connect(self._window.open_dossier)
        panel.closed.connect(lambda: self.surface.mark(None))
        self.surface.sheets_over.append(panel)
        return panel

    @cached_property
    def selector(self) -> Selector:
        """Chooses features."""
        from desktop.selector import Selector

        selector = Selector(self.document, self)
        selector.started.connect(self._window.status.show_work)
        return selector

    @cached_property
    def select_bar(self) -> SelectBar:
        """The strip over the map while one selects."""
        from desktop.panels.select_bar import SelectBar

        return SelectBar(self.document, self.selector, self._window.commands, self.surface)

    @cached_property
    def location_dialog(self) -> LocationDialog:
        """Asks where the features lie that are wanted."""
        from desktop.select_location import LocationDialog

        return LocationDialog(self.document, self.selector, self._window)

    @cached_property
    def condition_dialog(self) -> ConditionDialog:
        """Asks what the attributes say of the features that are wanted."""
        from desktop.select_condition import ConditionDialog

        return ConditionDialog(self.document, self.selector, self._window)

    @cached_property
    def systems(self) -> QMenu:
        """The coordinate systems to choose from."""
        menu = self._window.commands.grow(QMenu(self._window), COORDINATES)
        self._window.commands.speak(messages(self.document.scene.language))
        return menu

    def made(self, name: str) -> bool:
        """Whether one of the above has been wanted yet."""
        return name in self.__dict__

    def identify(self, at: QPointF) -> None:
        """List everything at a pixel of the map, in all layers that are shown."""
        place = self.surface.view.to_map(at.x(), at.y())
        self.surface.mark(place)
        self.identified.show_found(self.surface.pointer.everything(at), self.place_text(*to_lonlat(*place)), at.x())

    def add_bookmark(self) -> None:
        """Keep the view under a name that says where it is; the person may write another at once."""
        from desktop.bookmarks import bookmark_of
        from layers.identify import identify

        scene, view = self.document.scene, self.surface.goal
        zone = next((each for each in identify(scene, view.x, view.y, 0.0) if each[0] == "zones"), None)
        words = messages(scene.language)
        name = scene.register.zones[zone[1]].name(scene.language) if zone else words("bookmarks.new")
        self.bookmarks.add(bookmark_of(self.bookmarks.free_name(name), view))
        self.bookmark_dialog.open()
        self.bookmark_dialog.edit(len(self.bookmarks.all) - 1)

    def go_to_bookmark(self, number: int) -> None:
        """Bring one of the person's own into view."""
        found = self.bookmarks.all[number]
        x, y = to_mercator(np.array([[found.lon, found.lat]]))[0].tolist()
        self.surface.go(replace(self.surface.view, x=x, y=y).at_scale(found.scale))

    def fill_bookmarks(self) -> None:
        """What the menu lists below its commands: the shipped views, then the person's own."""
        from desktop.bookmarks import shipped

        menu = self._window.commands.menu(BOOKMARKS)
        for action in menu.actions()[len(BOOKMARKS.items) :]:
            menu.removeAction(action)
            action.deleteLater()
        for zone_id, name in shipped(self.document.scene):
            menu.addAction(name).triggered.connect(lambda _, zone_id=zone_id: self._window.show_zone(zone_id))
        if self.bookmarks.all:
            menu.addSeparator()
        for number, each in enumerate(self.bookmarks.all):
            text = each.name.replace("&", "&&")
            menu.addAction(text).triggered.connect(lambda _, number=number: self.go_to_bookmark(number))

    def copy_coordinates(self) -> None:
        """Copy where the pointer is, or the middle of the view, in the system that is shown."""
        self.copy(self.place_text(*(self.surface.pointer.place or self._middle())))

    def copy_measure(self) -> None:
        """Copy what was measured, or say how to measure."""
        text = self.surface.tool.report()
        if text:
            QGuiApplication.clipboard().setText(text)
            self.document.told.emit(Notice("success", Said("measure.copied")))
        else:
            self.document.told.emit(Notice("info", Said("measure.nothing")))

    def copy(self, text: str) -> None:
        """Put coordinates on the clipboard and say so."""
        QGuiApplication.clipboard().setText(text)
        self.document.told.emit(Notice("success", Said("coords.copied", {"text": text})))

    def place_text(self, lon: float, lat: float) -> str:
        """A position to be copied: in degrees where the system that is shown does not reach."""
        found = self.coordinates.at(lon, lat)
        return found.copied if found else f"{lon:.5f}, {lat:.5f}"

    def stop(self) -> None:
        """End what is under way beside the window."""
        self.coordinates.stop()
        if self.made("swipe"):
            self.swipe.stop()
        if self.made("selector"):
            self.selector.stop()

    def _middle(self) -> tuple[float, float]:
        return to_lonlat(self.surface.view.x, self.surface.view.y)

    def _choose_system(self, where: QPoint) -> None:
        self.systems.popup(QPoint(where.x(), where.y() - self.systems.sizeHint().height()))

    def _tool_changed(self, name: str) -> None:
        if name == "measure":
            self.coordinates.prepare()  # PROJ, before the second point asks for it
        selecting = name in ("select", "lasso")
        if selecting or self.made("select_bar"):
            self.select_bar.setVisible(selecting)
        if selecting and self.made("identified"):
            self.identified.put_away()  # both lie in the same corner

    def _select_area(self, area: Area, keys: Qt.KeyboardModifier) -> None:
        from desktop.selector import mode_of

        self.selector.by_area(area, mode_of(keys), self.surface.view.scale <= PLACES_TO)
