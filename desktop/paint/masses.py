"""Very many features on a QPaintDevice: by the compiled kernel on images, by QPainter elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QImage, QPainter

from desktop.paint.painter import colour_of, paint_ground, pen_of
from desktop.paint.paths import paths_of
from desktop.paint.specks import paint_dots, paint_specks
from geo.raster import engine
from geo.raster.paint import Look, paint
from geo.record import replace
from layers.display import Fill, Stroke

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.shapes import Shapes
    from layers.display import Mass
    from layers.style import Symbol
    from layers.viewport import Viewport

__all__ = ["paint_mass", "pixels_of"]

_FEATURES, _VERTICES, _LINE_VERTICES = 64, 512, 96  # of one path (DESIGN §4)
_SPECK_PX = 1.2  # smaller shapes are no shapes but a tint,
_CROWD, _CROWD_SPECK_PX = 200_000, 3.0  # and of so many somewhat larger ones, until the kernel has come
_DOTS = 2_000  # more points than these are stamped, not drawn one by one
_REACH_PX = 8  # how far a pen may reach into a view from outside


def paint_mass(painter: QPainter, mass: Mass, viewport: Viewport, stop: Callable[[], bool]) -> bool:
    """Paint a mass in the pixels of ``viewport``; False where ``stop`` said so before the end."""
    device = painter.device()
    if not isinstance(device, QImage):
        return paint_ground(painter, _culled(mass, viewport).plain(), viewport, stop)
    kernel = engine.ready() and not any(each.dash or each.casing for each in mass.symbols)
    if kernel:
        return _by_kernel(painter, device, mass, viewport, stop)
    return _by_painter(painter, _culled(mass, viewport), viewport, stop)


def pixels_of(image: QImage) -> NDArray[np.uint32]:
    """The pixels of a 32-bit image as (height, width), to be read and written."""
    across = image.bytesPerLine() // 4
    return np.frombuffer(image.bits(), dtype=np.uint32).reshape(image.height(), across)[:, : image.width()]


def _by_kernel(painter: QPainter, image: QImage, mass: Mass, viewport: Viewport, stop: Callable[[], bool]) -> bool:
    """Straight into the image's own pixels where nothing clips; else by a sheet of its own."""
    form = painter.deviceTransform()  # from the pixels of the viewport to those of the image
    factor = form.m11()
    looks = [_look(each, factor) for each in mass.symbols]
    resolution = viewport.resolution / factor
    west = viewport.x - viewport.width / 2 * viewport.resolution - form.dx() * resolution
    north = viewport.y + viewport.height / 2 * viewport.resolution + form.dy() * resolution
    plain = image.format() in (QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied)
    if plain and not painter.hasClipping() and painter.opacity() == 1:
        return paint(pixels_of(image), mass.bulk, west, north, resolution, looks, stop)
    sheet = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    sheet.fill(0)
    if not paint(pixels_of(sheet), mass.bulk, west, north, resolution, looks, stop):
        return False
    painter.save()
    painter.setWorldTransform(form.inverted()[0] * painter.worldTransform())  # image pixels to image pixels
    painter.drawImage(0, 0, sheet)
    painter.restore()
    return True


def _look(symbol: Symbol, factor: float) -> Look:
    return Look(
        fill=_colour(symbol.fill, symbol.opacity) if symbol.fill else None,
        edge=_colour(symbol.edge, symbol.edge_opacity) if symbol.edge and symbol.width else None,
        width=symbol.width * factor,
        radius=symbol.radius * factor,
    )


def _colour(colour: str, opacity: float) -> tuple[float, float, float, float]:
    made = colour_of(colour, opacity)
    return made.redF(), made.greenF(), made.blueF(), made.alphaF()


def _culled(mass: Mass, viewport: Viewport) -> Mass:
    """What of a mass may be seen."""
    around = viewport.extent.grown(_REACH_PX * viewport.resolution)
    near = mass.bulk.within((around.west, around.south, around.east, around.north))
    if len(near) == len(mass.shapes):
        return mass
    return replace(mass, shapes=mass.shapes.take(near), classes=mass.classes[near])


def _by_painter(painter: QPainter, mass: Mass, viewport: Viewport, stop: Callable[[], bool]) -> bool:
    """Class by class in small paths; what is smaller than a pixel as a tint, many points as stamps."""
    for number, symbol in enumerate(mass.symbols):
        shapes = mass.shapes.take(np.flatnonzero(mass.classes == number))
        if not len(shapes.xy):
            continue
        if stop():
            return False
        if shapes.kind == "point":
            if len(shapes.xy) > _DOTS:
                paint_dots(painter, viewport.to_px(shapes.xy), symbol, viewport)
            elif not paint_ground(painter, _alone(mass, shapes, symbol).plain(), viewport, stop):
                return False
            continue
        if shapes.kind == "polygon":
            boxes = shapes.extents()
            least_m = (_SPECK_PX if len(shapes) <= _CROWD else _CROWD_SPECK_PX) * viewport.resolution
            small = np.fmax(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) < least_m
            if symbol.fill and small.any():
                paint_specks(painter, shapes.take(np.flatnonzero(small)), symbol, viewport)
                shapes = shapes.take(np.flatnonzero(~small))
        one = _alone(mass, shapes, symbol)
        if not all(_in_paths(painter, each, viewport, stop) for each in one.plain()):
            return False
    return True


def _in_paths(painter: QPainter, item: Fill | Stroke, viewport: Viewport, stop: Callable[[], bool]) -> bool:
    if isinstance(item, Fill):
        colour = colour_of(item.colour, item.opacity)
        for path in paths_of(item.shapes, viewport, _FEATURES, _VERTICES):
            if stop():
                return False
            painter.fillPath(path, colour)
        return True
    pen = pen_of(item)
    for path in paths_of(item.shapes, viewport, _FEATURES, _LINE_VERTICES):
        if stop():
            return False
        painter.strokePath(path, pen)
    return True


def _alone(mass: Mass, shapes: Shapes, symbol: Symbol) -> Mass:
    """Some shapes of a mass, all drawn as one symbol."""
    return replace(mass, shapes=shapes, classes=np.zeros(len(shapes), dtype=np.int32), symbols=(symbol,))
