"""The status bar: where the pointer is, the scale, the selection; the register and work in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar

from desktop.canvas.tips import name_of
from desktop.coordinates import crs_text
from desktop.theme import font
from geo.mercator import to_lonlat
from layers.messages import messages
from layers.selection import selected_by_layer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.coordinates import Coordinates
    from desktop.document import Document
    from desktop.work import Work
    from layers.check import Finding
    from layers.messages import Messages
    from layers.viewport import Viewport

__all__ = ["StatusBar", "scale_text"]

TEXT_PX = 12
EM_SPACE = "\u3000"
THIN_SPACE = "\u2009"
_WIDEST = f"E 888 888.8 m{EM_SPACE}N 3 888 888.8 m"


def scale_text(scale: float) -> str:
    """``1 : 75 000``, to two figures, as nobody reads more off a screen."""
    digits = len(str(round(scale))) - 2
    return f"1 : {round(scale, -digits):,.0f}".replace(",", THIN_SPACE)


class StatusBar(QStatusBar):
    """Follows the document; the map tells it the pointer and the view.

    Signals
    -------
    systems_wanted : QPoint
        The coordinate system was clicked: a menu of all belongs above this place of the screen.
    """

    systems_wanted = Signal(QPoint)

    def __init__(
        self, document: Document, view: Viewport, coordinates: Coordinates, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._coordinates = coordinates
        self._view = view
        self._at: tuple[float, float] | None = None
        self._findings: tuple[Finding, ...] | None = None
        self._work: Work | None = None
        self._doing = ""
        self.setSizeGripEnabled(False)
        self.place = self._label()
        self.crs = QPushButton()
        self.crs.setObjectName("quiet")
        self.crs.setFont(font(TEXT_PX))
        self.crs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.crs.clicked.connect(lambda: self.systems_wanted.emit(self.crs.mapToGlobal(QPoint(0, 0))))
        self.addWidget(self.crs)
        self.scale, self.selection = self._label(), self._label()
        self.place.setMinimumWidth(round(QFontMetricsF(font(TEXT_PX)).horizontalAdvance(_WIDEST)) + 18)
        self.scale.setMinimumWidth(round(QFontMetricsF(font(TEXT_PX)).horizontalAdvance("1 : 40 000 000")))
        self.register = self._label(permanent=True)
        self.doing = self._label(permanent=True)
        self.bar = QProgressBar()
        self.bar.setFixedSize(90, 8)
        self.bar.setTextVisible(False)
        self.cancel = QPushButton()
        self.cancel.setObjectName("quiet")
        self.cancel.setFont(font(TEXT_PX))
        self.cancel.clicked.connect(self._cancel)
        for widget in (self.bar, self.cancel):
            self.addPermanentWidget(widget)
        self._show_work(False)
        document.scene_changed.connect(self._dress)
        coordinates.changed.connect(self._show_place)
        self._dress()

    def point_at(self, lonlat: tuple[float, float] | None) -> None:
        """Where the pointer is; None outside the map, where the middle of the view stands."""
        self._at = lonlat
        self._show_place()

    def show_view(self, view: Viewport) -> None:
        """The map's view."""
        self._view = view
        self._show_place()
        self.scale.setText(scale_text(view.scale))

    def show_findings(self, findings: tuple[Finding, ...] | None) -> None:
        """What checking the register found; None while it has not been checked."""
        self._findings = findings
        self._show_register()

    def show_work(self, work: Work, doing: str) -> None:
        """Work in hand, named by a message key, with a way to stop it."""
        self._work, self._doing = work, doing
        self.bar.setRange(0, 0)
        work.progressed.connect(self._progress)
        work.finished.connect(lambda: self._show_work(False))
        self._show_work(True)
        self._dress()

    def _label(self, permanent: bool = False) -> QLabel:
        label = QLabel()
        label.setFont(font(TEXT_PX))
        label.setTextFormat(Qt.TextFormat.PlainText)
        if permanent:
            self.addPermanentWidget(label)
        else:
            self.addWidget(label)
        return label

    def _progress(self, share: float) -> None:
        self.bar.setRange(0, 100)
        self.bar.setValue(round(100 * share))

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self.cancel.setEnabled(False)

    def _show_work(self, shown: bool) -> None:
        self.cancel.setEnabled(True)
        for widget in (self.doing, self.bar, self.cancel):
            widget.setVisible(shown)
        if not shown:
            self._work = None

    def _dress(self, *_: object) -> None:
        words = messages(self._document.scene.language)
        self.scale.setText(scale_text(self._view.scale))
        self.cancel.setText(words("status.cancel"))
        if self._doing:
            self.doing.setText(words(self._doing))
        self._show_place()
        self._show_selection(words)
        self._show_register()

    def _show_place(self) -> None:
        words, system = messages(self._document.scene.language), self._coordinates.shown
        found = self._coordinates.at(*(self._at or to_lonlat(self._view.x, self._view.y)))
        self.place.setText(found.text if found else words("crs.nowhere"))
        name = crs_text(words, system, found.crs if found else "")
        tip = words("status.crs", name=name)
        if tip != self.crs.toolTip():
            self.crs.setText(name)
            self.crs.setToolTip(tip)

    def _show_selection(self, words: Messages) -> None:
        scene = self._document.scene
        count = len(scene.selection)
        if not count:
            text = ""
        elif count == 1:
            text = words("status.selected", name=name_of(scene, *scene.selection))
        else:
            from layers.figures import number_text  # not for the first map

            text = words("status.selected_many", count=number_text(count))
        self.selection.setText(text)
        self.selection.setToolTip(self._by_layer(words) if count > 1 else "")

    def _by_layer(self, words: Messages) -> str:
        """How many are selected of each layer, a line each."""
        from layers.figures import number_text

        scene = self._document.scene
        found = selected_by_layer(scene.selection)
        titles = {each.id: each.title if each.group == "own" else words(each.title) for each in scene.layers}
        return "\n".join(f"{titles[each]}  {number_text(len(found[each]))}" for each in titles if each in found)

    def _show_register(self) -> None:
        scene = self._document.scene
        words = messages(scene.language)
        count = len(scene.register.sources)
        if self._findings is None:
            text = words("status.register", count=count)
        elif not self._findings:
            text = words("status.register_good", count=count)
        else:
            errors = sum(finding.severity == "error" for finding in self._findings)
            text = words("status.register_bad", errors=errors, warnings=len(self._findings) - errors, count=count)
        self.register.setText(text)
        self.register.setToolTip("\n".join(finding.sentence(words) for finding in (self._findings or ())[:12]))
