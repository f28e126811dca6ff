"""The compiled kernel on a QImage paints what QPainter does, at the same place, in the same order."""

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from desktop.paint import paint_ground
from desktop.paint.masses import paint_mass, pixels_of
from geo.raster import engine
from geo.raster.bulk import Bulk
from geo.record import replace
from geo.shapes import ShapeKind, Shapes
from layers.display import Fill, Mass
from layers.style import Symbol
from layers.viewport import Viewport

VIEW = Viewport(1000.0, 500.0, 2.0, 240, 180)
FILLED = Symbol(fill="#2C5FA8", opacity=0.6, edge="#A8431C", width=1.6)
DOT = Symbol(fill="#2C5FA8", edge="#A8431C", width=1.2, radius=4.0)
Channels = np.ndarray[Any, np.dtype[np.int64]]


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    engine.warm(background=False)
    assert engine.ready()


def many(kind: ShapeKind, symbol: Symbol = FILLED, size: float = 18.0) -> Mass:
    """A lattice of features that do not touch, each turned at random and with a hole where it is an area."""
    random = np.random.default_rng(11)
    x, y = np.meshgrid(np.linspace(-230, 230, 17) + VIEW.x, np.linspace(-170, 170, 13) + VIEW.y)
    steps = np.arange(5) * np.pi / 2
    features: list[list[Any]] = []
    for place in np.column_stack((x.ravel(), y.ravel())):
        turn = random.uniform(0, np.pi / 2) + steps
        ring = place + size / 2 * np.column_stack((np.cos(turn), np.sin(turn)))
        hole = (place + (ring - place) * 0.4)[::-1]
        features.append({"polygon": [ring, hole], "line": [ring[:3]], "point": [place[None]]}[kind])
    shapes = Shapes.from_parts(kind, features)
    classes = np.zeros(len(shapes), dtype=np.int32)
    return Mass(shapes, classes, (symbol,), Bulk.of(shapes, classes))


def channels_of(image: QImage) -> Channels:
    pixels = pixels_of(image).astype(np.int64)
    return np.stack([pixels >> shift & 255 for shift in (16, 8, 0)], axis=-1)


def sheet(ratio: float) -> QImage:
    image = QImage(round(VIEW.width * ratio), round(VIEW.height * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    return image


def both(mass: Mass, ratio: float) -> tuple[Channels, Channels]:
    """By the kernel, and by fills and strokes."""
    ours, theirs = sheet(ratio), sheet(ratio)
    with QPainter(ours) as painter:
        assert paint_ground(painter, (mass,), VIEW)
    with QPainter(theirs) as painter:
        assert paint_ground(painter, tuple(mass.plain()), VIEW)
    return channels_of(ours), channels_of(theirs)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize(("kind", "symbol"), [("polygon", FILLED), ("line", FILLED), ("point", DOT)])
def test_the_same_picture_within_what_the_eye_can_tell(
    qtbot: QtBot, kind: ShapeKind, symbol: Symbol, ratio: float
) -> None:
    ours, theirs = both(many(kind, symbol), ratio)
    apart = np.abs(ours - theirs)
    assert (theirs < 250).any(axis=2).mean() > 0.05
    assert apart.mean() <= 8
    assert np.percentile(apart, 99) <= 64
    assert 255 - ours.mean() == pytest.approx(255 - theirs.mean(), rel=0.06)


def test_each_class_has_its_own_look_and_minus_one_none(qtbot: QtBot) -> None:
    mass = many("polygon")
    classes = (np.arange(len(mass.shapes)) % 3 - 1).astype(np.int32)
    looks = (replace(FILLED, opacity=1.0), replace(FILLED, fill="#FAE7B4", edge=None, opacity=1.0))
    ours, theirs = both(replace(mass, classes=classes, symbols=looks, bulk=mass.bulk.reclassed(classes)), 1.0)
    assert np.abs(ours - theirs).mean() <= 8
    assert np.percentile(np.abs(ours - theirs), 99) <= 64


@pytest.mark.parametrize("clip", [False, True])
def test_on_a_page_it_lies_where_the_painter_stands(qtbot: QtBot, clip: bool) -> None:
    mass, pages = many("polygon"), []
    for items in ((mass,), tuple(mass.plain())):
        page = QImage(600, 500, QImage.Format.Format_ARGB32_Premultiplied)
        page.fill(QColor("white"))
        with QPainter(page) as painter:
            painter.translate(60, 40)
            painter.scale(1.75, 1.75)
            if clip:
                painter.setClipRect(QRectF(20, 10, 150, 120))
            assert paint_ground(painter, items, VIEW)
        pages.append(channels_of(page))
    apart = np.abs(pages[0] - pages[1])
    assert apart.mean() <= 8
    assert np.percentile(apart, 99) <= 64
    if clip:
        assert (pages[0][:50] == 255).all()
        assert (pages[0][:, 370:] == 255).all()


def test_what_comes_after_lies_over_it_and_what_came_before_shines_through(qtbot: QtBot) -> None:
    square = np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]) * 400.0 + [VIEW.x - 200, VIEW.y - 200]
    below = Fill(Shapes.from_parts("polygon", [[square]]), "#FAE7B4")
    above = Fill(Shapes.from_parts("polygon", [[square * [0.25, 1.0] + [750, 0]]]), "#111111")
    solid = Shapes.from_parts("polygon", [[square]])
    look = Symbol(fill="#2C5FA8", opacity=0.5)
    mass = Mass(solid, np.zeros(1, dtype=np.int32), (look,), Bulk.of(solid))
    image = sheet(1.0)
    with QPainter(image) as painter:
        paint_ground(painter, (below, mass, above), VIEW)
    mixed = image.pixelColor(180, 90)
    expected = [round((a + b) / 2) for a, b in zip((0xFA, 0xE7, 0xB4), (0x2C, 0x5F, 0xA8), strict=True)]
    assert [mixed.red(), mixed.green(), mixed.blue()] == pytest.approx(expected, abs=2)
    west = VIEW.to_px((square * [0.25, 1.0] + [750, 0])[:1])[0]
    assert image.pixelColor(round(west[0]) + 20, 90).name() == "#111111"


def test_it_stops_when_asked(qtbot: QtBot) -> None:
    image = sheet(1.0)
    with QPainter(image) as painter:
        assert not paint_mass(painter, many("polygon"), VIEW, lambda: True)
    assert (pixels_of(image) == 0xFFFFFFFF).all()
