"""The document: laws of its setters, of undo, and of a reload."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from geo.record import replace
from layers.compose import compose
from layers.register import read_register

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desktop.change import Change
    from desktop.document import Document
    from layers.layer import Layer
    from layers.scene import Scene

ZONE = ("zones", "huantongji")


def told_by(document: Document) -> list[Change]:
    changes: list[Change] = []
    document.scene_changed.connect(changes.append)
    return changes


def own_layer(scene: Scene) -> Layer:
    return replace(scene.layer("places"), id="own.1", title="my.geojson", group="own")


SETTERS: dict[str, Callable[[Document], None]] = {
    "theme": lambda document: document.set_theme("dark"),
    "language": lambda document: document.set_language("en"),
    "date": lambda document: document.set_as_of(date(2021, 4, 30)),
    "district line": lambda document: document.set_district_line(False),
    "visible": lambda document: document.change_layer("places", visible=False),
    "opacity": lambda document: document.change_layer("zones", opacity=0.4),
    "hidden": lambda document: document.change_layer("zones", hidden=frozenset({"wangu"})),
    "selection": lambda document: document.select(ZONE),
}


@pytest.mark.parametrize("setter", SETTERS.values(), ids=SETTERS.keys())
def test_writing_twice_equals_once(document: Document, setter: Callable[[Document], None]) -> None:
    changes = told_by(document)
    setter(document)
    once = document.scene
    setter(document)
    assert document.scene is once
    assert len(changes) == 1
    assert changes[0].new is once


def test_what_was_written_is_read_back(document: Document) -> None:
    for setter in SETTERS.values():
        setter(document)
    scene = document.scene
    assert (scene.theme, scene.language, scene.as_of) == ("dark", "en", date(2021, 4, 30))
    assert scene.district_line is False
    assert not scene.layer("places").visible
    assert scene.layer("zones").opacity == 0.4
    assert scene.layer("zones").hidden == {"wangu"}
    assert scene.selected_zone == "huantongji"


UNDOABLE = [name for name in SETTERS if name not in {"theme", "language", "selection"}]


@pytest.mark.parametrize("name", UNDOABLE)
def test_undo_takes_back_and_redo_repeats(document: Document, name: str) -> None:
    before = document.scene
    SETTERS[name](document)
    after = document.scene
    document.undo()
    assert document.scene.layers == before.layers
    assert (document.scene.as_of, document.scene.district_line) == (before.as_of, before.district_line)
    document.redo()
    assert document.scene.layers == after.layers
    assert (document.scene.as_of, document.scene.district_line) == (after.as_of, after.district_line)
    assert not document.can_redo


@pytest.mark.parametrize("name", ["theme", "language", "selection"])
def test_looking_is_no_change_to_undo(document: Document, name: str) -> None:
    SETTERS[name](document)
    assert not document.can_undo


def test_undo_keeps_selection_theme_and_language(document: Document) -> None:
    document.change_layer("places", visible=False)
    document.select(ZONE)
    document.set_theme("dark")
    document.set_language("en")
    document.undo()
    scene = document.scene
    assert scene.layer("places").visible
    assert (scene.selected_zone, scene.theme, scene.language) == ("huantongji", "dark", "en")


def test_undo_of_an_empty_history_does_nothing(document: Document) -> None:
    changes = told_by(document)
    document.undo()
    document.redo()
    assert changes == []


def test_a_new_change_forgets_what_was_taken_back(document: Document) -> None:
    document.change_layer("places", visible=False)
    document.undo()
    assert document.can_redo
    document.set_district_line(False)
    assert not document.can_redo


def test_a_dragged_slider_is_one_step(document: Document) -> None:
    for opacity in (0.9, 0.7, 0.5, 0.3):
        document.change_layer("zones", opacity=opacity)
    document.undo()
    assert document.scene.layer("zones").opacity == 1.0
    assert not document.can_undo


def test_only_the_selection_changed(document: Document) -> None:
    changes = told_by(document)
    document.select(ZONE)
    document.set_theme("dark")
    assert [change.only_selection for change in changes] == [True, False]


def test_own_layers_close_and_the_register_s_stay(document: Document) -> None:
    document.add_layer(own_layer(document.scene))
    document.select(("own.1", "x"), ZONE)
    document.close_layer("zones")
    assert document.scene.layer("zones")
    document.close_layer("own.1")
    assert "own.1" not in [layer.id for layer in document.scene.layers]
    assert document.scene.selection == {ZONE}
    document.undo()
    assert document.scene.layer("own.1")


@pytest.fixture
def copied(document: Document, tmp_path: Path) -> Path:
    folder = tmp_path / "register"
    shutil.copytree(document.scene.register.folder, folder)
    document.apply(compose(read_register(folder)), undo=False)
    return folder


def test_an_edited_row_is_seen_after_reload(document: Document, copied: Path) -> None:
    document.add_layer(own_layer(document.scene))
    document.change_layer("places", visible=False)
    document.select(ZONE)
    zones = copied / "zones.csv"
    zones.write_text(zones.read_text("utf-8").replace("环同济", "环同济二号"), "utf-8")
    document.reload_register()
    scene = document.scene
    assert scene.register.zones["huantongji"].name_zh.startswith("环同济二号")
    assert scene.layer("own.1")
    assert not scene.layer("places").visible
    assert scene.selected_zone == "huantongji"
    assert not document.can_undo


def test_a_broken_register_leaves_the_scene(document: Document, copied: Path) -> None:
    before = document.scene
    notices: list[object] = []
    document.told.connect(notices.append)
    (copied / "zones.csv").write_text("id\n", "utf-8")
    document.reload_register()
    assert document.scene is before
    (notice,) = notices
    assert getattr(notice, "level", None) == "error"


def test_hovering_is_told_once(document: Document) -> None:
    heard: list[object] = []
    document.hovered_changed.connect(heard.append)
    document.hover(ZONE)
    document.hover(ZONE)
    document.hover(None)
    assert heard == [ZONE, None]
