"""Ranges of numbers: where one class ends and the next begins.

Quantiles and equal intervals are numpy's own; the other schemes are mapclassify's, whose import
takes seconds, so that they belong on a thread beside the window.  Of its two for natural breaks the
one that finds the optimum is taken; the other begins at random and draws another map each time.
"""

from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from layers.symbology.symbology import Scheme

__all__ = ["FIXED", "MOST_CLASSES", "SCHEMES", "bounds_of", "readable"]

SCHEMES: Final[tuple[Scheme, ...]] = (
    *("quantiles", "equal_interval", "fisher_jenks"),
    *("pretty", "std_mean", "head_tail", "box_plot"),
)
FIXED: Final = frozenset({"std_mean", "head_tail", "box_plot"})  # they say themselves how many classes there are
MOST_CLASSES: Final = 12
_SAMPLE: Final = 3_000  # Fisher and Jenks's optimum costs the square of this
_MOST_TAILS: Final = 8
_SHIFT: Final = 0.04  # of the smaller class beside it is how far a bound may move to become readable
_GAP: Final = 0.25  # the same where no number lies between


def bounds_of(values: NDArray[np.float64], scheme: Scheme, count: int) -> tuple[float, ...]:
    """The bounds of classes for numbers, readable, from the smallest number to the largest.

    Parameters
    ----------
    values : (n,) array
        NaN and infinite ones are left out.
    scheme : str
        One of `SCHEMES`.
    count : int
        How many classes are wanted; ties, and the schemes of `FIXED`, may make other numbers.

    Returns
    -------
    tuple of float
        One more than there are classes; the first two are equal where the first class is one number.  Empty
        where there is no number.
    """
    known = np.sort(values[np.isfinite(values)])
    if not len(known):
        return ()
    low, high = float(known[0]), float(known[-1])
    if low == high:
        return (low, high)
    count = min(max(count, 1), MOST_CLASSES)
    upper = [float(each) for each in _upper_bounds(known, scheme, count)]
    inner = sorted({each for each in upper if low <= each < high})
    bounds = [low, *inner, high]
    if scheme != "pretty":  # those are readable as they are
        inner = readable(known, bounds, gaps=scheme != "equal_interval")
    width = (high - low) / (len(bounds) - 1)
    return _kept(
        known, [_shortest(low - _SHIFT * width, low, low), *inner, _shortest(high, high + _SHIFT * width, high)]
    )


def readable(known: NDArray[np.float64], bounds: list[float], gaps: bool = True) -> list[float]:
    """The inner ones of some bounds moved to the shortest numbers nearby.

    Where sorted numbers ``known`` leave a gap at a bound, it may go some way in it, since no class changes,
    unless the distances of the bounds mean something; else it moves by a small share of the classes beside it.
    """
    found = []
    for before, bound, after in zip(bounds, bounds[1:-1], bounds[2:], strict=False):
        room = min(bound - before or after - bound, after - bound)
        place = int(np.searchsorted(known, bound, side="right"))
        low = max(float(known[place - 1]), bound - _GAP * room) if gaps else bound
        high = (
            min(math.nextafter(float(known[min(place, len(known) - 1)]), -math.inf), bound + _GAP * room)
            if gaps
            else bound
        )
        found.append(_shortest(min(low, bound - _SHIFT * room), max(high, bound + _SHIFT * room), bound))
    return found


def _kept(known: NDArray[np.float64], bounds: list[float]) -> tuple[float, ...]:
    """Without bounds that close an empty class."""
    found = [bounds[0]]
    places = np.searchsorted(known, bounds[1:], side="right").tolist()
    before = 0
    for bound, place in zip(bounds[1:], places, strict=True):
        if place > before:
            found.append(bound)
            before = place
    return tuple(found)


def _upper_bounds(known: NDArray[np.float64], scheme: Scheme, count: int) -> NDArray[np.float64]:
    if scheme == "equal_interval":
        return np.linspace(known[0], known[-1], count + 1)[1:]
    if scheme == "quantiles":
        return np.asarray(np.quantile(known, np.arange(1, count + 1) / count))
    import mapclassify

    if scheme == "pretty":
        return np.asarray(mapclassify.PrettyBreaks(known, k=max(count, 2)).bins, dtype=np.float64)
    # From 0 to 1: their clustering gives up on very small and very large numbers.
    span = known[-1] - known[0]
    share = (known - known[0]) / span
    sample = _sampled(share)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of ties and of empty classes, which are seen to here
        bins: Any = {
            "fisher_jenks": lambda: mapclassify.FisherJenks(sample, k=min(count, len(np.unique(sample)))),
            "std_mean": lambda: mapclassify.StdMean(share),
            "head_tail": lambda: mapclassify.HeadTailBreaks(share),
            "box_plot": lambda: mapclassify.BoxPlot(share),
        }[scheme]().bins
    upper = np.asarray(bins, dtype=np.float64) * span + known[0]
    return np.asarray(upper[:_MOST_TAILS]) if scheme == "head_tail" else upper


def _sampled(known: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of many sorted numbers, evenly many of each size, the smallest and the largest with them."""
    if len(known) <= _SAMPLE:
        return known
    return known[np.linspace(0, len(known) - 1, _SAMPLE).round().astype(np.int64)]


def _shortest(low: float, high: float, near: float) -> float:
    """The number with the fewest digits from ``low`` to ``high``; of several, the nearest to ``near``."""
    top = max(abs(low), abs(high))
    if top == 0 or low <= 0 <= high:
        if low <= 0 <= high and low != high:
            return 0.0
        return near
    for exponent in range(math.floor(math.log10(top)), math.floor(math.log10(top)) - 16, -1):
        for step in (5, 2, 1):
            first = math.ceil(low / (step * 10.0**exponent))
            last = math.floor(high / (step * 10.0**exponent))
            if first <= last:
                times = min(max(round(near / (step * 10.0**exponent)), first), last) * step
                found = times * 10**exponent if exponent >= 0 else times / 10**-exponent
                return min(max(float(found), low), high)
    return near
