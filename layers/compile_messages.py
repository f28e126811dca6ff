"""Compile the message catalogues: ``python -m layers.compile_messages``.

Developers only; needs Babel.  Each language's ``*.po`` files, one for each kind of text,
become one ``.mo``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from layers.resources import asset

__all__ = ["LANGUAGES", "compiled", "read_sources"]

LANGUAGES = ("zh", "en")
_NO_DATE = datetime.fromtimestamp(0, UTC)  # the clock has no place in the header of a file that is compared


def read_sources(language: str) -> Catalog:
    """All ``.po`` sources of a language as one catalogue.

    Raises
    ------
    ValueError
        Where two files hold the same key.
    """
    whole = Catalog(locale=language, creation_date=_NO_DATE, revision_date=_NO_DATE)
    for path in sorted(asset("i18n", language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language, abort_invalid=True):
                if not message.id:
                    continue
                if message.id in whole:
                    raise ValueError(f"{path.name} repeats the key {message.id!r}")
                whole.add(message.id, message.string)
    return whole


def compiled(language: str) -> bytes:
    """The ``.mo`` bytes of a language; the same sources give the same bytes."""
    buffer = BytesIO()
    write_mo(buffer, read_sources(language))
    return buffer.getvalue()


if __name__ == "__main__":
    for each in LANGUAGES:
        Path(asset("i18n", f"{each}.mo")).write_bytes(compiled(each))
