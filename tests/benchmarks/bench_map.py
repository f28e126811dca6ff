"""From the register to a picture, step by step, at the size of a usual window."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from layers.compose import compose
from layers.drawing import draw
from layers.home import home_extent
from layers.labels import EmMeasure
from layers.register import read_register
from layers.viewport import Viewport

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.register import Register
    from layers.scene import Scene


@cache
def register() -> Register:
    return read_register()


@cache
def scene() -> Scene:
    return compose(register())


@cache
def viewport() -> Viewport:
    return Viewport.fitted(home_extent(scene()), 1600, 1000)


def paint() -> object:
    from PySide6.QtWidgets import QApplication

    from desktop.paint.render import render_map

    application = QApplication.instance() or QApplication([])
    return application, render_map(scene(), viewport())


def page() -> object:
    from layers.export.folium_html import export_html

    return export_html(scene())


CASES: dict[str, Callable[[], object]] = {
    "register.read": read_register,
    "scene.compose": lambda: compose(register()),
    "display_list.draw": lambda: draw(scene(), viewport(), EmMeasure()),
    "picture.render": paint,
    "html.export": page,
}
