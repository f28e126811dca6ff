"""``yangpu-atlas``: the window where nothing else is asked for, else one command.

The window starts from here without typer, which would cost it a tenth of its time; every
other command is parsed by it.  Exit 0: done.  1: the data has problems, each named.  2: wrong
usage, or something that this machine or this version cannot do.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from desktop.commands.arguments import request
from desktop.commands.edge import DONE, to_exit_code
from desktop.commands.voice import Voice, chosen_language, speak_utf8

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (by default this process's own) and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    voice = Voice(chosen_language(words, os.environ))
    speak_utf8()
    return to_exit_code(lambda: _run(words, voice), voice)


def _run(words: Sequence[str], voice: Voice) -> int:
    asked = request(words)
    match asked.command:
        case "version":
            from importlib.metadata import version

            voice.say(f"yangpu-atlas {version('yangpu-atlas')}")
            code = DONE
        case "help":
            voice.say(voice.words(".".join(("cli.help", *asked.words))))
            code = DONE
        case "start" | "open":
            from desktop.commands.start import start

            code = start(asked.command, asked.words, voice)
        case _:
            from desktop.commands.program import run

            code = run(asked.command, asked.words, voice)
    if sys.stdout is not None:
        sys.stdout.flush()  # here, where a broken pipe is still caught
    return code


if __name__ == "__main__":
    sys.exit(main())
