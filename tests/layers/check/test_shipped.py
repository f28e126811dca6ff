"""The shipped register is without fault, and messages come in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import layers
from geo.errors import ReadError
from layers.check import Finding, check_register
from layers.check.finding import finding_of
from layers.check.forbidden import check_forbidden
from layers.columns import TABLES
from layers.compile_messages import read_sources
from layers.messages import messages
from layers.resources import asset
from layers.tables import Row, Table

_OURS = ("table.", "cell.", "register.", "vertices.", "outlines.", "check.")


def test_the_shipped_register_has_no_findings() -> None:
    chinese = messages("zh")
    assert [each.sentence(chinese) for each in check_register(asset("register"))] == []


def _sentences(language: str) -> dict[str, str]:
    return {str(each.id): str(each.string) for each in read_sources(language) if str(each.id).startswith(_OURS)}


def test_both_languages_fill_in_the_same_facts() -> None:
    chinese, english = _sentences("zh"), _sentences("en")
    assert chinese.keys() == english.keys()
    for key, sentence in chinese.items():
        assert _placeholders(sentence) == _placeholders(english[key]), key


def _placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_code_that_is_raised_has_a_sentence() -> None:
    folder = Path(next(iter(layers.__path__)))
    modules = [
        folder / f"{name}.py" for name in ("cells", "tables", "references", "vertices", "outlines", "boundaries")
    ]
    modules += [folder / "register.py", *(folder / "check").glob("*.py")]
    quoted = {code for path in modules for code in re.findall(r'"([a-z]+\.[a-z_0-9]+)"', path.read_text("utf-8"))}
    codes = {code for code in quoted if code.startswith(_OURS)}
    assert len(codes) > 50
    assert codes == {code for code in codes if messages("zh").has(code) and messages("en").has(code)}


def test_a_finding_keeps_the_facts_of_an_error() -> None:
    found = finding_of(ReadError("cell.number", file="a.csv", row=3, field="n", value="x"))
    assert found == Finding("a.csv", 3, "n", "cell.number", {"value": "x"})


def _forbidden(text: str) -> set[str]:
    table = Table(TABLES["places"].file, (Row(2, {"summary_zh": text}),))
    return {each.code for each in check_forbidden({"places": table})}


@pytest.mark.parametrize(
    "text",
    [
        "OSM rel 13464332 平凉路街道",
        "was 121.508500,31.306500",
        "OSM way 262965848",
        "2021-04-16 至 2023-08-17",
        "军工路2000号，国权北路1688弄",
        "营收 2300 亿元，企业 10000 家",
    ],
)
def test_numbers_that_are_no_telephones_pass(text: str) -> None:
    assert _forbidden(text) == set()


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.sampled_from(["", "手机", "+86 ", "（"]))
def test_no_mobile_number_gets_through(number: str, before: str) -> None:
    assert "check.phone" in _forbidden(f"{before}{number}，")


@given(st.emails(domains=st.just("example.org")))
def test_no_address_gets_through(address: str) -> None:
    assert "check.email" in _forbidden(f"联系 {address}")
