"""Random conditions over random columns say the same here and in sqlite3."""

from __future__ import annotations

import sqlite3

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.expression import Column, Numbers, evaluate, holds, parse, texts_of
from layers.expression.values import as_texts

ROWS = 6
NUMBERS = st.one_of(st.none(), st.integers(-4, 4).map(float), st.sampled_from([0.5, -1.5, 2.25]))
WORDS = st.one_of(st.none(), st.sampled_from(["", "a", "A", "ab", "江湾", "江湾 '城", "%", "五角场"]))
FIELDS = {"产值": "REAL", "2022年": "REAL", "名称": "TEXT", "街 道": "TEXT"}


def quoted(name: str) -> str:
    return '"' + name + '"'


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


# sqlite divides integers as integers; so numbers are written as 2.0 on both sides.
number = st.one_of(
    st.sampled_from([quoted(name) for name, kind in FIELDS.items() if kind == "REAL"]),
    st.integers(-3, 3).map(lambda n: f"{n}.0"),
)
text = st.one_of(
    st.sampled_from([quoted(name) for name, kind in FIELDS.items() if kind == "TEXT"]),
    WORDS.filter(lambda each: each is not None).map(lambda each: literal(str(each))),
)
numeric = st.recursive(
    number,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        inner.map(lambda each: f"abs({each})"),
        inner.map(lambda each: f"round({each})"),
        inner.map(lambda each: f"(- {each})"),
        st.tuples(inner, inner).map(lambda t: f"coalesce({t[0]}, {t[1]})"),
    ),
    max_leaves=4,
)
textual = st.recursive(
    text,
    lambda inner: st.one_of(
        inner.map(lambda each: f"lower({each})"),
        inner.map(lambda each: f"upper({each})"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]} || {t[1]})"),
        st.tuples(inner, inner).map(lambda t: f"coalesce({t[0]}, {t[1]})"),
    ),
    max_leaves=3,
)
sign = st.sampled_from(["=", "<>", "<", "<=", ">", ">=", "!="])
pattern = st.sampled_from(["%", "a%", "%湾%", "_", "_b", "", "A", "%'%"]).map(literal)
denied = st.sampled_from(["", "NOT "])
test = st.one_of(
    *(
        kind
        for side in (numeric, textual)
        for kind in (
            st.tuples(side, sign, side).map(lambda t: f"{t[0]} {t[1]} {t[2]}"),
            st.tuples(side, denied).map(lambda t: f"{t[0]} IS {t[1]}NULL"),
            st.tuples(side, denied, side, side).map(lambda t: f"{t[0]} {t[1]}BETWEEN {t[2]} AND {t[3]}"),
            st.tuples(side, denied, st.lists(side, min_size=1, max_size=3)).map(
                lambda t: f"{t[0]} {t[1]}IN ({', '.join(t[2])})"
            ),
        )
    ),
    st.tuples(textual, denied, pattern).map(lambda t: f"{t[0]} {t[1]}LIKE {t[2]}"),
    st.tuples(textual, sign, numeric).map(lambda t: f"length({t[0]}) {t[1]} {t[2]}"),
    st.sampled_from(["TRUE", "FALSE", "NULL", *(quoted(name) for name in FIELDS if FIELDS[name] == "REAL")]),
)
condition = st.recursive(
    test,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["AND", "OR"]), inner).map(lambda t: f"{t[0]} {t[1]} {t[2]}"),
        inner.map(lambda each: f"({each})"),
        inner.map(lambda each: f"NOT {each}"),
    ),
    max_leaves=5,
)
rows = st.lists(
    st.tuples(*(NUMBERS if kind == "REAL" else WORDS for kind in FIELDS.values())), min_size=1, max_size=ROWS
)


def columns(table: list[tuple[object, ...]]) -> dict[str, Column]:
    made: dict[str, Column] = {}
    for (name, kind), values in zip(FIELDS.items(), zip(*table, strict=True), strict=True):
        if kind == "REAL":
            made[name] = Numbers(np.array([np.nan if each is None else each for each in values], dtype=np.float64))
        else:
            made[name] = texts_of([None if each is None else str(each) for each in values])
    return made


def in_sqlite(expression: str, table: list[tuple[object, ...]]) -> list[object]:
    base = sqlite3.connect(":memory:")
    try:
        fields = ", ".join(f"{quoted(name)} {kind}" for name, kind in FIELDS.items())
        base.execute(f"CREATE TABLE t (n INTEGER PRIMARY KEY, {fields})")
        base.executemany(f"INSERT INTO t VALUES (NULL{', ?' * len(FIELDS)})", table)
        return [row[0] for row in base.execute(f"SELECT {expression} FROM t ORDER BY n")]
    finally:
        base.close()


@settings(max_examples=600)
@given(condition, rows)
def test_conditions_are_true_false_or_unknown_as_in_sqlite(said: str, table: list[tuple[object, ...]]) -> None:
    found = evaluate(parse(said), columns(table).__getitem__, len(table))
    expected = in_sqlite(said, table)
    assert isinstance(found, Numbers)
    told = [None if np.isnan(each) else each for each in found.values.tolist()]
    assert [each if each is None else bool(each) for each in told] == [
        each if each is None else bool(each) for each in expected
    ]
    assert holds(parse(said), columns(table).__getitem__, len(table)).tolist() == [bool(each) for each in expected]


@settings(max_examples=200)
@given(numeric, rows)
def test_numbers_are_those_of_sqlite(said: str, table: list[tuple[object, ...]]) -> None:
    found = evaluate(parse(said), columns(table).__getitem__, len(table))
    assert isinstance(found, Numbers)
    expected = [np.nan if each is None else each for each in in_sqlite(said, table)]
    np.testing.assert_allclose(found.values, np.array(expected, dtype=np.float64), rtol=1e-12)


@settings(max_examples=150)
@given(textual, rows)
def test_texts_are_those_of_sqlite(said: str, table: list[tuple[object, ...]]) -> None:
    found = as_texts(evaluate(parse(said), columns(table).__getitem__, len(table)))
    told = [None if code < 0 else found.labels[code] for code in found.codes.tolist()]
    assert told == in_sqlite(said, table)
    assert len(set(found.labels.tolist())) == len(found.labels)
