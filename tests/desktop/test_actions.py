"""The declared table of commands, walked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from desktop.actions import COMMANDS, MENUS, Actions, Submenu
from desktop.paint.icons import pixmap
from layers.messages import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from desktop.window import MainWindow
    from layers.provenance import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def items(submenus: tuple[str | Submenu, ...]) -> Iterator[str | Submenu]:
    for item in submenus:
        yield item
        if isinstance(item, Submenu):
            yield from items(item.items)


def test_each_command_is_in_just_one_menu_or_none_is_lost() -> None:
    listed = [item for item in items(MENUS) if isinstance(item, str) and item != "-"]
    assert sorted(listed) == sorted(command.id for command in COMMANDS)


def test_no_two_commands_share_a_key() -> None:
    keys = [key for command in COMMANDS for key in command.shortcuts]
    assert len(keys) == len(set(keys))
    assert all(QKeySequence(key).toString() == key or "+=" in key or "++" in key for key in keys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_command_and_menu_has_its_words(language: Language) -> None:
    words = messages(language)
    texts = [words(f"action.{command.id}") for command in COMMANDS]
    titles = [words(f"menu.{item.id}") for item in items(MENUS) if isinstance(item, Submenu)]
    assert all(texts)
    assert len(set(texts)) == len(texts)
    assert all(titles)


def test_each_icon_is_ours(qapp: object) -> None:
    for command in COMMANDS:
        if command.icon:
            assert not pixmap(command.icon, "black", 18).isNull()


def test_a_command_without_a_function_is_refused(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    with pytest.raises(ValueError, match="quit"):
        Actions({command.id: print for command in COMMANDS if command.id != "quit"}, parent)


def test_icons_are_drawn_when_a_menu_first_opens(window: MainWindow) -> None:
    file = window.menuBar().actions()[0].menu()
    assert window.commands["open"].icon().isNull()
    file.aboutToShow.emit()  # type: ignore[attr-defined]
    assert not window.commands["open"].icon().isNull()


def test_the_state_of_commands_follows_the_document(window: MainWindow) -> None:
    document, commands = window.document, window.commands
    assert not commands["undo"].isEnabled()
    assert not commands["copy_dossier"].isEnabled()
    document.change_layer("places", visible=False)
    document.select(("zones", "wangu"))
    assert commands["undo"].isEnabled()
    assert commands["copy_dossier"].isEnabled()
    commands["undo"].trigger()
    assert document.scene.layer("places").visible
    assert commands["redo"].isEnabled()
    commands["select_none"].trigger()
    assert not document.scene.selection


def test_tools_and_languages_exclude_each_other(window: MainWindow) -> None:
    window.commands["tool_measure"].trigger()
    assert window.surface.tool.name == "measure"
    assert not window.commands["tool_pan"].isChecked()
    window.surface.set_tool("pan")
    assert window.commands["tool_pan"].isChecked()
    window.commands["language_en"].trigger()
    assert window.document.scene.language == "en"
    assert not window.commands["language_zh"].isChecked()


def test_show_all_brings_everything_back(window: MainWindow) -> None:
    document = window.document
    document.change_layer("places", visible=False)
    document.change_layer("zones", hidden=frozenset({"wangu"}))
    window.commands["show_all"].trigger()
    assert all(layer.visible and not layer.hidden for layer in document.scene.layers)


def test_the_district_line_can_be_left_out(window: MainWindow) -> None:
    window.commands["district_line"].trigger()
    assert not window.document.scene.district_line
    assert not window.commands["district_line"].isChecked()
