"""The map under the hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest

from geo.mercator import to_lonlat, to_mercator
from layers.home import zone_extent

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.canvas.surface import MapSurface
    from layers.viewport import Viewport

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
PLAIN, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def pixel_of(surface: MapSurface, zone_id: str) -> QPoint:
    pole = surface.document.scene.register.zones[zone_id].pole
    assert pole is not None
    x, y = surface.view.to_px(to_mercator(np.array([pole])))[0].tolist()
    return QPoint(round(x), round(y))


def wheel(surface: MapSurface, at: QPoint, notches: float = 1, fine: bool = False) -> None:
    event = QWheelEvent(
        QPointF(at),
        QPointF(surface.mapToGlobal(at)),
        QPoint(0, round(10 * notches)) if fine else QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        PLAIN,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    surface.wheelEvent(event)


def drag(surface: MapSurface, start: QPoint, *steps: QPoint, button: Qt.MouseButton = LEFT) -> None:
    QTest.mousePress(surface, button, PLAIN, start)
    for step in steps:
        QTest.mouseMove(surface, step)
    QTest.mouseRelease(surface, button, PLAIN, steps[-1])


@pytest.mark.parametrize("fine", [False, True])
@pytest.mark.parametrize("notches", [1, -2])
def test_the_wheel_keeps_the_ground_under_the_cursor(surface: MapSurface, notches: float, fine: bool) -> None:
    at = QPoint(200, 431)
    before, resolution = surface.view.to_map(at.x(), at.y()), surface.view.resolution
    wheel(surface, at, notches, fine)
    assert surface.view.to_map(at.x(), at.y()) == pytest.approx(before, abs=0.01)
    assert surface.view.resolution == pytest.approx(resolution / 2 ** (notches / 2))


def test_an_animated_zoom_arrives_and_is_painted(surface: MapSurface, qtbot: QtBot) -> None:
    surface.less_motion = False
    resolution = surface.view.resolution
    with qtbot.waitSignal(surface.completed):
        wheel(surface, QPoint(400, 300))
        assert surface.moving
        wheel(surface, QPoint(400, 300))  # a second notch before the first has arrived
    assert not surface.moving
    assert surface.view.resolution == pytest.approx(resolution / 2)


def test_a_drag_moves_the_map_by_what_the_hand_moved(surface: MapSurface) -> None:
    before = surface.view
    drag(surface, QPoint(300, 300), QPoint(330, 300), QPoint(400, 340))
    wanted = before.moved(100, 40)
    assert (surface.view.x, surface.view.y) == pytest.approx((wanted.x, wanted.y))
    assert not surface.document.scene.selection


def test_a_thrown_map_comes_to_rest(surface: MapSurface, qtbot: QtBot) -> None:
    surface.less_motion = False
    before = surface.view
    surface.glide(1500, 0)
    assert surface.moving
    qtbot.waitUntil(lambda: not surface.moving, timeout=2000)
    assert surface.view.x < before.x
    assert surface.view.y == before.y


def test_a_press_stops_a_thrown_map(surface: MapSurface) -> None:
    surface.less_motion = False
    surface.glide(3000, 0)
    QTest.mousePress(surface, LEFT, PLAIN, QPoint(10, 10))
    assert not surface.moving
    QTest.mouseRelease(surface, LEFT, PLAIN, QPoint(10, 10))


@pytest.mark.parametrize(
    ("key", "right", "down"),
    [(Qt.Key.Key_Left, -1, 0), (Qt.Key.Key_Right, 1, 0), (Qt.Key.Key_Up, 0, -1), (Qt.Key.Key_Down, 0, 1)],
)
def test_arrows_look_further(surface: MapSurface, key: Qt.Key, right: int, down: int) -> None:
    before = surface.view
    QTest.keyClick(surface, key)
    assert np.sign(surface.view.x - before.x) == right
    assert np.sign(before.y - surface.view.y) == down


def test_plus_minus_and_home(surface: MapSurface) -> None:
    home = surface.view
    QTest.keyClick(surface, Qt.Key.Key_Plus)
    assert surface.view.resolution < home.resolution
    QTest.keyClick(surface, Qt.Key.Key_Minus)
    QTest.keyClick(surface, Qt.Key.Key_Minus)
    assert surface.view.resolution > home.resolution
    QTest.keyClick(surface, Qt.Key.Key_0)
    assert surface.view == home


@pytest.mark.parametrize("zone_id", ["dachuangzhi", "huantongji", "binjiang_midnorth", "fuxing_island", "wangu"])
def test_a_click_selects_the_zone_and_esc_lets_it_go(surface: MapSurface, zone_id: str) -> None:
    QTest.mouseClick(surface, LEFT, PLAIN, pixel_of(surface, zone_id))
    assert surface.document.scene.selected_zone == zone_id
    QTest.keyClick(surface, Qt.Key.Key_Escape)
    assert not surface.document.scene.selection


def test_a_click_beyond_the_district_lets_go(surface: MapSurface) -> None:
    surface.document.select(("zones", "wangu"))
    QTest.mouseClick(surface, LEFT, PLAIN, QPoint(5, 5))
    assert not surface.document.scene.selection


def test_control_click_adds_and_takes_away(surface: MapSurface) -> None:
    QTest.mouseClick(surface, LEFT, PLAIN, pixel_of(surface, "dachuangzhi"))
    QTest.mouseClick(surface, LEFT, CONTROL, pixel_of(surface, "huantongji"))
    assert surface.document.scene.selection == {("zones", "dachuangzhi"), ("zones", "huantongji")}
    QTest.mouseClick(surface, LEFT, CONTROL, pixel_of(surface, "dachuangzhi"))
    assert surface.document.scene.selection == {("zones", "huantongji")}


def test_a_double_click_goes_twice_as_close(surface: MapSurface) -> None:
    at, before = QPoint(200, 200), surface.view
    QTest.mouseDClick(surface, LEFT, PLAIN, at)
    assert surface.view.resolution == pytest.approx(before.resolution / 2)
    assert surface.view.to_map(200, 200) == pytest.approx(before.to_map(200, 200))


def test_a_selection_is_painted_and_told_complete(surface: MapSurface, qtbot: QtBot) -> None:
    with qtbot.waitSignal(surface.completed):
        surface.document.select(("zones", "huantongji"))
    assert surface.complete


def test_shift_drag_zooms_to_the_box(surface: MapSurface) -> None:
    before = surface.view
    (west, north), (east, south) = before.to_map(100, 100), before.to_map(304, 250)
    QTest.mousePress(surface, LEFT, SHIFT, QPoint(100, 100))
    QTest.mouseMove(surface, QPoint(200, 200))
    QTest.mouseMove(surface, QPoint(304, 250))
    QTest.mouseRelease(surface, LEFT, SHIFT, QPoint(304, 250))
    seen = surface.view.extent
    assert surface.view.resolution == pytest.approx(before.resolution / 4, rel=0.01)
    assert seen.west <= west + 1
    assert seen.east >= east - 1
    assert seen.south <= south + 1
    assert seen.north >= north - 1


def test_esc_gives_a_box_up(surface: MapSurface) -> None:
    surface.set_tool("box")
    before = surface.view
    QTest.mousePress(surface, LEFT, PLAIN, QPoint(100, 100))
    QTest.mouseMove(surface, QPoint(200, 200))
    QTest.keyClick(surface, Qt.Key.Key_Escape)
    QTest.mouseRelease(surface, LEFT, PLAIN, QPoint(200, 200))
    assert surface.view == before
    QTest.keyClick(surface, Qt.Key.Key_Escape)
    assert surface.tool.name == "pan"


def test_the_middle_button_moves_the_map_whatever_the_tool(surface: MapSurface) -> None:
    surface.set_tool("measure")
    before = surface.view
    drag(surface, QPoint(300, 300), QPoint(320, 300), QPoint(350, 300), button=MIDDLE)
    assert surface.view.x == pytest.approx(before.moved(50, 0).x)


@pytest.mark.qt_log_ignore("does not support raise")
def test_hovering_waits_a_moment(surface: MapSurface, qtbot: QtBot) -> None:
    surface.pointer.go(QPointF(pixel_of(surface, "dachuangzhi")))
    assert surface.document.hovered is None
    qtbot.waitUntil(lambda: surface.document.hovered == ("zones", "dachuangzhi"), timeout=1000)
    surface.pointer.leave()
    assert surface.document.hovered is None


def test_the_pointer_is_told_in_degrees(surface: MapSurface, qtbot: QtBot) -> None:
    at = QPointF(100, 100)
    with qtbot.waitSignal(surface.pointer.moved) as heard:
        surface.pointer.go(at)
    assert heard.args == [to_lonlat(*surface.view.to_map(100, 100))]


def test_a_chip_is_clicked_and_stands_for_its_zone(surface: MapSurface, qtbot: QtBot) -> None:
    picture = surface.sheets.picture
    assert picture is not None
    (x, y, width, height), zone_id = next((rect, what[1]) for rect, what in picture.targets if what[0] == "chip")
    with qtbot.waitSignal(surface.chip_clicked) as heard:
        QTest.mouseClick(surface, LEFT, PLAIN, QPoint(round(x + width / 2), round(y + height / 2)))
    assert heard.args[0] == zone_id
    assert surface.document.scene.selected_zone == zone_id


def test_an_extent_is_brought_into_view(surface: MapSurface) -> None:
    extent = zone_extent(surface.document.scene, "huantongji")
    surface.show_extent(extent)
    seen = surface.view.extent
    assert seen.contains(extent.west, extent.south)
    assert seen.contains(extent.east, extent.north)


def test_the_view_keeps_its_middle_when_resized_but_home_stays_home(surface: MapSurface) -> None:
    surface.resize(600, 500)
    assert surface.view == surface._home_view()
    surface.zoom_by(3)
    middle = surface.view.x, surface.view.y
    surface.resize(700, 640)
    assert (surface.view.x, surface.view.y) == middle
    assert (surface.view.width, surface.view.height) == (700, 640)


def test_the_buttons_keep_to_their_corner(surface: MapSurface, qtbot: QtBot) -> None:
    surface.resize(500, 400)
    assert surface.buttons.geometry().right() < 500
    assert surface.buttons.y() == 16
    before = surface.view.resolution
    QTest.mouseClick(surface.buttons._buttons[0], LEFT)
    assert surface.view.resolution < before


def test_a_callout_s_name_means_its_zone(surface: MapSurface) -> None:
    picture = surface.sheets.picture
    assert picture is not None
    x, y, width, height = next(rect for rect, what in picture.targets if what == ("zone", "wangu"))
    QTest.mouseClick(surface, LEFT, PLAIN, QPoint(round(x + width / 2), round(y + height / 2)))
    assert surface.document.scene.selected_zone == "wangu"


def test_a_place_is_hit_where_it_is_named_and_not_before(surface: MapSurface) -> None:
    place = surface.document.scene.register.places["bay_valley_park"]

    def found() -> tuple[tuple[str, str], ...]:
        x, y = surface.view.to_px(to_mercator(np.array([[place.lon, place.lat]])))[0].tolist()
        return surface.pointer.found(QPointF(x, y))

    assert found()[0] == ("zones", "wangu")
    surface.show_extent(zone_extent(surface.document.scene, "wangu"))
    assert surface.view.scale < 30_000
    assert found()[0] == ("places", "bay_valley_park")


def test_the_ground_reaches_beyond_the_edges_once_the_first_picture_stands(surface: MapSurface, qtbot: QtBot) -> None:
    def ground_now() -> Viewport:
        assert surface.sheets.picture is not None
        return surface.sheets.picture.ground_view

    qtbot.waitUntil(lambda: ground_now().width > 816, timeout=3000)
    ground = ground_now()
    drag(surface, QPoint(300, 300), QPoint(330, 300), QPoint(340, 300))
    with qtbot.waitSignal(surface.completed):
        pass
    assert ground_now() is ground, "a small drag needs new labels only"


def test_a_long_drag_is_painted_on_the_way(surface: MapSurface, qtbot: QtBot) -> None:
    QTest.mousePress(surface, LEFT, PLAIN, QPoint(700, 300))
    for x in range(690, 90, -40):
        QTest.mouseMove(surface, QPoint(x, 300))
        qtbot.wait(10)
    qtbot.waitUntil(lambda: surface.sheets.cover(surface.view), timeout=5000)  # with the button still down
    QTest.mouseRelease(surface, LEFT, PLAIN, QPoint(110, 300))


def test_a_click_on_a_circle_of_points_goes_closer_until_it_comes_apart(qtbot: QtBot, surface: MapSurface) -> None:
    import numpy as np

    from geo.shapes import Shapes
    from layers.layer import Geometry, Layer, Origin

    view = surface.view
    heap = np.array(view.to_map(300, 200)) + np.random.default_rng(1).uniform(-200, 200, (90, 2))
    steps = np.arange(91)
    ids = tuple(map(str, range(90)))
    rows = tuple({"class": "own_point", "id": each, "name_zh": "", "name_en": ""} for each in ids)
    geometry = (Geometry(Shapes("point", heap, steps, steps), np.arange(90)),)
    surface.document.add_layer(Layer("own.9", "", "own", ids, rows, geometry, None, Origin("", "", "")))

    def circle() -> QPointF | None:
        picture = surface.sheets.picture
        rects = [rect for rect, (kind, _) in picture.targets if kind == "cluster"] if picture else []
        return QPointF(rects[0][0] + rects[0][2] / 2, rects[0][1] + rects[0][3] / 2) if rects else None

    qtbot.waitUntil(lambda: surface.complete and circle() is not None)
    at = circle()
    assert at is not None
    assert surface.pointer.found(at) == ()
    qtbot.mouseClick(surface, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert view.resolution / 16 <= surface.view.resolution <= view.resolution / 2
    extent = surface.view.extent
    assert all(extent.contains(*place) for place in heap.tolist())
    assert surface.document.scene.selection == frozenset()
