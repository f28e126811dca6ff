"""The window: puts the parts together and binds commands to what they do."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow

from desktop.actions import BOOKMARKS, Actions
from desktop.bindings import BASEMAPS, bindings
from desktop.canvas.surface import MapSurface
from desktop.checker import Checker
from desktop.coordinates import Coordinates
from desktop.exporter import Exporter
from desktop.map_tools import MapTools
from desktop.opener import Opener
from desktop.slot import Slot
from desktop.status import StatusBar
from desktop.styling import Styling
from desktop.theme import apply_theme
from desktop.tool_bar import TitledMenuBar, ToolBar
from desktop.workspace import Workspace
from geo.mercator import to_lonlat
from layers.home import DISTRICT, zone_extent
from layers.messages import messages
from layers.whereabouts import extent_of

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from desktop.document import Document
    from desktop.notice import Notice
    from desktop.notice_bar import NoticeBar
    from desktop.panels.card import Card
    from desktop.panels.dossier import DossierPanel
    from desktop.panels.find import FindField
    from desktop.panels.layers import LayerPanel
    from desktop.panels.legend import LegendPanel
    from desktop.panels.table import TablePanel
    from layers.scene import Feature

__all__ = ["MainWindow"]

FIND_PX = (312, 32)  # of the find field, kept free until it is made

ATTRIBUTION_PX = 34  # at the foot of the map, which nothing may cover


class MainWindow(QMainWindow):
    """Everything that a planner sees.

    Signals
    -------
    theme_wanted : ``system``, ``light`` or ``dark``
        Asked for by command; who started the window knows what the system wants.
    closing
        Before it goes, while it still can be asked where it was.
    """

    theme_wanted = Signal(str)
    closing = Signal()

    def __init__(self, document: Document, folder: str = "") -> None:
        super().__init__()
        self.document = document
        self._furnished = False
        apply_theme(_application(), document.scene.theme)
        self.surface = MapSurface(document)
        self.exporter = Exporter(document, self, folder)
        self.opener = Opener(document, self)
        self.checker = Checker(document, self)
        self._left, self.right, self._bottom, self._find = Slot(), Slot(), Slot(), Slot()
        self._find.setFixedSize(*FIND_PX)
        self.workspace = Workspace(document, self._left, self.surface, self.right, self._bottom, self)
        self.coordinates = Coordinates(self)
        self.status = StatusBar(document, self.surface.view, self.coordinates)
        self.tools = MapTools(self)
        self.styling = Styling(self)
        self.commands = Actions(bindings(self), self)
        self.bar = ToolBar(document, self.commands, self._find, self)
        menus = TitledMenuBar(document)
        self.commands.fill(menus)
        self.commands.menu(BOOKMARKS).aboutToShow.connect(self.tools.fill_bookmarks)
        self.setMenuBar(menus)
        self.addToolBar(self.bar)
        self.setStatusBar(self.status)
        self.setCentralWidget(self.workspace)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)
        self.resize(1440, 900)
        self._connect()
        self._dress()

    def furnish(self) -> None:
        """Put the panels into their places.

        Comes by itself once the first map stands: the map is what one waits for, and the
        panels take as long to make as it does.
        """
        if self._furnished:
            return
        self._furnished = True
        self._find.hold(self.find_field)
        self._left.hold(self.layers, self.legend)
        self.right.hold(self.dossier)
        self._bottom.hold(self.table)
        self.surface.completed.connect(lambda: self.legend.set_viewport(self.surface.view))

    @cached_property
    def find_field(self) -> FindField:
        """The find field in the tool bar."""
        from desktop.panels.find import FindField

        field = FindField(self.document)
        field.zoom_wanted.connect(self.show_feature)
        return field

    @cached_property
    def layers(self) -> LayerPanel:
        """The layer tree."""
        from desktop.panels.layers import LayerPanel

        panel = LayerPanel(self.document)
        panel.zoom_wanted.connect(self.show_feature)
        panel.open_wanted.connect(self.choose_files)
        panel.style_wanted.connect(self.styling.open)
        panel.reload_wanted.connect(self.document.reload_register)
        return panel

    @cached_property
    def legend(self) -> LegendPanel:
        """The legend, under the layer tree."""
        from desktop.panels.legend import LegendPanel

        return LegendPanel(self.document, self.surface.view)

    @cached_property
    def dossier(self) -> DossierPanel:
        """The dossier of the selected zone."""
        from desktop.panels.dossier import DossierPanel

        panel = DossierPanel(self.document)
        panel.zoom_wanted.connect(self.show_feature)
        panel.closed.connect(lambda: self.workspace.show_right(False))
        return panel

    @cached_property
    def table(self) -> TablePanel:
        """The tables under the map."""
        from desktop.panels.table import TablePanel

        panel = TablePanel(self.document)
        panel.opened.connect(lambda: self.workspace.show_bottom(True))
        panel.closed.connect(lambda: self.workspace.show_bottom(False))
        return panel

    @cached_property
    def notices(self) -> NoticeBar:
        """The bar over the map; made when there is something to tell."""
        from desktop.notice_bar import NoticeBar

        return NoticeBar(self.document, self.surface)

    @cached_property
    def card(self) -> Card:
        """The card over the map; made when the first chip is clicked."""
        from desktop.panels.card import Card

        return Card(self.surface)

    def show_feature(self, layer_id: str, feature_id: str = "") -> None:
        """Bring a zone, another feature or a whole layer into view."""
        extent = extent_of(self.document.scene, layer_id, feature_id)
        if extent is not None:
            self.surface.show_extent(extent)

    def show_zone(self, zone_id: str) -> None:
        """Bring a zone into view; the district as at the start."""
        if zone_id == DISTRICT:
            self.surface.go_home()
        else:
            self.surface.show_extent(zone_extent(self.document.scene, zone_id))

    def show_theme(self, wanted: str) -> None:
        """Mark ``system``, ``light`` or ``dark`` as what is wanted."""
        self.commands[f"theme_{wanted}"].setChecked(True)

    def choose_files(self) -> None:
        """Ask for files and open them."""
        words = messages(self.document.scene.language)
        paths = QFileDialog.getOpenFileNames(self, words("open.title"), self.exporter.folder, words("open.filter"))[0]
        if paths:
            self.opener.open(paths)

    def set_date(self, day: date) -> None:
        """Show what was said up to a date."""
        self.document.set_as_of(day)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome; what they are is seen when they are read."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        event.acceptProposedAction()
        self.opener.open(url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())

    def closeEvent(self, event: QCloseEvent) -> None:
        """End all threads first."""
        self.closing.emit()
        self.checker.stop()
        self.opener.stop()
        self.exporter.stop()
        self.tools.stop()
        self.styling.stop()
        self.surface.stop()
        super().closeEvent(event)

    def _connect(self) -> None:
        surface, status, workspace = self.surface, self.status, self.workspace
        surface.view_changed.connect(status.show_view)
        surface.view_changed.connect(self._put_card_away)
        self.document.told.connect(self._tell)
        surface.pointer.moved.connect(status.point_at)
        surface.completed.connect(lambda: QTimer.singleShot(0, self.furnish))
        surface.chip_clicked.connect(self._open_card)
        surface.menu_wanted.connect(self._open_menu)
        surface.escaped.connect(self._put_card_away)
        surface.tool_changed.connect(lambda name: self.commands[f"tool_{name}"].setChecked(True))
        workspace.arranged.connect(self.show_state)
        self.coordinates.changed.connect(self.show_state)
        self.checker.found.connect(status.show_findings)
        for worker in (self.exporter, self.opener, self.checker):
            worker.started.connect(status.show_work)
        self.opener.opened.connect(self._show_new)
        self.bar.date.menu().aboutToShow.connect(self._fill_dates)
        self.document.scene_changed.connect(self._changed)

    def _changed(self, change: object) -> None:
        if getattr(change, "only_selection", False):
            self.show_state()
        else:
            self._dress()
        self._put_card_away()

    def _tell(self, notice: Notice) -> None:
        self.notices.tell(notice)

    def _put_card_away(self, *_: object) -> None:
        if "card" in self.__dict__:  # not to be made for that
            self.card.put_away()

    def _dress(self) -> None:
        scene = self.document.scene
        words = messages(scene.language)
        apply_theme(_application(), scene.theme)
        self.setWindowTitle(words("window.title"))
        self.commands.speak(words)
        self.commands.dress(scene.theme)
        for command in ("open", "home"):
            self.commands[command].setIconText(words(f"bar.{command}"))
        self.show_state()

    def show_state(self) -> None:
        """Which commands can be used now, and which are on."""
        document, scene, workspace, actions = self.document, self.document.scene, self.workspace, self.commands
        own = any(layer.group == "own" for layer in scene.layers)
        for command, able in {
            "undo": document.can_undo,
            "redo": document.can_redo,
            "copy_dossier": scene.selected_zone is not None,
            "select_none": bool(scene.selection),
            "zoom_selection": bool(scene.selection),
            "select_invert": bool(scene.selection),
            "geojson_own": own,
            "close_own": own,
            "layer_style": own,
        }.items():
            actions[command].setEnabled(able)
        for command, on in {
            "panel_layers": workspace.left_open,
            "panel_dossier": workspace.right_open,
            "panel_table": workspace.bottom_open,
            "district_line": scene.district_line,
            "swipe": self.tools.swiping,
            "overview": self.tools.overview_open,
            f"language_{scene.language}": True,
            f"tool_{self.surface.tool.name}": True,
            f"coords_{self.coordinates.chosen}": True,
            "full_screen": self.isFullScreen(),
            "less_motion": self.surface.less_motion,
        }.items():
            actions[command].setChecked(on)
        basemap = scene.basemap.id if scene.basemap is not None else "builtin"
        actions[f"basemap_{basemap}" if basemap in BASEMAPS else "basemap_more"].setChecked(True)

    def _show_new(self, layer_id: str) -> None:
        """Go to a layer that was just opened, unless it is in view already."""
        extent = extent_of(self.document.scene, layer_id)
        if extent is not None and not self.surface.view.extent.intersects(extent):
            self.surface.show_extent(extent)

    def _open_card(self, zone_id: str, chip: QRect) -> None:
        from desktop.panels.card_content import card_of

        scene = self.document.scene
        content = card_of(scene, zone_id)
        if content is None:
            return
        view, extent = self.surface.view, zone_extent(scene, zone_id)
        factor = 1 / view.resolution
        left = view.width / 2 + (extent.west - view.x) * factor
        top = view.height / 2 - (extent.north - view.y) * factor
        zone = QRect(round(left), round(top), round(extent.width * factor), round(extent.height * factor))
        self.card.show_card(content, scene.theme, messages(scene.language)("panel.close"))
        self.card.open_beside(chip, zone)
        lowest = self.surface.height() - ATTRIBUTION_PX - self.card.height()
        if self.card.y() > lowest:
            self.card.move(self.card.x(), max(lowest, 0))

    def _open_menu(self, found: tuple[Feature, ...], at: QPointF, where: QPoint) -> None:
        from desktop.map_menu import MapMenu

        place = self.tools.place_text(*to_lonlat(*self.surface.view.to_map(at.x(), at.y())))
        menu = MapMenu(self.document, found, place, self)
        menu.zoom_wanted.connect(self.show_feature)
        menu.dossier_wanted.connect(self.open_dossier)
        menu.home_wanted.connect(self.surface.go_home)
        menu.copy_wanted.connect(self.tools.copy)
        menu.identify_wanted.connect(lambda: self.tools.identify(at))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def open_dossier(self, zone_id: str) -> None:
        """Select a zone and show its dossier."""
        self.styling.put_away()
        self.document.select(("zones", zone_id))
        self.workspace.show_right(True)

    def _fill_dates(self) -> None:
        scene = self.document.scene
        words = messages(scene.language)
        menu = self.bar.date.menu()
        menu.clear()
        for day in sorted({source.published for source in scene.register.sources.values()}, reverse=True):
            action = menu.addAction(words("bar.as_of", date=f"{day:%Y-%m-%d}"))
            action.setCheckable(True)
            action.setChecked(day == scene.as_of)
            action.triggered.connect(lambda _, day=day: self.set_date(day))


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
