"""Where along a long feature its name stands, again and again.

Places are counted from the feature and not from the view, so that a name stays on its ground
while the map moves under the hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.polyline import along

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from layers.labels.sheet import Sheet

__all__ = ["both_on_sheet", "on_sheet", "repeated", "slots"]

_ROAM = 0.25  # how far from its place a name may go, in the distance to the next
_TRIES = 24  # places tried for a name that none of its own places would take


def slots(total: float, need: float, repeat: float) -> NDArray[np.float64]:
    """Starts of a name of length ``need`` on a line of ``total``, each ``repeat`` from the next, about the middle."""
    count = max(1, int((total - need) // repeat) + 1)
    return np.asarray((total - need) / 2 + (np.arange(count) - (count - 1) / 2) * repeat)


def repeated(
    starts: NDArray[np.float64], wanted: NDArray[np.float64], repeat: float, place: Callable[[float], bool]
) -> bool:
    """Place a name near each of the ``wanted`` starts where ``place`` finds room among ``starts``.

    Where none of them is to be had, such as when only a piece of the feature is in view, the
    name stands wherever it can, near the middle of what is there.

    Returns
    -------
    bool
        Whether it stands anywhere.
    """
    if not len(starts):
        return False
    found = False
    middle = float(wanted.mean())
    for slot in wanted[np.argsort(np.abs(wanted - middle), kind="stable")]:
        far = np.abs(starts - slot)
        near = np.flatnonzero(far <= _ROAM * repeat)
        found |= any(place(float(starts[i])) for i in near[np.argsort(far[near], kind="stable")])
    if found:
        return True
    starts = starts[:: max(1, len(starts) // _TRIES)]
    centre = starts[len(starts) // 2]
    return any(place(float(start)) for start in starts[np.argsort(np.abs(starts - centre), kind="stable")])


def on_sheet(sheet: Sheet, line: NDArray[np.float64], starts: NDArray[np.float64], reach: float) -> NDArray[np.bool_]:
    """From which starts both ends of a name that spans ``reach`` lie on the sheet."""
    if not len(starts):
        return np.zeros(0, dtype=bool)
    return both_on_sheet(sheet, along(line, starts)[0], along(line, starts + reach)[0])


def both_on_sheet(sheet: Sheet, first: NDArray[np.float64], last: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which pairs of points in pixels, (n, 2) each, lie on the sheet."""
    size = np.array([sheet.viewport.width, sheet.viewport.height])
    return np.asarray(((first >= 0) & (first <= size) & (last >= 0) & (last <= size)).all(axis=1))
