"""Making layers of very many features ready for the map, on a thread of its own.

The map is painted without them meanwhile.  Whoever moves the map interrupts the painter but not
this: what is made here does not depend on the view.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from layers.masses import make_ready, masses, ready

if TYPE_CHECKING:
    from layers.layer import Geometry
    from layers.scene import Scene

__all__ = ["Preparer"]

_LOOK_S = 0.1  # how often to see whether the compiled painter is there
_PATIENCE_S = 120.0  # compiling it takes some ten seconds, once on a machine


class _NotWantedError(Exception):
    """The layer was closed, or the window is."""


class Preparer(QObject):
    """Prepares what a scene has and is not ready, the topmost layer first.

    Signals
    -------
    ready
        More can be painted now, or better.
    failed : Exception
        A fault of ours.
    """

    ready = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: list[Geometry] = []
        self._given_up: list[Geometry] = []  # what failed once would fail at each step of a drag
        self._stopped = False
        self._thread: threading.Thread | None = None
        self._warmed = False
        self._lock = threading.Lock()

    @property
    def busy(self) -> bool:
        """Whether something is being prepared."""
        return self._thread is not None and self._thread.is_alive()

    def want(self, scene: Scene) -> None:
        """Prepare what this scene shows; what earlier ones showed is given up unless it is in this one too."""
        wanted = [geometry for _, geometry in reversed(masses(scene))]
        with self._lock:
            self._wanted = [each for each in wanted if ready(each) is None and each not in self._given_up]
            if (self._wanted or (wanted and not self._warmed)) and not self._stopped and self._thread is None:
                self._thread = threading.Thread(target=self._work, name="map preparer", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it."""
        with self._lock:
            self._stopped = True
            self._wanted = []
            thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        from geo.raster import engine

        if not self._warmed:
            engine.warm()  # only now, for most maps need no kernel
        latest, better = time.monotonic() + _PATIENCE_S, False
        while True:
            with self._lock:
                geometry = self._wanted[0] if self._wanted else None
                waiting = not self._warmed and not engine.ready() and time.monotonic() < latest
                if geometry is None and (self._stopped or not waiting):
                    better, self._warmed = not self._warmed and engine.ready(), True
                    self._thread = None
                    break
            if geometry is not None:
                self._prepare(geometry)
            else:
                time.sleep(_LOOK_S)
        if better and not self._stopped:
            self.ready.emit()

    def _prepare(self, geometry: Geometry) -> None:
        def pulse(_: float) -> None:
            if geometry not in self._wanted:
                raise _NotWantedError

        try:
            make_ready(geometry, pulse)
        except _NotWantedError:
            return
        except Exception as error:  # the outermost edge of this thread
            logging.getLogger("yangpu-atlas").error("a layer could not be prepared", exc_info=error)
            self._given_up.append(geometry)
            self.failed.emit(error)
        with self._lock:
            self._wanted = [each for each in self._wanted if each is not geometry]
        if not self._stopped:
            self.ready.emit()
