"""Dataclasses that are made quickly.

The window needs some sixty of them before its first map.  `dataclasses` writes and compiles up
to six methods for each, 0.5 ms a class and 30 ms a start; here the methods are common to all
classes and only ``__init__`` is compiled, when the first object is made.  To a type checker the
names below are those of the standard library, and they mean the same, for the options that this
project uses.
"""

from __future__ import annotations

from inspect import get_annotations
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, replace

__all__ = ["as_dict", "dataclass", "field", "field_names", "replace"]

_REQUIRED: Final = object()


def field_names(record: object) -> tuple[str, ...]:
    """The names of the fields of a record or of its class, in their order."""
    names: tuple[str, ...] = tuple(record.__record_fields__)  # type: ignore[attr-defined]
    return names


def as_dict(record: object) -> dict[str, Any]:
    """The fields of a record by name; their values are left as they are."""
    return {name: getattr(record, name) for name in field_names(record)}


class _Factory:
    """The default of a field that each object gets its own of."""

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


if not TYPE_CHECKING:

    def field(*, default_factory):
        """A field whose default is made anew for each object."""
        return _Factory(default_factory)

    def replace(record, /, **changes):
        """A copy with some fields changed; TypeError for one that it does not have."""
        return type(record)(**{**as_dict(record), **changes})

    def dataclass(*, slots, frozen=False, eq=True, kw_only=False):
        """Make a class of its annotations; always with slots."""
        if not slots:
            raise TypeError("records have slots")

        def made(cls):
            return _made(cls, frozen, eq, kw_only)

        return made


def _made(cls: type, frozen: bool, eq: bool, kw_only: bool) -> type:
    """The class again, with slots for its fields: they can't be added to one that stands."""
    own = {name: cls.__dict__.get(name, _REQUIRED) for name in get_annotations(cls)}
    space = {name: value for name, value in cls.__dict__.items() if name not in {*own, "__dict__", "__weakref__"}}
    fields = {**getattr(cls, "__record_fields__", {}), **own}
    common = {**_COMMON, **(_COMPARED if eq else {}), **(_FROZEN if frozen else {})}
    space = {**common, **space, "__slots__": tuple(own), "__record_fields__": fields}
    space["__match_args__"] = () if kw_only else tuple(fields)
    made: Any = type(cls)(cls.__name__, cls.__bases__, space)

    def start(record: object, *values: object, **named: object) -> None:
        made.__init__ = _initialiser(made, frozen, kw_only)
        made.__init__(record, *values, **named)

    made.__init__ = start
    return made  # type: ignore[no-any-return]


def _initialiser(made: Any, frozen: bool, kw_only: bool) -> Callable[..., None]:
    """The ``__init__`` of a class, compiled: a loop over the fields would take four times as long a call."""
    known: dict[str, Any] = {"_set": object.__setattr__}
    arguments, lines = ["self", *(["*"] if kw_only else [])], []
    for name, default in made.__record_fields__.items():
        value = name
        if isinstance(default, _Factory):
            known[f"_make_{name}"], known["_unset"] = default.make, _REQUIRED
            arguments.append(f"{name}=_unset")
            value = f"_make_{name}() if {name} is _unset else {name}"
        elif default is _REQUIRED:
            arguments.append(name)
        else:
            known[f"_default_{name}"] = default
            arguments.append(f"{name}=_default_{name}")
        lines.append(f" _set(self, {name!r}, {value})" if frozen else f" self.{name} = {value}")
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec(f"def __init__({', '.join(arguments)}):\n" + "\n".join(lines or [" pass"]), known)  # noqa: S102
    initialiser: Callable[..., None] = known["__init__"]
    initialiser.__qualname__ = f"{made.__qualname__}.__init__"
    return initialiser


def _values(record: Any) -> tuple[object, ...]:
    return tuple([getattr(record, name) for name in record.__record_fields__])


def _equal(record: object, other: object) -> Any:
    return _values(record) == _values(other) if other.__class__ is record.__class__ else NotImplemented


def _hashed(record: object) -> int:
    return hash(_values(record))


def _told(record: Any) -> str:
    facts = ", ".join(f"{name}={value!r}" for name, value in as_dict(record).items())
    return f"{type(record).__qualname__}({facts})"


def _kept(record: object, name: str, *_: object) -> None:
    raise AttributeError(f"{type(record).__name__} is frozen: {name} stays as it is")


def _restored(record: object, state: dict[str, object]) -> None:
    for name, value in state.items():
        object.__setattr__(record, name, value)


_COMMON: Final = {"__repr__": _told, "__getstate__": as_dict, "__setstate__": _restored}
_COMPARED: Final = {"__eq__": _equal, "__hash__": _hashed}
_FROZEN: Final = {"__setattr__": _kept, "__delattr__": _kept}
