"""What a planner waits for in the window: the dossier of a zone, a frame of the map."""

from __future__ import annotations

from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop.document import Document
from desktop.window import MainWindow
from layers.compose import compose
from layers.register import read_register

if TYPE_CHECKING:
    from collections.abc import Callable

_APPLICATION: list[QApplication] = []


@cache
def window() -> MainWindow:
    """The window at 1440 by 900, its map complete."""
    existing = QApplication.instance()
    _APPLICATION.append(existing if isinstance(existing, QApplication) else QApplication(["bench"]))
    made = MainWindow(Document(compose(read_register())))
    made.surface.less_motion = True
    made.show()
    while not made.surface.complete:
        QApplication.processEvents()
    made.furnish()
    return made


@cache
def zone_ids() -> cycle[str]:
    return cycle(list(window().document.scene.register.zones))


def select_next_zone() -> None:
    """From the click to a dossier on the screen, everything else that shows the selection included.

    Most runs meet a zone for the first time, so no kept page helps them.
    """
    made = window()
    made.surface._soon.stop()  # the map follows one frame later, on a thread of its own
    made.document.select(("zones", next(zone_ids())))
    made.surface._soon.stop()
    QApplication.processEvents()


def pan_one_frame() -> None:
    """A step of a drag, painted."""
    made = window().surface
    made.drag(3, 2)
    made.repaint()


def turn_language() -> None:
    """Chinese to English or back, all words painted."""
    document = window().document
    document.set_language("en" if document.scene.language == "zh" else "zh")
    QApplication.processEvents()


CASES: dict[str, Callable[[], object]] = {
    "select a zone, dossier painted": select_next_zone,
    "pan the map by one frame": pan_one_frame,
    "change the language": turn_language,
}
