"""From the text of an expression to its tree.

either    all (OR all)*
all       not (AND not)*
not       NOT not | test
test      sum [comparison sum | [NOT] IN (either, …) | [NOT] LIKE sum
               | [NOT] BETWEEN sum AND sum | IS [NOT] NULL]
sum       product ((+ | -) product)*
product   joined ((* | / | %) joined)*
joined    unary (|| unary)*
unary     (- | +) unary | value
value     number | 'text' | TRUE | FALSE | NULL | field | function(either, …) | (either)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from layers.expression.errors import ExpressionError
from layers.expression.functions import FUNCTIONS
from layers.expression.syntax import (
    All,
    AnyOf,
    Arithmetic,
    Between,
    Call,
    Compared,
    Comparison,
    Either,
    Expression,
    Field,
    IsNull,
    Like,
    Not,
    Null,
    Number,
    Operator,
    Part,
    Text,
)
from layers.expression.words import Word, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["parse"]

_MOST_DEEP: Final = 40  # a person nests a handful; Python's own stack ends at some 70 of ours
_COMPARISONS: Final = frozenset({"=", "<>", "<", "<=", ">", ">="})


def parse(text: str) -> Expression:
    """Read an expression.

    Raises
    ------
    ExpressionError
        Where it is not one; with the character that it went wrong at.
    """
    reader = _Reader(words_of(text))
    tree = reader.whole()
    return Expression(text, tree, tuple(reader.fields))


class _Reader:
    """Walks along the words, one method for each rank of the grammar."""

    def __init__(self, words: list[Word]) -> None:
        self._words = words
        self._place = 0
        self._deep = 0
        self.fields: dict[str, None] = {}

    def whole(self) -> Part:
        if self._ended():
            raise ExpressionError("expression.empty", 1)
        tree = self._either()
        if not self._ended():
            raise self._unexpected()
        return tree

    @property
    def _now(self) -> Word:
        return self._words[self._place]

    def _ended(self) -> bool:
        return self._now.kind == "end"

    def _next(self) -> Word:
        word = self._now
        self._place += 1
        return word

    def _take(self, *said: str) -> Word | None:
        """The next word, if it is one of these signs or keywords."""
        now = self._now
        return self._next() if now.kind in ("sign", "keyword") and now.said in said else None

    def _need(self, sign: str, opened: Word) -> None:
        if self._take(sign):
            return
        if self._now.kind == "end":
            raise ExpressionError("expression.bracket_open", opened.at)
        raise self._unexpected()

    def _unexpected(self) -> ExpressionError:
        word = self._now
        if word.kind == "end":
            return ExpressionError("expression.unfinished", word.at)
        if word.kind == "sign" and word.said == ")":
            return ExpressionError("expression.bracket_close", word.at)
        return ExpressionError("expression.unexpected", word.at, found=word.said)

    def _either(self) -> Part:
        self._deep += 1
        if self._deep > _MOST_DEEP:
            raise ExpressionError("expression.deep", self._now.at)
        operands = self._chain(self._all, "OR")
        self._deep -= 1
        return operands[0] if len(operands) == 1 else Either(tuple(operands), operands[0].at)

    def _all(self) -> Part:
        operands = self._chain(self._not, "AND")
        return operands[0] if len(operands) == 1 else All(tuple(operands), operands[0].at)

    def _chain(self, rank: Callable[[], Part], keyword: str) -> list[Part]:
        operands = [rank()]
        while self._take(keyword):
            operands.append(rank())
        return operands

    def _not(self) -> Part:
        # NOT NOT … and - - … are counted and not nested: each pair is nothing.
        first, count = self._now, 0
        while self._take("NOT"):
            count += 1
        tested = self._test()
        for _ in range(min(count, 2 - count % 2)):
            tested = Not(tested, first.at)
        return tested

    def _test(self) -> Part:
        left = self._sum()
        at = left.at
        if self._now.kind == "sign" and self._now.said in _COMPARISONS:
            sign = cast("Comparison", self._next().said)
            tested: Part = Compared(sign, left, self._sum(), at)
        elif self._take("IS"):
            denied = self._take("NOT")
            if not self._take("NULL"):
                raise self._unexpected()
            tested = IsNull(left, at)
            return Not(tested, at) if denied else tested
        else:
            denied = self._take("NOT")
            matched = self._matched(left, at)
            if matched is None:
                if denied:
                    raise self._unexpected()
                return left
            tested = Not(matched, at) if denied else matched
        if self._now.kind == "sign" and self._now.said in _COMPARISONS:
            raise ExpressionError("expression.chained", self._now.at)
        return tested

    def _matched(self, left: Part, at: int) -> Part | None:
        if self._take("LIKE", "ILIKE"):
            return Like(left, self._sum(), at)
        if self._take("BETWEEN"):
            low = self._sum()
            if not self._take("AND"):
                raise ExpressionError("expression.between", self._now.at)
            return Between(left, low, self._sum(), at)
        if self._take("IN"):
            opened = self._now
            if not self._take("("):
                raise ExpressionError("expression.in_list", opened.at)
            return AnyOf(left, self._listed(opened), at)
        return None

    def _listed(self, opened: Word) -> tuple[Part, ...]:
        """What stands between brackets, the opening one of which is behind us."""
        items = [self._either()]
        while self._take(","):
            items.append(self._either())
        self._need(")", opened)
        return tuple(items)

    def _sum(self) -> Part:
        return self._arithmetic(self._product, "+", "-")

    def _product(self) -> Part:
        return self._arithmetic(self._joined, "*", "/", "%")

    def _joined(self) -> Part:
        return self._arithmetic(self._unary, "||")

    def _arithmetic(self, rank: Callable[[], Part], *signs: str) -> Part:
        first, rest = rank(), []
        while word := self._take(*signs):
            rest.append((cast("Operator", word.said), rank()))
        return Arithmetic(first, tuple(rest), first.at) if rest else first

    def _unary(self) -> Part:
        first, minus, signs = self._now, 0, 0
        while word := self._take("-", "+"):
            minus, signs = minus + (word.said == "-"), signs + 1
        value = self._value()
        if not signs:
            return value
        if minus % 2 and isinstance(value, Number):
            return Number(-value.value, first.at)
        return Arithmetic(Number(0.0, first.at), (("-" if minus % 2 else "+", value),), first.at)

    def _value(self) -> Part:
        word = self._now
        if word.kind == "number":
            return Number(float(self._next().said), word.at)
        if word.kind == "text":
            return Text(self._next().said, word.at)
        if word.kind in ("name", "quoted"):
            self._next()
            opened = self._now
            if word.kind == "name" and self._take("("):
                return self._call(word, opened)
            self.fields.setdefault(word.said)
            return Field(word.said, word.at)
        if self._take("TRUE", "FALSE"):
            return Number(float(word.said == "TRUE"), word.at)
        if self._take("NULL"):
            return Null(word.at)
        if self._take("("):
            inner = self._either()
            self._need(")", word)
            return inner
        raise self._unexpected()

    def _call(self, word: Word, opened: Word) -> Part:
        name = word.said.lower()
        if name not in FUNCTIONS:
            raise ExpressionError("expression.function", word.at, name=word.said, known=", ".join(sorted(FUNCTIONS)))
        arguments = () if self._take(")") else self._listed(opened)
        least, most = FUNCTIONS[name]
        if not least <= len(arguments) <= most:
            raise ExpressionError("expression.arguments", word.at, name=name, count=len(arguments))
        return Call(name, arguments, word.at)
