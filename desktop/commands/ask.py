"""``list``, ``show`` and ``search``: what the register knows."""

from typing import Annotated

import typer

from desktop.commands.edge import DONE
from desktop.commands.options import (
    AsOfOption,
    Context,
    JsonOption,
    LangOption,
    RegisterOption,
    as_date,
    as_language,
    register_in,
    voice_of,
)

__all__ = ["list_table", "search", "show"]

_HITS = 50


def list_table(
    context: Context,
    table: Annotated[str, typer.Argument(metavar="TABLE")],
    zone: Annotated[str | None, typer.Option("--zone", metavar="ID")] = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "zh",
    register: RegisterOption = None,
) -> int:
    """Print the rows of a table."""
    from layers.answers import list_rows, table_text

    as_language(lang)
    voice = voice_of(context)
    rows = list_rows(register_in(register), table, zone, as_date(as_of))
    if as_json:
        voice.document(rows)
    else:
        voice.say(table_text(rows, voice.words).rstrip("\n"))
    return DONE


def show(
    context: Context,
    zone: Annotated[str, typer.Argument(metavar="ZONE")],
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "zh",
    register: RegisterOption = None,
) -> int:
    """Print the dossier of a zone."""
    from layers.answers import dossier_text, show_zone
    from layers.dossier import dossier_of

    as_language(lang)
    voice = voice_of(context)
    known, day = register_in(register), as_date(as_of)
    if as_json:
        voice.document(show_zone(known, zone, day))
    else:
        voice.say(dossier_text(dossier_of(known, zone, day), voice.words).rstrip("\n"))
    return DONE


def search(
    context: Context,
    text: Annotated[str, typer.Argument(metavar="TEXT")],
    as_json: JsonOption = False,
    lang: LangOption = "zh",
    register: RegisterOption = None,
) -> int:
    """Print what goes by a name, best first.  Finding nothing is an answer too."""
    from layers.search import search as find

    as_language(lang)
    voice = voice_of(context)
    hits = find(register_in(register), text, limit=_HITS)
    if as_json:
        voice.document(
            [
                {
                    "table": hit.table,
                    "id": hit.id,
                    "name_zh": hit.entry.name_zh or None,
                    "name_en": hit.entry.name_en or None,
                    "matched": hit.matched,
                    "zone_ids": list(hit.zone_ids),
                }
                for hit in hits
            ]
        )
        return DONE
    for hit in hits:
        matched = f" ({hit.matched})" if hit.matched else ""
        voice.say(f"{hit.table}\t{hit.id}\t{hit.entry.name(voice.language)}{matched}")
    if not hits:
        voice.note("cli.nothing_found", text=text)
    return DONE
