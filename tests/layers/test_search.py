"""Finding things by name."""

from __future__ import annotations

from datetime import date

import pytest

from geo.record import replace
from layers.register import Register, read_register
from layers.search import Hit, folded, search


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


def ids(register: Register, text: str) -> list[str]:
    return [f"{hit.table}/{hit.id}" for hit in search(register, text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("环同济", "zones/huantongji"),
        ("环同济2.0", "initiatives/tongji_circle_2"),
        ("“环同济 2.0”", "initiatives/tongji_circle_2"),
        ("一廊", "zones/dachuangzhi_corridor"),
        ("一带", "zones/binjiang_showbelt"),
        ("五角场", "places/wujiaochang"),
        ("b站", "companies/bzhan"),
        ("Ｂ站", "companies/bzhan"),
        ("meituan", "companies/meituan"),
        ("上海技交所", "organisations/technology_exchange"),
        ("FUDAN UNIVERSITY", "organisations/fudan_university"),
        ("复兴岛", "zones/fuxing_island"),
        ("dcz", "zones/dachuangzhi"),
    ],
)
def test_what_is_meant_comes_first(register: Register, text: str, first: str) -> None:
    assert ids(register, text)[0] == first


def test_exact_before_prefix_before_inside_before_scattered(register: Register) -> None:
    scores = [int(hit.score) for hit in search(register, "大创", limit=50)]
    assert scores == sorted(scores, reverse=True)
    assert int(search(register, "大创智")[0].score) == 4
    assert int(search(register, "大创")[0].score) == 3
    assert int(search(register, "知识经济圈")[0].score) == 2
    assert int(search(register, "环济")[0].score) == 1


def test_a_hit_tells_where_it_is_and_what_was_found(register: Register) -> None:
    hit = search(register, "得物")[0]
    assert (hit.table, hit.id, hit.name, hit.matched, hit.zone_ids) == (
        "companies",
        "dewu",
        "得物",
        None,
        ("dachuanggu", "yangpu"),
    )
    alias = search(register, "环同济知识经济圈")[0]
    assert (alias.name, alias.matched, alias.zone_ids) == ("环同济", "环同济知识经济圈", ("huantongji",))
    assert alias.entry is register.zones["huantongji"]


def test_a_name_goes_before_an_alias_that_is_as_good(register: Register) -> None:
    named = replace(register.companies["dewu"], id="named", name_zh="环同济知识经济圈", aliases=())
    hits = search(replace(register, companies={"named": named}), "环同济知识经济圈")
    assert [hit.id for hit in hits[:2]] == ["named", "huantongji"]


def test_the_order_is_stable_and_limited(register: Register) -> None:
    assert search(register, "站") == search(register, "站")
    assert len(search(register, "站")) == 12
    assert len(search(register, "站", limit=3)) == 3
    equal = [hit.id for hit in search(register, "大创") if hit.table == "zones"][:2]
    assert equal == ["dachuangzhi", "dachuanggu"]


@pytest.mark.parametrize("text", ["", "  ", "“”", "没有这个名字", "zzz"])
def test_nothing_is_found_where_nothing_fits(register: Register, text: str) -> None:
    assert search(register, text) == ()


def test_scattered_latin_letters_must_begin_the_name(register: Register) -> None:
    # Any three letters stand somewhere in this order in half of all long names.
    scattered = [hit.matched or hit.name for hit in search(register, "tji", limit=99) if hit.score < 2]
    assert "Tongji Knowledge Economy Circle" in scattered
    assert not [hit for hit in search(register, "nji", limit=99) if hit.score < 2 and not _starts(hit, "n")]


def test_what_was_told_later_is_not_found(register: Register) -> None:
    assert search(register, "中节能", as_of=date(2023, 4, 30)) == ()
    assert "wangu" not in {hit.id for hit in search(register, "湾谷", as_of=date(2020, 1, 1))}


def test_folding_forgets_width_case_blanks_and_quotation_marks() -> None:
    assert folded("ＮＩＣＥ２０３５ “未来”\u3000街") == "nice2035未来街"


def _starts(hit: Hit, letter: str) -> bool:
    return folded(hit.matched or hit.name).startswith(letter)
