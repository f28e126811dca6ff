"""Which figures are compared with which targets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from geo.record import replace
from layers.progress import progress_of
from layers.register import read_register

if TYPE_CHECKING:
    from layers.entries import Indicator


@pytest.fixture(scope="module")
def rows() -> dict[str, Indicator]:
    return dict(read_register().indicators)


def test_the_register_s_own(rows: dict[str, Indicator]) -> None:
    found = [(way.reached.id, way.target.id, way.share) for way in progress_of(rows.values())]
    assert found == [
        ("digital_companies_2023", "digital_companies_2025", 0.7),
        ("software_revenue_2023", "software_revenue_2025", pytest.approx(2300 / 3000)),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"unit_zh": "万家"},
        {"scope": "其中规模以上"},
        {"geography": "shanghai"},
        {"name_zh": "软件企业"},
        {"target_date": None},
        {"target_date": date(2022, 12, 31)},
        {"value": 0.0},
        {"value_kind": "forecast"},
    ],
)
def test_what_is_not_the_same_is_not_compared(rows: dict[str, Indicator], change: dict[str, Any]) -> None:
    reached, target = rows["digital_companies_2023"], rows["digital_companies_2025"]
    assert progress_of([reached, target])
    assert not progress_of([reached, replace(target, **change)])


def test_the_next_of_several_targets(rows: dict[str, Indicator]) -> None:
    reached, target = rows["digital_companies_2023"], rows["digital_companies_2025"]
    later = replace(target, id="digital_companies_2030", value=20000.0, target_date=date(2030, 12, 31))
    assert [way.target.id for way in progress_of([later, reached, target])] == ["digital_companies_2025"]
