"""What Yangpu's three documents say, and what they do not, asked as a reader would."""

from __future__ import annotations

import json
import re
from datetime import date
from hashlib import blake2b
from typing import Any

import pytest

from layers.answers import list_rows, show_zone
from layers.register import Register, read_register

A, B, C = "000_0e65b59d29210362", "001_668a26b729a9cb11", "002_9502d99013bc3757"
DAY = {A: "2021-04-16", B: "2023-04-14", C: "2023-08-17"}
END_OF_PLAN, THREE_YEARS = "2025-12-31", "2024-04-15"
TABLES = ("zones", "places", "initiatives", "companies", "organisations", "indicators", "frameworks", "schemes")

Told = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


@pytest.fixture(scope="module")
def told(register: Register) -> Told:
    """All rows by table."""
    return {table: list_rows(register, table) for table in TABLES}


def paragraphs(row: dict[str, Any], document: str) -> set[int]:
    return {each["paragraph"] for each in row["citations"] if each["source"] == document}


def named(told: Told, table: str, name: str, document: str, paragraph: int) -> dict[str, Any]:
    """The one row of that name which the paragraph tells."""
    found = [row for row in told[table] if paragraph in paragraphs(row, document)]
    (row,) = [row for row in found if row["name_zh"] == name] or [row for row in found if name in row["aliases"]]
    return row


# Document, paragraph, table, name, zones stated, then whatever else the row says.
NAMED: list[tuple[str, int, str, str, set[str], dict[str, Any]]] = [
    (A, 5, "initiatives", "杨浦区城市数字化转型推进大会", {"yangpu", "chuangzhi_tiandi"}, {"date": "2021-04-15"}),
    (A, 7, "initiatives", "数字化转型合作生态圈", {"yangpu"}, {"kind": "alliance", "status": "started"}),
    (A, 8, "initiatives", "全面推进杨浦区城市数字化转型行动方案", {"yangpu"}, {"kind": "policy", "status": "done"}),
    (A, 8, "initiatives", "全力打造长阳秀带行动方案", {"yangpu", "changyang_xiudai"}, {"kind": "policy"}),
    (A, 7, "initiatives", "数字化转型战略合作框架协议（与运营商企业）", {"yangpu"}, {"kind": "agreement"}),
    (A, 7, "initiatives", "三区联动合作备忘录", {"yangpu"}, {"kind": "agreement", "status": "done"}),
    (A, 8, "organisations", "杨浦区城市数字化转型专家智库", {"yangpu"}, {"relation": "founded"}),
    (A, 7, "organisations", "五角场街道", {"yangpu"}, {"kind": "street"}),
    (A, 7, "companies", "杨浦科创集团", {"yangpu"}, {"kind": "company"}),
    (A, 10, "organisations", "市经济信息化委", {"shanghai"}, {"synonym_ids": ["city_economy_commission"]}),
    (A, 10, "initiatives", "“大创智”“长阳秀带”成为互联网经济高地", {"dachuangzhi", "changyang_xiudai"}, {}),
    (A, 14, "initiatives", "大创智—五角场数字化生活新地标", {"dachuangzhi", "zhongbeibu"}, {"status": "planned"}),
    (A, 14, "initiatives", "杨浦滨江在线新经济总部集聚区", {"binjiang"}, {"status": "planned"}),
    (A, 14, "initiatives", "“长阳秀带”在线新经济生态园建设", {"binjiang", "changyang_xiudai"}, {"status": "planned"}),
    (A, 13, "companies", "达达集团", {"yangpu"}, {"name_zh": "达达"}),
    (A, 13, "companies", "声网科技", {"yangpu"}, {"name_zh": "声网"}),
    (A, 13, "companies", "优刻得", {"yangpu"}, {"kind": "company"}),
    (B, 10, "companies", "B站", {"yangpu"}, {"name_zh": "哔哩哔哩", "kind": "company"}),
    (B, 10, "companies", "字节", {"yangpu"}, {"kind": "company"}),
    (B, 10, "companies", "复旦微电子", {"yangpu"}, {"sector": "信息技术"}),
    (B, 10, "companies", "万物新生", {"yangpu"}, {"sector": "信息技术"}),
    (B, 10, "companies", "叠纸", {"yangpu"}, {"kind": "company"}),
    (B, 10, "companies", "小红书", {"yangpu", "dachuanggu"}, {"kind": "company"}),
    (B, 10, "companies", "美团上海科技中心", {"yangpu"}, {"kind": "project", "status": "started"}),
    (B, 10, "companies", "哔哩哔哩新世代产业园", {"yangpu"}, {"kind": "project", "status": "started"}),
    (B, 10, "companies", "抖音集团上海滨江中心", {"yangpu"}, {"kind": "project", "status": "started"}),
    (C, 41, "companies", "美团", {"binjiang_south"}, {"kind": "project", "status": "in_progress"}),
    (C, 41, "companies", "B站", {"binjiang_south"}, {"kind": "project", "aliases": ["哔哩哔哩"]}),
    (B, 3, "organisations", "杨浦区政协", {"yangpu"}, {"kind": "legislature"}),
    (B, 4, "organisations", "民盟杨浦区委", {"yangpu"}, {"kind": "party"}),
    (B, 7, "organisations", "区民政局", {"yangpu"}, {"kind": "government"}),
    (B, 5, "initiatives", "B071", {"yangpu"}, {"kind": "proposal"}),
    (B, 2, "initiatives", "对第 B071 号提案的答复", {"yangpu"}, {"date": "2023-04-14"}),
    (B, 11, "organisations", "上理工", {"yangpu"}, {"kind": "university"}),
    (B, 11, "organisations", "上海智能产业创新研究院", {"yangpu"}, {"status": "in_progress"}),
    (B, 11, "organisations", "财经科技产业创新平台", {"yangpu"}, {"status": "in_progress"}),
    (B, 11, "organisations", "理微医工交叉产业化平台", {"yangpu"}, {"synonym_ids": []}),
    (B, 12, "initiatives", "人才秀带", {"yangpu"}, {"domain": "人才", "facets": ["人才"]}),
    (B, 12, "initiatives", "在线新经济创新挑战赛", {"yangpu"}, {"status": "started", "domain": "人才"}),
    (B, 12, "initiatives", "国家级海外高层次人才创新创业基地（首批）", {"yangpu"}, {"kind": "designation"}),
    (B, 13, "organisations", "海聚英才发展研究院", {"yangpu"}, {"status": "done"}),
    (B, 13, "organisations", "杨浦区博士后创新实践基地", {"yangpu"}, {"status": "done"}),
    (B, 14, "initiatives", "杨浦区数字新赛道三年实施方案", {"yangpu"}, {"kind": "policy"}),
    (B, 14, "initiatives", "老厂房科创园区数字化转型", {"hulian_baodi", "chengshi_gainian"}, {"status": "in_progress"}),
    (B, 14, "companies", "上海联通", {"yangpu"}, {"relation": None}),
    (B, 15, "initiatives", "控江路街道智慧停车管理系统二期", {"yangpu"}, {"status": "done"}),
    (B, 15, "initiatives", "韵动杨浦", {"yangpu"}, {"domain": "生活"}),
    (B, 15, "initiatives", "2022上海国际摄影节", {"yangpu"}, {"kind": "event", "status": "done"}),
    (B, 16, "initiatives", "养老数字化转型三年行动计划", {"yangpu"}, {"kind": "policy", "domain": "生活"}),
    (B, 16, "initiatives", "“智能养老顾问+互联网医院”场景", {"yangpu"}, {"status": "done"}),
    (C, 6, "initiatives", "“高质量发展在申城”新闻发布会杨浦专场", {"yangpu"}, {"date": "2023-08-17"}),
    (C, 16, "initiatives", "十一届区委七次全会", {"yangpu"}, {"kind": "meeting"}),
    (C, 29, "initiatives", "在线新经济产业集群", {"yangpu", "changyang_xiudai"}, {"domain": "经济"}),
    (C, 34, "initiatives", "滨江中北段土地转型与收储", {"binjiang_midnorth"}, {"domain": "空间", "facets": ["场地"]}),
    (C, 63, "initiatives", "营商环境6.0版", {"yangpu"}, {"domain": "治理"}),
    (C, 63, "initiatives", "首席服务员机制", {"yangpu"}, {"facets": ["办事"]}),
    (C, 63, "initiatives", "材料银行", {"yangpu"}, {"status": "done"}),
    (C, 63, "initiatives", "桩基先行", {"yangpu"}, {"domain": "治理"}),
    (C, 64, "initiatives", "数据合规服务站", {"yangpu"}, {"status": "done"}),
    (C, 71, "initiatives", "海外人才引进联盟", {"yangpu"}, {"kind": "alliance", "status": "planned"}),
    (C, 72, "initiatives", "信易贷", {"yangpu"}, {"domain": "金融", "status": "planned"}),
    (C, 72, "initiatives", "技知融", {"yangpu"}, {"domain": "金融", "facets": ["资金"]}),
    (C, 72, "initiatives", "浦江之光", {"yangpu"}, {"domain": "金融"}),
    (C, 73, "initiatives", "长三角双创示范基地联盟", {"yangpu"}, {"kind": "alliance"}),
    (C, 73, "initiatives", "双创券", {"yangpu"}, {"domain": "经济"}),
    (C, 74, "initiatives", "全球创业周中国站", {"yangpu"}, {"kind": "event"}),
    (C, 79, "initiatives", "六新行动", {"yangpu"}, {"domain": "空间"}),
    (C, 82, "initiatives", "滨江历史保护建筑修缮改造", {"binjiang"}, {"domain": "空间"}),
    (C, 83, "initiatives", "创智农园", {"yangpu"}, {"status": "done"}),
    (C, 25, "places", "杨树浦港", {"yangpu"}, {"kind": "landmark"}),
]  # fmt: skip


@pytest.mark.parametrize(("document", "paragraph", "table", "name", "zones", "more"), NAMED)
def test_what_is_named_has_its_row(
    told: Told, document: str, paragraph: int, table: str, name: str, zones: set[str], more: dict[str, Any]
) -> None:
    row = named(told, table, name, document, paragraph)
    assert {zone for zone, basis in row["zone_basis"].items() if basis == "stated"} == zones
    assert {key: row[key] for key in more} == more


# Document, paragraph, name, value, qualifier, unit, kind of value, as of, target date.
FIGURES: list[tuple[str, int, str, float, str | None, str, str, str, str | None]] = [
    (A, 13, "规模以上服务业营收累计", 1114.17, None, "亿元", "actual", "2020-12-31", None),
    (A, 13, "规模以上服务业营收增速在中心城区的位次", 1, None, "位", "actual", "2020-12-31", None),
    (A, 14, "在线新经济头部企业", 10, "以上", "家", "target", DAY[A], THREE_YEARS),
    (A, 14, "在线新经济创新型企业", 1000, "以上", "家", "target", DAY[A], THREE_YEARS),
    (A, 14, "在线新经济产业规模", 1500, None, "亿元", "target", DAY[A], THREE_YEARS),
    (B, 10, "“独角兽”“瞪羚”企业", 100, "余", "家", "actual", DAY[B], None),
    (B, 15, "完成应用场景建设的区属医疗机构", 21, None, "家", "actual", DAY[B], None),
    (B, 15, "教育信息化应用标杆培育校", 8, None, "所", "actual", DAY[B], None),
    (B, 15, "数字化转型试点校", 20, None, "所", "actual", DAY[B], None),
    (C, 63, "营商环境方案连续升级", 6, None, "年", "actual", DAY[C], None),
    (C, 73, "长三角双创示范基地联盟成员", 40, "多", "个", "actual", DAY[C], None),
    (C, 74, "承办全国双创活动周上海分会场", 7, None, "年", "actual", DAY[C], None),
    (C, 74, "连续举办“全球创业周”中国站", 5, None, "年", "actual", DAY[C], None),
    (C, 79, "城市更新重点工作", 152, None, "项", "target", DAY[C], "2023-12-31"),
    (C, 80, "累计拆除二级以下旧里房屋", 380, None, "万平方米", "actual", DAY[C], None),
    (C, 80, "改善居住条件的居民", 16, "超过", "万户", "actual", DAY[C], None),
    (C, 80, "尚存不成套住房", 13.4, None, "万平方米", "actual", DAY[C], None),
    (C, 80, "15分钟社区生活圈", 33, None, "个", "target", DAY[C], None),
    (C, 24, "软件和信息服务业年营收", 2300, None, "亿元", "forecast", DAY[C], "2023-12-31"),
    (C, 18, "软件和信息服务业年营收", 3000, "突破", "亿元", "target", DAY[C], END_OF_PLAN),
]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "paragraph", "name", "value", "qualifier", "unit", "kind", "as_of", "target"), FIGURES
)
def test_a_figure_is_told_as_the_document_tells_it(
    told: Told, document: str, paragraph: int, name: str, value: float, qualifier: str | None, unit: str, kind: str,
    as_of: str, target: str | None,
) -> None:  # fmt: skip
    row = named(told, "indicators", name, document, paragraph)
    assert (row["value"], row["qualifier"], row["unit"]) == (value, qualifier, unit)
    assert (row["value_kind"], row["as_of"], row["target_date"]) == (kind, as_of, target)
    assert (row["geography"] in ("yangpu", "changsanjiao"), row["zone_basis"]) == (True, {"yangpu": "stated"})


# Name, document, paragraph, number of parts, some of them in their order.
PARTS: list[tuple[str, str, int, int, list[str]]] = [
    ("数字化转型五个定位", A, 8, 5, ["产业首选地", "人才蓄水池", "业态创新炉", "集成应用场", "制度先行区"]),
    ("推进数字化转型的四种形式", A, 10, 4, ["政企合作", "政策引领"]),
    ("数字产业化、产业数字化、跨界融合化、品牌高端化", A, 14, 4, ["品牌高端化"]),
    ("三个数字经济千亿产业集群", B, 8, 3, ["在线新经济", "现代设计", "智能制造"]),
    ("三大千亿级产业集群", C, 28, 3, ["在线新经济", "智能制造", "创意设计"]),
    ("创新挑战赛四步模式", B, 12, 4, ["政府搭平台", "共同来孵化"]),
    ("软硬双引擎", B, 14, 2, ["元宇宙", "智能终端"]),
    ("数字养老三张网", B, 16, 3, []),
    ("“十四五”末的四个区", C, 17, 4, []),
    ("三师三顾问", C, 65, 6, ["社区规划师", "法律顾问"]),
    ("四个一", C, 70, 4, []),
    ("一张图、一张券、一个秘书处", C, 73, 3, []),
    ("创业八找", C, 73, 8, ["找办事", "找人才", "找场地", "找资金", "找订单", "找研发", "找政策", "找项目"]),
    ("三微治理", C, 83, 3, ["楼栋微整治", "空间微改造", "景观微更新"]),
]


@pytest.mark.parametrize(("name", "document", "paragraph", "count", "some"), PARTS)
def test_a_scheme_has_its_parts(
    told: Told, name: str, document: str, paragraph: int, count: int, some: list[str]
) -> None:
    row = named(told, "schemes", name, document, paragraph)
    assert len(row["parts"]) == count
    assert [part for part in row["parts"] if part in some] == some


BELTS = {
    "一带两区": (DAY[A], {"yangpu"}),
    "一带一区一圈": (DAY[B], {"changyang_xiudai", "dachuangzhi", "huantongji"}),
    "总部秀园、研发创园": (DAY[C], {"binjiang_south", "binjiang_midnorth"}),
    "一岛两翼": (DAY[C], {"fuxing_island", "binjiang_south", "binjiang_midnorth"}),
}


@pytest.mark.parametrize("name", BELTS)
def test_a_framework_has_its_day_and_its_members(told: Told, name: str) -> None:
    (row,) = (row for row in told["frameworks"] if row["name_zh"] == name)
    assert (row["valid_from"], {each["zone_id"] for each in row["members"]}) == BELTS[name]


# Pairs that are probably one thing under two names: table, earlier, later.
SYNONYMS = [
    ("organisations", "国家智能社会实验综合基地", "国家智能社会治理实验基地"),
    ("organisations", "国家级未来产业科技园（智能建造）", "国家自主智能未来产业科技园"),
    ("organisations", "同济大学中国（上海）数字城市研究院", "数字城市研究院"),
    ("initiatives", "海外高层次人才引才计划", "区级海外高层次引才计划"),
    ("initiatives", "现代设计产业集群（千亿级）", "创意设计产业集群"),
    ("companies", "美团上海科技中心", "美团"),
    ("companies", "抖音集团上海滨江中心", "抖音"),
]


@pytest.mark.parametrize(("table", "earlier", "later"), SYNONYMS)
def test_two_names_are_linked_both_ways_and_not_merged(told: Told, table: str, earlier: str, later: str) -> None:
    one = next(row for row in told[table] if row["name_zh"] == earlier and paragraphs(row, B))
    other = next(row for row in told[table] if row["name_zh"] == later and paragraphs(row, C))
    assert other["id"] in one["synonym_ids"]
    assert one["id"] in other["synonym_ids"]
    assert not paragraphs(one, C)
    assert not paragraphs(other, B)


# ---- What must not be said.


@pytest.mark.parametrize(
    "name",
    ["达达", "叠纸", "优刻得", "声网", "复旦微电子", "万物新生", "哔哩哔哩", "字节", "上海联通", "杨浦科创集团"],
)
def test_a_company_of_the_district_is_in_no_part_of_it(told: Told, name: str) -> None:
    (row,) = (row for row in told["companies"] if row["name_zh"] == name)
    assert row["zone_basis"] == {"yangpu": "stated"}


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("organisations", "上海技术交易所"),
        ("organisations", "国家智能社会实验综合基地"),
        ("organisations", "同济大学中国（上海）数字城市研究院"),
        ("organisations", "海聚英才发展研究院"),
        ("initiatives", "复旦未来谷"),
        ("initiatives", "创智农园"),
        ("initiatives", "长三角创业地图"),
    ],
)
def test_a_fact_of_the_district_is_not_pushed_down(told: Told, table: str, name: str) -> None:
    (row,) = (row for row in told[table] if row["name_zh"] == name)
    assert row["zone_ids"] == ["yangpu"]


@pytest.mark.parametrize("name", ["两张网", "四高城区", "六新", "五个人人", "四大功能", "五个中心"])
def test_a_code_that_is_not_explained_has_no_parts_and_says_so(told: Told, name: str) -> None:
    (row,) = (row for row in told["schemes"] if row["name_zh"] == name)
    assert row["parts"] == []
    assert "没有解释" in row["summary_zh"]


def test_the_belt_of_2021_is_not_explained(told: Told) -> None:
    (row,) = (row for row in told["frameworks"] if row["name_zh"] == "一带两区")
    assert "没有解释" in row["summary_zh"]
    assert {each["parent_id"] for each in row["members"]} == {None}


def test_no_framework_of_one_day_has_the_belt_of_another(told: Told) -> None:
    members = {row["name_zh"]: {each["zone_id"] for each in row["members"]} for row in told["frameworks"]}
    assert "binjiang_showbelt" not in members["一带两区"] | members["一带一区一圈"]
    assert "changyang_xiudai" not in members["一带两区"] | members["一廊一带"]


def test_the_talent_belt_is_no_place(told: Told) -> None:
    for table in ("zones", "places"):
        assert not [row["id"] for row in told[table] if "人才秀带" in (row["name_zh"], *row["aliases"])]


def test_places_of_like_names_are_kept_apart(told: Told) -> None:
    names = {row["id"]: {row["name_zh"], *row["aliases"]} for row in told["zones"]}
    assert not names["changyang_xiudai"] & names["changyang_chuanggu"]
    assert not names["zhongbeibu"] & names["binjiang_midnorth"]
    parents = {row["id"]: row["parent_ids"] for row in told["zones"]}
    assert parents["zhongbeibu"] == ["yangpu"]
    assert parents["changyang_chuanggu"] == ["dachuanggu"]


def test_no_head_office_is_finished_and_none_is_stated_in_the_riverside_before_august(told: Told) -> None:
    projects = [row for row in told["companies"] if row["kind"] == "project"]
    assert {row["status"] for row in projects} == {"started", "in_progress"}
    for row in projects:
        if paragraphs(row, B):
            assert row["zone_basis"] == {"yangpu": "stated", "binjiang": "inferred"}


def test_planned_is_not_done(told: Told) -> None:
    for name in ("海外人才引进联盟", "海外人才一体化服务平台", "“信易贷”一站式服务平台", "支持龙头企业组建产业联盟"):
        (row,) = (row for row in told["initiatives"] if row["name_zh"] == name)
        assert row["status"] == "planned", name


def test_figures_of_four_kinds_are_no_series(told: Told) -> None:
    sums = {row["value"]: row for row in told["indicators"] if row["value"] in (1114.17, 1500, 2300, 3000)}
    kinds = {value: row["value_kind"] for value, row in sums.items()}
    assert kinds == {1114.17: "actual", 1500: "target", 2300: "forecast", 3000: "target"}
    assert len({sums[value]["scope"] for value in (1114.17, 1500, 2300)}) == 3
    assert {row["baseline_id"] for row in sums.values()} == {None}


def test_goals_are_no_actuals(told: Told) -> None:
    rows = [row for row in told["indicators"] if paragraphs(row, A) & {14} or paragraphs(row, C) & {18}]
    assert len(rows) == 8
    assert {row["value_kind"] for row in rows} == {"target"}


FORBIDDEN = {
    "full names of bodies told by their short ones": "上海理工大学|中国节能环保|中国交通建设|字节跳动",
    "the site that republished": "投促中国|redian|InvestCHN",
    "other articles of the page": "市社科联|永乐店|普陀区|黄浦区",
    "the office of the answering bureau": "惠民路",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_row_holds(told: Told, what: str) -> None:
    texts = (json.dumps(row, ensure_ascii=False) for table in TABLES if table != "places" for row in told[table])
    assert not [text for text in texts if re.search(FORBIDDEN[what], text)]


# Officials, an author and an editor, as hashes, so that this file names nobody either.
PEOPLE = frozenset({
    "30ee7a23b343", "58114c756e67", "59c8f64a337a", "5e3b9a0ba220", "61ea6dbf3378", "6321ad7b8cd2",
    "6d46f5b4ce8f", "91f1091f30a0", "93d171f0e422", "99bbe615abf3", "b2a7086d585a", "cf96dc1b4cc4",
    "d146f925fca1", "e10a10cf1a6e", "f5853d4bec0a", "f594425db58e", "fc29e5466528",
})  # fmt: skip


def test_no_row_names_a_person(told: Told) -> None:
    texts = [json.dumps(row, ensure_ascii=False) for table in TABLES for row in told[table]]
    runs = {text[start : start + long] for text in texts for start in range(len(text)) for long in (2, 3)}
    assert not [run for run in runs if blake2b(run.encode(), digest_size=6).hexdigest() in PEOPLE]


LATER = {
    "2021-12-31": ("科创带", "一廊一带", "一带一区一圈", "大创谷", "环同济", "财大金融谷", "2023", "美团", "B站"),
    "2023-05-01": ("科创带", "一廊一带", "大创谷", "财大金融谷", "总部秀园", "复旦未来谷", "丘成桐", "2023 年 8 月"),
}  # fmt: skip


@pytest.mark.parametrize("day", LATER)
def test_nothing_is_told_before_its_day(register: Register, day: str) -> None:
    as_of = date.fromisoformat(day)
    shown = json.dumps(show_zone(register, "yangpu", as_of), ensure_ascii=False)
    shown += json.dumps([list_rows(register, table, as_of=as_of) for table in TABLES], ensure_ascii=False)
    assert [word for word in LATER[day] if word in shown] == []


def test_each_day_shows_its_own_frameworks(register: Register) -> None:
    for day, names in (("2021-12-31", {"一带两区"}), ("2023-05-01", {"一带两区", "一带一区一圈"})):
        shown = show_zone(register, "yangpu", date.fromisoformat(day))["frameworks"]
        assert {row["name_zh"] for row in shown if "市级" not in row["name_zh"]} == names


def test_a_merged_company_says_at_an_earlier_day_only_what_was_said(register: Register) -> None:
    rows = {row["id"]: row for row in list_rows(register, "companies", as_of=date(2023, 5, 1))}
    assert rows["xiaohongshu"]["zone_ids"] == ["yangpu"]
    assert (rows["xiaohongshu"]["status"], rows["xiaohongshu"]["relation"]) == ("unknown", None)
    assert not {"bzhan", "meituan", "zhongjiao"} & set(rows)
