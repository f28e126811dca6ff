"""What `desktop.cli` decides by itself: language, help, version, refusals, displays, and how it fails."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.commands.arguments import COMMANDS, LATER_COMMANDS, LATER_FORMATS, LATER_OPTIONS, Request, request
from desktop.commands.refusal import Refusal
from desktop.commands.screen import has_display, read_fonts_meanwhile
from desktop.commands.start import Start, read_words
from desktop.commands.voice import chosen_language
from layers.messages import messages

if TYPE_CHECKING:
    from layers.provenance import Language
    from tests.desktop.commands.conftest import Atlas

PROGRAM_VERSION = "yangpu-atlas 0.1.0\n"


def test_version_is_one_line_on_stdout(atlas: Atlas) -> None:
    done = atlas("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, PROGRAM_VERSION, "")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_in_both_languages(atlas: Atlas, command: str) -> None:
    words = [command] if command else []
    zh, en = atlas(*words, "--help", env={"LANG": "zh_CN.UTF-8"}), atlas(*words, "--help")
    assert (zh.returncode, en.returncode) == (0, 0)
    assert (zh.stderr, en.stderr) == ("", "")
    assert "用法" in zh.stdout
    assert "Usage" in en.stdout
    assert atlas(*words, "--help", "--lang", "zh").stdout == zh.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "fr_FR.UTF-8"}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {}, "zh"),
        ([], {"LC_ALL": "en_GB", "LANG": "zh_CN"}, "en"),
        (["--lang", "zh"], {"LANG": "en_US"}, "zh"),
        (["list", "zones", "--lang=en"], {"LANG": "zh_CN"}, "en"),
        (["--lang"], {"LANG": "en_US"}, "en"),
    ],
)
def test_language(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert chosen_language(arguments, environment) == language


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["list", "dragons"],
        ["list"],
        ["list", "zones", "--flavour", "sweet"],
        ["list", "zones", "--as-of", "2023-8-17"],
        ["list", "zones", "--zone", "atlantis"],
        ["list", "zones", "more"],
        ["show", "atlantis"],
        ["show"],
        ["check", "--register", "nowhere"],
        ["info", "nowhere.geojson"],
        ["export", "html"],
        ["export", "docx2", "out.docx2"],
        ["export", "html", "out.html", "--theme", "neon"],
        ["export", "geojson", "out.geojson", "--layer", "atlantis"],
        ["render", "out.png", "--size", "big"],
        ["render", "out.png", "--scale", "0"],
        ["render", "out.jpg"],
        ["open", "--flavour"],
        ["open", "nowhere.geojson"],
        ["--register"],
        *([each, "in", "out"] for each in LATER_COMMANDS),
        *(["export", each, f"out.{each}"] for each in LATER_FORMATS),
        *(["export", "html", "out.html", each, "x"] for each in LATER_OPTIONS["export"]),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_wrong_usage_is_one_sentence_and_exit_2(atlas: Atlas, words: list[str], language: str, tmp_path: Path) -> None:
    done = atlas(*words, "--lang", language) if words != ["--register"] else atlas(*words)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert not list(tmp_path.glob("out*"))


def test_open_without_display_is_refused(atlas: Atlas, tmp_path: Path) -> None:
    (tmp_path / "points.geojson").write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    for words in (["open", "points.geojson"], ["points.geojson"], ["open"]):
        done = atlas(*words)
        assert done.returncode == 2
        assert done.stdout == ""
        assert len(done.stderr.strip().splitlines()) == 1


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m desktop.cli list companies --json | head -c 1"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "[", "")


def test_which_command() -> None:
    assert request([]) == Request("start")
    assert request(["--register", "here"]) == Request("start", ("--register", "here"))
    assert request(["--lang", "en", "list", "zones"]) == Request("list", ("--lang", "en", "zones"))
    assert request(["show", "--help"]) == Request("help", ("show",))
    assert request(["--help"]) == Request("help")
    assert request(["open", "--", "--help"]) == Request("open", ("--", "--help"))
    assert request([__file__]) == Request("open", (__file__,))


def test_what_the_window_is_started_with() -> None:
    assert read_words([]) == Start((), None, None, None)
    assert read_words(["a.geojson", "--lang=en", "--theme", "dark", "--register", "r"]) == Start(
        (Path("a.geojson"),), Path("r"), "en", "dark"
    )
    assert read_words(["--", "--lang"]).files == (Path("--lang"),)
    for wrong in (["--lang", "fr"], ["--theme"], ["--size", "1x1"]):
        with pytest.raises(Refusal):
            read_words(wrong)


@pytest.mark.parametrize(
    ("environment", "platform", "seen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"DISPLAY": ""}, "linux", False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_display(environment: dict[str, str], platform: str, seen: bool) -> None:
    assert has_display(environment, platform) is seen


@pytest.mark.parametrize(
    ("module", "complaint", "package"),
    [
        ("QtWidgets", "libEGL.so.1: cannot open shared object file: No such file or directory", "libegl1"),
        ("QtWidgets", "libGL.so.1: cannot open shared object file: No such file or directory", "libgl1"),
    ],
)
def test_a_missing_library_names_its_package(
    atlas: Atlas, tmp_path: Path, module: str, complaint: str, package: str
) -> None:
    broken = tmp_path / "broken" / "PySide6"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("", encoding="utf-8")
    (broken / f"{module}.py").write_text(f"raise ImportError({complaint!r})", encoding="utf-8")
    done = atlas("render", "map.png", env={"PYTHONPATH": str(broken.parent)})
    assert done.returncode == 2
    assert done.stderr.strip().endswith(f"apt-get install {package}")
    assert not (tmp_path / "map.png").exists()


def test_a_missing_font_names_its_package(atlas: Atlas, tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text("<fontconfig><dir>/nowhere</dir></fontconfig>", encoding="utf-8")
    done = atlas("render", "map.png", env={"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")})
    assert done.returncode == 2
    assert done.stderr.strip().endswith("apt-get install fonts-noto-cjk")
    assert not (tmp_path / "map.png").exists()


def test_a_fault_of_ours_is_logged_and_told_in_one_sentence(atlas: Atlas, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "orjson.py").write_text("def loads(*_): raise RuntimeError('hidden detail')\n", encoding="utf-8")
    done = atlas("list", "zones", env={"PYTHONPATH": str(broken)})
    assert done.returncode == 2
    assert done.stdout == ""
    (sentence,) = done.stderr.strip().splitlines()
    log = Path(sentence.rpartition(" in ")[2].rstrip("."))
    assert "Traceback" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [each for each in COMMANDS if each != "open"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_names_the_options_that_the_parser_knows(command: str, language: Language) -> None:
    import typer.main

    from desktop.commands.program import program

    group = typer.main.get_group(program())
    known = {each for parameter in group.commands[command].params for each in parameter.opts if each.startswith("--")}
    page = messages(language)(f"cli.help.{command}")
    assert set(re.findall(r"--[a-z-]+", page)) == known


@pytest.mark.parametrize("there", [True, False])
def test_fonts_are_looked_through_meanwhile(monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    done = threading.Event()

    class Fontconfig:
        FcInit = staticmethod(done.set)

    def load(name: str) -> object:
        if not there:
            raise OSError(name)
        return Fontconfig

    monkeypatch.setattr("desktop.commands.screen.ctypes.CDLL", load)
    read_fonts_meanwhile("win32")
    assert not done.is_set()
    read_fonts_meanwhile("linux")
    assert done.wait(5 if there else 0.1) is there
