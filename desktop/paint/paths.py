"""QPainterPaths from numpy arrays, without a Python call for each vertex.

A QPainterPath reads itself from a QDataStream as big-endian records: the number of elements,
then for each one its type and two doubles, then the start of the last subpath and the fill
rule (Qt 6, ``operator>>(QDataStream &, QPainterPath &)``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QByteArray, QDataStream, Qt
from PySide6.QtGui import QPainterPath

if TYPE_CHECKING:
    from geo.shapes import Shapes
    from layers.viewport import Viewport

__all__ = ["path_of"]

_ELEMENT = np.dtype([("type", ">i4"), ("x", ">f8"), ("y", ">f8")])
_MOVE, _LINE = 0, 1
_WINDING = 1


def path_of(shapes: Shapes, viewport: Viewport) -> QPainterPath:
    """Lines or polygons (EPSG:3857) as one path in the pixels of ``viewport``, filled by winding."""
    path = QPainterPath()
    n = len(shapes.xy)
    if n == 0:
        path.setFillRule(Qt.FillRule.WindingFill)
        return path
    records = np.empty(n, dtype=_ELEMENT)
    records["type"] = _LINE
    starts = shapes.part_starts[:-1][np.diff(shapes.part_starts) > 0]
    records["type"][starts] = _MOVE
    px = viewport.to_px(shapes.xy)
    records["x"], records["y"] = px[:, 0], px[:, 1]
    trailer = int(starts[-1]).to_bytes(4, "big") + _WINDING.to_bytes(4, "big")
    data = QByteArray(int(n).to_bytes(4, "big") + records.tobytes() + trailer)
    stream = QDataStream(data)  # keeps no reference of its own: ``data`` must outlive it
    stream >> path
    return path
