"""A dossier as a briefing note."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from layers.briefing import dossier_text
from layers.dossier import dossier_of
from layers.messages import messages
from layers.register import Register, read_register

if TYPE_CHECKING:
    from layers.provenance import Language

LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


def note(register: Register, zone: str, language: Language = "zh", as_of: date | None = None) -> str:
    return dossier_text(dossier_of(register, zone, as_of), messages(language)).replace("\xa0", " ")


def test_a_zone_reads_from_its_role_to_its_sources(register: Register) -> None:
    lines = note(register, "huantongji").splitlines()
    assert lines[0] == "环同济（功能区 · 一廊成员）"
    assert lines[1] == "杨浦科创带 › 大创智科创走廊 › 环同济"
    assert "文件所述面积：2.6 km²（2023-08 ¶53）" in lines
    assert "  产值：近 600 亿元（实际，截至 2023-08）〔2023-08 ¶53〕" in lines
    assert "  NICE2035 未来生活原型街：推进中，截至 2023-08，位置存疑 ±250 m〔2023-08 ¶44〕" in lines
    assert "  国家智能社会治理实验基地：已成立，截至 2023-08〔2023-08 ¶44〕" in lines
    heads = [line for line in lines if line and not line.startswith(" ")][4:]
    order = ["图上", "定位", "组成 1", "关键数字 2", "举措 5", "平台与机构 2", "企业与总部项目 0", "地点", "空间框架 3"]
    order.append("来源 2")
    assert [head[: len(want)] for head, want in zip(heads[1:], order, strict=True)] == order


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_ends_with_its_citation(register: Register, language: Language) -> None:
    for zone in register.zones:
        dossier = dossier_of(register, zone)
        blocks = note(register, zone, language).split("\n\n")[:-1]  # without the list of sources
        members = messages(language)("fact.head.members")
        text = "\n".join(block for block in blocks if not block.startswith(members))  # a part may have a row's name
        for row in (*dossier.indicators, *dossier.initiatives, *dossier.companies, *dossier.organisations):
            name = row.name(language)
            told = [line for line in text.splitlines() if re.match(rf"  {re.escape(name)}[：:]", line)]
            assert told, name
            assert all(re.search(r"[〔\[]20\d\d-\d\d ¶\d+.*[〕\]]$", line) for line in told), told


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_see_titles_and_never_file_names(register: Register, language: Language) -> None:
    for zone in register.zones:
        text = note(register, zone, language)
        assert not [each.document for each in register.sources.values() if each.document in text]
        assert not [each.id for each in register.sources.values() if each.id in text]


def test_docked_things_are_said_to_be_somewhere_inside(register: Register) -> None:
    assert "已知在区内，位置未知" in note(register, "dachuanggu")
    assert "已知在区内，位置未知" not in note(register, "yangpu")


def test_a_body_of_which_no_progress_is_told_says_what_it_is(register: Register) -> None:
    text = note(register, "yangpu")
    assert "  上海技术交易所：交易所〔2023-08 ¶54〕" in text
    assert "  在线新经济生态园（滨江）：项目，进度文件未说〔2023-08 ¶41〕" in note(register, "binjiang")


def test_an_inferred_link_says_so_and_why(register: Register) -> None:
    assert "推断：" in note(register, "binjiang")
    assert "推断：" not in note(register, "huantongji")


def test_an_umbrella_sends_to_its_parts(register: Register) -> None:
    text = note(register, "binjiang_showbelt")
    assert re.search("  杨浦滨江：.*举措 \\d+、平台与机构 2、企业与总部项目 8", text)
    assert "文件没有点名位于本区的企业" not in text
    assert "文件没有点名位于本区的企业。" in note(register, "wangu")


def test_before_the_first_document_nothing_is_told(register: Register) -> None:
    text = note(register, "huantongji", as_of=date(2020, 1, 1))
    assert "¶" not in text
    assert "2.6 km²（" not in text
    assert "到这一天为止，文件没有说明。" in text


def test_no_english_note_holds_a_chinese_name_of_a_row(register: Register) -> None:
    text = note(register, "dachuanggu", "en")
    assert "小红书" not in text
    assert re.search(r"Xiaohongshu: new businesses moved in, as of 2023-08 \[.*2023-08 ¶43", text)
