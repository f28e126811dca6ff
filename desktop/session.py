"""One run of the program: the window, its settings, and what waits until the map stands."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from desktop.crash import CrashGuard
from desktop.notice import Notice, Said
from desktop.settings import settings_file, write_settings
from desktop.system import keeps_still, theme_of
from desktop.theme import colour
from desktop.window import MainWindow
from geo.record import replace
from layers.messages import messages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desktop.change import Change
    from desktop.document import Document
    from desktop.milestones import Milestones
    from desktop.settings import Settings

__all__ = ["Session"]

FONT_PACKAGE = "fonts-noto-cjk"
SEEN_PX = 200  # of a window's width must lie on a screen for it to come back there


class Session(QObject):
    """Keeps the window and what belongs to a run of it.

    Parameters
    ----------
    document : Document
    settings : Settings
        As they were kept; written again when the window closes.
    theme : str
        ``system``, ``light`` or ``dark`` for this run.
    """

    _fault = Signal(str, str)

    def __init__(self, document: Document, settings: Settings, theme: str, milestones: Milestones) -> None:
        super().__init__()
        self._document = document
        self._settings = settings
        self._theme = theme
        self._milestones = milestones
        self._files: Sequence[Path] = ()
        self._restored = False  # whether what waits for the map is as it was kept
        self._guard = CrashGuard(lambda kind, log: self._fault.emit(kind, str(log)))
        self._guard.install()
        self._fault.connect(self._tell_fault)
        self.window = MainWindow(document, settings.folder)
        self.window.surface.less_motion = settings.less_motion
        self.window.show_theme(theme)
        self.window.theme_wanted.connect(self._turn_theme)
        self.window.tools.keep_bookmarks(settings.bookmarks)
        self.window.tools.bookmarks_changed.connect(self._keep)
        self.window.closing.connect(self._keep)
        self.window.exporter.saved_in.connect(self._note_folder)
        self.window.surface.completed.connect(self._map_stands)
        document.scene_changed.connect(self._scene_changed)

    @property
    def settings(self) -> Settings:
        """As they would be kept now."""
        return self._settings

    def show(self, files: Sequence[Path] = ()) -> None:
        """Show the window where it was last; open ``files`` once the map stands."""
        self._files = files
        self._place()
        if self._settings.maximised:
            self.window.showMaximized()
        else:
            self.window.show()
        self.window.surface.setFocus()
        self._milestones.reach("window")

    def _place(self) -> None:
        """Where it was, if a screen still shows that place; else as large as the screen allows."""
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry() if screen else QRect(0, 0, 1440, 900)
        if len(self._settings.geometry) == 4:
            kept = QRect(*self._settings.geometry)
            for each in QGuiApplication.screens():
                if each.availableGeometry().intersected(kept).width() > SEEN_PX:
                    self.window.setGeometry(_within(kept, each.availableGeometry()))
                    return
        self.window.resize(min(1440, room.width()), min(900, room.height()))

    def _map_stands(self) -> None:
        """The first complete map: now there is time for the rest."""
        self.window.surface.completed.disconnect(self._map_stands)
        if self._files:
            self._milestones.reach("map")
        else:
            self._milestones.reach("ready")  # of the map, as DESIGN §5 has it; the panels follow at once
        QTimer.singleShot(0, self._afterwards)

    def _files_stand(self) -> None:
        """A complete map while no file is waiting: all that the command named, and that could be read, is on it."""
        if not self.window.opener.busy:
            self.window.surface.completed.disconnect(self._files_stand)
            self._milestones.reach("ready")

    def _afterwards(self) -> None:
        gc.enable()  # see desktop.commands.start
        gc.freeze()
        from desktop.paint.fonts import has_chinese
        from desktop.paint.icons import icon
        from desktop.qt_words import speak_qt

        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self._turn_theme(self._theme, keep=False))
        speak_qt(self._document.scene.language)
        QGuiApplication.setWindowIcon(icon("layers", colour(self._document.scene.theme, "accent").name(), 64))
        self.window.surface.less_motion = self._settings.less_motion or keeps_still()
        self._restored = True
        if self._settings.overview:
            self.window.commands["overview"].trigger()
        self.window.coordinates.choose(self._settings.coordinates)  # type: ignore[arg-type]  # checked when read
        self._guard.watch_signals()
        if not has_chinese():
            self._do_without_font()
        if self._files:
            self.window.opener.open(self._files)
            self.window.surface.completed.connect(self._files_stand)
        if self._settings.basemap and self._document.scene.basemap is None:
            self._lay_basemap(self._settings.basemap)
        self.window.checker.check()
        self.window.opener.get_ready_later()

    def _lay_basemap(self, name: str) -> None:
        """The online basemap of the last time, where it is still known; no change that one would undo."""
        from desktop.tiles.keys import basemaps_file, read_basemaps
        from layers.tiles.basemap import BasemapError
        from layers.tiles.presets import find_basemap

        try:
            found = find_basemap(name, read_basemaps(basemaps_file()).own)
        except BasemapError:
            return  # one's own that is gone
        self._document.apply(replace(self._document.scene, basemap=found), undo=False)

    def _do_without_font(self) -> None:
        """Say what to install, and speak English until then: boxes tell nobody anything."""
        said = Said("start.no_font", {"package": FONT_PACKAGE})
        if sys.stderr is not None:
            print(said.sentence(messages(self._document.scene.language)), file=sys.stderr)  # noqa: T201
        kept = self._settings
        self._document.set_language("en")
        self._settings = kept
        self._document.told.emit(Notice("warning", said))

    def _turn_theme(self, wanted: str, keep: bool = True) -> None:
        self._theme = wanted
        if keep:
            self._settings = replace(self._settings, theme=wanted)
        self.window.show_theme(wanted)
        self._document.set_theme(theme_of(wanted))

    def _scene_changed(self, change: Change) -> None:
        if change.language:
            from desktop.qt_words import speak_qt

            self._settings = replace(self._settings, language=change.new.language)
            speak_qt(change.new.language)

    def _note_folder(self, folder: str) -> None:
        self._settings = replace(self._settings, folder=folder)

    def _keep(self) -> None:
        window, scene = self.window, self._document.scene
        place = window.normalGeometry() if window.isMaximized() or window.isFullScreen() else window.geometry()
        self._settings = replace(
            self._settings,
            geometry=(place.x(), place.y(), place.width(), place.height()),
            maximised=window.isMaximized(),
            less_motion=window.surface.less_motion,
            bookmarks=window.tools.kept_bookmarks,
        )
        if self._restored:
            self._settings = replace(
                self._settings,
                basemap=scene.basemap.id if scene.basemap is not None else "",
                coordinates=window.coordinates.chosen,
                overview=window.tools.overview_open,
            )
        write_settings(settings_file(), self._settings)

    def _tell_fault(self, kind: str, log: str) -> None:
        words = messages(self._document.scene.language)
        box = QMessageBox(QMessageBox.Icon.Warning, words("crash.title"), words("crash.text", kind=kind, log=log))
        box.setParent(self.window, box.windowFlags())
        box.open()


def _within(place: QRect, room: QRect) -> QRect:
    """The place, smaller and moved where the screen has less room now."""
    size = place.size().boundedTo(room.size())
    left = min(max(place.left(), room.left()), room.right() + 1 - size.width())
    top = min(max(place.top(), room.top()), room.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())
