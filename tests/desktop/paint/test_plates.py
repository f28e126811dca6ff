"""One scene on screen and on paper: PNG, PDF and SVG show the same, by the eyes of other programs."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Literal

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop.paint.paper import pixel_format
from desktop.paint.plates import plate_bytes
from desktop.paint.render import render_map
from geo.record import dataclass, replace
from layers.compose import compose
from layers.home import home_extent, zone_extent
from layers.register import read_register
from layers.style import load_style
from layers.viewport import Viewport

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray
    from playwright.sync_api import Browser

    from layers.provenance import Language
    from layers.scene import Scene
    from layers.style import Theme

SIZE = pixel_format(960, 600)  # whole numbers of dots at 96 and at 300 an inch
Picture = Literal["png", "pdf", "svg"]


@dataclass(frozen=True, slots=True)
class Case:
    """A theme, a language and what is looked at."""

    theme: Theme
    language: Language
    zone: str | None

    def scene(self) -> Scene:
        """The zone, where one is named, selected."""
        scene = compose(read_register(), self.theme, self.language)
        return scene.selected(("zones", self.zone)) if self.zone else scene

    def view(self, scene: Scene) -> Viewport:
        """The district, or the zone."""
        extent = zone_extent(scene, self.zone) if self.zone else home_extent(scene)
        return Viewport.fitted(extent, *SIZE.pixels, margin=30)


CASES = [Case("light", "zh", None), Case("print", "en", "dachuangzhi"), Case("dark", "zh", "binjiang_south")]


def channels(image: QImage) -> NDArray[np.int64]:
    """(height, width, 3) of an image."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).astype(np.int64)


def seen(form: Picture, data: bytes, folder: Path, browser: Callable[[], Browser]) -> QImage:
    """What another program shows of a file, at 96 dots an inch."""
    path = folder / f"map.{form}"
    path.write_bytes(data)
    shown = folder / "shown.png"
    if form == "png":
        return QImage(str(path)).scaled(
            *SIZE.pixels, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    if form == "pdf":
        subprocess.run(["pdftoppm", "-r", "96", "-png", "-singlefile", path, shown.with_suffix("")], check=True)
    else:
        screenshot(browser(), path, shown)
    return QImage(str(shown))


def screenshot(browser: Browser, path: Path, shown: Path) -> None:
    """A browser's picture of an SVG file that asks for nothing else, and whose text is text."""
    width, height = SIZE.pixels
    page = browser.new_page(viewport={"width": width, "height": height})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.screenshot(path=shown)
    page.keyboard.press("Control+a")
    copied = str(page.evaluate("getSelection().toString()"))
    page.close()
    assert asked == [path.as_uri()]
    assert "OpenStreetMap" in copied


FORMS = [
    "png",
    pytest.param("pdf", marks=pytest.mark.poppler),
    pytest.param("svg", marks=pytest.mark.chromium),
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.theme)
def test_paper_shows_what_the_screen_shows(
    qapp: object, tmp_path: Path, request: pytest.FixtureRequest, form: Picture, case: Case
) -> None:
    scene = case.scene()
    view = case.view(scene)
    screen = channels(render_map(scene, view))
    paper = channels(
        seen(form, plate_bytes(form, scene, view, SIZE, 300), tmp_path, lambda: request.getfixturevalue("browser"))
    )
    assert paper.shape == screen.shape
    assert np.abs(paper - screen).mean() <= 8
    fills = load_style(case.theme).zones
    compared = 0
    for zone in fills:
        place = plain_place(scene, zone, view, screen)
        if place is not None:  # in view, and not all under its name
            assert paper[place] == pytest.approx(screen[place], abs=3), zone
            compared += 1
    assert compared == len(fills) if case.zone is None else compared >= 1


def plain_place(scene: Scene, zone: str, view: Viewport, screen: NDArray[np.int64]) -> tuple[int, int] | None:
    """Row and column of a pixel in the zone whose neighbours all have its colour: no line, no letter."""
    layer = scene.layer("zones")
    row = layer.geometry[0].rows.tolist().index(layer.ids.index(zone))
    fill = load_style(scene.theme).zones[zone]["fill"]
    wanted = [int(fill[i : i + 2], 16) for i in (1, 3, 5)]
    same = (screen == wanted).all(axis=-1)
    plain = np.lib.stride_tricks.sliding_window_view(same, (5, 5)).all(axis=(2, 3))
    for y, x in (np.argwhere(plain) + 2).tolist():
        if layer.geometry[0].shapes.contains(row, *view.to_map(x + 0.5, y + 0.5)):
            return y, x
    return None


def test_at_96_dots_a_picture_is_the_screens(qapp: object, tmp_path: Path) -> None:
    scene = CASES[0].scene()
    view = CASES[0].view(scene)
    image = QImage.fromData(plate_bytes("png", scene, view, SIZE, 96))
    assert (channels(image) == channels(render_map(scene, view))).all()
    assert image.dotsPerMeterX() == image.dotsPerMeterY() == round(96 / 0.0254)


@pytest.mark.parametrize("form", ["png", "pdf", "svg"])
def test_the_same_scene_gives_the_same_bytes(qapp: object, form: Picture, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = CASES[0].scene()
    view = CASES[0].view(scene)
    first = plate_bytes(form, scene, view, SIZE, 96)
    assert plate_bytes(form, scene, view, SIZE, 96) == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert (b"19700102" in plate_bytes(form, scene, view, SIZE, 96)) == (form == "pdf")


def test_without_its_line_nothing_is_said_of_the_district(qapp: object) -> None:
    scene = CASES[0].scene()
    view = CASES[0].view(scene)
    with_line, without = (
        plate_bytes("svg", each, view, SIZE, 96).decode() for each in (scene, replace(scene, district_line=False))
    )
    assert with_line.count("不是法定界线") == 1
    assert "不是法定界线" not in without
    assert "© OpenStreetMap contributors · 示意范围" in without
