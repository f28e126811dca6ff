"""The fields of a layer and its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from layers.compose import compose
from layers.expression import Numbers, Texts
from layers.fields import column, field_names, fields
from layers.register import read_register

if TYPE_CHECKING:
    from layers.layer import Layer


def test_fields_come_in_order_with_what_they_are(firms: Layer) -> None:
    found = [(each.name, each.type, each.sample) for each in fields(firms)]
    assert found == [
        ("行业", "text", "软件"),
        ("人数", "number", "12"),
        ("产值", "mixed", "1,200"),
        ("成立", "date", "2015-03-01"),
        ("上市", "flag", "1"),
    ]


def test_columns_are_numbers_or_texts(firms: Layer) -> None:
    staff = column(firms, "人数")
    assert isinstance(staff, Numbers)
    np.testing.assert_array_equal(staff.values, [12, 340, np.nan, 7, 7.5, 55])
    listed = column(firms, "上市")
    assert isinstance(listed, Numbers)
    np.testing.assert_array_equal(listed.values, [1, 0, 0, np.nan, np.nan, 1])
    turnover = column(firms, "产值")
    assert isinstance(turnover, Texts)
    told = [None if code < 0 else turnover.labels[code] for code in turnover.codes.tolist()]
    assert told == ["1,200", "80", "约500", None, "9", '{"a":1}']


def test_a_column_is_read_once_and_a_missing_field_is_named(firms: Layer) -> None:
    assert column(firms, "行业") is column(firms, "行业")
    assert "面积" not in field_names(firms)
    with pytest.raises(KeyError):
        column(firms, "面积")


def test_ours_have_their_attributes() -> None:
    places = compose(read_register()).layer("places")
    assert {"kind", "name_zh", "verified"} <= {each.name for each in fields(places)}
    kinds = column(places, "kind")
    assert isinstance(kinds, Texts)
    assert "station" in kinds.labels
