"""The dossier panel: all that is known of the selected zone, each fact with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from desktop.panels.dossier_page import page_of
from desktop.panels.facts import Facts
from desktop.panels.page import Block, Run
from desktop.panels.page_view import PageView
from desktop.panels.panel import Panel
from layers.dossier import dossier_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.document import Document
    from desktop.panels.page import Page
    from layers.register import Register
    from layers.scene import Scene

__all__ = ["DossierPanel"]

KEPT_PAGES = 64


class DossierPanel(Panel):
    """Follows the selection.

    Signals
    -------
    zoom_wanted : (layer id, feature id)
        Bring the zone into view.
    closed
        The panel asks to be closed.
    """

    zoom_wanted = Signal(str, str)
    closed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, "panel.dossier", parent)
        self._pages: dict[tuple[object, ...], Page] = {}
        self._register: Register | None = None
        self._unfolded: frozenset[tuple[str, str]] = frozenset()  # zone, list
        self.view = PageView()
        self.body.addWidget(self.view, 1)
        self._zoom = self.add_button("zoomto", "dossier.zoom")
        self._copy = self.add_button("copy", "dossier.copy")
        self._close = self.add_button("close", "panel.close")
        self._zoom.clicked.connect(self._ask_zoom)
        self._copy.clicked.connect(self.copy)
        self._close.clicked.connect(self.closed)
        self.view.zone_wanted.connect(lambda zone_id: self.document.select(("zones", zone_id)))
        self.view.more_wanted.connect(self._unfold)
        self.follow()

    def refresh(self, scene: Scene) -> None:  # noqa: ARG002 (as its siblings)
        """The words of the page; which page it is, the selection tells."""
        self.view.setAccessibleName(self.words("panel.dossier"))

    def refresh_selection(self, scene: Scene) -> None:
        """The page of the selected zone, or what to do to get one."""
        zone_id, latin = scene.selected_zone, scene.language == "en"
        for button in (self._zoom, self._copy):
            button.setEnabled(zone_id is not None)
        if zone_id is None:
            page: Page = (Block("empty", (Run(self.words("dossier.empty"), "note"),)),)
            self.view.show_page(page, scene.theme, "text_2", latin=latin)
            return
        self._show(scene, zone_id)

    def _show(self, scene: Scene, zone_id: str, *, stays: bool = False) -> None:
        family, latin = scene.register.zones[zone_id].family or "accent", scene.language == "en"
        self.view.show_page(self._page(scene, zone_id), scene.theme, family, latin=latin, stays=stays)

    def _unfold(self, table: str) -> None:
        """The rest of a long list, below what is read already."""
        scene = self.document.scene
        if scene.selected_zone is not None:
            self._unfolded |= {(scene.selected_zone, table)}
            self._show(scene, scene.selected_zone, stays=True)

    def copy(self) -> None:
        """Put the whole dossier on the clipboard, citations in full."""
        from layers.briefing import dossier_text  # only when asked for: the window opens without it

        scene = self.document.scene
        if scene.selected_zone is not None:
            dossier = dossier_of(scene.register, scene.selected_zone, scene.as_of)
            QGuiApplication.clipboard().setText(dossier_text(dossier, self.words))

    def _page(self, scene: Scene, zone_id: str) -> Page:
        """Pages are kept: going to and fro between zones is what one does with a map."""
        if scene.register is not self._register or len(self._pages) > KEPT_PAGES:
            self._pages.clear()
            self._register = scene.register
        unfolded = frozenset(table for zone, table in self._unfolded if zone == zone_id)
        key = (zone_id, scene.as_of, scene.language, unfolded)
        if key not in self._pages:
            dossier = dossier_of(scene.register, zone_id, scene.as_of)
            self._pages[key] = page_of(dossier, Facts(scene.register, scene.language), unfolded)
        return self._pages[key]

    def _ask_zoom(self) -> None:
        zone_id = self.document.scene.selected_zone
        if zone_id is not None:
            self.zoom_wanted.emit("zones", zone_id)
