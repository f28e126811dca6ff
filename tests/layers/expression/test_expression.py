"""What a person may write, and what is said where it went wrong."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.expression import Column, ExpressionError, Numbers, evaluate, holds, parse, texts_of
from layers.expression.values import as_numbers, as_texts
from layers.messages import messages

COLUMNS: dict[str, Column] = {
    "产值": Numbers(np.array([10.0, 200.0, np.nan, 3000.0])),
    "2022年产值": Numbers(np.array([1.0, 2.0, 3.0, 4.0])),
    "名称": texts_of(["上海A", "江湾（筹）", None, "江湾体育场"]),
    "成立 日期": texts_of(["2009-08-17", "2015/3/1", "2020年3月", "不详"]),
    "资本": texts_of(["1,200", "80", "约500", None]),
}


def true_rows(text: str) -> list[int]:
    return np.flatnonzero(holds(parse(text), COLUMNS.__getitem__, 4)).tolist()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("产值 > 100", [1, 3]),
        ("产值＞１００　and　产值≤２００", [1]),
        ("2022年产值 >= 2 AND NOT 产值 IS NULL", [1, 3]),
        ("名称 LIKE '%江湾%'", [1, 3]),
        ("名称 LIKE ‘%（筹）’", [1]),
        ("名称 in （'上海A'，'江湾体育场'）", [0, 3]),
        ("year(“成立 日期”) BETWEEN 2009 AND 2015", [0, 1]),
        ('year("成立 日期") = 2020', [2]),
        ("资本 > 100", [0]),
        ("产值 ≠ 10", [1, 3]),
        ("length(名称) = 3", [0]),
        ("round(产值 / 3) = 67", [1]),
        ("coalesce(产值, 0) = 0", [2]),
        ("NOT (产值 > 100)", [0]),
        ("名称 = 'it''s'", []),
        ("产值 = NULL OR NULL", []),
        ("名称 = NULL", []),
        ("-产值 < -100", [1, 3]),
        ("产值 % 3 = 1", [0]),
    ],
)
def test_conditions(text: str, rows: list[int]) -> None:
    assert true_rows(text) == rows


def test_fields_are_told_once_and_in_order() -> None:
    assert parse('b > 1 AND a = b OR "c d" IS NULL').fields == ("b", "a", "c d")


def test_texts_are_joined_for_labels() -> None:
    found = as_texts(evaluate(parse("名称 || ' ' || 2022年产值"), COLUMNS.__getitem__, 4))
    assert [None if code < 0 else found.labels[code] for code in found.codes] == [
        "上海A 1",
        "江湾（筹） 2",
        None,
        "江湾体育场 4",
    ]


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("", "empty", 1),
        ("  ", "empty", 1),
        ("产值 >", "unfinished", 5),
        ("产值 > 1)", "bracket_close", 7),
        ("(产值 > 1", "bracket_open", 1),
        ("名称 = 'abc", "quote_open", 6),
        ("名称 = “abc", "quote_open", 6),
        ("产值 # 1", "character", 4),
        ("产值 > 1 2022年产值 > 1", "unexpected", 8),
        ("1 < 产值 < 5", "chained", 8),
        ("产值 BETWEEN 1, 5", "between", 13),
        ("名称 IN '江湾'", "in_list", 7),
        ("sqrt(产值) > 1", "function", 1),
        ("abs(产值, 1) > 1", "arguments", 1),
        ("(" * 60 + "1" + ")" * 60, "deep", 41),
        ("没有 > 1", "field", 1),
        ("产值 > 1 AND 名称 * 2 > 1", "not_number", 12),
        ("产值 = '多'", "not_number", 6),
        ("名称 > 5", "not_number", 1),
        ("名称 AND 产值 > 1", "no_condition", 1),
        ("名称", "no_condition", 1),
        ("名称 NOT = 'a'", "unexpected", 8),
        ("产值 IS 1", "unexpected", 7),
    ],
)
def test_faults_are_named_with_their_place(text: str, code: str, at: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        true_rows(text)
    assert (caught.value.code, caught.value.at) == (f"expression.{code}", at)
    for words in (messages("zh"), messages("en")):
        assert str(at) in words.error(caught.value) or code == "empty"


@given(st.text(alphabet="产值名称ab12.'\"“”‘’()（）<>=!|+-*/% ,，ANDORNOT\n", max_size=40))
def test_whatever_is_typed_is_read_or_refused_by_name(text: str) -> None:
    error: ExpressionError | None = None
    try:
        evaluate(parse(text), COLUMNS.__getitem__, 4)
    except ExpressionError as caught:
        error = caught
    assert error is None or (1 <= error.at <= len(text) + 1 and messages("zh").error(error))


def test_long_chains_do_not_nest() -> None:
    text = " OR ".join(f"2022年产值 = {n}" for n in range(3, 3000)) + " AND " + " + ".join("1" * 2000) + " > 0"
    assert true_rows(text) == [2, 3]
    assert true_rows("NOT " * 3001 + "产值 > 100") == [0]


def test_nothing_of_python_can_be_reached() -> None:
    for text in ("__import__('os')", "().__class__", "产值.real > 1", "[1]", "lambda: 1", "产值 := 1"):
        with pytest.raises(ExpressionError):
            true_rows(text)


def test_texts_that_are_numbers_are_read_and_others_are_unknown() -> None:
    numbers = as_numbers(COLUMNS["资本"])
    assert numbers is not None
    assert numbers.values.tolist()[:2] == [1200.0, 80.0]
    assert numbers.unknown.tolist() == [False, False, True, True]
    assert as_numbers(COLUMNS["名称"]) is None
