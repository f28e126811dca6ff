"""What each declared command does in a window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QInputDialog, QMessageBox

from desktop.canvas.toolbox import TOOLS
from geo.readout import SYSTEMS
from geo.record import replace
from layers.messages import messages
from layers.whereabouts import extent_of_selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.window import MainWindow
    from layers.scene import Scene

__all__ = ["bindings"]

STEP_FACTOR = 1.5
BASEMAPS = ("builtin", "tianditu_vec", "tianditu_img", "amap_vec", "amap_streets", "amap_img", "osm", "more")
_TABLES = ("zones", "places", "companies", "initiatives", "organisations", "indicators")


def bindings(window: MainWindow) -> dict[str, Callable[..., object]]:
    """A function for each command of `desktop.actions.COMMANDS`; they ignore Qt's «checked» unless named."""
    return {**_file(window), **_edit(window), **_view(window), **_layers(window), **_tools(window)}


def _file(window: MainWindow) -> dict[str, Callable[..., object]]:
    exporter, document = window.exporter, window.document
    tables = {f"geojson_{name}": _quiet(partial(exporter.geojson, name)) for name in _TABLES}
    return {
        **tables,
        "open": _quiet(window.choose_files),
        "reload": _quiet(document.reload_register),
        "export_html": _quiet(exporter.html),
        "export_html_open": _quiet(partial(exporter.html, then_open=True)),
        "geojson_own": _quiet(partial(_export_own, window)),
        "export_png": _quiet(lambda: exporter.plate("png", window.surface.view)),
        "export_pdf": _quiet(lambda: exporter.plate("pdf", window.surface.view)),
        "export_svg": _quiet(lambda: exporter.plate("svg", window.surface.view)),
        "quit": _quiet(window.close),
    }


def _edit(window: MainWindow) -> dict[str, Callable[..., object]]:
    return {
        "undo": _quiet(window.document.undo),
        "redo": _quiet(window.document.redo),
        "copy_dossier": _quiet(partial(_copy_dossier, window)),
        "copy_measure": _quiet(window.tools.copy_measure),
        "copy_coordinates": _quiet(window.tools.copy_coordinates),
        "select_none": _quiet(window.document.select),
        "find": _quiet(lambda: window.find_field.setFocus(Qt.FocusReason.ShortcutFocusReason)),
    }


def _copy_dossier(window: MainWindow) -> None:
    window.dossier.copy()  # asked for when wanted: the panel comes after the map


def _view(window: MainWindow) -> dict[str, Callable[..., object]]:
    surface, workspace, document = window.surface, window.workspace, window.document
    return {
        "closer": _quiet(lambda: surface.zoom_by(STEP_FACTOR)),
        "farther": _quiet(lambda: surface.zoom_by(1 / STEP_FACTOR)),
        "home": _quiet(surface.go_home),
        "zoom_selection": _quiet(partial(_zoom_selection, window)),
        "bookmark_add": _quiet(window.tools.add_bookmark),
        "bookmark_list": _quiet(partial(_list_bookmarks, window)),
        "go_to": _quiet(partial(_go_to, window)),
        **{f"coords_{name}": _quiet(partial(window.coordinates.choose, name)) for name in SYSTEMS},
        "panel_layers": workspace.show_left,
        "panel_dossier": workspace.show_right,
        "panel_table": workspace.show_bottom,
        "swipe": window.tools.show_swipe,
        "overview": window.tools.show_overview,
        "theme_system": _quiet(lambda: window.theme_wanted.emit("system")),
        "theme_light": _quiet(lambda: window.theme_wanted.emit("light")),
        "theme_dark": _quiet(lambda: window.theme_wanted.emit("dark")),
        "language_zh": _quiet(lambda: document.set_language("zh")),
        "language_en": _quiet(lambda: document.set_language("en")),
        "less_motion": lambda on: setattr(surface, "less_motion", on),
        "full_screen": lambda on: window.showFullScreen() if on else window.showNormal(),
    }


def _go_to(window: MainWindow) -> None:
    window.tools.go_to.open()


def _list_bookmarks(window: MainWindow) -> None:
    window.tools.bookmark_dialog.open()


def _layers(window: MainWindow) -> dict[str, Callable[..., object]]:
    document = window.document
    return {
        **{f"basemap_{name}": _quiet(partial(_lay_basemap, window, name)) for name in BASEMAPS},
        "show_all": _quiet(lambda: document.apply(_all_shown(document.scene))),
        "district_line": document.set_district_line,
        "layer_style": _quiet(window.styling.open),
        "close_own": _quiet(partial(_close_own, window)),
    }


def _lay_basemap(window: MainWindow, name: str) -> None:
    window.tools.lay_basemap(name)


def _tools(window: MainWindow) -> dict[str, Callable[..., object]]:
    tools = {f"tool_{name}": _quiet(partial(window.surface.set_tool, name)) for name in TOOLS}
    return {
        **tools,
        "select_location": _quiet(partial(_ask_location, window)),
        "select_condition": _quiet(partial(_ask_condition, window)),
        "select_invert": _quiet(partial(_invert, window)),
        "check": _quiet(lambda: window.checker.check(aloud=True)),
        "log": _quiet(_open_logs),
        "about": _quiet(partial(_tell_about, window)),
    }


def _ask_location(window: MainWindow) -> None:
    window.tools.location_dialog.open()


def _ask_condition(window: MainWindow) -> None:
    window.tools.condition_dialog.open()


def _invert(window: MainWindow) -> None:
    window.tools.selector.invert()


def _quiet(function: Callable[[], object]) -> Callable[..., object]:
    """Without the «checked» that Qt hands to every command."""
    return lambda *_: function()


def _own(scene: Scene) -> list[str]:
    return [layer.id for layer in scene.layers if layer.group == "own"]


def _all_shown(scene: Scene) -> Scene:
    shown = (replace(layer, visible=True, hidden=frozenset()) for layer in scene.layers)
    return replace(scene, layers=tuple(shown))


def _zoom_selection(window: MainWindow) -> None:
    scene = window.document.scene
    found = extent_of_selection(scene)
    if found is not None:
        window.surface.show_extent(found)


def _export_own(window: MainWindow) -> None:
    scene = window.document.scene
    titles = {scene.layer(layer_id).title: layer_id for layer_id in reversed(_own(scene))}
    if len(titles) == 1:
        window.exporter.own(*titles.values())
    elif titles:
        words = messages(scene.language)
        title, chosen = QInputDialog.getItem(
            window, words("export.title"), words("export.which"), list(titles), editable=False
        )
        if chosen:
            window.exporter.own(titles[title])


def _open_logs() -> None:
    from desktop.crash import log_folder

    folder = log_folder()
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _tell_about(window: MainWindow) -> None:
    from importlib.metadata import version

    scene = window.document.scene
    words = messages(scene.language)
    text = words("about.text", version=version("yangpu-atlas"), register=scene.register.version)
    QMessageBox.about(window, words("action.about"), text)


def _close_own(window: MainWindow) -> None:
    for layer_id in _own(window.document.scene):
        window.document.close_layer(layer_id)
