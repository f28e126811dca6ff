"""What the city's plan of 2021 and Jinshan's conference of 2022 say, and what they do not, asked as a reader would."""

from __future__ import annotations

import json
import re
from datetime import date
from hashlib import blake2b
from typing import Any

import pytest

from layers.answers import list_rows, show_zone
from layers.register import Register, read_register

CITY, JINSHAN = "003_538030bff52a38ed", "004_d0992711e7ac76ec"
CITY_DAY, JINSHAN_DAY = "2021-10-27", "2022-07-21"
IN_2025, IN_THREE_YEARS = "2025-12-31", "2025-07-21"
TABLES = ("zones", "places", "initiatives", "companies", "organisations", "indicators", "frameworks", "schemes")


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


@pytest.fixture(scope="module")
def told(register: Register) -> dict[str, list[dict[str, Any]]]:
    """All rows by table."""
    return {table: list_rows(register, table) for table in TABLES}


def named(told: dict[str, list[dict[str, Any]]], table: str, name: str, document: str) -> dict[str, Any]:
    """The one row of that name which the document tells."""
    (row,) = (
        row
        for row in told[table]
        if name in (row["name_zh"], *row["aliases"]) and any(each["source"] == document for each in row["citations"])
    )
    return row


def paragraphs(row: dict[str, Any], document: str) -> set[int]:
    return {each["paragraph"] for each in row["citations"] if each["source"] == document}


# Document, table, name, paragraph, zones that it hangs on, then whatever else the row says.
NAMED: list[tuple[str, str, str, int, set[str], dict[str, Any]]] = [
    (CITY, "initiatives", "市政府新闻发布会（2021年10月27日）", 2, {"shanghai"}, {"kind": "meeting", "date": CITY_DAY}),
    (CITY, "initiatives", "十一届市委十次全会", 3, {"shanghai"}, {"kind": "meeting", "status": "done", "date": None}),
    (CITY, "initiatives", "《上海市全面推进城市数字化转型“十四五”规划》", 3, {"shanghai"}, {"kind": "plan"}),
    (CITY, "initiatives", "世界智慧城市大奖", 5, {"shanghai"}, {"kind": "designation", "status": "done"}),
    (CITY, "initiatives", "一网通办", 7, {"shanghai"}, {"domain": "治理", "facets": ["办事"]}),
    (CITY, "initiatives", "城市AIoT基础设施", 8, {"shanghai"}, {"domain": "底座", "status": "planned"}),
    (CITY, "initiatives", "城市数据中枢体系", 8, {"shanghai"}, {"domain": "底座", "status": "planned"}),
    (CITY, "initiatives", "城市共性技术赋能平台", 8, {"shanghai"}, {"domain": "底座", "status": "planned"}),
    (CITY, "initiatives", "数字价值提升工程", 8, {"shanghai"}, {"status": "planned"}),
    (CITY, "initiatives", "数据要素市场", 11, {"shanghai"}, {"status": "planned"}),
    (CITY, "initiatives", "前沿数字技术协同攻关机制", 11, {"shanghai"}, {"facets": ["研发"]}),
    (CITY, "initiatives", "城市数字底座", 11, {"shanghai", "pudong", "wuge_xincheng"}, {"status": "planned"}),
    (CITY, "initiatives", "市民体验评价", 12, {"shanghai"}, {"status": "planned"}),
    (CITY, "initiatives", "揭榜挂帅", 12, {"shanghai"}, {"status": "planned"}),
    (CITY, "initiatives", "五个新城数字化转型规划建设导引", 13, {"wuge_xincheng", "shanghai"}, {"status": "planned"}),
    (CITY, "initiatives", "数字经济特色集聚区", 13, {"shanghai", "zhangjiang_shuzi", "changyang_xiudai"}, {}),
    (CITY, "initiatives", "临港数字孪生城市", 13, {"lingang"}, {"status": "planned"}),
    (CITY, "initiatives", "《上海市数据条例》", 14, {"shanghai"}, {"kind": "policy", "status": "planned"}),
    (CITY, "initiatives", "《上海市城市数字化转型促进条例》", 14, {"shanghai"}, {"status": "planned"}),
    (CITY, "organisations", "市经济信息化委员会", 2, {"shanghai"}, {"kind": "government"}),
    (CITY, "organisations", "市发展改革委", 2, {"shanghai"}, {"kind": "government"}),
    (JINSHAN, "initiatives", "金山区城市数字化转型推进大会", 2, {"jinshan"}, {"kind": "meeting", "date": JINSHAN_DAY}),
    (JINSHAN, "initiatives", "南北转型", 2, {"shanghai"}, {"status": "done", "facets": ["政策"]}),
    (JINSHAN, "initiatives", "上海湾区", 3, {"jinshan"}, {}),
    (JINSHAN, "initiatives", "《全面推进城市数字化转型 加快数智湾区建设的实施意见》", 5, {"jinshan"}, {}),
    (JINSHAN, "initiatives", "数智湾区", 5, {"jinshan"}, {"status": "in_progress"}),
    (JINSHAN, "initiatives", "金山区经济数字化转型三年行动计划", 6, {"jinshan"}, {"status": "planned"}),
    (JINSHAN, "initiatives", "数字化转型标杆企业创建专项行动", 6, {"jinshan"}, {"domain": "经济"}),
    (JINSHAN, "initiatives", "无人系统研发应用", 9, {"jinshan"}, {"domain": "经济", "facets": ["研发"]}),
    (JINSHAN, "initiatives", "金山政务服务能力优化", 10, {"jinshan"}, {"domain": "生活", "facets": ["办事"]}),
    (JINSHAN, "initiatives", "金山“智慧大脑”", 11, {"jinshan"}, {"domain": "治理", "status": "planned"}),
    (JINSHAN, "initiatives", "工赋金山", 13, {"jinshan"}, {"domain": "经济"}),
    (JINSHAN, "initiatives", "标识解析应用服务平台", 13, {"jinshan"}, {"status": "done"}),
    (JINSHAN, "initiatives", "市级软件和信息服务产业基地", 14, {"jinshan"}, {"status": "done", "facets": ["场地"]}),
    (JINSHAN, "organisations", "复旦大学类脑智能研究院", 8, {"jinshan"}, {"relation": "strategic_partner"}),
    (JINSHAN, "organisations", "市数交所", 8, {"jinshan"}, {"kind": "exchange", "relation": "strategic_partner"}),
    (JINSHAN, "organisations", "市人工智能学会", 8, {"jinshan"}, {"kind": "association"}),
    (JINSHAN, "organisations", "浙江清华长三院湾区科创产业园", 14, {"jinshan"}, {"relation": "settled"}),
    (JINSHAN, "organisations", "中国科技开发院(上海)创新基地", 14, {"jinshan"}, {"relation": "settled"}),
    (JINSHAN, "organisations", "清华高端院上海湾区研究与转化中心", 14, {"jinshan"}, {"relation": "settled"}),
    (JINSHAN, "companies", "商汤集团", 8, {"jinshan"}, {"relation": "strategic_partner", "sector": None}),
    (JINSHAN, "companies", "汉钟精机", 13, {"jinshan"}, {"relation": "platform_owner"}),
    (JINSHAN, "companies", "嘉麟杰", 13, {"jinshan"}, {"relation": "pilot", "status": "in_progress"}),
    (JINSHAN, "companies", "天徵聚合", 14, {"jinshan"}, {"name_zh": "天征聚合", "relation": "settled"}),
]


@pytest.mark.parametrize(("document", "table", "name", "paragraph", "zones", "more"), NAMED)
def test_what_is_named_has_its_row(
    told: dict[str, list[dict[str, Any]]],
    document: str, table: str, name: str, paragraph: int, zones: set[str], more: dict[str, Any],
) -> None:  # fmt: skip
    row = named(told, table, name, document)
    assert paragraph in paragraphs(row, document)
    assert set(row["zone_ids"]) == zones
    assert set(row["zone_basis"].values()) == {"stated"}
    assert {key: row[key] for key in more} == more


# Document, name, paragraph, value, qualifier, unit, kind of value, target date.
FIGURES: list[tuple[str, str, int, float, str | None, str, str, str | None]] = [
    (CITY, "规划具体指标", 7, 16, None, "项", "actual", None),
    (CITY, "规模以上制造业企业数字化转型比例", 7, 80, None, "%", "target", IN_2025),
    (CITY, "标杆性智能工厂", 7, 200, None, "家", "target", IN_2025),
    (CITY, "生活数字化转型标杆场景", 7, 100, None, "个", "target", IN_2025),
    (CITY, "数字化转型示范医院", 7, 50, None, "个", "target", IN_2025),
    (CITY, "“一网通办”实际办件网办比例", 7, 80, None, "%", "target", IN_2025),
    (CITY, "“高效办成一件事”标杆场景", 7, 50, None, "个", "target", IN_2025),
    (CITY, "“高效处置一件事”标杆场景", 7, 35, None, "个", "target", IN_2025),
    (CITY, "物联感知终端数", 7, 1, "超过", "亿个", "target", IN_2025),
    (CITY, "开放公共数据规模", 7, 15, "超过", "亿条", "target", IN_2025),
    (JINSHAN, "经济领域专项行动", 6, 9, None, "个", "target", IN_THREE_YEARS),
    (JINSHAN, "经济领域任务", 6, 3, None, "项", "target", IN_THREE_YEARS),
    (JINSHAN, "化工行业企业数字化转型实施比例", 6, 70, None, "%", "target", IN_THREE_YEARS),
    (JINSHAN, "品牌农产品网络销售额占比", 6, 40, None, "%", "target", IN_THREE_YEARS),
    (JINSHAN, "核心数字经济产值规模", 6, 200, "突破", "亿元", "target", IN_THREE_YEARS),
    (JINSHAN, "生活数字化应用场景", 6, 40, "至少", "个", "target", IN_THREE_YEARS),
    (JINSHAN, "互联网医院", 6, 15, None, "个", "target", IN_THREE_YEARS),
    (JINSHAN, "智慧村庄", 6, 10, None, "个", "target", IN_THREE_YEARS),
    (JINSHAN, "治理应用场景", 6, 20, None, "个", "target", IN_THREE_YEARS),
    (JINSHAN, "治理标杆场景", 6, 6, None, "个", "target", IN_THREE_YEARS),
    (JINSHAN, "战略合作签约单位", 8, 6, None, "家", "actual", None),
    (JINSHAN, "智能化改造试点企业", 13, 92, None, "家", "actual", None),
    (JINSHAN, "市级软件和信息服务产业基地首期面积", 14, 1, None, "平方公里", "actual", None),
    (JINSHAN, "基地落户企业", 14, 2600, "超", "家", "actual", None),
    (JINSHAN, "软信业收入占比", 14, 70, "高达", "%", "actual", None),
]


@pytest.mark.parametrize(("document", "name", "paragraph", "value", "qualifier", "unit", "kind", "target"), FIGURES)
def test_a_figure_is_told_as_the_document_tells_it(
    told: dict[str, list[dict[str, Any]]],
    document: str, name: str, paragraph: int, value: float, qualifier: str | None, unit: str, kind: str,
    target: str | None,
) -> None:  # fmt: skip
    row = named(told, "indicators", name, document)
    zone, day = ("shanghai", CITY_DAY) if document == CITY else ("jinshan", JINSHAN_DAY)
    assert (row["value"], row["qualifier"], row["unit"]) == (value, qualifier, unit)
    assert (row["value_kind"], row["target_date"], row["as_of"]) == (kind, target, day)
    assert (row["geography"], row["zone_basis"]) == (zone, {zone: "stated"})
    assert paragraphs(row, document) == {paragraph}
    assert row["baseline_id"] is None


PARTS: list[tuple[str, int, int, list[str]]] = [  # name, paragraph, number of parts, some of them
    ("“1+4”目标体系", 7, 5, []),
    ("“1+3+6”任务体系", 8, 10, ["转型基础", "数字底座赋能工程"]),
    ("六大工程", 8, 6, ["数字价值提升", "应用场景共建"]),
    ("“四个新”", 10, 4, []),
    ("三大重点领域", 6, 3, ["经济", "生活", "治理"]),
    ("前沿数字技术方向", 11, 5, ["类脑智能", "DNA存储", "6G网络"]),
    ("场景建设原则", 12, 3, ["以人为本", "场景牵引", "急用先行"]),
    ("三个湾区", 3, 3, ["活力湾区"]),
    ("数智湾区的五个方面", 5, 5, ["数字底座", "数字安全"]),
    ("三类民生", 6, 3, ["基本民生", "质量民生", "底线民生"]),
    ("经济领域专项行动（金山）", 6, 3, ["数字化转型标杆企业创建专项行动"]),
]


@pytest.mark.parametrize(("name", "paragraph", "count", "some"), PARTS)
def test_a_scheme_has_its_parts(
    told: dict[str, list[dict[str, Any]]], name: str, paragraph: int, count: int, some: list[str]
) -> None:
    (row,) = (row for row in told["schemes"] if row["name_zh"] == name)
    assert paragraph in {each["paragraph"] for each in row["citations"]}
    assert len(row["parts"]) == count
    assert set(some) <= set(row["parts"])


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("数字经济特色集聚区（市级）", {"zhangjiang_shuzi", "changyang_xiudai"}),
        ("数字长三角实践引领区", {"hongqiao_shuniu", "changsanjiao_shifanqu", "g60_zoulang", "g50_ganxian"}),
        ("城市数字底座先行先试区域", {"pudong", "wuge_xincheng"}),
        ("三个湾区", {"jinshan"}),
    ],
)
def test_a_framework_has_its_members_and_its_day(
    told: dict[str, list[dict[str, Any]]], name: str, members: set[str]
) -> None:
    (row,) = (row for row in told["frameworks"] if row["name_zh"] == name)
    assert {each["zone_id"] for each in row["members"]} == members
    assert row["valid_from"] == (JINSHAN_DAY if members == {"jinshan"} else CITY_DAY)


def test_the_six_that_signed_are_three_bodies_and_three_companies(told: dict[str, list[dict[str, Any]]]) -> None:
    signed = {
        row["name_zh"]
        for table in ("organisations", "companies")
        for row in told[table]
        if row["relation"] == "strategic_partner"
    }
    assert signed == {"复旦大学类脑智能研究院", "市数交所", "市人工智能学会", "万达信息", "仪电集团", "商汤集团"}


# ---- What must not be said.


@pytest.mark.parametrize(
    "name", ["一体两翼三区", "1314", "133255", "千百十", "一区一特", "“南北转型”", "四大功能", "五个中心", "五个新城"]
)
def test_a_code_that_is_not_explained_has_no_parts_and_says_so(
    told: dict[str, list[dict[str, Any]]], name: str
) -> None:
    (row,) = (row for row in told["schemes"] if row["name_zh"] == name)
    assert row["parts"] == []
    assert "没有解释" in row["summary_zh"] or "没有写是哪五个" in row["summary_zh"]


FORBIDDEN = {
    "the names of the five new cities": "嘉定|松江|青浦|奉贤|南汇",
    "the full name of a body told by its short one": "上海数据交易所|上海市人工智能学会",
    "pinyin in a name": r"[\u4e00-\u9fff]\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+\)",
    "the altered name of a body as a name": '"(name_zh|aliases)": \\[?"时代数据中心',
    "the stray article at the foot of the page": "2034年|能不能去上海",
    "the site that republished": "lu-xu",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_row_holds(told: dict[str, list[dict[str, Any]]], what: str) -> None:
    texts = (json.dumps(row, ensure_ascii=False) for table in TABLES for row in told[table] if _is_ours(row))
    assert not [text for text in texts if re.search(FORBIDDEN[what], text)]


# Officials, reporters and editors of the two documents, as hashes, so that this file names nobody either.
PEOPLE = frozenset({
    "08574ca6da8f", "329c5c2eb945", "468c310693ad", "484e4f525e6d", "7e94b0208810",
    "82a2b496b9e1", "ae94e1072524", "bc1b4b9da5a6", "d72e3fedee73",
})  # fmt: skip


def test_no_row_names_a_person(told: dict[str, list[dict[str, Any]]]) -> None:
    texts = [json.dumps(row, ensure_ascii=False) for table in TABLES for row in told[table] if _is_ours(row)]
    runs = {text[start : start + long] for text in texts for start in range(len(text)) for long in (2, 3)}
    assert not [run for run in runs if _hashed(run) in PEOPLE]
    assert _hashed("上海") not in PEOPLE


def test_names_are_simplified(told: dict[str, list[dict[str, Any]]]) -> None:
    names = "".join(row["name_zh"] for table in TABLES for row in told[table] if _is_ours(row))
    assert not set(names) & set("區轉產業數鑫匯儀團萬達華纖漢鐘機紅雲醫療徵個體兩")


def test_a_body_with_an_altered_name_is_marked_as_doubtful(told: dict[str, list[dict[str, Any]]]) -> None:
    row = named(told, "organisations", "市大数据中心（名称存疑）", CITY)
    assert row["external"] is not None
    assert "推断" in row["summary_zh"]


@pytest.mark.parametrize("zone", ["yangpu", "binjiang", "dachuangzhi", "huantongji", "dachuanggu"])
def test_nothing_of_jinshan_or_of_the_whole_city_hangs_in_yangpu(register: Register, zone: str) -> None:
    shown = show_zone(register, zone)
    for table in ("initiatives", "companies", "organisations", "indicators", "places"):
        only = [row["id"] for row in shown[table] if {each["source"] for each in row["citations"]} == {JINSHAN}]
        assert not only
    assert not [row["id"] for row in shown["indicators"] if row["geography"] in ("shanghai", "jinshan")]


def test_goals_of_the_plan_are_no_actuals(told: dict[str, list[dict[str, Any]]]) -> None:
    rows = [row for row in told["indicators"] if paragraphs(row, CITY) or paragraphs(row, JINSHAN) & {6}]
    assert [row["id"] for row in rows if row["value_kind"] == "actual"] == ["plan_indicator_count"]
    assert not [row["id"] for row in rows if row["value_kind"] == "forecast"]


def test_regulations_were_not_yet_passed_and_plans_not_yet_issued(told: dict[str, list[dict[str, Any]]]) -> None:
    rows = [row for row in told["initiatives"] if "条例" in row["name_zh"] or "三年行动计划" in row["name_zh"]]
    ours = [row for row in rows if paragraphs(row, CITY) or paragraphs(row, JINSHAN)]
    assert len(ours) == 5
    assert {row["status"] for row in ours} == {"planned"}


def test_approved_is_not_built(told: dict[str, list[dict[str, Any]]]) -> None:
    assert named(told, "initiatives", "上海市工业互联网创新实践基地", JINSHAN)["status"] == "in_progress"
    assert named(told, "initiatives", "张江数字生态园", CITY)["status"] == "unknown"


def test_nobody_says_where_the_software_base_is(told: dict[str, list[dict[str, Any]]]) -> None:
    rows = [row for row in told["places"] if paragraphs(row, JINSHAN)]
    assert len(rows) == 4
    assert {(row["lon"], row["lat"]) for row in rows} == {(None, None)}


def test_the_city_names_no_company(told: dict[str, list[dict[str, Any]]]) -> None:
    assert not [row["id"] for row in told["companies"] if paragraphs(row, CITY)]


def test_jinshan_is_not_told_before_its_day(register: Register) -> None:
    shown = show_zone(register, "jinshan", date(2022, 7, 20))
    assert not [row for table in ("initiatives", "companies", "indicators", "frameworks") for row in shown[table]]


def _hashed(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


def _is_ours(row: dict[str, Any]) -> bool:
    return bool(paragraphs(row, CITY) or paragraphs(row, JINSHAN))
