"""The table under the map: companies and platforms, initiatives, figures, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QTabBar, QToolButton, QWidget

from desktop.paint.icons import icon
from desktop.panels.panel import Panel
from desktop.panels.table_rows import TABS, table_of
from desktop.panels.table_values import as_tsv
from desktop.panels.table_view import TableView
from desktop.theme import colour, font
from layers.selection import selected_in

if TYPE_CHECKING:
    from desktop.document import Document
    from desktop.panels.table_values import Table, TableRow
    from layers.scene import Feature, Scene

__all__ = ["TablePanel"]

STRIP_PX = 36


class TablePanel(Panel):
    """Four tabs over one table, selecting both ways with the map.

    Signals
    -------
    opened
        A tab was clicked: where only the strip is seen, open the panel.
    closed
        The panel asks to be closed.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, "panel.table", parent)
        self._tables: dict[str, Table] = {}
        self._shown: tuple[object, ...] = ()
        self._asked: frozenset[Feature] | None = None
        self._title.hide()
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setFont(font(13))
        self.tabs.setFixedHeight(STRIP_PX)
        for _ in TABS:
            self.tabs.addTab("")
        self.head.insertWidget(0, self.tabs)
        self.head.setContentsMargins(0, 0, 8, 0)
        self.only_selected = self._push("filter", checkable=True)
        self.copy_button = self._push("")
        self.add_button("close", "table.close").clicked.connect(self.closed)
        self.view = TableView()
        self.body.addWidget(self.view, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.tabs.currentChanged.connect(self._show_current)
        self.tabs.tabBarClicked.connect(lambda _: self.opened.emit())
        self.view.chosen.connect(self._ask)
        self.only_selected.toggled.connect(self._filter)
        self.copy_button.clicked.connect(self.copy)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.copy)
        self.follow()

    def minimumSizeHint(self) -> QSize:
        """At least the strip with the tabs."""
        return QSize(480, STRIP_PX)

    def sizeHint(self) -> QSize:
        """Strip, head and five rows."""
        return QSize(816, 200)

    def copy(self) -> None:
        """Put the marked rows, or all that are shown, on the clipboard as text with tabs."""
        rows = self.view.marked() or self.view.rows.rows
        QGuiApplication.clipboard().setText(as_tsv(self.view.rows.table, rows))

    def show_tab(self, key: str) -> None:
        """Go to a tab by its key: ``companies``, ``initiatives``, ``indicators`` or ``places``."""
        self.tabs.setCurrentIndex(TABS.index(key))

    def refresh(self, scene: Scene) -> None:
        """Rows, words and colours anew where they changed."""
        content = (scene.register, scene.as_of, scene.language, scene.theme)
        if content != self._shown:
            self._shown = content
            self._dress(scene)
            self._tables.clear()
            self._show_current()

    def refresh_selection(self, scene: Scene) -> None:
        """The filter, and the rows of what is selected."""
        self._filter()
        if scene.selection != self._asked:
            self._asked = None
            self._mark(scene)

    def _push(self, icon_name: str, *, checkable: bool = False) -> QPushButton:
        button = QPushButton()
        button.setObjectName("quiet")
        button.setCheckable(checkable)
        button.setFont(font(12.5))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("icon_name", icon_name)
        self.head.addWidget(button)
        return button

    def _dress(self, scene: Scene) -> None:
        self.only_selected.setText(self.words("table.only_selected"))
        self.only_selected.setIcon(icon("filter", colour(scene.theme, "text_2").name(), 15))
        self.only_selected.setToolTip(self.words("table.only_selected.tip"))
        self.copy_button.setText(self.words("table.copy"))
        self.copy_button.setToolTip(self.words("table.copy.tip"))
        self.view.setAccessibleName(self.words("panel.table"))
        self.tabs.setAccessibleName(self.words("panel.table"))
        for button, side in zip(self.tabs.findChildren(QToolButton), ("left", "right"), strict=False):
            button.setAccessibleName(self.words(f"panel.tabs_{side}"))  # Qt names them once, in its first language

    def _show_current(self, *_: object) -> None:
        scene, tab = self.document.scene, TABS[max(self.tabs.currentIndex(), 0)]
        if tab not in self._tables:
            self._tables[tab] = table_of(scene, tab)
        table = self._tables[tab]
        for number, key in enumerate(TABS):
            count = f" {len(table.rows)}" if key == tab else ""
            self.tabs.setTabText(number, self.words(f"table.{key}") + count)
        self.view.show_table(table, scene.theme)
        self._mark(scene)

    def _filter(self, *_: object) -> None:
        scene = self.document.scene
        chosen = selected_in(scene.selection, "zones")
        self.view.set_filter(_with_members(scene, chosen) if self.only_selected.isChecked() and chosen else None)

    def _mark(self, scene: Scene) -> None:
        zones = selected_in(scene.selection, "zones")
        rows = self.view.rows.rows
        marked = {row.id for row in rows if zones & set(row.zone_ids) or row.feature in scene.selection}
        self.view.mark(marked)

    def _ask(self, rows: list[TableRow]) -> None:
        wanted: list[Feature] = []
        for row in rows:
            feature = row.feature or (("zones", row.zone_ids[0]) if row.zone_ids else None)
            if feature is not None and feature not in wanted:
                wanted.append(feature)
        if wanted:
            # The rows that a person marked stay as they are: others of the zone do not join them.
            self._asked = frozenset(wanted)
            self.document.select(*wanted)


def _with_members(scene: Scene, zone_ids: frozenset[str]) -> frozenset[str]:
    """The zones, and all that they are made of."""
    found = set(zone_ids)
    while True:
        more = {zone.id for zone in scene.register.zones.values() if found & set(zone.parent_ids)} - found
        if not more:
            return frozenset(found)
        found |= more
