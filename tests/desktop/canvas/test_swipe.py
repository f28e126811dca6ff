"""Two maps in one, against each of them painted by itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest

from desktop.canvas.surface import MapSurface
from desktop.document import Document
from layers.sides import NOW, Side

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from desktop.canvas.swipe import Swipe
    from desktop.window import MainWindow

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
THEN = Side("date", "2021-04-16")
NAMES_PX, FOOT_PX = 60, 60


@pytest.fixture
def swipe(window: MainWindow, qtbot: QtBot) -> Swipe:
    """The map of 2021 left, as it is right."""
    window.commands["swipe"].trigger()
    made = window.tools.swipe
    qtbot.waitUntil(lambda: made.complete, timeout=10_000)
    return made


def alone(qtbot: QtBot, window: MainWindow, side: date | None) -> QImage:
    """The same map at a date, by itself."""
    scene = window.document.scene
    surface = MapSurface(Document(scene if side is None else scene.at(side)))
    surface.less_motion = True
    qtbot.addWidget(surface)
    surface.resize(window.surface.size())
    with qtbot.waitSignal(surface.completed):
        surface.show()
    surface.go(window.surface.view)
    qtbot.waitUntil(lambda: surface.complete, timeout=10_000)
    picture = surface.grab().toImage()
    surface.stop()
    return picture


def part(picture: QImage, left: int, right: int) -> QImage:
    return picture.copy(QRect(left, NAMES_PX, right - left, picture.height() - NAMES_PX - FOOT_PX))


def same(one: QImage, other: QImage) -> bool:
    """Whether no channel of any pixel differs by more than the last bit of a float can move it, one step."""
    pixels = [np.frombuffer(each.constBits(), np.uint8).astype(int) for each in (one, other)]
    return one.size() == other.size() and int(np.abs(pixels[0] - pixels[1]).max()) <= 1


def test_each_side_is_its_own_map(window: MainWindow, swipe: Swipe, qtbot: QtBot) -> None:
    then, now = alone(qtbot, window, date(2021, 4, 16)), alone(qtbot, window, None)
    assert not same(then, now)
    line = round(swipe.divider.x_px)
    both = window.surface.grab().toImage()
    then.save("/tmp/tl/then.png")
    assert same(part(both, 0, line - 14), part(then, 0, line - 14))
    assert same(part(both, line + 14, both.width() - 60), part(now, line + 14, both.width() - 60))


def test_the_line_is_dragged(window: MainWindow, swipe: Swipe) -> None:
    divider = swipe.divider
    assert divider.x_px == pytest.approx(window.surface.width() / 2, abs=1)
    at = QPoint(divider.width() // 2, 300)
    QTest.mousePress(divider, LEFT, PLAIN, at)
    QTest.mouseMove(divider, at + QPoint(-150, 0))
    QTest.mouseRelease(divider, LEFT, PLAIN, at + QPoint(-150, 0))
    assert divider.x_px == pytest.approx(window.surface.width() / 2 - 150, abs=2)
    QTest.mouseDClick(divider, LEFT, PLAIN, at)
    assert divider.x_px == pytest.approx(window.surface.width() / 2, abs=1)


def test_the_line_is_moved_by_keys_and_stays_on_the_map(window: MainWindow, swipe: Swipe) -> None:
    divider = swipe.divider
    start = divider.x_px
    QTest.keyClick(divider, Qt.Key.Key_Right)
    assert divider.x_px == start + 8
    QTest.keyClick(divider, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert divider.x_px == start - 40
    QTest.keyClick(divider, Qt.Key.Key_Home)
    assert divider.x_px == 12
    QTest.keyClick(divider, Qt.Key.Key_End)
    assert divider.x_px == window.surface.width() - 12
    for box in (divider.left, divider.right):
        assert window.surface.rect().adjusted(-1, 0, 1, 0).contains(box.geometry()) or box.width() == 0


@pytest.mark.parametrize("where", ["divider", "map"])
def test_esc_puts_it_away(window: MainWindow, swipe: Swipe, where: str) -> None:
    window.document.select(("zones", "dachuangzhi"))
    QTest.keyClick(swipe.divider if where == "divider" else window.surface, Qt.Key.Key_Escape)
    assert not swipe.is_open
    assert not swipe.divider.left.isVisible()
    assert not window.commands["swipe"].isChecked()
    assert window.document.scene.selection
    window.commands["swipe"].trigger()
    assert swipe.is_open
    window.commands["swipe"].trigger()
    assert not swipe.is_open


def test_names_stand_beside_the_line_and_choose(window: MainWindow, swipe: Swipe, qtbot: QtBot) -> None:
    divider = swipe.divider
    assert divider.left.currentText() == "2021-04 · 一带两区"
    assert divider.right.currentText() == "当前地图 · 2023-08"
    assert divider.left.geometry().right() < divider.x_px < divider.right.geometry().left()
    divider.left.setCurrentIndex(divider.left.findText("2023-04 · 一带一区一圈"))
    assert swipe.left.side == Side("date", "2023-04-14")
    qtbot.waitUntil(lambda: swipe.complete, timeout=10_000)
    assert swipe.left.scene.as_of == date(2023, 4, 14)
    window.commands["language_en"].trigger()
    assert divider.right.currentText() == "Map as it is · 2023-08"


def test_both_sides_follow_the_view_and_the_map(window: MainWindow, swipe: Swipe, qtbot: QtBot) -> None:
    window.surface.zoom_by(2)
    qtbot.waitUntil(lambda: swipe.complete and window.surface.complete, timeout=10_000)
    assert swipe.left.sheets.picture is not None
    assert swipe.left.sheets.picture.wish.view == window.surface.view
    window.document.change_layer("places", visible=False)
    qtbot.waitUntil(lambda: swipe.complete, timeout=10_000)
    assert not swipe.left.scene.layer("places").visible
    assert swipe.left.side == THEN
    assert swipe.right.side == NOW


def test_no_thread_is_left(window: MainWindow, swipe: Swipe) -> None:
    assert swipe.left._renderer is not None
    swipe.close()
    assert swipe.left._renderer is None
    assert swipe.right._renderer is None


def test_it_is_made_when_first_wanted(window: MainWindow) -> None:
    assert not window.tools.made("swipe")
