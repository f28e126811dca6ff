"""Every sentence that a person reads, by key and language.

The sources are ``assets/i18n/<language>/*.po``, one file for each kind of text; they are
compiled into one ``assets/i18n/<language>.mo`` by ``python -m layers.compile_messages``.
Placeholders are named: ``{name}``.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations
from typing import TYPE_CHECKING

from layers.resources import asset

if TYPE_CHECKING:
    from geo.errors import AtlasError
    from layers.provenance import Language

__all__ = ["Messages", "messages"]


class Messages:
    """The catalogue of one language; call it with a key and the facts to fill in."""

    def __init__(self, language: Language, catalogue: GNUTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, key: str, **facts: object) -> str:
        """The sentence for ``key``.

        Raises
        ------
        KeyError
            Where the catalogue lacks the key; the tests keep that from happening.
        """
        sentence = self._catalogue.gettext(key)
        if sentence == key:
            raise KeyError(f"no message {key!r} in {self.language}")
        return sentence.format(**facts) if facts else sentence

    def has(self, key: str) -> bool:
        """Whether the catalogue knows the key."""
        return self._catalogue.gettext(key) != key

    def error(self, error: AtlasError) -> str:
        """What went wrong, and what to do about it."""
        return self(error.code, **error.facts)


@cache
def messages(language: Language) -> Messages:
    """The compiled catalogue of ``zh`` or ``en``."""
    with asset("i18n", f"{language}.mo").open("rb") as file:
        return Messages(language, GNUTranslations(file))
