"""All commands of the window in one declared table; menus, tool bar and shortcuts grow from it.

Nothing is done here: the window binds each command to a function and is refused if it forgets
one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from desktop.paint.icons import icon
from desktop.theme import colour
from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

    from layers.messages import Messages
    from layers.style import Theme

__all__ = ["BOOKMARKS", "COMMANDS", "COORDINATES", "EXPORTS", "MENUS", "Actions", "Command", "Submenu"]


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done.

    Attributes
    ----------
    id : str
        Its message key is ``action.<id>``.
    shortcuts : tuple of str
        Portable key names, the first one shown.
    icon : str
        One of ours; empty for none.
    group : str
        Commands of one group exclude each other; they are checkable.
    """

    id: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Submenu:
    """A menu within a menu, or a menu of the bar; its message key is ``menu.<id>``.

    ``items`` are ids of commands, submenus, or ``-`` for a line.
    """

    id: str
    items: tuple[str | Submenu, ...]
    icon: str = ""


COMMANDS: Final = (
    Command("open", ("Ctrl+O",), "open"),
    Command("reload", ("F5", "Ctrl+R"), "reload"),
    Command("export_html", ("Ctrl+E",), "export"),
    Command("export_html_open", ("Ctrl+Shift+E",), "share"),
    Command("geojson_zones"),
    Command("geojson_places"),
    Command("geojson_companies"),
    Command("geojson_initiatives"),
    Command("geojson_organisations"),
    Command("geojson_indicators"),
    Command("geojson_own"),
    Command("export_png", (), "doc"),
    Command("export_pdf"),
    Command("export_svg"),
    Command("quit", ("Ctrl+Q",)),
    Command("undo", ("Ctrl+Z",), "undo"),
    Command("redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    Command("copy_dossier", ("Ctrl+Shift+C",), "copy"),
    Command("select_none", ("Ctrl+Shift+A",)),
    Command("find", ("Ctrl+F",), "search"),
    Command("closer", ("Ctrl++", "Ctrl+="), "plus"),
    Command("farther", ("Ctrl+-",), "minus"),
    Command("home", ("Ctrl+0",), "home"),
    Command("zoom_selection", ("Ctrl+J",), "zoomto"),
    Command("go_to", ("Ctrl+G",), "place"),
    Command("bookmark_add", ("Ctrl+B",), "bookmark"),
    Command("bookmark_list", ("Ctrl+Shift+B",)),
    Command("copy_measure", ("Ctrl+Alt+M",), "copy"),
    Command("copy_coordinates", ("Ctrl+Alt+C",), "copy"),
    Command("coords_wgs84", group="coords"),
    Command("coords_dms", group="coords"),
    Command("coords_cgcs2000", group="coords"),
    Command("coords_utm51", group="coords"),
    Command("coords_gcj02", group="coords"),
    Command("panel_layers", ("Ctrl+Shift+L",), "layers", checkable=True),
    Command("panel_dossier", ("Ctrl+Shift+D",), "doc", checkable=True),
    Command("panel_table", ("Ctrl+Shift+T",), "list", checkable=True),
    Command("swipe", ("Ctrl+Shift+W",), "swipe", checkable=True),
    Command("overview", ("Ctrl+Shift+O",), checkable=True),
    Command("theme_system", group="theme"),
    Command("theme_light", group="theme"),
    Command("theme_dark", group="theme"),
    Command("language_zh", group="language"),
    Command("language_en", group="language"),
    Command("less_motion", checkable=True),
    Command("full_screen", ("F11",), checkable=True),
    Command("basemap_builtin", group="basemap"),
    Command("basemap_tianditu_vec", group="basemap"),
    Command("basemap_tianditu_img", group="basemap"),
    Command("basemap_amap_vec", group="basemap"),
    Command("basemap_amap_streets", group="basemap"),
    Command("basemap_amap_img", group="basemap"),
    Command("basemap_osm", group="basemap"),
    Command("basemap_more", group="basemap"),
    Command("show_all", (), "eye"),
    Command("district_line", checkable=True),
    Command("layer_style", ("Ctrl+Shift+Y",)),
    Command("close_own", (), "close"),
    Command("tool_pan", ("Ctrl+1",), "hand", group="tool"),
    Command("tool_box", ("Ctrl+2",), "boxzoom", group="tool"),
    Command("tool_measure", ("Ctrl+3",), "measure", group="tool"),
    Command("tool_identify", ("Ctrl+4",), "identify", group="tool"),
    Command("tool_select", ("Ctrl+5",), "select", group="tool"),
    Command("tool_lasso", ("Ctrl+6",), "lasso", group="tool"),
    Command("select_location", ("Ctrl+Shift+K",)),
    Command("select_condition", ("Ctrl+Shift+F",), "filter"),
    Command("select_invert", ("Ctrl+Shift+I",)),
    Command("check", (), "status-done"),
    Command("log", (), "doc"),
    Command("about", (), "info"),
)

GEOJSON: Final = Submenu(
    "geojson",
    (
        *("geojson_zones", "geojson_places", "geojson_companies", "geojson_initiatives"),
        *("geojson_organisations", "geojson_indicators", "-", "geojson_own"),
    ),
    "layers",
)
BASEMAPS: Final = Submenu(
    "basemap",
    (
        *("basemap_builtin", "-", "basemap_tianditu_vec", "basemap_tianditu_img", "-"),
        *("basemap_amap_vec", "basemap_amap_streets", "basemap_amap_img", "-", "basemap_osm", "-", "basemap_more"),
    ),
    "layers",
)
BOOKMARKS: Final = Submenu("bookmarks", ("bookmark_add", "bookmark_list", "-"), "bookmark")  # and what there is
SELECT: Final = Submenu(
    "select",
    ("tool_select", "tool_lasso", "-", "select_location", "select_condition", "-", "select_invert", "select_none"),
)
COORDINATES: Final = Submenu(
    "coords", ("coords_wgs84", "coords_dms", "coords_cgcs2000", "coords_utm51", "coords_gcj02")
)
EXPORTS: Final = Submenu(
    "export", ("export_html", "export_html_open", "-", "export_png", "export_pdf", "export_svg", "-", GEOJSON), "export"
)

MENUS: Final = (
    Submenu("file", ("open", "reload", "-", EXPORTS, "-", "quit")),
    Submenu(
        "edit", ("undo", "redo", "-", "copy_dossier", "copy_coordinates", "copy_measure", "-", SELECT, "-", "find")
    ),
    Submenu(
        "view",
        (
            *("closer", "farther", "home", "zoom_selection", "go_to"),
            BOOKMARKS,
            "-",
            *("panel_layers", "panel_dossier", "panel_table", "overview", "swipe", "-"),
            Submenu("theme", ("theme_system", "theme_light", "theme_dark"), "theme"),
            Submenu("language", ("language_zh", "language_en")),
            COORDINATES,
            *("less_motion", "-", "full_screen"),
        ),
    ),
    Submenu("map", (BASEMAPS, "-", "district_line")),
    Submenu("layer", ("show_all", "-", "layer_style", "close_own")),
    Submenu("tools", ("tool_pan", "tool_box", "tool_measure", "tool_identify", "-", "check")),
    Submenu("help", ("log", "about")),
)


class Actions(QObject):
    """The commands as QActions, with their words in the window's language and icons in its colours."""

    def __init__(self, handlers: Mapping[str, Callable[..., object]], parent: QWidget) -> None:
        """Make them all.

        Raises
        ------
        ValueError
            Where a command has no handler, or a handler no command.
        """
        super().__init__(parent)
        if set(handlers) != {command.id for command in COMMANDS}:
            raise ValueError(f"not bound as declared: {set(handlers) ^ {command.id for command in COMMANDS}}")
        self._commands = {command.id: command for command in COMMANDS}
        self._actions: dict[str, QAction] = {}
        self._menus: list[tuple[QMenu, Submenu]] = []
        self._theme: Theme | None = None
        self._undrawn: set[int] = set()
        groups: dict[str, QActionGroup] = {}
        for command in COMMANDS:
            action = QAction(self)
            action.setShortcuts([QKeySequence(each) for each in command.shortcuts])
            action.setCheckable(command.checkable or bool(command.group))
            if command.group:
                groups.setdefault(command.group, QActionGroup(self)).addAction(action)
            action.triggered.connect(handlers[command.id])
            parent.addAction(action)  # so that its shortcut works while its menu is closed
            self._actions[command.id] = action

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def fill(self, bar: QMenuBar) -> None:
        """Grow the menus."""
        for submenu in MENUS:
            self.grow(bar.addMenu(""), submenu)

    def grow(self, menu: QMenu, declared: Submenu) -> QMenu:
        """Fill a menu as declared."""
        self._menus.append((menu, declared))
        menu.aboutToShow.connect(lambda: self._draw(menu, declared))
        for item in declared.items:
            if item == "-":
                menu.addSeparator()
            elif isinstance(item, str):
                menu.addAction(self._actions[item])
            else:
                self.grow(menu.addMenu(""), item)
        return menu

    def menu(self, declared: Submenu) -> QMenu:
        """The menu that was grown of a declared one.

        Raises
        ------
        StopIteration
            Where none was.
        """
        return next(menu for menu, submenu in self._menus if submenu is declared)

    def speak(self, words: Messages) -> None:
        """Say everything in a language."""
        for command_id, action in self._actions.items():
            text = words(f"action.{command_id}")
            action.setText(text)
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            plain = text.rstrip("…. ")
            action.setToolTip(f"{plain}  {keys}" if keys else plain)
        for menu, declared in self._menus:
            menu.setTitle(words(f"menu.{declared.id}"))

    def dress(self, theme: Theme) -> None:
        """Have the icons drawn in a theme's colours, each when its menu first opens."""
        if theme != self._theme:
            self._theme = theme
            self._undrawn = {id(menu) for menu, _ in self._menus}

    def _draw(self, menu: QMenu, declared: Submenu) -> None:
        if id(menu) not in self._undrawn:
            return
        self._undrawn.discard(id(menu))
        ink = colour(self._theme or "light", "text_2").name()
        for item, action in zip(declared.items, menu.actions(), strict=False):  # more may follow than is declared
            name = item.icon if isinstance(item, Submenu) else self._commands[item].icon if item != "-" else ""
            if name:
                action.setIcon(icon(name, ink))
