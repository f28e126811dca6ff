"""``list``, ``show`` and ``search`` as DESIGN lays them down."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.desktop.commands.conftest import Atlas

ZONES = {
    "yangpu", "yangpu_kechuangdai", "dachuangzhi_corridor", "binjiang_showbelt", "binjiang", "binjiang_south",
    "binjiang_midnorth", "fuxing_island", "dachuangzhi", "huantongji", "wangu", "caida_jinrong_gu", "dachuanggu",
    "dalianlu_hq",
}  # fmt: skip
TABLES = [
    "zones", "places", "initiatives", "companies", "organisations", "indicators", "frameworks", "schemes", "sources",
]  # fmt: skip
SHOWN = ["initiatives", "companies", "organisations", "indicators", "places", "frameworks"]


def rows(atlas: Atlas, *words: str) -> Any:
    done = atlas(*words, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_one_json_array_whose_rows_have_all_keys(atlas: Atlas, table: str) -> None:
    found = rows(atlas, "list", table)
    assert found
    assert len({tuple(row) for row in found}) == 1, "unknown is null, never a missing key"
    ids = [row["id"] for row in found]
    assert len(ids) == len(set(ids))
    if table != "sources":
        assert {"id", "name_zh", "name_en", "summary_zh", "citations", "external"} <= found[0].keys()
        assert all(set(each) == {"source", "paragraph", "as_of"} for row in found for each in row["citations"])


def test_the_zones_and_their_parents(atlas: Atlas) -> None:
    zones = {row["id"]: row for row in rows(atlas, "list", "zones")}
    assert zones.keys() >= ZONES
    assert zones["yangpu_kechuangdai"]["parent_ids"] == ["yangpu"]
    assert "binjiang_showbelt" in zones["dalianlu_hq"]["parent_ids"]
    assert "dachuangzhi_corridor" in zones["huantongji"]["parent_ids"]
    assert zones["huantongji"]["stated_area_km2"] == 2.6
    assert 2.55 <= zones["huantongji"]["area_km2"] <= 2.70
    assert 1.1 <= zones["fuxing_island"]["area_km2"] <= 1.35
    assert {row["boundary"] for row in zones.values()} <= {"traced", "schematic", "none"}


def test_list_by_zone_and_date(atlas: Atlas) -> None:
    everywhere = rows(atlas, "list", "companies")
    here = rows(atlas, "list", "companies", "--zone", "binjiang_south")
    assert 0 < len(here) < len(everywhere)
    assert all("binjiang_south" in row["zone_ids"] for row in here)
    assert rows(atlas, "list", "companies", "--as-of", "2000-01-01") == []


def test_a_dossier(atlas: Atlas) -> None:
    dossier = rows(atlas, "show", "binjiang_south")
    assert dossier["id"] == "binjiang_south"
    assert all(isinstance(dossier[table], list) for table in SHOWN)
    assert dossier["companies"]
    text = atlas("show", "binjiang_south", env={"LANG": "zh_CN.UTF-8"})
    assert text.returncode == 0
    assert "滨江南段" in text.stdout
    assert dossier["companies"][0]["name_zh"] in text.stdout


def test_text_follows_the_language(atlas: Atlas) -> None:
    zh, en = atlas("list", "zones", "--lang", "zh"), atlas("list", "zones", "--lang", "en")
    assert zh.returncode == en.returncode == 0
    assert zh.stdout != en.stdout
    assert "环同济" in zh.stdout


def test_search(atlas: Atlas) -> None:
    found = rows(atlas, "search", "环同济")
    assert (found[0]["table"], found[0]["id"]) == ("zones", "huantongji")
    assert "huantongji" in atlas("search", "环同济").stdout
    nothing = atlas("search", "不存在的名字甲乙丙")
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert rows(atlas, "search", "不存在的名字甲乙丙") == []
