"""``check`` and ``info``: what is in a register or a file, and what is wrong with it."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.commands.edge import DATA_PROBLEM, DONE
from desktop.commands.options import (
    Context,
    JsonOption,
    LangOption,
    RegisterOption,
    as_language,
    require_files,
    voice_of,
)
from desktop.commands.refusal import Refusal

__all__ = ["check", "info"]

SIDES = ("west", "south", "east", "north")


def check(
    context: Context, register: RegisterOption = None, as_json: JsonOption = False, lang: LangOption = "zh"
) -> int:
    """Check a register.  1 where there is an error; warnings alone leave it sound."""
    from layers.check import check_register
    from layers.resources import asset

    as_language(lang)
    voice = voice_of(context)
    folder = register or asset("register")
    if not folder.is_dir():
        raise Refusal("cli.no_such_folder", folder=folder)
    findings = check_register(folder)
    errors = sum(each.severity == "error" for each in findings)
    if as_json:
        rows = [
            {
                "severity": each.severity,
                "file": each.file,
                "row": each.row or None,
                "field": each.field or None,
                "code": each.code,
                "message": each.sentence(voice.words),
            }
            for each in findings
        ]
        voice.document({"sound": not errors, "errors": errors, "warnings": len(findings) - errors, "findings": rows})
    else:
        for each in findings:
            voice.say(each.sentence(voice.words))
        if findings:
            voice.note("cli.check_found", errors=errors, warnings=len(findings) - errors)
        else:
            voice.note("cli.check_sound")
    return DATA_PROBLEM if errors else DONE


def info(
    context: Context,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    as_json: JsonOption = False,
    lang: LangOption = "zh",
    register: RegisterOption = None,  # noqa: ARG001  # taken by every command; a file is described without one
) -> int:
    """Say what a file holds.  1 where a feature of it cannot be used."""
    from geo.describe import describe_file

    as_language(lang)
    require_files([file])
    voice, found = voice_of(context), describe_file(file)
    words = voice.words
    if as_json:
        voice.document(found.as_json())
    else:
        voice.say(words("cli.info_file", file=found.file, format=found.format, bytes=found.bytes))
        voice.say(words("cli.info_crs", crs=found.crs, datum=found.datum, encoding=found.encoding))
        for layer in found.layers:
            types = ", ".join(f"{name} {count}" for name, count in layer.types.items())
            voice.say(words("cli.info_layer", name=layer.name, features=layer.features, types=types or "-"))
            voice.say(words("cli.info_fields", fields=", ".join(layer.fields) or "-"))
            if layer.extent:
                voice.say(words("cli.info_extent", **{side: f"{getattr(layer.extent, side):.5f}" for side in SIDES}))
        for issue in found.issues:
            voice.say(words(issue.code, file=found.file, **issue.values))
    return DATA_PROBLEM if any(issue.severity == "error" for issue in found.issues) else DONE
