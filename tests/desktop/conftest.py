"""A document over the shipped register."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from layers.compose import compose
from layers.register import read_register

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.document import Document
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
