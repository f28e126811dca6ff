"""What is visible where: the window onto the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.extent import Extent
from geo.mercator import ground_factor, to_lonlat
from geo.record import dataclass, replace

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["PX_M", "Viewport"]

PX_M = 0.0254 / 96  # metres of one CSS pixel on the screen: 1/96 inch
MIN_SCALE = 500.0
MAX_SCALE = 40_000_000.0


@dataclass(frozen=True, slots=True)
class Viewport:
    """A rectangle of ``width`` by ``height`` CSS pixels, centred at ``x, y``.

    Attributes
    ----------
    x, y : float
        The centre in EPSG:3857 metres.
    resolution : float
        Projected metres per CSS pixel.
    width, height : int
        CSS pixels.
    """

    x: float
    y: float
    resolution: float
    width: int
    height: int

    @staticmethod
    def fitted(extent: Extent, width: int, height: int, margin: float = 24) -> Viewport:
        """The closest view that shows ``extent`` (EPSG:3857) with ``margin`` pixels around it."""
        across = extent.width / max(width - 2 * margin, 1)
        along = extent.height / max(height - 2 * margin, 1)
        x, y = extent.centre
        return Viewport(x, y, 1.0, width, height).at_resolution(max(across, along, 1e-9))

    @property
    def scale(self) -> float:
        """The denominator of the map's scale on the ground at the centre, at 96 pixels an inch."""
        return self.resolution * ground_factor(to_lonlat(self.x, self.y)[1]) / PX_M

    @property
    def extent(self) -> Extent:
        """What is visible, in EPSG:3857 metres."""
        across, along = self.width / 2 * self.resolution, self.height / 2 * self.resolution
        return Extent(self.x - across, self.y - along, self.x + across, self.y + along)

    def to_px(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        """Map metres, (n, 2), to pixels from the top left corner, y downward."""
        left, top = self.x - self.width / 2 * self.resolution, self.y + self.height / 2 * self.resolution
        return np.column_stack(((xy[:, 0] - left) / self.resolution, (top - xy[:, 1]) / self.resolution))

    def to_map(self, px: float, py: float) -> tuple[float, float]:
        """A pixel to EPSG:3857 metres."""
        return (
            self.x + (px - self.width / 2) * self.resolution,
            self.y - (py - self.height / 2) * self.resolution,
        )

    def moved(self, dx: float, dy: float) -> Viewport:
        """The view after the map was dragged by ``dx, dy`` pixels."""
        return replace(self, x=self.x - dx * self.resolution, y=self.y + dy * self.resolution)

    def zoomed(self, factor: float, px: float | None = None, py: float | None = None) -> Viewport:
        """The view ``factor`` times closer, with the ground under pixel ``px, py`` kept there."""
        px = self.width / 2 if px is None else px
        py = self.height / 2 if py is None else py
        x, y = self.to_map(px, py)
        closer = self.at_resolution(self.resolution / factor)
        return replace(
            closer,
            x=x - (px - self.width / 2) * closer.resolution,
            y=y + (py - self.height / 2) * closer.resolution,
        )

    def at_resolution(self, resolution: float) -> Viewport:
        """The same centre at another resolution, held between 1 : 500 and 1 : 40 000 000."""
        factor = ground_factor(to_lonlat(self.x, self.y)[1]) / PX_M
        return replace(self, resolution=min(max(resolution, MIN_SCALE / factor), MAX_SCALE / factor))

    def at_scale(self, scale: float) -> Viewport:
        """The same centre at the scale 1 : ``scale``."""
        return self.at_resolution(scale * PX_M / ground_factor(to_lonlat(self.x, self.y)[1]))

    def resized(self, width: int, height: int) -> Viewport:
        """The same centre and scale in a window of another size."""
        return replace(self, width=width, height=height)
