"""``export``, ``render`` and the bare command: whole files or none, and the same bytes each time."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from tests.desktop.commands.conftest import Atlas


def test_bare_without_display_writes_page_and_picture(atlas: Atlas, tmp_path: Path) -> None:
    done = atlas()
    assert done.returncode == 0
    assert len(done.stderr.strip().splitlines()) == 1
    for name in ("yangpu-atlas.html", "yangpu-atlas.png"):
        assert str(Path("out") / name) in done.stdout
        assert (tmp_path / "out" / name).stat().st_size > 20_000
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["yangpu-atlas.html", "yangpu-atlas.png"]


def test_offscreen_is_no_display(atlas: Atlas, tmp_path: Path) -> None:
    assert atlas(env={"QT_QPA_PLATFORM": "offscreen"}).returncode == 0
    assert (tmp_path / "out" / "yangpu-atlas.png").exists()


def test_a_display_that_does_not_answer_is_no_display(atlas: Atlas, tmp_path: Path) -> None:
    done = atlas(env={"DISPLAY": ":4711"})
    assert done.returncode == 0
    assert ":4711" in done.stderr
    assert (tmp_path / "out" / "yangpu-atlas.html").exists()


def test_a_folder_that_cannot_be_written(atlas: Atlas, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    done = atlas()
    assert done.returncode == 2
    assert (tmp_path / "out").read_text(encoding="utf-8") == "in the way"


@pytest.mark.parametrize(
    "words",
    [["html", "a.html"], ["geojson", "a.geojson"], ["png", "a.png"], ["pdf", "a.pdf"], ["svg", "a.svg"]],
)
def test_export_twice_gives_equal_bytes(atlas: Atlas, tmp_path: Path, words: list[str]) -> None:
    form, name = words
    first = atlas("export", form, name, env={"LANG": "zh_CN.UTF-8", "TZ": "Asia/Shanghai"})
    second = atlas("export", form, f"b-{name}", env={"LANG": "en_US.UTF-8", "TZ": "UTC"})
    assert (first.returncode, second.returncode) == (0, 0)
    assert (first.stdout, second.stdout) == ("", "")
    assert name in first.stderr
    assert (tmp_path / name).read_bytes() == (tmp_path / f"b-{name}").read_bytes()


def test_geojson_of_one_zone_and_of_a_table(atlas: Atlas, tmp_path: Path) -> None:
    atlas("export", "geojson", "zones.geojson", "--zone", "huantongji", "--zone", "wangu")
    zones = json.loads((tmp_path / "zones.geojson").read_text(encoding="utf-8"))
    assert [feature["id"] for feature in zones["features"]] == ["huantongji", "wangu"]
    atlas("export", "geojson", "companies.geojson", "--layer", "companies")
    companies = json.loads((tmp_path / "companies.geojson").read_text(encoding="utf-8"))
    assert companies["features"]
    assert all("zone_id" in feature["properties"] for feature in companies["features"])


def test_the_language_of_a_page_is_chinese_unless_asked(atlas: Atlas, tmp_path: Path) -> None:
    atlas("export", "html", "zh.html", env={"LANG": "en_US.UTF-8"})
    atlas("export", "html", "en.html", "--lang", "en")
    assert 'lang="zh' in (tmp_path / "zh.html").read_text(encoding="utf-8")[:2000]
    assert 'lang="en' in (tmp_path / "en.html").read_text(encoding="utf-8")[:2000]


@pytest.mark.parametrize("words", [["export", "html", "nowhere/a.html"], ["export", "geojson", "folder"]])
def test_what_cannot_be_written_is_said(atlas: Atlas, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "folder").mkdir()
    done = atlas(*words)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder"], done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_a_failed_export_leaves_the_old_file(atlas: Atlas, tmp_path: Path) -> None:
    old = tmp_path / "a.html"
    old.write_text("old", encoding="utf-8")
    mode = stat.S_IMODE(old.stat().st_mode)
    assert atlas("export", "html", "a.html", "--zone", "atlantis").returncode == 2
    assert old.read_text(encoding="utf-8") == "old"
    assert atlas("export", "html", "a.html").returncode == 0
    assert stat.S_IMODE(old.stat().st_mode) == mode


def test_render_at_a_size_and_scale(atlas: Atlas, tmp_path: Path) -> None:
    done = atlas("render", "map.png", "--size", "640x400", "--scale", "1.5", "--theme", "dark", "--lang", "en")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    image = QImage(str(tmp_path / "map.png"))
    assert (image.width(), image.height()) == (960, 600)
    assert image.pixelColor(5, 5).lightness() < 80, "dark"


def test_render_one_zone_is_closer_and_repeatable(atlas: Atlas, tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        assert atlas("render", name, "--zone", "fuxing_island", "--size", "640x400").returncode == 0
    assert atlas("render", "all.png", "--size", "640x400").returncode == 0
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert (tmp_path / "a.png").read_bytes() != (tmp_path / "all.png").read_bytes()


def test_render_draws_a_file_of_ones_own(atlas: Atlas, tmp_path: Path) -> None:
    square = [[121.50, 31.26], [121.56, 31.26], [121.56, 31.32], [121.50, 31.32], [121.50, 31.26]]
    geometry = {"type": "Polygon", "coordinates": [square]}
    (tmp_path / "own.geojson").write_text(json.dumps(geometry), encoding="utf-8")
    assert atlas("render", "with.png", "own.geojson", "--size", "640x400").returncode == 0
    assert atlas("render", "without.png", "--size", "640x400").returncode == 0
    assert (tmp_path / "with.png").read_bytes() != (tmp_path / "without.png").read_bytes()


def test_a_sheet_of_paper(atlas: Atlas, tmp_path: Path) -> None:
    assert atlas("export", "png", "a.png", "--paper", "A5-portrait", "--theme", "print").returncode == 0
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (1748, 2480)
    assert image.dotsPerMeterX() == 11811
    assert image.pixelColor(5, 5).name() == "#f4f4f2"
    assert atlas("export", "png", "b.png", "--size", "400x300", "--dpi", "144").returncode == 0
    assert QImage(str(tmp_path / "b.png")).width() == 600


def test_a_plate_of_some_zones_with_a_file(atlas: Atlas, tmp_path: Path) -> None:
    point = {"type": "Point", "coordinates": [121.53, 31.28]}
    (tmp_path / "own.geojson").write_text(json.dumps(point), encoding="utf-8")
    done = atlas(
        "export", "svg", "a.svg", "own.geojson", "--zone", "huantongji", "--lang", "en", "--as-of", "2023-08-17"
    )
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "Tongji Circle" in text
    assert "Bay Valley" not in text


@pytest.mark.parametrize(
    "words",
    [
        ["png", "a.png", "--dpi", "9999"],
        ["png", "a.png", "--dpi", "fine"],
        ["png", "a.png", "--paper", "A0", "--dpi", "1200"],
        ["png", "a.png", "--paper", "A4", "--size", "400x300"],
        ["pdf", "a.pdf", "--paper", "A9"],
        ["pdf", "a.pdf", "--dpi", "300"],
        ["svg", "a.svg", "--layer", "atlantis"],
        ["svg", "nowhere/a.svg"],
        ["html", "a.html", "--paper", "A4"],
        ["geojson", "a.geojson", "--dpi", "300"],
    ],
    ids=" ".join,
)
def test_a_plate_that_cannot_be_is_refused(atlas: Atlas, tmp_path: Path, words: list[str]) -> None:
    done = atlas("export", *words)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert not list(tmp_path.glob("a.*"))


def test_a_picture_too_large_is_refused(atlas: Atlas, tmp_path: Path) -> None:
    done = atlas("render", "map.png", "--size", "16384x16384", "--scale", "8")
    assert done.returncode == 2
    assert not (tmp_path / "map.png").exists()
