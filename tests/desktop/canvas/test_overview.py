"""The overview in the corner: where its rectangle is, what dragging it does, when it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from geo.record import replace

if TYPE_CHECKING:
    from desktop.canvas.overview import OverviewMap
    from desktop.window import MainWindow

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def overview(window: MainWindow) -> OverviewMap:
    """The overview of a map that looks at a part of the district."""
    window.commands["overview"].trigger()
    window.surface.zoom_by(6)
    return window.tools.overview


def test_it_is_made_when_first_wanted_and_put_away_again(window: MainWindow) -> None:
    assert not window.tools.made("overview")
    window.commands["overview"].trigger()
    assert window.tools.overview.isVisible()
    assert window.commands["overview"].isChecked()
    window.commands["overview"].trigger()
    assert not window.tools.overview.isVisible()


def test_the_rectangle_shows_what_the_map_shows(window: MainWindow, overview: OverviewMap) -> None:
    seen, own, frame = window.surface.view.extent, overview.view, overview.frame
    west, north = own.to_map(frame.left(), frame.top())
    east, south = own.to_map(frame.right(), frame.bottom())
    assert (west, south, east, north) == pytest.approx((seen.west, seen.south, seen.east, seen.north), abs=0.01)


def test_dragging_the_rectangle_moves_the_map(window: MainWindow, overview: OverviewMap) -> None:
    before, start = window.surface.view, overview.frame.center().toPoint() + QPoint(1, -1)
    QTest.mousePress(overview, LEFT, PLAIN, start)
    assert window.surface.view == before
    QTest.mouseMove(overview, start + QPoint(20, 10))
    QTest.mouseRelease(overview, LEFT, PLAIN, start + QPoint(20, 10))
    after, step = window.surface.view, overview.view.resolution
    assert (after.x - before.x, before.y - after.y) == pytest.approx((20 * step, 10 * step), rel=1e-6)
    assert after.resolution == before.resolution
    QTest.mouseMove(overview, start)
    assert window.surface.view == after


def test_a_click_beside_the_rectangle_looks_there(window: MainWindow, overview: OverviewMap) -> None:
    at = QPoint(30, 40)
    QTest.mouseClick(overview, LEFT, PLAIN, at)
    assert (window.surface.view.x, window.surface.view.y) == pytest.approx(overview.view.to_map(30, 40), abs=0.01)


def test_a_view_far_away_stands_at_the_edge(window: MainWindow, overview: OverviewMap) -> None:
    window.surface.go(replace(window.surface.view, x=window.surface.view.x + 1e6))
    assert QRect(overview.rect()).adjusted(-4, -4, 4, 4).contains(overview.frame.toAlignedRect())
    assert overview.frame.center().x() > overview.width() - 4


def test_it_takes_the_theme_and_the_date(window: MainWindow, overview: OverviewMap) -> None:
    light = overview.grab().toImage()
    window.commands["theme_dark"].trigger()
    window.document.set_theme("dark")
    dark = overview.grab().toImage()
    corner = QPoint(12, 12)
    assert light.pixelColor(corner).lightness() > 180 > dark.pixelColor(corner).lightness()
    window.document.set_as_of(min(each.published for each in window.document.scene.register.sources.values()))
    assert overview.grab().toImage() != dark


def test_it_stays_in_its_corner_and_no_label_lies_under_it(window: MainWindow, overview: OverviewMap) -> None:
    surface = window.surface
    window.resize(1300, 800)
    place = overview.geometry()
    assert surface.width() - place.right() - 1 == 16
    assert surface.height() - place.bottom() - 1 == 36
    left, top, right, bottom = surface.reserved()[-1]
    assert QRect(round(left), round(top), round(right - left), round(bottom - top)).contains(place)
