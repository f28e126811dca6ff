"""At a date in the past nothing shows that was told later."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from layers.answers import ANSWERED, list_rows, show_zone
from layers.briefing import dossier_text
from layers.compose import compose
from layers.dossier import dossier_of
from layers.messages import messages
from layers.register import Register, read_register
from layers.search import search
from layers.telling import as_told, standing

AUTUMN_2021, SPRING_2023 = date(2021, 12, 31), date(2023, 5, 1)
# Words of August 2023, and of April 2023.
LATER = {
    SPRING_2023: (
        "一廊",
        "一廊一带",
        "科创带",
        "大创智科创走廊",
        "创新秀带",
        "大创谷",
        "一岛两翼",
        "总部秀园",
        "研发创园",
    ),
    AUTUMN_2021: ("一带一区一圈", "环同济2.0", "知识经济圈", "大创谷", "一廊", "科创带", "创新秀带", "湾谷板块"),
}


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


@pytest.mark.parametrize("day", [AUTUMN_2021, SPRING_2023])
@pytest.mark.parametrize("table", ANSWERED)
def test_no_row_cites_or_says_what_came_later(register: Register, table: str, day: date) -> None:
    for row in list_rows(register, table, as_of=day):
        assert all(each["as_of"] <= day.isoformat() for each in row["citations"]), row["id"]
        text = json.dumps({key: value for key, value in row.items() if key != "external"}, ensure_ascii=False)
        assert [word for word in LATER[day] if word in text] == [], row["id"]
        assert row.get("as_of") is None or row["as_of"] <= day.isoformat(), row["id"]
        assert row["citations"] or row.get("external") or table in ("sources", "zones"), row["id"]


@pytest.mark.parametrize("day", [AUTUMN_2021, SPRING_2023])
def test_rows_name_only_rows_that_are_listed_too(register: Register, day: date) -> None:
    listed = {table: {row["id"] for row in list_rows(register, table, as_of=day)} for table in ANSWERED}
    for table in ANSWERED:
        for row in list_rows(register, table, as_of=day):
            zones = {*row.get("zone_ids", ()), *row.get("parent_ids", ()), *(row.get("zone_basis") or {})}
            zones |= {zone for each in row.get("members", ()) for zone in each.values() if zone}
            assert zones <= listed["zones"], (table, row["id"])
            assert set(row.get("frameworks", ())) <= listed["frameworks"], row["id"]
            assert set(row.get("synonym_ids", ())) <= listed[table], row["id"]
            baseline = row.get("baseline_id")
            assert baseline is None or baseline in listed["indicators"], row["id"]


@pytest.mark.parametrize("day", [AUTUMN_2021, SPRING_2023])
def test_dossiers_of_known_zones_say_nothing_later(register: Register, day: date) -> None:
    for zone in standing(register, day).known:
        note = dossier_text(dossier_of(register, zone, day), messages("zh"))
        assert [word for word in LATER[day] if word in note] == [], zone
        shown = json.dumps(show_zone(register, zone, day), ensure_ascii=False)
        assert "002_9502d99013bc3757" not in shown, zone


def test_each_date_has_the_frameworks_of_its_day(register: Register) -> None:
    def frameworks(zone: str, day: date) -> set[str]:
        return {row["id"] for row in list_rows(register, "frameworks", zone, day)}

    assert frameworks("yangpu", AUTUMN_2021) >= {"belt_two_areas_2021_04"}
    assert "belt_area_circle_2023_04" not in frameworks("yangpu", AUTUMN_2021)
    spring = {row["id"]: row for row in list_rows(register, "frameworks", as_of=SPRING_2023)}
    assert [each["zone_id"] for each in spring["belt_area_circle_2023_04"]["members"]] == [
        "changyang_xiudai",
        "dachuangzhi",
        "huantongji",
    ]
    assert not spring.keys() & {"corridor_belt_2023_08", "four_zones_2023_08", "island_wings_2023_08"}
    assert "corridor_belt_2023_08" in frameworks("dachuangzhi", register.as_of)


def test_a_zone_hangs_on_what_stood_above_it(register: Register) -> None:
    def parents(zone: str, day: date) -> tuple[str, ...]:
        return as_told(register, "zones", register.zones[zone], day).parent_ids

    assert parents("huantongji", SPRING_2023) == ("yangpu",)
    assert parents("chuangzhi_tiandi", AUTUMN_2021) == ("dachuangzhi",)
    assert parents("hulian_baodi", SPRING_2023) == ("yangpu",)  # 大创谷 had not been named
    assert parents("hulian_baodi", register.as_of) == ("dachuanggu",)
    assert as_told(register, "zones", register.zones["huantongji"], SPRING_2023).family is None
    assert [zone.id for zone in dossier_of(register, "huantongji", SPRING_2023).path] == ["huantongji"]


def test_words_of_the_day_take_the_place_of_later_ones(register: Register) -> None:
    then, before = (
        as_told(register, "zones", register.zones["changyang_xiudai"], day) for day in (SPRING_2023, AUTUMN_2021)
    )
    now = register.zones["changyang_xiudai"]
    assert len({then.summary_zh, before.summary_zh, now.summary_zh}) == 3
    assert all((then.summary_zh, before.summary_zh, then.summary_en, before.summary_en))
    assert as_told(register, "zones", now, register.as_of) is now


def test_a_status_of_later_is_not_known(register: Register) -> None:
    for table in ("initiatives", "companies", "organisations"):
        for entry in getattr(register, table).values():
            told: Any = as_told(register, table, entry, AUTUMN_2021)
            assert told.status_as_of is None or told.status_as_of <= AUTUMN_2021, entry.id
            assert told.status_as_of is not None or told.status == "unknown", entry.id


def test_later_names_are_not_found(register: Register) -> None:
    assert [hit.id for hit in search(register, "大创智科创走廊", as_of=SPRING_2023)] == []
    assert search(register, "大创谷", as_of=AUTUMN_2021) == ()
    assert search(register, "大创智科创走廊")[0].id == "dachuangzhi_corridor"


def test_the_map_draws_only_what_had_been_named(register: Register) -> None:
    hidden = compose(register, as_of=SPRING_2023).layer("zones").hidden
    assert {"dachuangzhi_corridor", "wangu", "dachuanggu", "fuxing_island"} <= hidden
    assert not hidden & {"yangpu", "dachuangzhi", "huantongji"}
    scene = compose(register)
    assert scene.layer("zones").hidden == frozenset()
    assert scene.at(SPRING_2023).at(register.as_of).layer("zones").hidden == frozenset()


def test_more_is_known_at_each_later_date(register: Register) -> None:
    days = sorted(source.published for source in register.sources.values())
    for earlier, later in pairwise(days):
        for table in ANSWERED:
            before = {row["id"] for row in list_rows(register, table, as_of=earlier)}
            assert before <= {row["id"] for row in list_rows(register, table, as_of=later)}, table


@pytest.mark.parametrize("day", [AUTUMN_2021, SPRING_2023])
def test_the_page_of_an_earlier_date_says_nothing_later(register: Register, day: date) -> None:
    from layers.export.folium_html import export_html

    page = export_html(compose(register, as_of=day)).decode()
    words = [word for word in LATER[day] if word != "一廊"]
    assert [word for word in words if word in page] == []
    assert "杨浦区" in page
