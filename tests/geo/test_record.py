"""Records against the dataclasses of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import TYPE_CHECKING, Any

import pytest

from geo.record import as_dict, dataclass, field, field_names, replace

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with a list of its own."""

    x: float
    y: float = 0.0
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Refuse what is not on the sheet."""
        if self.x < 0:
            raise ValueError(self.x)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """With a name, by keyword."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Town(Named):
    """Of a class that has fields itself."""

    people: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One of a kind."""

    number: int


@dataclass(slots=True, eq=False)
class Counter:
    """Can be changed."""

    count: int = 0


def test_a_record_reads_like_a_dataclass_of_the_standard_library() -> None:
    def like(cls: type) -> Any:
        space = {name: getattr(cls, name) for name in ("__post_init__",) if hasattr(cls, name)}
        space |= {"__annotations__": cls.__annotations__, "y": 0.0, "notes": dataclasses.field(default_factory=list)}
        return dataclasses.dataclass(frozen=True)(type("Spot", (), space))

    twin = like(Spot)
    assert repr(Spot(1.0, notes=["a"])) == repr(twin(1.0, notes=["a"]))
    assert field_names(Spot) == tuple(each.name for each in dataclasses.fields(twin))
    assert as_dict(Spot(1.0, 2.0)) == dataclasses.asdict(twin(1.0, 2.0))
    assert Spot.__match_args__ == twin.__match_args__


def test_records_are_equal_by_their_values_and_only_within_their_class() -> None:
    assert Named(name="a") == Named(name="a") != Named(name="b")
    assert hash(Named(name="a")) == hash(Named(name="a"))
    assert Named(name="a") != Town(name="a")
    assert Job(1) != Job(1)
    assert len({Job(1), Job(1)}) == 2


def test_each_object_has_defaults_of_its_own() -> None:
    first, second = Spot(1.0), Spot(1.0)
    first.notes.append("a")
    assert second.notes == []


@pytest.mark.parametrize("change", [lambda spot: setattr(spot, "x", 2.0), lambda spot: delattr(spot, "x")])
def test_a_frozen_record_keeps_its_values(change: Callable[[Spot], None]) -> None:
    spot = Spot(1.0)
    with pytest.raises(AttributeError, match="x"):
        change(spot)
    assert spot.x == 1.0


def test_a_record_takes_no_other_attributes() -> None:
    counter = Counter()
    counter.count += 1
    assert counter.count == 1
    with pytest.raises(AttributeError):
        counter.other = 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "make",
    [
        Spot,
        lambda: Spot(1.0, z=2.0),  # type: ignore[call-arg]
        lambda: Town("a"),  # type: ignore[call-arg]
        lambda: replace(Spot(1.0), z=2.0),  # type: ignore[call-arg]
    ],
)
def test_wrong_arguments_are_refused(make: Callable[[], object]) -> None:
    with pytest.raises(TypeError):
        make()


def test_what_follows_the_fields_runs_for_copies_too() -> None:
    assert replace(Spot(1.0), y=3.0) == Spot(1.0, 3.0)
    with pytest.raises(ValueError, match="-1"):
        replace(Spot(1.0), x=-1.0)


@pytest.mark.parametrize("record", [Spot(1.0, 2.0, ["a"]), Town(name="a", people=3), Named(name="b")])
def test_records_are_copied_and_pickled(record: object) -> None:
    assert copy.deepcopy(record) == record
    assert pickle.loads(pickle.dumps(record)) == record


def test_a_class_of_slots_only() -> None:
    with pytest.raises(TypeError):
        dataclass(frozen=True, slots=False)
