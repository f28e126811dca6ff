"""The panel that lists everything under a point of the map."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication

from desktop.panels.facts import Facts
from desktop.panels.identified_page import identified_page
from desktop.panels.page import WORD_JOINER
from desktop.panels.page_view import PageView
from desktop.panels.panel import Panel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from desktop.document import Document
    from layers.scene import Feature, Scene

__all__ = ["IdentifyPanel"]

WIDTH_PX = 320
EDGE_PX = 16  # from the map's corner
FOOT_PX = 60  # scale bar and attribution stay free
LEAST_PX = 130
BUTTONS_PX = 66  # the zoom buttons with what is free around them
NEAR_PX = 16  # from the place that was clicked


class IdentifyPanel(Panel):
    """A sheet at the map's top left corner, or at the right where the place that it tells of is there.

    Signals
    -------
    zoom_wanted : (layer id, feature id)
    dossier_wanted : zone id
    closed
    """

    zoom_wanted = Signal(str, str)
    dossier_wanted = Signal(str)
    closed = Signal()

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(document, "panel.identify", parent)
        self.setProperty("floating", True)
        self._found: tuple[Feature, ...] = ()
        self._place, self._x = "", math.inf
        self.view = PageView()
        self.body.setContentsMargins(1, 1, 1, 8)
        self.body.addWidget(self.view, 1)
        self._copy = self.add_button("copy", "identify.copy")
        self._close = self.add_button("close", "panel.close")
        self._copy.clicked.connect(self.copy)
        self._close.clicked.connect(self.put_away)
        self.view.other_wanted.connect(self._follow)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        self.follow()

    @property
    def found(self) -> tuple[Feature, ...]:
        """What is listed, topmost first."""
        return self._found

    def show_found(self, found: tuple[Feature, ...], place: str, x: float = math.inf) -> None:
        """List what lies at a place, whose coordinates ``place`` tells; ``x`` is its pixel, not to be covered."""
        self._found, self._place, self._x = found, place, x
        self.refresh(self.document.scene)
        self.fit()
        self.show()
        self.raise_()
        self.view.verticalScrollBar().setValue(0)

    def put_away(self) -> None:
        """Close it and say so."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def fit(self) -> None:
        """As high as its text, within the map."""
        over = self.parentWidget()
        room = (over.height() if over is not None else 600) - EDGE_PX - FOOT_PX
        width = over.width() if over is not None else 0
        right = width - WIDTH_PX - BUTTONS_PX
        left = right if self._x < EDGE_PX + WIDTH_PX + NEAR_PX and right > self._x + NEAR_PX else EDGE_PX
        self.setGeometry(round(left), EDGE_PX, WIDTH_PX, max(room, LEAST_PX))
        self.layout().activate()  # type: ignore[union-attr]  # the panel has one
        wanted = round(self.view.document().size().height()) + self.head.sizeHint().height() + 18
        self.resize(WIDTH_PX, min(max(wanted, LEAST_PX), max(room, LEAST_PX)))

    def copy(self) -> None:
        """Put all that is listed on the clipboard, citations in full."""
        scene = self.document.scene
        page = identified_page(scene, self._known(scene), Facts(scene.register, scene.language))
        lines = [self._place]
        for block in page:
            runs = [run for run in getattr(block, "runs", ()) if not run.link]
            line = "".join(run.copied or run.text for run in runs).strip()
            lines += [""] * (getattr(block, "shape", "") == "head") + [line] * bool(line)
        text = "\n".join(lines).replace(WORD_JOINER, "").replace("\xa0", " ")
        QGuiApplication.clipboard().setText(text)

    def refresh(self, scene: Scene) -> None:
        """The page in the scene's language, without what is no longer there."""
        if not self._place:
            return
        self._found = self._known(scene)
        facts = Facts(scene.register, scene.language)
        self.set_title(self.words("panel.identify_count", count=len(self._found)))
        page = identified_page(scene, self._found, facts)
        self.view.show_page(page, scene.theme, "accent", latin=scene.language == "en", stays=True)
        self._copy.setEnabled(bool(self._found))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _known(self, scene: Scene) -> tuple[Feature, ...]:
        there = {layer.id for layer in scene.layers}
        return tuple(feature for feature in self._found if feature[0] in there)

    def _follow(self, verb: str, number: str) -> None:
        feature = self._found[int(number)]
        if verb == "zoom":
            self.zoom_wanted.emit(*feature)
        elif verb == "dossier":
            self.dossier_wanted.emit(feature[1])
        else:
            self.document.select(feature)
