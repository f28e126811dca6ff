"""Opening files of the person's own, beside the window, with what was mended in them."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.notice import Notice, Said
from desktop.work import Work
from geo.errors import AtlasError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from desktop.document import Document
    from desktop.keeper import Keeper
    from desktop.work import Pulse
    from geo.issues import Issue
    from layers.own import OwnFile

__all__ = ["Opener", "notice_of", "refusal_of"]

_GET_READY_MS: Final = 10_000

Result = tuple[Path, "OwnFile | AtlasError"]


class Opener(QObject):
    """Reads files one after the other; each that can be read becomes a layer on top.

    What cannot be read is told with its reason and changes nothing.

    Signals
    -------
    started : (Work, message key of what is done)
    opened : layer id
    """

    started = Signal(object, str)
    opened = Signal(str)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._waiting: list[Path] = []
        self._work: Work | None = None
        self._getting_ready = QTimer(self, interval=_GET_READY_MS, singleShot=True)
        self._getting_ready.timeout.connect(_get_ready)

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return self._work is not None

    @cached_property
    def _keeper(self) -> Keeper:
        from desktop.keeper import Keeper  # few people have files as large

        return Keeper(self)

    def open(self, paths: Iterable[str | Path]) -> None:
        """Open files, after those that are being opened."""
        self._waiting += map(Path, paths)
        if self._work is None and self._waiting:
            paths, self._waiting = self._waiting, []
            self._work = Work(_reading(paths, self._document.next_own), self)
            self._work.returned.connect(self._take)
            self._work.errored.connect(_raise)
            self._work.finished.connect(self._finished)
            self.started.emit(self._work, "open.doing")
            self._work.start()

    def get_ready_later(self) -> None:
        """Compile what reads large files, once on a machine, when the window has long stood."""
        self._getting_ready.start()

    def stop(self) -> None:
        """Give up what is under way and wait until it has ended."""
        self._getting_ready.stop()
        self._waiting.clear()
        if self._work is not None:
            self._work.cancel()
            self._work.wait()
        if "_keeper" in vars(self):
            self._keeper.stop()

    def _take(self, results: Sequence[Result]) -> None:
        for path, found in results:
            if isinstance(found, AtlasError):
                self._document.told.emit(refusal_of(found))
                continue
            self._document.add_file(found)
            self._document.told.emit(notice_of(path, found))
            if found.scan is not None:
                self._keeper.keep(found)
            self.opened.emit(found.layer.id)

    def _finished(self) -> None:
        if self._work is not None:
            self._work.wait()
            self._work.deleteLater()
            self._work = None
        self.open(())


def notice_of(path: Path, opened: OwnFile) -> Notice:
    """That a file was opened, and what was left out, mended or worth knowing."""
    count, issues = len(opened.layer.ids), opened.issues
    left_out = sum(issue.severity == "error" for issue in issues)
    repaired = sum(issue.severity == "repair" for issue in issues)
    facts = {"file": path.name, "count": count, "left_out": left_out, "repaired": repaired}
    if not issues:
        return Notice("success", Said("open.done", facts))
    level, code = ("warning", "open.repaired") if left_out or repaired else ("info", "open.noted")
    return Notice("warning" if level == "warning" else "info", Said(code, facts), _details(issues))


def refusal_of(error: AtlasError) -> Notice:
    """Why a file was not opened; what was open stays as it was."""
    return Notice("error", Said(error.code, error.facts), _details(getattr(error, "issues", ())))


def _details(issues: Sequence[Issue]) -> tuple[Said, ...]:
    from geo.issues import grouped

    return tuple(Said(group.first.code, group.first.values, group.count) for group in grouped(issues))


def _get_ready() -> None:
    def start() -> None:
        from geo.scan.engine import warm

        warm()

    Thread(target=start, name="get ready", daemon=True).start()  # to begin another process takes a moment, too


def _reading(paths: Sequence[Path], first: int) -> Callable[[Pulse], list[Result]]:
    def read(pulse: Pulse) -> list[Result]:
        from layers.masses import fetch_ready
        from layers.own import open_own

        results: list[Result] = []
        number = first
        for done, path in enumerate(paths):

            def beat(share: float, done: int = done) -> None:
                pulse.beat((done + share) / len(paths))

            beat(0.0)
            try:
                opened = open_own(path, number, beat, set_aside=True)
                fetch_ready(opened.layer)
                results.append((path, opened))
                number += 1
            except AtlasError as error:
                results.append((path, error))
        pulse.beat(1.0)
        return results

    return read


def _raise(error: Exception) -> None:
    raise error  # a fault of ours: the outermost edge tells and logs it
