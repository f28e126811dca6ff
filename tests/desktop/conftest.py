"""A document, a canvas and a window over the shipped register."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from layers.compose import compose
from layers.register import read_register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from desktop.canvas.surface import MapSurface
    from desktop.document import Document
    from desktop.window import MainWindow
    from layers.scene import Scene


@cache
def _shipped() -> Scene:
    return compose(read_register())


@pytest.fixture
def scene() -> Scene:
    """The scene that the map opens with."""
    return _shipped()


@pytest.fixture
def document(qtbot: QtBot, scene: Scene) -> Document:
    """A document that holds it."""
    from desktop.document import Document

    return Document(scene)


@pytest.fixture
def surface(qtbot: QtBot, document: Document) -> Iterator[MapSurface]:
    """A map of 816 by 600 pixels, shown and painted, whose motions end at once."""
    from desktop.canvas.surface import MapSurface

    made = MapSurface(document)
    made.less_motion = True
    qtbot.addWidget(made)
    made.resize(816, 600)
    with qtbot.waitSignal(made.completed):
        made.show()
    yield made
    made.stop()


@pytest.fixture
def window(qtbot: QtBot, document: Document, tmp_path: Path) -> MainWindow:
    """The whole window at 1440 by 900 pixels, shown and painted."""
    from desktop.window import MainWindow

    made = MainWindow(document, str(tmp_path))
    made.surface.less_motion = True
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.surface.completed):
        made.show()
    made.furnish()
    return made
