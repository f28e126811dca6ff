"""Colour ramps: told apart by everyone, and edges that stand out from the ground."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from layers.style import Theme, load_style
from layers.symbology.ramps import Shade, missing_shade, ramps, shades

THEMES: tuple[Theme, ...] = ("light", "dark", "print")
# Machado, Oliveira and Fernandes 2009, severity 1, in linear RGB; the first is sight as usual.
SIGHTS = {
    "usual": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
}
XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]])
WHITE = np.array([0.95047, 1, 1.08883])


def linear(colour: str) -> np.ndarray:
    share = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's."""
    low, high = sorted(float(XYZ[1] @ linear(each)) for each in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str, sight: str) -> np.ndarray:
    """CIELAB under D65, as seen with a sight."""
    t = XYZ @ np.clip(SIGHTS[sight] @ linear(colour), 0, 1) / WHITE
    f = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def shaded(theme: Theme) -> list[tuple[str, Shade]]:
    many = [(ramp.name, shade) for ramp in ramps(theme) for n in (1, 2, 5, 12) for shade in shades(ramp.name, theme, n)]
    return [*many, ("missing", missing_shade(theme))]


@pytest.mark.parametrize("theme", THEMES)
def test_edges_stand_out_from_the_ground(theme: Theme) -> None:
    style = load_style(theme)
    for name, (_, edge) in shaded(theme):
        for ground in ("land_in", "land_out"):
            assert contrast(edge, style.colour(ground)) >= 3, (name, edge, ground)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHTS)
def test_classes_can_be_told_apart(theme: Theme, sight: str) -> None:
    for ramp in ramps(theme):
        count = len(ramp.colours) if ramp.kind == "qualitative" else 5
        seen = [lab(colour, sight) for colour, _ in shades(ramp.name, theme, count)]
        pairs = itertools.combinations(seen, 2) if ramp.kind == "qualitative" else itertools.pairwise(seen)
        least = min(float(np.linalg.norm(a - b)) for a, b in pairs)
        assert least >= 8, (ramp.name, round(least, 1))


@pytest.mark.parametrize("theme", THEMES)
def test_sequential_ramps_run_one_way_in_lightness(theme: Theme) -> None:
    for ramp in ramps(theme):
        if ramp.kind == "sequential":
            steps = np.diff([lab(colour, "usual")[0] for colour, _ in shades(ramp.name, theme, 9)])
            assert np.all(steps < 0) or np.all(steps > 0), ramp.name


def test_ramps_are_cut_from_end_to_end_and_turned_round() -> None:
    ramp = ramps("light")[0]
    five = shades(ramp.name, "light", 5)
    assert (five[0][0], five[-1][0]) == (ramp.colours[0], ramp.colours[-1])
    assert shades(ramp.name, "light", 5, True) == five[::-1]
    assert shades("no such", "light", 3) == shades(ramp.name, "light", 3)


def test_a_qualitative_ramp_goes_on_after_its_end() -> None:
    many = [colour for colour, _ in shades("bright", "light", 18)]
    assert len(set(many)) == 18
