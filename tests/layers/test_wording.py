"""The register's values in words."""

from __future__ import annotations

from datetime import date

import pytest

from layers.messages import messages
from layers.provenance import Citation
from layers.register import Register, read_register
from layers.wording import (
    as_of_text,
    basis_text,
    boundary_text,
    citation_text,
    citations_text,
    kind_text,
    listed,
    relation_text,
    status_text,
    status_words,
    whole_citation,
    zone_kind_text,
)

ZH, EN = messages("zh"), messages("en")


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


def test_citations_give_month_and_paragraph_unbroken(register: Register) -> None:
    assert citation_text(Citation("yangpu_2023_08", 53), register.sources) == "2023-08\xa0¶53"
    several = [Citation("yangpu_2023_08", 44), Citation("yangpu_2023_08", 53), Citation("yangpu_2023_04", 14)]
    assert citations_text(several, register.sources) == "2023-08\xa0¶44\xa0¶53; 2023-04\xa0¶14"
    assert citations_text([], register.sources) == ""


def test_the_whole_citation_names_the_document_and_never_its_file(register: Register) -> None:
    source = register.sources["yangpu_2023_08"]
    whole = whole_citation(source, [44, 53], ZH)
    assert whole == f"{source.title_zh}，2023-08，¶44 ¶53"
    assert source.document not in whole
    assert whole_citation(source, [44], EN) == f"{source.title_en}, 2023-08, ¶44"


def test_a_status_says_what_fits_the_thing(register: Register) -> None:
    words = {
        register.companies["meituan"]: ("建设中", "under construction"),
        register.companies["dewu"]: ("创新业务已入驻", "new businesses moved in"),
        register.organisations["social_governance_base"]: ("已成立", "set up"),
        register.organisations["cyber_institute"]: ("已落户", "settled"),
        register.organisations["technology_exchange"]: ("文件未说", "not stated"),
        register.initiatives["cultural_industry_park"]: ("已入选", "awarded"),
        register.initiatives["waterfront_spaces"]: ("已建成", "completed"),
        register.initiatives["nice2035"]: ("推进中", "in progress"),
        register.initiatives["fudan_future_valley"]: ("规划", "planned"),
    }
    assert {entry: (status_text(entry, ZH), status_text(entry, EN)) for entry in words} == words


def test_planned_never_reads_as_built() -> None:
    built = {status_words(relation, kind, "done", ZH) for relation in ("", "founded") for kind in ("", "project")}
    assert status_words("headquarters_project", "project", "planned", ZH) not in built
    assert status_words("", "project", "planned", ZH) not in built


def test_kinds_and_relations_have_words(register: Register) -> None:
    assert kind_text("companies", "project", ZH) == "总部项目"
    assert kind_text("initiatives", "project", ZH) == "项目"
    assert relation_text(register.companies["dewu"], EN) == "new businesses moved in"
    assert relation_text(register.organisations["fudan_university"], ZH) == ""
    for table in ("places", "initiatives", "companies", "organisations"):
        for row in getattr(register, table).values():
            assert kind_text(table, row.kind, ZH) != row.kind
            assert kind_text(table, row.kind, EN)


def test_every_relation_in_the_register_has_words_in_both_languages(register: Register) -> None:
    relations = {row.relation for row in register.companies.values()}
    relations |= {row.relation for row in register.organisations.values()}
    relations -= {""}
    assert relations
    assert [
        word for word in relations if not (ZH.has(f"fact.relation.{word}") and EN.has(f"fact.relation.{word}"))
    ] == []


def test_a_code_without_words_is_shown_as_it_stands() -> None:
    assert kind_text("initiatives", "moon_base", ZH) == "moon_base"


def test_zones_say_what_they_are_and_how_sure_their_outline_is(register: Register) -> None:
    assert zone_kind_text(register.zones["huantongji"], ZH) == "功能区 · 一廊成员"
    assert zone_kind_text(register.zones["dachuanggu"], ZH) == "功能区 · 一带成员"
    assert zone_kind_text(register.zones["yangpu"], ZH) == "行政区"
    assert boundary_text(register.zones["huantongji"], ZH) == "示意范围"
    assert boundary_text(register.zones["fuxing_island"], ZH) == "描绘范围"
    assert [basis_text(basis, ZH) for basis in ("stated", "located", "inferred")] == ["文件载明", "位置", "推断"]


def test_dates_and_lists_follow_the_language() -> None:
    assert as_of_text(date(2023, 8, 17), ZH) == "截至 2023-08"
    assert as_of_text(date(2023, 8, 17), EN) == "as of 2023-08"
    assert as_of_text(None, ZH) == ""
    assert listed(["甲", "乙"], "zh") == "甲、乙"
    assert listed(["a", "b"], "en") == "a, b"
