"""Exports from the menu: ask where, work beside the window, tell how it went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from desktop.notice import Notice, Said
from desktop.saving import geojson_of, html_of, own_of, plate_of, saved
from desktop.work import Work
from geo.errors import AtlasError
from geo.record import replace
from layers.messages import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.document import Document
    from desktop.paint.plates import PlateForm
    from desktop.saving import Make
    from layers.viewport import Viewport

__all__ = ["Exporter"]


class Exporter(QObject):
    """One export at a time.

    Signals
    -------
    started : (Work, message key of what is done)
    saved_in : str
        The folder that a file was written to, to be offered next time.
    """

    started = Signal(object, str)
    saved_in = Signal(str)

    def __init__(self, document: Document, window: QWidget, folder: str = "") -> None:
        super().__init__(window)
        self._document = document
        self._window = window
        self._work: Work | None = None
        self.folder = folder
        self.ask_path: Callable[[str, str], str] = self._ask_path
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl

    @property
    def busy(self) -> bool:
        """Whether an export is under way."""
        return self._work is not None

    def html(self, then_open: bool = False) -> None:
        """The map as one HTML file; with ``then_open``, in the browser at once."""
        self._export("html", html_of(self._document.scene), then_open)

    def geojson(self, layer: str) -> None:
        """One table of the register."""
        self._export("geojson", geojson_of(self._document.scene, layer), name=layer)

    def own(self, layer_id: str) -> None:
        """A file of the person's own, mended."""
        collection = self._document.collections.get(layer_id)
        if collection is not None:
            title = self._document.scene.layer(layer_id).title
            self._export("geojson", own_of(collection), name=Path(title).stem)

    def plate(self, form: PlateForm, view: Viewport) -> None:
        """What the map shows now, as a picture or a page; a PDF in the colours of print."""
        scene = self._document.scene
        if scene.basemap is not None and not scene.basemap.may_print:
            said = Said("tiles.not_printed", {"basemap": scene.basemap.title(scene.language)})
            self._document.told.emit(Notice("warning", said))
            scene = replace(scene, basemap=None)
        self._export(form, plate_of(form, replace(scene, theme="print") if form == "pdf" else scene, view))

    def stop(self) -> None:
        """Give up what is under way and wait until it has ended."""
        if self._work is not None:
            self._work.cancel()
            self._work.wait()

    def _export(self, form: str, make: Make, then_open: bool = False, name: str = "") -> None:
        if self._work is not None:
            self._document.told.emit(Notice("info", Said("export.busy")))
            return
        scene = self._document.scene
        words = messages(scene.language)
        stem = "-".join(filter(None, (words("export.file_name"), name, f"{scene.as_of:%Y-%m}")))
        path = self.ask_path(str(Path(self.folder or Path.home()) / f"{stem}.{form}"), f"export.filter.{form}")
        if not path:
            return
        target = Path(path) if Path(path).suffix else Path(f"{path}.{form}")
        self._work = Work(saved(target, make), self)
        self._work.returned.connect(lambda file: self._done(file, then_open))
        self._work.errored.connect(self._failed)
        self._work.finished.connect(self._finished)
        self.started.emit(self._work, "export.doing")
        self._work.start()

    def _ask_path(self, proposed: str, key: str) -> str:
        words = messages(self._document.scene.language)
        return QFileDialog.getSaveFileName(self._window, words("export.title"), proposed, words(key))[0]

    def _done(self, file: Path, then_open: bool) -> None:
        self.folder = str(file.parent)
        self.saved_in.emit(self.folder)
        self._document.told.emit(Notice("success", Said("export.done", {"file": file.name}), file=file))
        if then_open and not self.open_url(QUrl.fromLocalFile(str(file))):
            self._document.told.emit(Notice("warning", Said("export.no_browser", {"file": str(file)})))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, AtlasError):
            raise error  # a fault of ours: the outermost edge tells and logs it
        self._document.told.emit(Notice.of(error))

    def _finished(self) -> None:
        if self._work is not None:
            self._work.wait()
            self._work.deleteLater()
            self._work = None
