"""Symbologies worked out for the style panel: at once where that is quick, else beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.work import Pulse, Work
from geo.record import dataclass, replace
from layers.fields import fields
from layers.symbology.classes import row_classes
from layers.symbology.labelled import label_texts
from layers.symbology.making import MOST_CATEGORIES, categorised, graduated, histogram, numbers_of
from layers.symbology.symbology import PLAIN, Categorised, Graduated, Rule, RuleBased, Single

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from layers.fields import FieldInfo
    from layers.layer import Layer
    from layers.symbology.symbology import Look, Scheme, Symbology

__all__ = ["Made", "Spread", "StyleWork", "Wanted", "quoted", "ranked", "symbology_for"]

QUICK_ROWS = 30_000  # below, nobody waits
SWIFT = frozenset({"quantiles", "equal_interval"})  # need no import of seconds
Spread = tuple["NDArray[np.int64]", "NDArray[np.float64]"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person has chosen in the panel: of what kind, by which field, in which way."""

    kind: str
    field: str = ""
    scheme: Scheme = "quantiles"
    count: int = 5


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """What was worked out, as far as it was asked for.

    Attributes
    ----------
    symbology : Symbology or None
        Made of the data.
    layer : Layer or None
        The layer with a look or labels that a person wrote, gone through.
    spread : (field, Spread) or None
        How the numbers of a field are spread.
    """

    symbology: Symbology | None
    layer: Layer | None = None
    spread: tuple[str, Spread] | None = None


class StyleWork(QObject):
    """Makes what is wanted; the newest wish wins.

    Signals
    -------
    busy : bool
        Whether something is worked out beside the window.
    made : Made
    """

    busy = Signal(bool)
    made = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Work | None = None
        self._ended: list[Work] = []

    def make(self, layer: Layer, wanted: Wanted) -> None:
        """Work out what is wanted of a layer."""
        swift = wanted.kind != "graduated" or wanted.scheme in SWIFT
        self._start(len(layer.ids) <= QUICK_ROWS and swift, lambda pulse: _made(layer, wanted, pulse))

    def spread(self, layer: Layer, field: str) -> None:
        """Tell how the numbers of a field are spread."""
        self._start(len(layer.ids) <= QUICK_ROWS, lambda _: Made(None, None, (field, _spread(layer, field))))

    def change(self, layer: Layer, wanted: Layer) -> None:
        """Go through the rows for another look or other labels, which then are there when the map asks for them."""

        def gone_through(pulse: Pulse) -> Made:
            if wanted.symbology is not None and wanted.symbology != layer.symbology:
                row_classes(wanted, wanted.symbology)
            pulse.beat(0.5)
            if wanted.labelling is not None:
                label_texts(wanted, wanted.labelling.text)
            return Made(None, wanted)

        self._start(len(layer.ids) <= QUICK_ROWS, gone_through)

    def _start(self, quick: bool, function: Callable[[Pulse], Made]) -> None:
        self.stop()
        if quick:
            self.made.emit(function(Pulse()))
            return
        work = Work(function, self)
        self._work = work
        work.returned.connect(lambda made: self._done(work, made))
        work.finished.connect(lambda: self._finished(work))
        self.busy.emit(True)
        work.start()

    def stop(self) -> None:
        """Give up what is being made."""
        if self._work is not None:
            self._work.cancel()
            self._ended.append(self._work)
            self._work = None
            self.busy.emit(False)

    def wait(self) -> None:
        """Stop and wait for the end, as when the window closes."""
        self.stop()
        for work in self._ended:
            work.wait()

    def _done(self, work: Work, made: Made) -> None:
        if work is self._work:
            self.made.emit(made)

    def _finished(self, work: Work) -> None:
        if work in self._ended:
            self._ended.remove(work)
        if work is self._work:
            self._work = None
            self.busy.emit(False)


def ranked(layer: Layer, numeric: bool) -> tuple[FieldInfo, ...]:
    """The fields of a layer, those that suit a way of classing first: numbers for ranges, texts for values."""
    found = fields(layer)
    suited = ("number", "mixed") if numeric else ("text", "flag", "mixed", "date")
    # Names, of which each row has another, make no classes.
    few = range(2, min(MOST_CATEGORIES, max(len(layer.ids) // 2, 2)) + 1)
    return tuple(sorted(found, key=lambda each: (each.type not in suited, not numeric and each.different not in few)))


def symbology_for(layer: Layer, wanted: Wanted) -> Symbology:
    """What a person has chosen, with all that the layer's symbology already has and that still fits."""
    now = layer.symbology
    base: Look = now.base if now is not None else PLAIN
    if wanted.kind == "categorised":
        made = categorised(layer, wanted.field, base)
        return replace(made, ramp=now.ramp, reverse=now.reverse) if isinstance(now, Categorised) else made
    if wanted.kind == "graduated":
        ramp = (now.ramp, now.reverse, now.unit) if isinstance(now, Graduated) else ("blues", False, "")
        return graduated(layer, wanted.field, wanted.scheme, wanted.count, base, *ramp)
    if wanted.kind == "rules":
        return now if isinstance(now, RuleBased) else RuleBased((Rule(_first_rule(layer)),), other=PLAIN, base=base)
    return Single(base)


def _made(layer: Layer, wanted: Wanted, pulse: Pulse) -> Made:
    pulse.beat(0.1)
    symbology = symbology_for(layer, wanted)
    pulse.beat(0.6)
    row_classes(layer, symbology)  # kept with the layer: the map and the legend need not wait for it
    pulse.beat(0.9)
    graded = wanted.kind == "graduated"
    return Made(symbology, spread=(wanted.field, _spread(layer, wanted.field)) if graded else None)


def _spread(layer: Layer, field: str) -> Spread:
    return histogram(numbers_of(layer, field))


def _first_rule(layer: Layer) -> str:
    """A condition to begin with, that holds for whatever has a value in the first field."""
    found = ranked(layer, numeric=False)
    return f"{quoted(found[0].name)} IS NOT NULL" if found else "TRUE"


def quoted(name: str) -> str:
    """A field's name as an expression has it: in quotes where it would be read as something else."""
    from layers.expression.words import words_of

    plain = name.isidentifier() and [word.kind for word in words_of(name)] == ["name", "end"]
    return name if plain else '"' + name.replace('"', '""') + '"'
