"""Settings: kept, checked, and never in the way."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop.settings import VERSION, Settings, read_settings, write_settings

if TYPE_CHECKING:
    from pathlib import Path

KEPT = Settings("dark", "en", "folder", (10, 20, 1200, 800), True, True)


def test_what_was_kept_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    assert write_settings(path, KEPT)
    assert read_settings(path) == KEPT
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_a_first_start_has_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "\x00", '{"version": "1"}', json.dumps({"version": VERSION + 1})]
)
def test_a_broken_file_is_a_first_start(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    assert read_settings(path) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [("theme", "pink"), ("language", 3), ("geometry", [1, 2]), ("geometry", [1, 2, 3, "4"]), ("maximised", "yes")],
)
def test_one_bad_value_spoils_no_other(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "settings.json"
    write_settings(path, KEPT)
    written = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**written, name: value, "later": 1}), encoding="utf-8")
    found = read_settings(path)
    assert getattr(found, name) == getattr(Settings(), name)
    assert found.folder == "folder"


def test_a_folder_that_cannot_be_written_troubles_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert not write_settings(tmp_path / "file" / "settings.json", Settings())
