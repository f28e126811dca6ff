from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from desktop.panels.card import Card, CardContent, CardLine, beside

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ROOM = QRect(0, 0, 1000, 700)
SIZE = QSize(305, 140)
CONTENT = CardContent(
    "dachuanggu",
    "大创谷",
    "2023-08 ¶43",
    (
        CardLine("company", ("小红书", "得物")),
        CardLine("platform", ("数字城市研究院", "赛博研究院", "上海市信息服务业行业协会")),
    ),
)


def test_opens_right_of_the_zone_level_with_the_chip() -> None:
    place = beside(SIZE, QRect(300, 300, 60, 20), QRect(200, 200, 200, 300), ROOM)
    assert place.left() > 400
    assert abs(place.center().y() - 310) <= 2


def test_opens_left_where_the_right_is_too_narrow() -> None:
    zone = QRect(600, 200, 300, 300)
    place = beside(SIZE, QRect(700, 300, 60, 20), zone, ROOM)
    assert place.right() < 600


def test_never_over_its_zone_while_there_is_room() -> None:
    zone = QRect(50, 250, 900, 100)
    place = beside(SIZE, QRect(500, 300, 60, 20), zone, ROOM)
    assert not place.intersects(zone)
    assert ROOM.contains(place)


def test_names_are_never_broken_and_every_line_has_its_icon(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1000, 700)
    card = Card(parent)
    card.show_card(CONTENT, "light", "关闭")
    lines = card.names._set(272)
    assert lines == [
        ("company", ["小红书", "得物"]),
        ("platform", ["数字城市研究院", "赛博研究院"]),
        ("platform", ["上海市信息服务业行业协会"]),
    ]
    assert card.width() == 305
    assert (
        card.accessibleName()
        == "大创谷，小红书、得物、数字城市研究院、赛博研究院、上海市信息服务业行业协会，2023-08 ¶43"
    )


def test_a_long_list_scrolls_after_eight_lines(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    card = Card(parent)
    many = CardContent(
        "wangu", "湾谷", "", (CardLine("company", tuple(f"很长很长的企业名称第{i}号" for i in range(30))),)
    )
    card.show_card(many, "light", "关闭")
    eight = card.height()
    few = CardContent("wangu", "湾谷", "", (CardLine("company", many.lines[0].names[:8]),))
    card.show_card(few, "light", "关闭")
    assert card.height() == eight


def test_esc_puts_it_away_once(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1000, 700)
    parent.show()
    card = Card(parent)
    card.show_card(CONTENT, "dark", "关闭")
    card.open_beside(QRect(300, 300, 60, 20), QRect(200, 200, 200, 300))
    assert card.isVisible()
    with qtbot.waitSignal(card.closed):
        qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()
