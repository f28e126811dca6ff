"""``yangpu-atlas`` and ``yangpu-atlas open``: the window, or files where there is no display.

On the path to the first frame: nothing here imports typer or whatever else the window does
not need.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from desktop.commands.edge import DONE
from desktop.commands.refusal import Refusal
from desktop.commands.screen import answers, has_display, read_fonts_meanwhile, require_qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.commands.voice import Voice
    from layers.provenance import Language
    from layers.style import Theme

__all__ = ["Start", "read_words", "start"]

_CHOICES = {"--lang": ("zh", "en"), "--theme": ("light", "dark")}
OUT = Path("out")


class Start(NamedTuple):
    """What the window is started with; None leaves it to the settings."""

    files: tuple[Path, ...]
    register: Path | None
    language: Language | None
    theme: Theme | None


def start(command: str, words: Sequence[str], voice: Voice) -> int:
    """Open the window and stay until it closes; the exit code is that of the whole command.

    Raises
    ------
    Refusal
        Where a file is missing, or where ``open`` finds no display.
    """
    asked = read_words(words)
    for file in asked.files:
        if not file.is_file():
            raise Refusal("cli.no_such_file", file=file)
    if asked.register is not None and not asked.register.is_dir():
        raise Refusal("cli.no_such_folder", folder=asked.register)
    seen = has_display(os.environ)
    if seen and answers(os.environ):
        gc.disable()  # nothing of what the start makes is garbage, and looking for some takes 40 ms
        read_fonts_meanwhile()
        require_qt(window=True)
        from desktop.app import run

        return run(asked.files, asked.register, asked.language, asked.theme)
    if command == "open":
        raise Refusal("cli.open_needs_display")
    voice.note("cli.dead_display" if seen else "cli.no_display", display=os.environ.get("DISPLAY", ""))
    return _write_files(asked, voice)


def read_words(words: Sequence[str]) -> Start:
    """The files and options among the words of ``open``.

    Raises
    ------
    Refusal
        For an option that ``open`` does not take, or one without its value.
    """
    files: list[Path] = []
    options: dict[str, str] = {}
    waiting = iter(words)
    for word in waiting:
        name, equals, value = word.partition("=")
        if word == "--":
            files += [Path(each) for each in waiting]
        elif name in ("--register", *_CHOICES):
            given = value if equals else next(waiting, None)
            if given is None:
                raise Refusal("cli.missing_value", option=name)
            if given not in _CHOICES.get(name, (given,)):
                raise Refusal("cli.no_choice", option=name, text=given, choices=" ".join(_CHOICES[name]))
            options[name] = given
        elif word.startswith("-") and word != "-":
            raise Refusal("cli.no_such_option", command="open", option=name)
        else:
            files.append(Path(word))
    register = options.get("--register")
    folder = Path(register) if register else None
    language = cast("Language | None", options.get("--lang"))
    return Start(tuple(files), folder, language, cast("Theme | None", options.get("--theme")))


def _write_files(asked: Start, voice: Voice) -> int:
    """The map as a page and as a picture, for a machine that shows no windows."""
    from desktop.commands.pictures import map_picture
    from geo.write import write_atomically
    from layers.compose import compose
    from layers.export.folium_html import export_html
    from layers.register import read_register

    scene = compose(read_register(asked.register), asked.theme or "light", asked.language or "zh")
    page, picture = OUT / "yangpu-atlas.html", OUT / "yangpu-atlas.png"
    _make_folder(OUT)
    write_atomically(page, export_html(scene))
    voice.say(voice.words("cli.written", file=page))
    write_atomically(picture, map_picture(scene))
    voice.say(voice.words("cli.written", file=picture))
    return DONE


def _make_folder(folder: Path) -> None:
    """Make a folder for results.

    Raises
    ------
    Refusal
        Where it cannot be made here.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Refusal("cli.no_folder_here", folder=folder.absolute()) from error
