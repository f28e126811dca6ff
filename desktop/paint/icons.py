"""Our own icons, drawn from ``assets/icons/icons.svg`` in any colour and size."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from layers.resources import asset

__all__ = ["icon", "paint_icon", "pixmap"]

_SYMBOL = re.compile(r'<symbol id="([\w-]+)" viewBox="([\d ]+)">(.*?)</symbol>', re.DOTALL)


@cache
def _drawings() -> dict[str, tuple[str, str]]:
    text = asset("icons", "icons.svg").read_text(encoding="utf-8")
    return {name: (view, body) for name, view, body in _SYMBOL.findall(text)}


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    view, body = _drawings()[name]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" fill="none" stroke="{colour}" '
        f'stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round">{body}</svg>'
    )
    return QSvgRenderer(QByteArray(svg.replace("currentColor", colour).encode()))


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
    """Draw an icon into ``rect`` in the painter's own units.

    Raises
    ------
    KeyError
        Where there is no such icon.
    """
    _renderer(name, colour).render(painter, rect)


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: float, pixel_ratio: float = 1.0) -> QPixmap:
    """An icon of ``size`` CSS pixels for a screen with ``pixel_ratio`` device pixels each."""
    side = max(1, round(size * pixel_ratio))
    drawn = QPixmap(side, side)
    drawn.fill(Qt.GlobalColor.transparent)
    with QPainter(drawn) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, name, QRectF(0, 0, side, side), colour)
    drawn.setDevicePixelRatio(pixel_ratio)
    return drawn


def icon(name: str, colour: str, size: float = 18) -> QIcon:
    """A QIcon that is sharp at 1, 1.5 and 2 device pixels."""
    made = QIcon()
    for ratio in (1.0, 1.5, 2.0):
        made.addPixmap(pixmap(name, colour, size, ratio))
    return made
