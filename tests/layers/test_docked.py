"""Stacks of what is known to be in a zone but not where."""

from __future__ import annotations

from datetime import date

import pytest

from geo.record import replace
from layers.docked import docked, stack_kind
from layers.provenance import ZoneLink
from layers.register import Register, read_register


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


STACKS = {
    "binjiang_south": {"project": 5},
    "binjiang_midnorth": {"platform": 2},
    "dachuanggu": {"company": 2, "platform": 3},
    "huantongji": {"platform": 2},
}


def test_the_counts_are_those_of_the_document(register: Register) -> None:
    found = {
        zone: {stack.kind: len(stack.entries) for stack in stacks}
        for zone in register.zones
        if (stacks := docked(register, zone))
    }
    assert found == STACKS
    assert sum(sum(kinds.values()) for kinds in found.values()) == 14


def test_companies_come_before_platforms(register: Register) -> None:
    assert [stack.kind for stack in docked(register, "dachuanggu")] == ["company", "platform"]


@pytest.mark.parametrize(
    "zone", ["yangpu", "yangpu_kechuangdai", "dachuangzhi_corridor", "binjiang_showbelt", "binjiang", ""]
)
def test_the_district_and_the_umbrellas_have_none(register: Register, zone: str) -> None:
    assert docked(register, zone) == ()


def test_nothing_is_docked_before_a_document_tells_of_it(register: Register) -> None:
    assert docked(register, "binjiang_south", date(2023, 8, 16)) == ()
    assert docked(register, "binjiang_south", date(2023, 8, 17)) != ()


def test_what_has_a_position_is_drawn_there_instead(register: Register) -> None:
    company = register.companies["dewu"]
    site = replace(next(iter(register.places.values())), id="dewu")
    placed = replace(register, places={**register.places, "dewu": site})
    assert [row.id for row in docked(placed, "dachuanggu")[0].entries] == ["xiaohongshu"]
    located = replace(company, links=(ZoneLink("dachuanggu", "located", "", ()),))
    moved = replace(register, companies={**register.companies, "dewu": located})
    assert [row.id for row in docked(moved, "dachuanggu")[0].entries] == ["xiaohongshu"]


def test_universities_and_exchanges_never_dock(register: Register) -> None:
    kinds = {row.kind for row in register.organisations.values()}
    assert {kind for kind in kinds if stack_kind("organisations", kind)} == {"platform"}
    assert stack_kind("companies", "project") == "project"
    assert stack_kind("initiatives", "project") is None
