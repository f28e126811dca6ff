"""An expression cut into words, each with its place.

What a Chinese input method writes is taken for what was meant: （ ） ， ＝ ＞ ＜ ≥ ≤ ≠ and the
curled quotes.  A field's name may begin with a digit, as in 2022年产值.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from geo.record import dataclass
from layers.expression.errors import ExpressionError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Word", "WordKind", "words_of"]

WordKind = Literal["number", "text", "name", "quoted", "keyword", "sign", "end"]

_KEYWORDS: Final = frozenset({"AND", "OR", "NOT", "IN", "IS", "NULL", "LIKE", "ILIKE", "BETWEEN", "TRUE", "FALSE"})
# One character for one, so that places stay true.
_WIDE: Final = str.maketrans("（），＝＞＜＋－＊／％！｜．×÷−、", "(),=><+-*/%!|.*/-,")
_SIGNS: Final = {"==": "=", "!=": "<>", "≠": "<>", "≥": ">=", "≤": "<="}
_PATTERN: Final = re.compile(
    r"""
    (?P<space>[\s\u3000]+)
    | (?P<text>'(?:[^']|'')*' | [‘’＇][^‘’＇]*[‘’＇])
    | (?P<quoted>"(?:[^"]|"")*" | [“”＂][^“”＂]*[“”＂])
    | (?P<number>(?:[0-9０-９]+(?:\.[0-9０-９]*)?|\.[0-9０-９]+)(?:[eE][+-]?[0-9]+)?(?![\w.]))
    | (?P<name>\w+)
    | (?P<sign><>|<=|>=|!=|==|\|\||[-+*/%=<>(),≥≤≠])
    """,
    re.VERBOSE,
)
_QUOTES: Final = "'‘’＇\"“”＂"


@dataclass(frozen=True, slots=True)
class Word:
    """One word: what it is, what it says, and which character of the expression it begins at (from 1)."""

    kind: WordKind
    said: str
    at: int


def words_of(expression: str) -> list[Word]:
    """The words of an expression, with one of kind ``end`` at its end.

    Raises
    ------
    ExpressionError
        For a quote that is not closed, and for a character that means nothing here.
    """
    return [*_words(expression), Word("end", "", len(expression) + 1)]


def _words(expression: str) -> Iterator[Word]:
    # Signs are made narrow beforehand; what stands in quotes is read from what was written.
    narrow, place = expression.translate(_WIDE), 0
    while place < len(narrow):
        found = _PATTERN.match(narrow, place)
        if found is None:
            raise _unreadable(expression, place)
        kind, at = found.lastgroup, place + 1
        place = found.end()
        written = expression[found.start() : place]
        if kind in ("text", "quoted"):
            quote = written[-1]
            yield Word("text" if kind == "text" else "quoted", written[1:-1].replace(quote * 2, quote), at)
        elif kind == "name":
            keyword = written.upper()
            yield Word("keyword", keyword, at) if keyword in _KEYWORDS else Word("name", written, at)
        elif kind == "number":
            yield Word("number", found.group(), at)
        elif kind == "sign":
            yield Word("sign", _SIGNS.get(found.group(), found.group()), at)


def _unreadable(expression: str, place: int) -> ExpressionError:
    found = expression[place]
    if found in _QUOTES:
        return ExpressionError("expression.quote_open", place + 1, quote=found)
    return ExpressionError("expression.character", place + 1, found=found)
