"""Names break where a reader would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.labels.wrap import wrapped


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("环同济", ["环同济"]),
        ("滨江|中北段", ["滨江中北段"]),
        ("大连路|总部集聚区", ["大连路", "总部集聚区"]),
        ("同济大学四平路校区", ["同济大学", "四平路校区"]),
        ("共青森林公园", ["共青森", "林公园"]),
        ("Dalian Road HQ Cluster", ["Dalian Road HQ", "Cluster"]),
        ("NICE2035", ["NICE2035"]),
    ],
)
def test_breaks(name: str, lines: list[str]) -> None:
    assert wrapped(name) == lines


@given(st.text(st.sampled_from("杨浦大学园 abcd 12"), min_size=1, max_size=30))
def test_no_letter_is_lost(name: str) -> None:
    assert "".join(wrapped(name)).replace(" ", "") == name.replace(" ", "")
