"""Bounds of classes: those of mapclassify, made readable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mapclassify
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.classify import SCHEMES, bounds_of

if TYPE_CHECKING:
    from layers.symbology.symbology import Scheme

SKEWED = np.random.default_rng(1).lognormal(3, 1.2, 800)


@pytest.mark.parametrize(
    ("scheme", "theirs"),
    [
        ("quantiles", mapclassify.Quantiles(SKEWED, k=5)),
        ("equal_interval", mapclassify.EqualInterval(SKEWED, k=5)),
        ("fisher_jenks", mapclassify.FisherJenks(SKEWED, k=5)),
        ("std_mean", mapclassify.StdMean(SKEWED)),
        ("box_plot", mapclassify.BoxPlot(SKEWED)),
        ("head_tail", mapclassify.HeadTailBreaks(SKEWED)),
        ("pretty", mapclassify.PrettyBreaks(SKEWED, k=5)),
    ],
)
def test_bounds_are_those_of_mapclassify_but_for_rounding(scheme: Scheme, theirs: object) -> None:
    inner = [each for each in theirs.bins if SKEWED.min() <= each < SKEWED.max()][:8]  # type: ignore[attr-defined]
    found = bounds_of(SKEWED, scheme, 5)
    width = np.diff([SKEWED.min(), *inner, SKEWED.max()])
    assert len(found) == len(inner) + 2
    for ours, bound, before, after in zip(found[1:-1], inner, width, width[1:], strict=False):
        assert abs(ours - bound) <= 0.25 * min(before, after) + 1e-9
    assert found[0] <= SKEWED.min()
    assert found[-1] >= SKEWED.max()


def test_bounds_are_short_numbers() -> None:
    assert bounds_of(np.arange(1.0, 1001), "quantiles", 4) == (0.0, 250.0, 500.0, 750.0, 1000.0)
    assert all(len(f"{each:.12g}".rstrip("0").replace(".", "")) <= 3 for each in bounds_of(SKEWED, "quantiles", 5))


def test_ties_constants_and_nothing() -> None:
    assert bounds_of(np.array([2.0, 2, 2]), "quantiles", 5) == (2.0, 2.0)
    assert bounds_of(np.array([np.nan, np.inf]), "quantiles", 5) == ()
    assert bounds_of(np.array([]), "equal_interval", 5) == ()
    zeros = np.array([0.0] * 90 + [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    assert bounds_of(zeros, "quantiles", 5)[:2] == (0.0, 0.0)  # nine tenths are one class, and it says so


@pytest.mark.parametrize("scheme", SCHEMES)
@settings(max_examples=12, deadline=None)
@given(
    values=st.lists(
        st.one_of(st.integers(-5, 5).map(float), st.floats(-1e6, 1e6), st.just(float("nan"))), min_size=1, max_size=40
    ),
    count=st.integers(1, 7),
)
def test_every_number_is_in_a_class_and_no_class_is_empty(scheme: Scheme, values: list[float], count: int) -> None:
    array = np.array(values)
    known = array[np.isfinite(array)]
    bounds = bounds_of(array, scheme, count)
    if not len(known):
        assert bounds == ()
        return
    assert list(bounds) == sorted(bounds)
    assert bounds[0] <= known.min()
    assert bounds[-1] >= known.max()
    place = np.searchsorted(np.array(bounds)[1:-1], known, side="left")
    assert set(place.tolist()) == set(range(len(bounds) - 1))
