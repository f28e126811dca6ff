"""Checking the register beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.notice import Notice, Said
from desktop.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.document import Document
    from desktop.work import Pulse
    from layers.check import Finding

__all__ = ["Checker"]

SHOWN = 200  # findings in one notice


class Checker(QObject):
    """Checks quietly when the window has come up and whenever the register was read again.

    Signals
    -------
    found : tuple of Finding, or None while it is unknown
    started : (Work, message key), only for a check that the person asked for
    """

    found = Signal(object)
    started = Signal(object, str)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._work: Work | None = None
        self._aloud = False
        self._again = False
        document.scene_changed.connect(self._changed)

    def check(self, aloud: bool = False) -> None:
        """Check; ``aloud`` tells the outcome in words."""
        self._aloud = self._aloud or aloud
        if self._work is not None:
            self._again = True
            return
        self._work = Work(_checking(self._document.scene.register.folder), self)
        self._work.returned.connect(self._take)
        self._work.finished.connect(self._finished)
        if aloud:
            self.started.emit(self._work, "check.doing")
        self._work.start()

    def stop(self) -> None:
        """Wait until it has ended; nothing more is told."""
        self._again = False
        if self._work is not None:
            self._work.cancel()
            self._work.wait()

    def _changed(self, change: object) -> None:
        if getattr(change, "register", False):
            self.found.emit(None)
            self.check()

    def _take(self, findings: tuple[Finding, ...]) -> None:
        self.found.emit(findings)
        if self._aloud:
            self._document.told.emit(_notice(findings))
        self._aloud = False

    def _finished(self) -> None:
        if self._work is not None:
            self._work.wait()
            self._work.deleteLater()
            self._work = None
        if self._again:
            self._again = False
            self.check()


def _checking(folder: Path) -> Callable[[Pulse], tuple[Finding, ...]]:
    def check(pulse: Pulse) -> tuple[Finding, ...]:
        from layers.check import check_register  # needed seconds after the start at the soonest

        pulse.beat(0.1)
        return check_register(folder)

    return check


def _notice(findings: tuple[Finding, ...]) -> Notice:
    if not findings:
        return Notice("success", Said("check.good"))
    details = tuple(
        Said(each.code, {"file": each.file, "row": each.row, "field": each.field, **each.facts})
        for each in findings[:SHOWN]
    )
    errors = sum(each.severity == "error" for each in findings)
    said = Said("check.bad", {"errors": errors, "warnings": len(findings) - errors})
    return Notice("error" if errors else "warning", said, details)
