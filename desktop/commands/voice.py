"""How the commands speak: results to standard output, everything else to standard error.

Both are UTF-8 everywhere, on a Chinese Windows console too, so that what is piped into a file
is the same on every machine.
"""

from __future__ import annotations

import contextlib
import os
import sys
from functools import cached_property
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from geo.errors import AtlasError
    from geo.issues import Issue
    from layers.messages import Messages
    from layers.provenance import Language

__all__ = ["Voice", "chosen_language", "close_quietly", "speak_utf8"]


class Voice:
    """Says results and notes in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    @cached_property
    def words(self) -> Messages:
        """The catalogue; read when the first sentence is needed."""
        from layers.messages import messages

        return messages(self.language)

    def say(self, text: str) -> None:
        """A result."""
        print(text)

    def document(self, value: Any) -> None:
        """A result as one JSON document, for ``--json``."""
        import orjson  # the window starts without it where no file is read

        print(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode())

    def note(self, key: str, **facts: object) -> None:
        """Whatever is no result."""
        self._aside(self.words(key, **facts))

    def error(self, error: AtlasError) -> None:
        """What went wrong, and what to do about it."""
        self._aside(self.words.error(error))

    def issues(self, file: Path, issues: Iterable[Issue]) -> None:
        """What was found in a file that was opened, equal findings once."""
        from geo.issues import grouped

        for group in grouped(issues):
            sentence = self.words(group.first.code, **group.first.values)
            self.note("cli.issue", file=file.name, sentence=sentence, count=group.count)

    def _aside(self, text: str) -> None:
        if sys.stderr is not None:  # a windowed start on Windows has no streams
            print(text, file=sys.stderr)


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language of what is said: ``--lang``, else that of the locale.

    Chinese also where the locale speaks neither, or says nothing (``C``), as in the window.
    What is written into files does not hang on the locale: it is Chinese unless
    ``--lang`` says otherwise, so that the same input gives the same bytes everywhere.
    """
    for place, word in enumerate(arguments):
        name, equals, said = word.partition("=")
        if name != "--lang":
            continue
        if not equals:
            said = "".join(arguments[place + 1 : place + 2])
        if said in ("zh", "en"):
            return "zh" if said == "zh" else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environment.get(name, "")
        if locale:
            return "en" if locale.startswith("en") else "zh"
    return "zh"


def speak_utf8() -> None:
    """Make both streams UTF-8; a sign that cannot be written never ends a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def close_quietly() -> None:
    """Let go of an output that nobody reads any more, as after ``| head``."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
