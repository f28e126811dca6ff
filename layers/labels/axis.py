"""The middle line of a long zone, for a name that runs along it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.polyline import densified, lengths
from geo.record import dataclass

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Axis", "axis_of"]

_SLICES = 64
LONG = 3.0  # a zone this many times as long as wide is named along its axis (LOOK §4)


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """The middle line from end to end.

    Attributes
    ----------
    line : (n, 2) array
        From top to bottom where steep, else from left to right, in pixels (y downward).
    widths : (n,) array
        How wide the zone is across the line at each vertex, in pixels.
    steep : bool
        Whether the whole axis is steeper than 55°.
    """

    line: NDArray[np.float64]
    widths: NDArray[np.float64]
    steep: bool

    @property
    def length(self) -> float:
        """Pixels from end to end."""
        return float(lengths(self.line)[-1])


def axis_of(ring: NDArray[np.float64], area: float) -> Axis | None:
    """The axis of a closed ring in pixels, or None where it is not long.

    The ring is cut by lines across its principal direction; the middles of the widest cuts,
    smoothed, are the axis.
    """
    fine = densified(ring, max(2.0, float(np.hypot(*np.ptp(ring, axis=0))) / 400))
    centre = fine.mean(axis=0)
    main = _principal(fine - centre)
    steep = abs(main[1]) > np.sin(np.radians(55))
    if (main[1] if steep else main[0]) < 0:
        main = -main
    frame = np.array([main, [-main[1], main[0]]])
    local = (ring - centre) @ frame.T
    start, end = local[:, 0].min(), local[:, 0].max()
    length = end - start
    if length <= LONG * area / max(length, 1e-9):
        return None
    middles, widths, at = [], [], []
    for s in np.linspace(start, end, _SLICES + 2)[1:-1]:
        cuts = _cuts(local, float(s))
        if len(cuts) >= 2:
            pairs = cuts[: len(cuts) // 2 * 2].reshape(-1, 2)
            widest = pairs[np.argmax(pairs[:, 1] - pairs[:, 0])]
            at.append(s)
            middles.append(widest.mean())
            widths.append(widest[1] - widest[0])
    smooth = _smoothed(np.array(middles), 9)
    line = np.column_stack((at, smooth)) @ frame + centre
    return Axis(line, np.array(widths), bool(steep))


def _principal(offsets: NDArray[np.float64]) -> NDArray[np.float64]:
    """The unit vector along which (n, 2) offsets spread most: the closed form of a 2 by 2 eigenproblem."""
    x, y = offsets[:, 0], offsets[:, 1]
    angle = 0.5 * np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum())
    return np.array([np.cos(angle), np.sin(angle)])


def _cuts(ring: NDArray[np.float64], s: float) -> NDArray[np.float64]:
    """Where the line x = s crosses the ring: sorted y values."""
    x0, y0, x1, y1 = ring[:-1, 0], ring[:-1, 1], ring[1:, 0], ring[1:, 1]
    spans = (x0 > s) != (x1 > s)
    t = (s - x0[spans]) / (x1[spans] - x0[spans])
    return np.sort(y0[spans] + t * (y1[spans] - y0[spans]))


def _smoothed(values: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    """A moving mean that keeps the ends."""
    padded = np.pad(values, window // 2, mode="edge")
    return np.convolve(padded, np.ones(window) / window, mode="valid")
