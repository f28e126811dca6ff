"""Figures in words: nothing of what the document says of a number is lost."""

from __future__ import annotations

import pytest

from layers.figures import Figure, figure_of, figure_text, number_text, tag_text, value_text
from layers.messages import messages
from layers.register import Register, read_register

ZH, EN = messages("zh"), messages("en")


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


# As read aloud; thin and hard spaces are written as blanks here.
TOLD = {
    "digital_companies_2023": ("7 000 家", "7 000 companies"),
    "software_revenue_2023": ("2 300 亿元", "230 billion yuan"),
    "software_revenue_2025": ("突破 3 000 亿元", "over 300 billion yuan"),
    "software_growth_2023h1": ("40%", "40%"),
    "software_share_city": ("大概 1/6", "about 1/6"),
    "rd_share_2025": ("5.5% 以上", "at least 5.5%"),
    "leading_digital_companies_2025": ("30 家以上", "at least 30 companies"),
    "dachuangzhi_companies": ("超过 4 500 家", "over 4 500 companies"),
    "new_business_space": ("超过 200 万平方米", "over 2 million m²"),
    "students": ("18 万人", "180 000 people"),
    "huantongji_output": ("近 600 亿元", "nearly 60 billion yuan"),
    "pilot_transactions": ("7.04 亿元", "704 million yuan"),
    "into_universities_schools": ("10 余所", "over 10 universities"),
}


@pytest.mark.parametrize("row_id", TOLD)
def test_a_figure_keeps_its_qualifier_and_unit(register: Register, row_id: str) -> None:
    row = register.indicators[row_id]
    told = tuple(value_text(row, say).replace("\u2009", " ").replace("\xa0", " ") for say in (ZH, EN))
    assert told == TOLD[row_id]


def test_the_number_can_be_set_larger_than_its_unit(register: Register) -> None:
    assert figure_of(register.indicators["huantongji_output"], ZH) == Figure("近\xa0600", "亿元")
    assert figure_of(register.indicators["rd_share_2025"], ZH) == Figure("5.5%", "以上")
    assert figure_of(register.indicators["huantongji_output"], EN) == Figure("nearly\xa060", "billion yuan")


@pytest.mark.parametrize(
    ("value", "text"),
    [(600, "600"), (4500, "4\u2009500"), (1234567.5, "1\u2009234\u2009567.5"), (7.04, "7.04"), (0.5, "1/2"),
     (0.166667, "1/6"), (0.4, "0.4"), (0, "0"), (-3.5, "-3.5"), (1, "1")],
)  # fmt: skip
def test_numbers_have_thin_spaces_and_no_idle_digits(value: float, text: str) -> None:
    assert number_text(value) == text


def test_a_number_can_be_held_to_some_digits() -> None:
    assert number_text(2.6428, 2) == "2.64"
    assert number_text(0.5, 2) == "0.50"


def test_the_tag_tells_actual_forecast_and_target_apart_with_their_dates(register: Register) -> None:
    rows = register.indicators
    assert tag_text(rows["digital_companies_2023"], ZH) == "实际，截至 2023-08"
    assert tag_text(rows["software_growth_2023h1"], ZH) == "实际，截至 2023-06"
    assert tag_text(rows["software_revenue_2023"], ZH) == "预计，到 2023-12"
    assert tag_text(rows["digital_companies_2025"], ZH) == "目标，到 2025-12"
    assert tag_text(rows["digital_companies_2025"], EN) == "target, by 2025-12"


def test_a_qualifier_that_a_steward_invents_is_shown_in_front() -> None:
    assert figure_text(30, "将近", "家", ZH) == "将近\xa030\xa0家"
    assert figure_text(30, "将近", "companies", EN) == "将近\xa030\xa0companies"
