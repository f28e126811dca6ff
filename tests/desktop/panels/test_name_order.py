from __future__ import annotations

import random
from typing import TYPE_CHECKING

from desktop.panels import name_order
from desktop.panels.name_order import name_ranks

if TYPE_CHECKING:
    import pytest

IN_ORDER = ["B站", "NICE2035 未来生活原型街", "阿里", "长阳创谷", "得物", "抖音", "国家基地", "美团", "小红书", "中交"]


def shuffled() -> list[str]:
    names = list(IN_ORDER)
    random.Random(1).shuffle(names)
    return names


def test_latin_first_then_pinyin() -> None:
    ranks = name_ranks(shuffled())
    assert sorted(shuffled(), key=ranks.__getitem__) == IN_ORDER


def test_without_icu_the_order_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_order, "_collator", lambda: None)
    ranks = name_ranks(shuffled())
    assert sorted(shuffled(), key=ranks.__getitem__) == IN_ORDER


def test_numbers_go_by_size() -> None:
    ranks = name_ranks(["10号线", "2号线", ""])
    assert ranks["2号线"] < ranks["10号线"]


def test_equal_names_share_a_place() -> None:
    assert name_ranks(["中交", "中交"]) == {"中交": 0}
