"""Masses on paper: the same picture as by paths, in the right order, and given up when asked."""

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPicture
from pytestqt.qtbot import QtBot

from desktop.paint import masses as painting
from desktop.paint import paint_ground
from desktop.paint.masses import paint_mass, pixels_of
from geo.raster import engine
from geo.raster.bulk import Bulk
from geo.record import replace
from geo.shapes import ShapeKind, Shapes
from layers.display import Fill, Ground, Mass
from layers.style import Symbol
from layers.viewport import Viewport

VIEW = Viewport(0, 0, 1.0, 200, 160)
FILLED = Symbol(fill="#2C5FA8", opacity=0.5, edge="#A8431C", width=1.5)
NEVER = bool


@pytest.fixture(autouse=True)
def without_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """What QPainter does alone; other tests may have loaded the kernel."""
    monkeypatch.setattr(engine, "ready", lambda: False)


def many(kind: ShapeKind, symbol: Symbol, size: float = 9.0, count: int = 15, seed: int = 3) -> Mass:
    """``count`` squared features of one kind on a lattice over the view, turned at random."""
    random = np.random.default_rng(seed)
    across, down = np.meshgrid(np.linspace(-90, 90, count), np.linspace(-70, 70, count))
    places = np.column_stack((across.ravel(), down.ravel()))
    angles = random.uniform(0, np.pi / 2, len(places))
    steps = np.arange(5) * np.pi / 2
    features: list[list[Any]] = []
    for place, angle in zip(places, angles, strict=True):
        ring = place + size / 2 * np.column_stack((np.cos(angle + steps), np.sin(angle + steps)))
        features.append([{"polygon": ring, "line": ring[:3], "point": place[None]}[kind]])
    shapes = Shapes.from_parts(kind, features)
    classes = np.zeros(len(shapes), dtype=np.int32)
    return Mass(shapes, classes, (symbol,), Bulk.of(shapes, classes))


def painted(*items: Ground, ratio: float = 1.0, view: Viewport = VIEW) -> np.ndarray[Any, np.dtype[np.int64]]:
    """(height, width, 3) channels of a white sheet with the items on it."""
    image = QImage(round(view.width * ratio), round(view.height * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        assert paint_ground(painter, items, view)
    pixels = pixels_of(image).astype(np.int64)
    return np.stack([pixels >> shift & 255 for shift in (16, 8, 0)], axis=-1)


def one_by_one(mass: Mass, ratio: float = 1.0) -> np.ndarray[Any, np.dtype[np.int64]]:
    """The same feature by feature."""
    alone = [replace(mass, shapes=mass.shapes.take([i]), classes=mass.classes[[i]]) for i in range(len(mass.shapes))]
    return painted(*(item for each in alone for item in each.plain()), ratio=ratio)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("kind", ["polygon", "line"])
def test_paths_of_many_look_as_paths_of_one(qtbot: QtBot, kind: ShapeKind, ratio: float) -> None:
    mass = many(kind, FILLED, size=7.0)  # none touches another
    assert np.abs(painted(mass, ratio=ratio) - one_by_one(mass, ratio)).max() <= 2


def test_specks_tint_the_paper_as_much_as_their_paths_would(qtbot: QtBot) -> None:
    mass = many("polygon", Symbol(fill="#000000"), size=1.0, count=120)
    ours, theirs = painted(mass), one_by_one(mass)
    assert 255 - ours.mean() == pytest.approx(255 - theirs.mean(), rel=0.04)
    coarse = [each.reshape(8, 20, 10, 20, 3).mean(axis=(1, 3)) for each in (ours, theirs)]
    assert np.abs(coarse[0] - coarse[1]).max() < 12


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_stamped_dots_cover_as_drawn_ones(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, ratio: float) -> None:
    mass = many("point", Symbol(fill="#2C5FA8", edge="#FFFFFF", width=1.2, radius=4.0))
    drawn = painted(mass, ratio=ratio)
    monkeypatch.setattr(painting, "_DOTS", 10)
    stamped = painted(mass, ratio=ratio)
    assert 255 - stamped.mean() == pytest.approx(255 - drawn.mean(), rel=0.08)


def test_what_is_of_no_class_is_not_drawn(qtbot: QtBot) -> None:
    mass = many("polygon", FILLED)
    left = mass.shapes.xy[mass.shapes.part_starts[:-1], 0] < 0
    classes = np.where(left, np.int32(-1), np.int32(0))
    channels = painted(replace(mass, classes=classes, bulk=mass.bulk.reclassed(classes)))
    assert (channels[:, :90] == 255).all()
    assert (channels[:, 110:] < 255).any()


def test_it_lies_over_what_comes_before_and_under_what_comes_after(qtbot: QtBot) -> None:
    solid = replace(FILLED, opacity=1.0, edge=None)
    mass = many("polygon", solid, size=30)
    cover = Fill(
        Shapes.from_parts("polygon", [[np.array([[-99, -79], [0, -79], [0, 79], [-99, 79], [-99, -79.0]])]]), "#F4EBD6"
    )
    over, under = painted(mass, cover), painted(cover, mass)
    assert over[80, 50].tolist() == [0xF4, 0xEB, 0xD6]
    assert under[80, 50].tolist() == [0x2C, 0x5F, 0xA8]
    assert over[80, 150].tolist() == under[80, 150].tolist() == [0x2C, 0x5F, 0xA8]


def test_a_mass_is_given_up_in_the_middle(qtbot: QtBot) -> None:
    mass, asked = many("polygon", FILLED, count=40), []

    def stop() -> bool:
        asked.append(True)
        return len(asked) > 6

    image = QImage(VIEW.width, VIEW.height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    after = Fill(mass.shapes, "#000000")
    with QPainter(image) as painter:
        assert not paint_ground(painter, (mass, after), VIEW, stop)
    assert len(asked) == 7
    assert (pixels_of(image)[:20] == 0xFFFFFFFF).all()  # neither the last features nor what comes after


def test_paper_gets_lines_and_no_pixels(qtbot: QtBot) -> None:
    mass, paper = many("polygon", FILLED), QPicture()
    with QPainter(paper) as painter:
        assert paint_mass(painter, mass, VIEW, NEVER)
    again = QImage(VIEW.width * 3, VIEW.height * 3, QImage.Format.Format_RGB32)
    again.fill(QColor("white"))
    with QPainter(again) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(3, 3)
        painter.drawPicture(0, 0, paper)
    pixels = pixels_of(again).astype(np.int64)
    sharp = np.stack([pixels >> shift & 255 for shift in (16, 8, 0)], axis=-1)
    assert np.abs(sharp - painted(mass, ratio=3.0)).mean() < 1.0


def test_what_lies_outside_is_left_out(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    mass, asked = many("polygon", FILLED), list[tuple[float, ...]]()

    def within(_: Bulk, extent: tuple[float, ...]) -> np.ndarray[Any, Any]:
        asked.append(extent)
        return np.arange(3)

    monkeypatch.setattr(Bulk, "within", within)
    view = Viewport(40, 30, 0.5, 50, 40)
    channels = painted(mass, view=view)
    ((west, south, east, north),) = asked
    assert max(west - 27.5, 52.5 - east, south - 20, 40 - north) < 0
    assert (channels == 255).all()  # the first three lie elsewhere


def test_a_clip_holds_for_masses_too(qtbot: QtBot) -> None:
    mass = many("polygon", replace(FILLED, opacity=1.0), size=40)
    image = QImage(VIEW.width, VIEW.height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        painter.setClipRect(QRectF(0, 0, 100, 160))
        paint_mass(painter, mass, VIEW, NEVER)
    pixels = pixels_of(image)
    assert (pixels[:, 101:] == 0xFFFFFFFF).all()
    assert (pixels[:, :99] != 0xFFFFFFFF).any()


def test_dots_without_an_edge_are_darker_where_more_lie_on_one_another(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(painting, "_DOTS", 0)
    faint = Symbol(fill="#000000", opacity=0.2, radius=3.0)
    seen = []
    for count in (1, 2, 5):
        shapes = Shapes.from_parts("point", [[np.array([[0.5, 0.5]])]] * count)
        mass = Mass(shapes, np.zeros(count, dtype=np.int32), (faint,), Bulk.of(shapes))
        seen.append(int(painted(mass)[79, 100, 0]))
    assert seen == pytest.approx([255 * 0.8**count for count in (1, 2, 5)], abs=2)
