"""The options that several commands share, declared once, and how their values are read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from desktop.commands.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desktop.commands.voice import Voice
    from layers.provenance import Language
    from layers.register import Register
    from layers.style import Theme

__all__ = [
    "AsOfOption",
    "BasemapOption",
    "Context",
    "FilesArgument",
    "JsonOption",
    "LangOption",
    "RegisterOption",
    "ThemeOption",
    "ZonesOption",
    "as_date",
    "as_language",
    "as_size",
    "as_theme",
    "register_in",
    "require_choice",
    "require_files",
    "require_zones",
    "voice_of",
]

# typer reads these when it builds the program, so they are no strings.
Context = typer.Context
FilesArgument = Annotated[list[Path] | None, typer.Argument(metavar="FILE")]
RegisterOption = Annotated[Path | None, typer.Option("--register", metavar="DIR")]
LangOption = Annotated[str, typer.Option("--lang")]
ThemeOption = Annotated[str, typer.Option("--theme")]
JsonOption = Annotated[bool, typer.Option("--json")]
BasemapOption = Annotated[str | None, typer.Option("--basemap", metavar="NAME")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="DATE")]
ZonesOption = Annotated[list[str] | None, typer.Option("--zone", metavar="ID")]


def voice_of(context: typer.Context) -> "Voice":
    """The voice that `desktop.cli` chose for this run."""
    return cast("Voice", context.obj)


def register_in(folder: Path | None) -> "Register":
    """The register in a folder of the steward's, or the one that ships with the atlas.

    Raises
    ------
    Refusal
        Where there is no such folder.
    ReadError
        Where a table in it cannot be read.
    """
    from layers.register import read_register

    if folder is not None and not folder.is_dir():
        raise Refusal("cli.no_such_folder", folder=folder)
    return read_register(folder)


def as_date(text: str | None) -> "date | None":
    """A full ISO date, or None where none was given.

    Raises
    ------
    Refusal
        Where it is no date.
    """
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refusal("cli.no_date", text=text) from error


def as_language(text: str) -> "Language":
    """``zh`` or ``en``.

    Raises
    ------
    Refusal
        For any other.
    """
    return cast("Language", require_choice("--lang", text, ("zh", "en")))


def as_theme(text: str) -> "Theme":
    """``light``, ``dark`` or ``print``.

    Raises
    ------
    Refusal
        For any other.
    """
    return cast("Theme", require_choice("--theme", text, ("light", "dark", "print")))


def as_size(text: str) -> tuple[int, int]:
    """Width and height in CSS pixels, from ``1600x1000``.

    Raises
    ------
    Refusal
        Where it is none, or none that a picture can have.
    """
    width, _, height = text.lower().replace("×", "x").partition("x")
    if not (width.isdecimal() and height.isdecimal() and 16 <= int(width) <= 16_384 and 16 <= int(height) <= 16_384):
        raise Refusal("cli.no_size", text=text)
    return int(width), int(height)


def require_choice(option: str, text: str, choices: "Sequence[str]") -> str:
    """Make sure that ``text`` is one of the choices, and return it.

    Raises
    ------
    Refusal
        Naming the choices.
    """
    if text not in choices:
        raise Refusal("cli.no_choice", option=option, text=text, choices=" ".join(choices))
    return text


def require_files(files: "Sequence[Path]") -> None:
    """Make sure that all files are there.

    Raises
    ------
    Refusal
        Naming the first that is not.
    """
    for file in files:
        if not file.is_file():
            raise Refusal("cli.no_such_file", file=file)


def require_zones(register: "Register", zones: "Sequence[str]") -> None:
    """Make sure that the register knows all zones.

    Raises
    ------
    Refusal
        Naming the first that it does not.
    """
    for zone in zones:
        if zone not in register.zones:
            raise Refusal("cli.no_such_zone", zone=zone)
