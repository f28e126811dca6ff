"""Tables of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from layers.answers import ANSWERED, list_rows
from layers.messages import messages
from layers.register import Register, read_register
from layers.text_table import table_text, text_width

if TYPE_CHECKING:
    from layers.provenance import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", ANSWERED)
def test_every_table_has_a_head_and_a_line_for_each_row(register: Register, table: str, language: Language) -> None:
    rows = list_rows(register, table)
    lines = table_text(rows, messages(language)).splitlines()
    assert len(lines) == len(rows) + 1
    assert [line.split()[0] for line in lines[1:]] == [row["id"] for row in rows]


def test_columns_line_up_where_chinese_is_two_wide(register: Register) -> None:
    lines = table_text(list_rows(register, "companies", "binjiang_south"), messages("zh")).splitlines()
    assert {text_width(line[: line.index("2023-08")]) for line in lines[1:]} == {
        text_width(lines[0][: lines[0].index("截至")])
    }
    assert "总部项目" in lines[1]
    assert "建设中" in lines[1]
    assert lines[1].endswith("2023-08 ¶41")


def test_figures_keep_their_qualifiers(register: Register) -> None:
    text = table_text(list_rows(register, "indicators", "huantongji"), messages("zh"))
    assert "近\xa0600\xa0亿元" in text
    assert "实际" in text


def test_width_counts_wide_and_full_width_letters_twice() -> None:
    assert [text_width(text) for text in ("abc", "环同济", "Ｂ站", "¶5", "")] == [3, 6, 4, 2, 0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rows_are_one_sentence(language: Language) -> None:
    assert table_text([], messages(language)) == messages(language)("fact.empty_table") + "\n"
