"""Which coordinate system the person reads, kept ready: PROJ is loaded beside the window when first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from desktop.work import Pulse, Work
    from geo.readout import Readout, System
    from layers.messages import Messages

__all__ = ["Coordinates", "crs_text"]

_SOMEWHERE = (121.5, 31.3)  # what the systems are tried on: half of PROJ's time goes into the first position


class Coordinates(QObject):
    """The chosen system; until PROJ is there for it, positions are told in degrees.

    Signals
    -------
    changed
        Another system was chosen, or is ready now.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen: System = "wgs84"
        self._ready = False  # whether PROJ is there
        self._work: Work | None = None

    @property
    def chosen(self) -> System:
        """What the person chose."""
        return self._chosen

    @property
    def shown(self) -> System:
        """What is shown: degrees as long as the chosen system is not ready."""
        from geo.readout import needs_proj

        return self._chosen if self._ready or not needs_proj(self._chosen) else "wgs84"

    def choose(self, system: System) -> None:
        """Read positions in another system from now on."""
        from geo.readout import needs_proj

        if system == self._chosen:
            return
        self._chosen = system
        if needs_proj(system):
            self.prepare()
        self.changed.emit()

    def prepare(self) -> None:
        """Load PROJ beside the window; nothing where it is there or on its way."""
        if self._ready or self._work is not None:
            return
        from desktop.work import Work

        self._work = Work(_warm, self)
        self._work.returned.connect(self._take)
        self._work.start()

    def at(self, lon: float, lat: float) -> Readout | None:
        """A WGS 84 position in the system that is shown; None outside the area that it serves."""
        from geo.readout import read_out

        return read_out(lon, lat, self.shown)

    def stop(self) -> None:
        """Wait until nothing is being loaded any more."""
        if self._work is not None:
            self._work.wait()

    def _take(self, _: object) -> None:
        self._ready = True
        self.changed.emit()


def crs_text(words: Messages, system: System, crs: str) -> str:
    """A system's name, with the belt that serves here: «CGCS2000 / 3° 带 CM 120°E (EPSG:4549)»."""
    from geo.readout import BELTS

    if system == "cgcs2000":
        return words("crs.cgcs2000", meridian=BELTS[crs], code=crs) if crs else words("crs.no_belt")
    return words(f"crs.{system}")


def _warm(pulse: Pulse) -> None:  # noqa: ARG001 (it cannot be stopped half-way)
    from geo.crs import WGS84, transformer
    from geo.readout import BELTS

    for code in (*BELTS, "EPSG:32651"):
        for each in (transformer(WGS84, code), transformer(code, WGS84)):
            each.transform(*_SOMEWHERE)
