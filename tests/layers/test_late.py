"""A table that waits is the table that it would have been."""

import pytest

from layers.late import Late
from layers.register import read_register
from layers.resources import asset


def test_nothing_is_read_before_somebody_looks_and_nothing_twice() -> None:
    looks = []

    def read() -> dict[str, int]:
        looks.append(1)
        return {"a": 1, "b": 2}

    late = Late(read)
    assert looks == []
    assert list(late) == ["a", "b"]
    assert late["b"] == 2
    assert len(late) == 2
    assert "c" not in late
    assert looks == [1]


def test_what_goes_wrong_goes_wrong_at_the_first_look() -> None:
    def read() -> dict[str, int]:
        raise ValueError("broken")

    late = Late(read)
    with pytest.raises(ValueError, match="broken"):
        late.get("a")


def test_the_shipped_register_is_the_same_read_late_or_at_once() -> None:
    late, at_once = read_register(), read_register(asset("register"))
    for table in (
        "initiatives",
        "indicators",
        "frameworks",
        "schemes",
        "companies",
        "organisations",
        "places",
        "zones",
    ):
        assert dict(getattr(late, table)) == dict(getattr(at_once, table)), table
    assert late.version == at_once.version
