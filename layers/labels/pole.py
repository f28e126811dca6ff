"""The place inside a zone that is farthest from its edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.mercator import to_mercator

if TYPE_CHECKING:
    from layers.labels.sheet import Sheet, ZoneOnSheet

__all__ = ["pole_px"]


def pole_px(sheet: Sheet, zone: ZoneOnSheet) -> tuple[float, float]:
    """The zone's pole of inaccessibility in pixels; the middle of its ring where none is known."""
    known = sheet.scene.register.zones[zone.row["id"]].pole
    if known is None:
        x, y = zone.ring.mean(axis=0)
        return float(x), float(y)
    x, y = sheet.viewport.to_px(to_mercator(np.array([known])))[0]
    return float(x), float(y)
