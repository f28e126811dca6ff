"""All commands but the window's, put before typer."""

from typing import TYPE_CHECKING

import typer

from desktop.commands import ask, examine, export, render
from desktop.commands.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.commands.voice import Voice

__all__ = ["program", "run"]


def program() -> typer.Typer:
    """The commands with their options.  Help comes from the catalogues, in two languages."""
    made = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": []},
    )
    made.command("list")(ask.list_table)
    made.command("show")(ask.show)
    made.command("search")(ask.search)
    made.command("check")(examine.check)
    made.command("info")(examine.info)
    made.command("export")(export.export)
    made.command("render")(render.render)
    return made


def run(command: str, words: "Sequence[str]", voice: "Voice") -> int:
    """Run one command and return its exit code.

    Raises
    ------
    Refusal
        For options and arguments that the command does not take.
    """
    try:
        return int(program()(args=[command, *words], prog_name="yangpu-atlas", obj=voice, standalone_mode=False))
    except typer.TyperException as error:
        raise _refusal(command, error) from error


def _refusal(command: str, error: typer.TyperException) -> Refusal:
    """A parser's complaint in our own words.  Its classes are not public, but what they know is."""
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    if option is not None:
        known = hasattr(error, "possibilities")
        return Refusal("cli.no_such_option" if known else "cli.missing_value", command=command, option=option)
    if parameter is not None and not error.message:
        return Refusal("cli.missing_argument", command=command, argument=parameter.metavar or parameter.name)
    return Refusal("cli.bad_usage", command=command, detail=error.format_message())
