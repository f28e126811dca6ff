"""Coordinates as short SVG text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.shapes import Shapes
    from layers.viewport import Viewport

__all__ = ["number", "path_data", "points_data"]

_MARGIN_PX = 40  # how far outside of the picture a part may still matter: half of the widest pen and its joins


def number(value: float, digits: int = 1) -> str:
    """A number with at most ``digits`` decimals and no idle characters: ``.5``, ``-12``, ``3.4``."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
    if text in {"-0", ""}:
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def path_data(shapes: Shapes, viewport: Viewport) -> str:
    """The ``d`` of all parts of ``shapes`` (EPSG:3857) in pixels of ``viewport``; "" where none shows."""
    if shapes.kind == "point":
        return _dots(viewport.to_px(shapes.xy), viewport)
    closed = shapes.kind == "polygon"
    px = viewport.to_px(shapes.xy)
    starts, ends = shapes.part_starts[:-1], shapes.part_starts[1:]
    starts, ends = starts[ends > starts], ends[ends > starts]
    if not len(starts):
        return ""
    low, high = np.minimum.reduceat(px, starts, axis=0), np.maximum.reduceat(px, starts, axis=0)
    size = np.array([viewport.width, viewport.height])
    shown = np.flatnonzero(((high >= -_MARGIN_PX) & (low <= size + _MARGIN_PX)).all(axis=1))
    tenths = np.rint(px * 10).astype(np.int64)
    return "".join(_steps(tenths[starts[i] : ends[i]], closed) for i in shown.tolist())


def _dots(px: NDArray[np.float64], viewport: Viewport) -> str:
    """Lines of no length, which a pen with a round cap draws as dots."""
    shown = [(x, y) for x, y in px.tolist() if _shows(np.array([[x, y]]), viewport)]
    return "".join(f"M{number(x)} {number(y)}h0" for x, y in shown)


def points_data(points: Sequence[tuple[float, float]]) -> str:
    """The ``d`` of one open line in pixels."""
    return _steps(np.rint(np.array(points) * 10).astype(np.int64), closed=False)


def _shows(px: NDArray[np.float64], viewport: Viewport) -> bool:
    low, high = px.min(axis=0), px.max(axis=0)
    return bool(
        high[0] >= -_MARGIN_PX
        and high[1] >= -_MARGIN_PX
        and low[0] <= viewport.width + _MARGIN_PX
        and low[1] <= viewport.height + _MARGIN_PX
    )


def _steps(tenths: NDArray[np.int64], closed: bool) -> str:
    """Tenths of pixels as one absolute start and relative steps; steps of nothing are left out."""
    for _ in range(3):
        thinned = _thinned(tenths)
        if len(thinned) == len(tenths):
            break
        tenths = thinned
    steps = np.diff(tenths, axis=0)
    steps = steps[steps.any(axis=1)]
    if closed and len(steps):
        steps = steps[:-1]  # Z draws the last one
    if not len(steps):
        return ""
    body = "".join(_pair(int(x), int(y)) for x, y in steps)
    return f"M{_pair(*map(int, tenths[0])).lstrip()}l{body.lstrip()}{'Z' if closed else ''}"


def _thinned(tenths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Without vertices that lie within a tenth of a pixel of the line between their neighbours.

    Never two in a row, so that a smooth curve keeps its shape.
    """
    if len(tenths) < 4:
        return tenths
    before, span = tenths[1:-1] - tenths[:-2], tenths[2:] - tenths[:-2]
    off = np.abs(before[:, 0] * span[:, 1] - before[:, 1] * span[:, 0])
    idle = off <= np.hypot(span[:, 0], span[:, 1])
    idle[1::2] &= ~(idle[:-1:2][: len(idle[1::2])])
    idle[2::2] &= ~idle[1:-1:2][: len(idle[2::2])]
    return tenths[np.concatenate(([True], ~idle, [True]))]


def _pair(x: int, y: int) -> str:
    """Two numbers, each led by a blank unless its sign already parts it from the one before."""
    return "".join(text if text.startswith("-") else f" {text}" for text in (_tenth(x), _tenth(y)))


def _tenth(n: int) -> str:
    whole, tenth = divmod(abs(n), 10)
    sign = "-" if n < 0 else ""
    if not tenth:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{tenth}"
