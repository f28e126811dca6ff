"""``check`` and ``info``: what is wrong is named, and the exit code says whether anything is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from layers.resources import asset

if TYPE_CHECKING:
    from tests.desktop.commands.conftest import Atlas

POINT = {"type": "Point", "coordinates": [121.5, 31.27]}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(asset("register"), tmp_path / "register"))


def test_the_shipped_register_is_sound(atlas: Atlas) -> None:
    done = atlas("check", "--json")
    assert done.returncode == 0
    assert done.stderr == ""
    assert json.loads(done.stdout)["errors"] == 0


def test_a_mended_row_shows_without_a_restart(atlas: Atlas, register: Path) -> None:
    table = register / "zones.csv"
    table.write_bytes(table.read_bytes().replace("huantongji,环同济,".encode(), "huantongji,环同济甲,".encode()))
    done = atlas("list", "zones", "--register", register, "--lang", "zh")
    assert done.returncode == 0
    assert "环同济甲" in done.stdout


def test_a_broken_row_is_named_as_excel_counts(atlas: Atlas, register: Path) -> None:
    table = register / "zones.csv"
    lines = table.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    lines[3] = lines[3].replace("_", "!", 1)
    table.write_text("".join(lines), encoding="utf-8-sig", newline="")
    done = atlas("check", "--register", register, "--json")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert not report["sound"]
    assert any(each["file"] == "zones.csv" and each["row"] == 4 for each in report["findings"])
    text = atlas("check", "--register", register)
    assert text.returncode == 1
    assert "zones.csv" in text.stdout
    other = atlas("list", "zones", "--register", register)
    assert (other.returncode, other.stdout) == (1, "")
    assert "zones.csv" in other.stderr


def test_info_of_a_good_file(atlas: Atlas, tmp_path: Path) -> None:
    feature = {"type": "Feature", "properties": {"名称": "甲"}, "geometry": POINT}
    collection = {"type": "FeatureCollection", "features": [feature]}
    (tmp_path / "good.geojson").write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    done = atlas("info", "good.geojson", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["layers"][0]["features"] == 1
    assert told["layers"][0]["fields"] == ["名称"]
    assert "名称" in atlas("info", "good.geojson").stdout


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("not-json.geojson", b"{nope", 1),
        ("empty.geojson", b"", 1),
        ("other.geojson", b'{"a": 1}', 1),
        ("binary.geojson", bytes(range(256)), 1),
        ("nested.geojson", b"[" * 100_000, 1),
        ("table.xlsx", b"PK\x03\x04", 2),
    ],
)
def test_info_of_a_bad_file_is_one_sentence(atlas: Atlas, tmp_path: Path, name: str, content: bytes, code: int) -> None:
    (tmp_path / name).write_bytes(content)
    for words in (["info", name], ["info", name, "--json"], ["render", "map.png", name]):
        done = atlas(*words)
        assert (done.returncode, done.stdout) == (code, "")
        assert name in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "map.png").exists()
