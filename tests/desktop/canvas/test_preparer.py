"""The map comes first, masses as soon as they are ready; moving the map interrupts no preparing."""

import threading

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from desktop.canvas.picture import Picture
from desktop.canvas.preparer import Preparer
from desktop.canvas.surface import MapSurface
from geo.raster import engine
from geo.raster.bulk import Bulk
from geo.record import replace
from geo.shapes import Shapes
from layers import masses
from layers.layer import Geometry, Layer, Origin


@pytest.fixture(autouse=True)
def cold(monkeypatch: pytest.MonkeyPatch) -> None:
    """No kernel is compiled for these tests, and two hundred shapes are many."""
    monkeypatch.setattr(masses, "MANY_SHAPES", 200)
    monkeypatch.setattr(engine, "warm", lambda **_: None)
    monkeypatch.setattr(engine, "ready", lambda: False)
    monkeypatch.setattr("desktop.canvas.preparer._PATIENCE_S", 0.0)


def buildings(surface: MapSurface, number: int = 1) -> Layer:
    """Four hundred solid squares all over the view."""
    extent = surface.view.extent
    x, y = np.meshgrid(np.linspace(extent.west, extent.east, 20), np.linspace(extent.south, extent.north, 20))
    ring = np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]) * 400.0
    shapes = Shapes.from_parts("polygon", [[ring + place] for place in np.column_stack((x.ravel(), y.ravel()))])
    ids = tuple(map(str, range(len(shapes))))
    rows = tuple({"class": "own_polygon", "id": each, "name_zh": "", "name_en": ""} for each in ids)
    geometry = (Geometry(shapes, np.arange(len(shapes))),)
    return Layer(f"own.{number}", "buildings", "own", ids, rows, geometry, None, Origin("", "", ""))


class Gate:
    """Lets `Bulk.of` go on when told, and knows who came."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open, self.came = threading.Event(), 0
        genuine = Bulk.of

        def of(shapes, classes=None, pulse=lambda _: None):  # type: ignore[no-untyped-def]
            self.came += 1
            assert threading.current_thread() is not threading.main_thread()
            while not self.open.wait(0.005):
                pulse(0.5)
            return genuine(shapes, classes, pulse)

        monkeypatch.setattr(Bulk, "of", staticmethod(of))


def test_the_map_comes_first_and_is_complete_only_with_all_of_it(
    qtbot: QtBot, surface: MapSurface, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, pictures = Gate(monkeypatch), list[Picture]()
    surface._renderer.done.connect(pictures.append)
    surface.document.add_layer(buildings(surface))
    qtbot.waitUntil(lambda: bool(pictures))
    assert not pictures[-1].whole
    assert not surface.complete
    surface.drag(30, 10)  # moving the map goes on, and gives up nothing
    surface.ask()
    qtbot.waitUntil(lambda: len(pictures) > 1)
    assert gate.came == 1
    gate.open.set()
    qtbot.waitUntil(lambda: surface.complete)
    assert gate.came == 1
    assert surface.sheets.picture is not None
    assert surface.sheets.picture.whole


def test_who_closes_a_layer_or_the_map_does_not_wait_for_it(
    qtbot: QtBot, surface: MapSurface, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    surface.document.add_layer(buildings(surface))
    qtbot.waitUntil(lambda: gate.came == 1)
    surface.document.close_layer("own.1")
    qtbot.waitUntil(lambda: surface.complete)
    qtbot.waitUntil(lambda: not surface._preparer.busy)
    layer = buildings(surface, 2)
    surface.document.add_layer(layer)
    qtbot.waitUntil(lambda: gate.came == 2)
    surface._preparer.stop()
    assert not surface._preparer.busy
    assert masses.ready(layer.geometry[0]) is None


def test_the_picture_sharpens_when_the_kernel_has_come(
    qtbot: QtBot, surface: MapSurface, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.canvas.preparer._PATIENCE_S", 30.0)
    there, warmed, painted = threading.Event(), [], []
    monkeypatch.setattr(engine, "warm", lambda: warmed.append(True))
    monkeypatch.setattr(engine, "ready", there.is_set)

    def paint(*_: object) -> bool:
        painted.append(True)
        return True

    monkeypatch.setattr("desktop.paint.masses._by_kernel", paint)
    surface.ask()
    assert warmed == []  # never for a map without masses
    surface.document.add_layer(buildings(surface))
    qtbot.waitUntil(lambda: surface.complete)
    assert painted == []
    there.set()
    qtbot.waitUntil(lambda: bool(painted))
    assert warmed == [True]


def test_a_fault_in_one_layer_is_told_once_and_the_next_is_prepared(
    qtbot: QtBot, surface: MapSurface, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine, bad, good = Bulk.of, buildings(surface, 1), buildings(surface, 2)

    def of(shapes, classes=None, pulse=lambda _: None):  # type: ignore[no-untyped-def]
        if shapes is bad.geometry[0].shapes:
            raise RuntimeError("odd")
        return genuine(shapes, classes, pulse)

    monkeypatch.setattr(Bulk, "of", staticmethod(of))
    preparer, faults = Preparer(surface), list[Exception]()
    preparer.failed.connect(faults.append)
    scene = replace(surface.document.scene, layers=(*surface.document.scene.layers, good, bad))
    for _ in range(3):
        preparer.want(scene)
        qtbot.waitUntil(lambda: not preparer.busy)
    assert masses.ready(good.geometry[0]) is not None
    assert [str(fault) for fault in faults] == ["odd"]
