"""What the press conference of August 2023 says, and what it does not, row by row."""

from __future__ import annotations

from datetime import date

import pytest

from layers.provenance import Citation
from layers.register import Register, read_register

DAY = date(2023, 8, 17)
END_OF_PLAN = date(2025, 12, 31)


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


def zones_of(entry: object) -> set[str]:
    return {link.zone_id for link in entry.links}  # type: ignore[attr-defined]


# Zone, paragraph, then what it names there.
NAMED = [
    ("companies", "binjiang_south", 41, {"中交", "中节能", "美团", "B站", "抖音"}),
    ("companies", "dachuanggu", 43, {"小红书", "得物"}),
    ("organisations", "binjiang_midnorth", 41, {"医工交叉创新研究院", "上海市高端医疗装备创新中心"}),
    ("organisations", "dachuanggu", 43, {"数字城市研究院", "赛博研究院", "上海市信息服务业行业协会"}),
    ("organisations", "huantongji", 44, {"国家智能社会治理实验基地", "国家自主智能未来产业科技园"}),
    ("organisations", "yangpu", 53, {"复旦大学", "同济大学", "丘成桐团队", "复旦AI for science创新中心"}),
    ("organisations", "yangpu", 54, {"复旦大学", "上海技术交易所", "国家技术转移东部中心"}),
    ("places", "dachuanggu", 43, {"长阳创谷", "互联宝地", "城市概念园"}),
    ("places", "dachuangzhi", 42, {"创智天地"}),
    ("initiatives", "binjiang_south", 41, {"总部秀园"}),
    ("initiatives", "binjiang_midnorth", 41, {"研发创园"}),
]


@pytest.mark.parametrize(("table", "zone", "paragraph", "names"), NAMED)
def test_what_a_paragraph_names_is_in_its_zone_and_in_no_other(
    register: Register, table: str, zone: str, paragraph: int, names: set[str]
) -> None:
    cited = Citation("yangpu_2023_08", paragraph)
    rows = [
        row
        for row in getattr(register, table).values()
        if cited in row.citations and any(link.zone_id == zone and link.basis == "stated" for link in row.links)
    ]
    assert names <= {row.name_zh for row in rows}
    for row in rows:
        if row.name_zh in names:
            told_here = {link.zone_id for link in row.links if cited in link.citations}
            assert told_here - {"chuangzhi_tiandi"} == {zone}, row.id  # the square is in its zone


def test_the_press_conference_names_these_seven_companies_and_not_their_sectors(register: Register) -> None:
    told = {Citation("yangpu_2023_08", paragraph) for paragraph in range(1, 93)}
    companies = [row for row in register.companies.values() if told & set(row.citations)]
    assert len(companies) == 7
    assert {row.sector for row in companies} == {""}
    projects = [row for row in companies if row.kind == "project"]
    assert {row.name_zh for row in projects} == {"中交", "中节能", "美团", "B站", "抖音"}
    assert {row.status for row in projects} == {"in_progress"}


@pytest.mark.parametrize("zone", ["wangu", "caida_jinrong_gu", "dalianlu_hq", "fuxing_island"])
def test_zones_of_which_only_the_name_is_told_have_no_rows(register: Register, zone: str) -> None:
    for table in ("companies", "organisations", "initiatives", "indicators"):
        assert not [row.id for row in getattr(register, table).values() if zone in zones_of(row)]


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("initiatives", "复旦未来谷"),
        ("initiatives", "三创闭环"),
        ("initiatives", "创新“硬环境”升级"),
        ("organisations", "上海技术交易所"),
        ("organisations", "国家技术转移东部中心"),
        ("organisations", "丘成桐团队"),
        ("organisations", "复旦AI for science创新中心"),
        ("organisations", "财大"),
        ("indicators", "在校大学生"),
        ("indicators", "新增高品质商务载体"),
        ("indicators", "职务科技成果试点技术交易"),
    ],
)
def test_what_is_told_of_the_district_stays_with_the_district(register: Register, table: str, name: str) -> None:
    found = [row for row in getattr(register, table).values() if row.name_zh == name]
    assert [zones_of(row) for row in found] == [{"yangpu"}]


def test_no_stated_link_is_made_by_a_doubtful_position(register: Register) -> None:
    for place in register.places.values():
        for link in place.links:
            assert link.basis in ("stated", "located")
            assert link.basis == "stated" or place.verified, place.id


def test_what_is_inferred_says_why(register: Register) -> None:
    inferred = [
        (row.id, link)
        for table in ("initiatives", "companies", "organisations", "indicators", "places")
        for row in getattr(register, table).values()
        for link in row.links
        if link.basis == "inferred"
    ]
    assert {"heritage_demo", "park_city_demo", "tourism_demo"} <= {row_id for row_id, _ in inferred}
    assert all(link.why_zh and link.citations for _, link in inferred)


# id: value, qualifier, unit, kind of value, target date, zone, paragraph
FIGURES = {
    "digital_companies_2023": (7000, "", "家", "actual", None, "yangpu", 24),
    "digital_companies_2025": (10000, "", "家", "target", END_OF_PLAN, "yangpu", 18),
    "software_revenue_2023": (2300, "", "亿元", "forecast", date(2023, 12, 31), "yangpu", 24),
    "software_revenue_2025": (3000, "突破", "亿元", "target", END_OF_PLAN, "yangpu", 18),
    "software_growth_2023h1": (40, "", "%", "actual", None, "yangpu", 24),
    "digital_tax_share": (30, "以上", "%", "actual", None, "yangpu", 24),
    "digital_revenue_share": (50, "以上", "%", "actual", None, "yangpu", 24),
    "rd_share_2025": (5.5, "以上", "%", "target", END_OF_PLAN, "yangpu", 18),
    "technology_contracts_2025": (500, "", "亿元", "target", END_OF_PLAN, "yangpu", 18),
    "leading_digital_companies_2025": (30, "以上", "家", "target", END_OF_PLAN, "yangpu", 18),
    "dachuangzhi_companies": (4500, "超过", "家", "actual", None, "dachuangzhi", 42),
    "new_business_space": (200, "超过", "万平方米", "forecast", END_OF_PLAN, "yangpu", 45),
    "students": (18, "", "万人", "actual", None, "yangpu", 52),
    "huantongji_output": (600, "近", "亿元", "actual", None, "huantongji", 53),
    "custody_partners": (30, "超过", "家", "actual", None, "yangpu", 54),
    "pilot_transactions": (7.04, "", "亿元", "actual", None, "yangpu", 54),
    "into_universities_schools": (10, "余", "所", "actual", None, "yangpu", 54),
    "into_universities_companies": (100, "近", "家", "actual", None, "yangpu", 54),
}


@pytest.mark.parametrize("row_id", FIGURES)
def test_a_figure_is_told_as_the_document_tells_it(register: Register, row_id: str) -> None:
    value, qualifier, unit, kind, target, zone, paragraph = FIGURES[row_id]
    row = register.indicators[row_id]
    assert (row.value, row.qualifier, row.unit_zh, row.value_kind) == (value, qualifier, unit, kind)
    assert row.target_date == target
    assert row.geography == zone
    assert zones_of(row) == {zone}
    assert row.citations == (Citation("yangpu_2023_08", paragraph),)


def test_shares_are_estimates_that_rest_on_a_forecast(register: Register) -> None:
    city, centre = register.indicators["software_share_city"], register.indicators["software_share_centre"]
    assert city.value == pytest.approx(1 / 6, abs=1e-5)
    assert centre.value == pytest.approx(1 / 3, abs=1e-5)
    assert {(row.qualifier, row.value_kind) for row in (city, centre)} == {("大概", "forecast")}


def test_a_target_has_an_actual_as_its_baseline_never_a_forecast(register: Register) -> None:
    based = {row.id: register.indicators[row.baseline_id] for row in register.indicators.values() if row.baseline_id}
    assert {row_id: base.id for row_id, base in based.items()} == {"digital_companies_2025": "digital_companies_2023"}
    for row_id, base in based.items():
        target = register.indicators[row_id]
        assert (target.value_kind, base.value_kind) == ("target", "actual")
        assert (target.unit_zh, target.scope, target.geography) == (base.unit_zh, base.scope, base.geography)


def test_actuals_have_no_target_date_and_the_others_have_one(register: Register) -> None:
    undated = {"living_circles_target"}  # how many, but not by when
    for row in register.indicators.values():
        assert (row.target_date is None) == (row.value_kind == "actual" or row.id in undated), row.id


STATUS = {
    "fudan_future_valley": "planned",
    "kechuangdai_building": "planned",
    "corridor_focus": "planned",
    "beyond_campus": "planned",
    "online_economy_park": "unknown",
    "kic_20_years": "unknown",
    "hq_show_park": "in_progress",
    "heritage_demo": "in_progress",
    "nice2035": "in_progress",
    "tongji_circle_2": "in_progress",
    "waterfront_spaces": "done",
    "cultural_industry_park": "done",
}


def test_planned_is_not_built(register: Register) -> None:
    assert {row_id: register.initiatives[row_id].status for row_id in STATUS} == STATUS


def test_the_tongji_circle_has_its_initiatives(register: Register) -> None:
    rows = {row.id: row for row in register.initiatives.values() if "huantongji" in zones_of(row)}
    assert list(rows)[:3] == ["tongji_circle_upgrade", "tongji_circle_2", "nice2035"]
    assert set(list(rows)[3:]) == {"belt_area_circle_2023_04", "tongji_platforms"}
    assert rows["tongji_circle_2"].citations == (Citation("yangpu_2023_04", 14),)
    assert rows["tongji_circle_2"].status_as_of == date(2023, 4, 14)


def test_a_status_is_dated_by_the_document_that_tells_it(register: Register) -> None:
    for table in ("initiatives", "companies", "organisations"):
        for row in getattr(register, table).values():
            assert row.status_as_of in {register.sources[each.source_id].published for each in row.citations}, row.id


def test_two_names_are_one_only_where_a_document_says_so(register: Register) -> None:
    everyone = [*register.companies.values(), *register.organisations.values()]
    named = {name for row in everyone for name in (row.name_zh, *row.aliases)}
    assert not named & {"上海财经大学", "上海理工大学", "中国交通建设", "中国节能环保集团", "字节跳动"}
    assert register.organisations["technology_exchange"].aliases == ("上海技交所",)


def test_frameworks_hold_their_members_with_their_parents(register: Register) -> None:
    four = dict(register.frameworks["four_zones_2023_08"].members)
    assert four == dict.fromkeys(("binjiang", "dachuangzhi", "dachuanggu", "huantongji"), "yangpu")
    whole = dict(register.frameworks["corridor_belt_2023_08"].members)
    drawn = [zone for zone in register.zones.values() if zone.parent_ids and zone.boundary != "none"]
    assert whole == {zone.id: zone.parent_ids[0] for zone in drawn}
    wings = dict(register.frameworks["island_wings_2023_08"].members)
    assert wings == dict.fromkeys(("fuxing_island", "binjiang_south", "binjiang_midnorth"), "binjiang")
    ours = [row for row in register.frameworks.values() if row.citations[0].source_id == "yangpu_2023_08"]
    assert {row.valid_from for row in ours} == {DAY}


def test_schemes_keep_the_order_of_their_parts(register: Register) -> None:
    assert register.schemes["acceleration_chain"].parts == ("概念验证中心", "高质量孵化器", "创新联合体")
    assert register.schemes["three_innovations"].parts == ("原始创新", "创新转化", "创新应用")
    parts = register.schemes["system_1234"].parts
    assert [sum(word in part for part in parts) for word in ("主导", "支撑", "集群", "新兴")] == [1, 2, 3, 4]


def test_every_row_is_named_and_explained_in_both_languages(register: Register) -> None:
    for table in ("initiatives", "companies", "organisations", "indicators", "frameworks", "schemes"):
        for row in getattr(register, table).values():
            assert all((row.name_zh, row.name_en, row.summary_zh, row.summary_en)), row.id
            assert row.citations, row.id
