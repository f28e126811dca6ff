"""What was made of a large file is kept for the next time, and closing the window gives that up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop import keeper
from desktop.document import Document
from desktop.opener import Opener
from geo import cache
from layers import own
from layers.compose import compose
from layers.own import open_own
from layers.register import read_register

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


COMPILED_MS = 120_000  # where no test before has had the scanner compiled, opening waits for it


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "cache_folder", lambda: tmp_path / "files")
    monkeypatch.setattr(own, "_LARGE", 0)
    monkeypatch.setattr(own, "_VERY_LARGE", 0)
    monkeypatch.setattr(keeper, "_LATER_MS", 1)
    point = {"type": "Feature", "properties": {"a": 1}, "geometry": {"type": "Point", "coordinates": [121.5, 31.3]}}
    file = tmp_path / "企业.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [point] * 50}), encoding="utf-8")
    return file


def test_opened_files_are_kept(qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    document = Document(compose(read_register()))
    opener = Opener(document)
    with qtbot.waitSignal(opener.opened, timeout=COMPILED_MS):
        opener.open([path])
    qtbot.waitUntil(lambda: not opener._keeper.busy)
    assert sorted(each.suffix for each in (tmp_path / "files").iterdir()) == [".scan", ".text"]
    again = open_own(path)
    assert again.scan is not None
    assert again.scan.stored
    assert document.scene.layers[-1].attributes[7]["properties"] == {"a": 1}
    opener.stop()


def test_closing_gives_up_what_is_not_written(qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    opener = Opener(Document(compose(read_register())))
    with qtbot.waitSignal(opener.opened, timeout=COMPILED_MS):
        opener.open([path])
    opener.stop()
    assert not opener._keeper._waiting
    qtbot.waitUntil(lambda: not opener._keeper.busy)
    assert not list(tmp_path.glob("files/*.part"))
