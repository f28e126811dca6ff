"""``check`` and ``info``: what is in a register or a file, and what is wrong with it."""

from pathlib import Path
from typing import Annotated

import typer

from desktop.commands.edge import DATA_PROBLEM, DONE
from desktop.commands.options import Context, JsonOption, LangOption, RegisterOption, as_language, require_files, voice_of
from desktop.commands.refusal import Refusal

__all__ = ["check", "info"]


def check(context: Context, register: RegisterOption = None, as_json: JsonOption = False, lang: LangOption = "zh") -> int:
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
    register: RegisterOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "zh",
) -> int:
    """Say what a file holds.  1 where it cannot be used as it is."""
    raise SystemExit
