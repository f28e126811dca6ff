"""Choosing features for the document: at once where there are few, beside the window where there are many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal

from desktop.notice import Notice
from geo.errors import AtlasError
from geo.record import replace
from layers.selection import selected_by_layer, selected_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from desktop.document import Document
    from desktop.work import Pulse, Work
    from layers.layer import Layer
    from layers.scene import Feature, Scene
    from layers.select.area import Area
    from layers.select.location import Relation

__all__ = ["MODES", "Mode", "Selector", "mode_of"]

Mode = Literal["replace", "add", "remove", "keep"]
MODES: tuple[Mode, ...] = ("replace", "add", "remove", "keep")

FEW = 5_000  # shapes that are looked through while one waits


def mode_of(modifiers: Qt.KeyboardModifier) -> Mode:
    """Shift adds, Ctrl takes away, neither begins anew."""
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return "add"
    return "remove" if modifiers & Qt.KeyboardModifier.ControlModifier else "replace"


class Selector(QObject):
    """Selects; a new wish takes the place of one that is being worked on.

    ``target`` is the one layer whose features are chosen on the map, or empty for all that are shown.

    Signals
    -------
    started : (Work, message key of what is done)
    found : int
        How many features were found, before they were joined with what was selected.
    """

    started = Signal(object, str)
    found = Signal(int)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._work: Work | None = None
        self.target = ""

    @property
    def busy(self) -> bool:
        """Whether something is being looked for."""
        return self._work is not None

    def choices(self) -> tuple[Layer, ...]:
        """The layers that can be chosen from now, topmost first."""
        from layers.select.rows import selectable

        return selectable(self._document.scene)

    def at(self, found: Iterable[Feature], modifiers: Qt.KeyboardModifier) -> None:
        """Select the topmost of what lies under a click; with Ctrl, turn it over."""
        top = next((each for each in found if self.target in ("", each[0])), None)
        chosen = frozenset(() if top is None else (top,))
        mode = mode_of(modifiers)
        if mode == "remove" and chosen:
            mode = "remove" if chosen <= self._document.scene.selection else "add"
        if chosen or mode == "replace":
            self._apply(chosen, mode)

    def by_area(self, area: Area, mode: Mode, places: bool = True) -> None:
        """Select what an area of the map touches; ``places`` says whether places are seen at this scale."""
        layers = [layer for layer in self._aimed() if places or self.target or layer.id != "places"]

        def look(pulse: Pulse) -> frozenset[Feature]:
            from layers.select.area import touched

            pulse.beat(0.0)
            return touched(layers, area)

        self._look(look, mode, layers)

    def by_location(
        self, target: str, source: str, relation: Relation, distance_m: float, mode: Mode, only_selected: bool
    ) -> None:
        """Select the features of one layer by where those of another lie, all or only the selected ones."""
        scene = self._document.scene
        layer, other = scene.layer(target), scene.layer(source)
        chosen = selected_in(scene.selection, source)

        def look(pulse: Pulse) -> frozenset[Feature]:
            from layers.select.location import rows_by_location
            from layers.select.rows import features_of, rows_of_ids, selectable_rows

            rows = rows_of_ids(other, chosen) if only_selected else selectable_rows(other)
            return features_of(layer, rows_by_location(layer, [(other, rows)], relation, distance_m, pulse.beat))

        self._look(look, mode, [layer, other])

    def by_condition(self, target: str, text: str, mode: Mode) -> None:
        """Select the features of one layer in which an expression is true."""
        layer = self._document.scene.layer(target)

        def look(pulse: Pulse) -> frozenset[Feature]:
            from layers.select.condition import rows_by_condition
            from layers.select.rows import features_of

            pulse.beat(0.0)
            return features_of(layer, rows_by_condition(layer, text))

        self._look(look, mode, [layer])

    def invert(self) -> None:
        """Select what is not selected, in the layers that are aimed at or, where all are, those with a selection."""
        selection = self._document.scene.selection
        layers = [layer for layer in self._aimed() if self.target or selected_in(selection, layer.id)]

        def look(pulse: Pulse) -> frozenset[Feature]:
            from layers.select.rows import features_of, selectable_rows

            pulse.beat(0.0)
            every = frozenset().union(*(features_of(layer, selectable_rows(layer)) for layer in layers))
            ids = {layer.id for layer in layers}
            return (every - selection) | frozenset(each for each in selection if each[0] not in ids)

        if layers:
            self._look(look, "replace", layers)

    def stop(self) -> None:
        """Give up what is under way and wait until it has ended."""
        if self._work is not None:
            self._work.cancel()
            self._work.wait()

    def _aimed(self) -> list[Layer]:
        return [layer for layer in self.choices() if self.target in ("", layer.id)]

    def _look(self, look: Callable[[Pulse], frozenset[Feature]], mode: Mode, layers: Iterable[Layer]) -> None:
        from desktop.work import Pulse, Work

        if self._work is not None:
            self._work.cancel()
            self._work = None
        count = sum(max(len(layer.ids), *(len(each.shapes.xy) // 8 for each in layer.geometry), 0) for layer in layers)
        if count <= FEW:
            try:
                chosen = look(Pulse())
                self._take(chosen, mode, len(chosen))
            except AtlasError as error:
                self._refuse(error)
            return
        before = self._document.scene.selection

        def joined(pulse: Pulse) -> tuple[frozenset[Feature], frozenset[Feature]]:
            """What is found, and joined with what was selected: of a million, both take a while."""
            chosen = look(pulse)
            wanted = _joined(before, chosen, mode)
            selected_by_layer(wanted)
            return chosen, wanted

        def take(found: tuple[frozenset[Feature], frozenset[Feature]]) -> None:
            chosen, wanted = found
            if self._work is work:
                same = self._document.scene.selection is before
                self._take(wanted if same else chosen, "replace" if same else mode, len(chosen))

        work = Work(joined, self)
        self._work = work
        work.returned.connect(take)
        work.errored.connect(self._refuse)
        work.finished.connect(lambda: self._ended(work))
        self.started.emit(work, "select.doing")
        work.start()

    def _take(self, chosen: frozenset[Feature], mode: Mode, count: int) -> None:
        self._apply(chosen, mode)
        self.found.emit(count)

    def _apply(self, chosen: frozenset[Feature], mode: Mode) -> None:
        scene = self._document.scene
        wanted = _known(scene, _joined(scene.selection, chosen, mode))
        if wanted != scene.selection:
            self._document.apply(replace(scene, selection=wanted), undo=False)

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, AtlasError):
            raise error  # a fault of ours: the outermost edge tells and logs it
        self._document.told.emit(Notice.of(error))

    def _ended(self, work: Work) -> None:
        if self._work is work:
            self._work = None
        work.wait()
        work.deleteLater()


def _joined(before: frozenset[Feature], chosen: frozenset[Feature], mode: Mode) -> frozenset[Feature]:
    match mode:
        case "add":
            return before | chosen
        case "remove":
            return before - chosen
        case "keep":
            return before & chosen
    return chosen


def _known(scene: Scene, chosen: frozenset[Feature]) -> frozenset[Feature]:
    """Without what belonged to a layer that was closed meanwhile."""
    there = {layer.id for layer in scene.layers}
    if there.issuperset(selected_by_layer(chosen)):
        return chosen
    return frozenset(each for each in chosen if each[0] in there)
