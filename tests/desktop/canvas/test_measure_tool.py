"""Measuring over the ground, against PROJ's geodesics."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pyproj
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from desktop.canvas.measure_tool import MeasureTool
from geo.mercator import to_lonlat

if TYPE_CHECKING:
    from desktop.canvas.surface import MapSurface
    from desktop.window import MainWindow

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
GEOD = pyproj.Geod(ellps="WGS84")
CORNERS = [(200, 150), (520, 170), (480, 430), (230, 400)]


def clicked(surface: MapSurface, corners: list[tuple[int, int]]) -> list[tuple[float, float]]:
    """Click them; where they lie, in degrees."""
    surface.set_tool("measure")
    for corner in corners:
        QTest.mouseClick(surface, LEFT, PLAIN, QPoint(*corner))
    return [to_lonlat(*surface.view.to_map(*corner)) for corner in corners]


def tool(surface: MapSurface) -> MeasureTool:
    found = surface.tool
    assert isinstance(found, MeasureTool)
    return found


def test_stretches_length_and_area_are_those_of_the_ellipsoid(surface: MapSurface) -> None:
    places = clicked(surface, CORNERS)
    steps = [GEOD.inv(*start, *end)[2] for start, end in pairwise(places)]
    lons, lats = zip(*places, strict=True)
    area = abs(GEOD.polygon_area_perimeter(lons, lats)[0])
    measured = tool(surface)
    assert measured.segments_m == pytest.approx(steps, rel=1e-9)
    assert measured.length_m == pytest.approx(sum(steps), rel=1e-9)
    assert measured.area_m2 == pytest.approx(area, rel=1e-9)
    flat = [surface.view.resolution * ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 for a, b in pairwise(CORNERS)]
    assert sum(flat) / measured.length_m == pytest.approx(1.17, abs=0.01)  # what the map's own metres would say


def test_the_stretch_to_the_pointer_is_told_until_the_end(surface: MapSurface) -> None:
    places = clicked(surface, CORNERS[:2])
    QTest.mouseMove(surface, QPoint(500, 300))
    surface.tool.move(QPoint(500, 300).toPointF())
    stretch = GEOD.inv(*places[1], *to_lonlat(*surface.view.to_map(500, 300)))[2]
    assert f"这一段 {stretch / 1000:.2f} km" in tool(surface).words()
    QTest.keyClick(surface, Qt.Key.Key_Return)
    assert "这一段" not in tool(surface).words()
    assert tool(surface).words().startswith("总长 ")
    QTest.mouseClick(surface, LEFT, PLAIN, QPoint(100, 100))
    assert len(tool(surface).points) == 1  # begun anew


def test_the_result_is_copied_by_key(window: MainWindow) -> None:
    surface = window.surface
    clicked(surface, CORNERS)
    QTest.keyClick(surface, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    measured = tool(surface)
    assert [line[0] for line in lines] == ["1", "2", "3", "总长", "围合面积"]
    assert sum(float(line[1]) for line in lines[:3]) == pytest.approx(float(lines[3][1]), abs=0.02)
    assert float(lines[4][1]) == pytest.approx(measured.area_m2, abs=0.06)
    assert [line[2] for line in lines] == ["m", "m", "m", "m", "m²"]


def test_nothing_measured_is_said(window: MainWindow) -> None:
    codes = []
    window.document.told.connect(lambda notice: codes.append(notice.headline.code))
    window.commands["copy_measure"].trigger()
    clicked(window.surface, CORNERS[:1])
    window.commands["copy_measure"].trigger()
    assert codes == ["measure.nothing", "measure.nothing"]


def test_backspace_and_esc(surface: MapSurface) -> None:
    clicked(surface, CORNERS)
    QTest.keyClick(surface, Qt.Key.Key_Backspace)
    assert len(tool(surface).points) == 3
    QTest.keyClick(surface, Qt.Key.Key_Escape)
    assert not tool(surface).points
    assert surface.tool.name == "measure"
    QTest.keyClick(surface, Qt.Key.Key_Escape)
    assert surface.tool.name == "pan"
