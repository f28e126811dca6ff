from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop.panels.card import CardLine
from desktop.panels.card_content import card_of
from geo.record import replace

if TYPE_CHECKING:
    from layers.scene import Scene


def test_the_card_names_what_the_chip_counts(scene: Scene) -> None:
    card = card_of(scene, "dachuanggu")
    assert card is not None
    assert (card.title, card.citation.replace("\xa0", " ")) == ("大创谷", "2023-04 ¶10; 2023-08 ¶43")
    assert card.lines == (
        CardLine("company", ("小红书", "得物")),
        CardLine("platform", ("数字城市研究院", "赛博研究院", "上海市信息服务业行业协会")),
    )


def test_english_names(scene: Scene) -> None:
    card = card_of(replace(scene, language="en"), "binjiang_south")
    assert card is not None
    assert card.title == "Riverside South"
    assert card.lines[0].icon == "project"
    assert len(card.lines[0].names) == 5


def test_no_card_where_nothing_is_docked_or_was_yet_told(scene: Scene) -> None:
    assert card_of(scene, "wangu") is None
    assert card_of(scene, "yangpu") is None
    assert card_of(replace(scene, as_of=date(2023, 5, 1)), "dachuanggu") is None
