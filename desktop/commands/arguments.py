"""What was asked for, as far as it can be told without a parser: which command, and is it known yet.

The window's own start goes no further than this; the other commands hand their arguments to
typer afterwards.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.refusal import Refusal
from geo.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COMMANDS", "FORMATS", "LATER_COMMANDS", "LATER_FORMATS", "LATER_OPTIONS", "Request", "request"]

COMMANDS = ("open", "list", "show", "search", "check", "info", "export", "render")
FORMATS = ("html", "geojson", "png", "pdf", "svg")

# In the contract of the command line, but not yet in this version.
LATER_COMMANDS = ("convert", "attach")
LATER_FORMATS = ("gpkg", "shp", "kml", "csv", "xlsx", "pptx", "docx")
LATER_OPTIONS = {
    "export": ("--companies", "--datum", "--atlas", "--strict"),
}

_WITH_VALUE = ("--register", "--lang", "--theme")  # what may stand before the command
_HELP = ("--help", "-h")


@dataclass(frozen=True, slots=True)
class Request:
    """A command and the words after it.

    Attributes
    ----------
    command : str
        One of `COMMANDS`, or ``version``, or ``help``; ``start`` is the bare command.
    words : tuple of str
        All further arguments; options from before the command come last.  For ``help``: the
        command that is asked about, or nothing.
    """

    command: str
    words: tuple[str, ...] = ()


def request(arguments: Sequence[str]) -> Request:
    """Sort out what was asked for.

    Raises
    ------
    Refusal
        For what is no command, no file, or not in this version.
    """
    ahead, rest = _options_ahead(list(arguments))
    if "--version" in ahead:
        return Request("version")
    if any(each in ahead for each in _HELP):
        return Request("help")
    if not rest:
        return Request("start", tuple(ahead))
    word, *after = rest
    if word in LATER_COMMANDS:
        raise Refusal("cli.later_command", command=word)
    if word not in COMMANDS:
        if not Path(word).exists():
            raise Refusal("cli.no_such_command", word=word, commands=", ".join(COMMANDS))
        word, after = "open", rest
    if any(each in _own_words(after) for each in _HELP):
        return Request("help", (word,))
    for each in _own_words(after):
        if each.partition("=")[0] in LATER_OPTIONS.get(word, ()):
            raise Refusal("cli.later_option", command=word, option=each.partition("=")[0])
    return Request(word, (*ahead, *after))


def _own_words(words: list[str]) -> list[str]:
    """Those before a ``--``, after which everything is a file's name."""
    return words[: words.index("--")] if "--" in words else words


def _options_ahead(arguments: list[str]) -> tuple[list[str], list[str]]:
    """The options before the command, and the rest."""
    end = 0
    while end < len(arguments) and arguments[end].startswith("-") and arguments[end] != "--":
        end += 2 if arguments[end] in _WITH_VALUE else 1
    return arguments[:end], arguments[end:]
