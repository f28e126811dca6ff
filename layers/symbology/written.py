"""Symbologies and labels as plain values for JSON, and back.

What another version wrote and this one does not know is refused by name; what is left out has
its default, so that old files stay readable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from geo.errors import ReadError
from geo.record import as_dict, field_names
from layers.symbology.symbology import (
    PLAIN,
    Categorised,
    Category,
    Graduated,
    Labelling,
    Look,
    Rule,
    RuleBased,
    Single,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from layers.symbology.symbology import Symbology

__all__ = ["labelling_from", "symbology_from", "written"]

_NAMES: Final = {Single: "single", Categorised: "categorised", Graduated: "graduated", RuleBased: "rules"}
_KINDS: Final = {name: kind for kind, name in _NAMES.items()}


def written(value: Symbology | Labelling | None) -> dict[str, Any] | None:
    """A symbology, or labels, as a dict of strings, numbers, lists and dicts; None for none."""
    if value is None:
        return None
    plain: dict[str, Any] = _plain(value)
    return plain if isinstance(value, Labelling) else {"kind": _NAMES[type(value)], **plain}


def symbology_from(plain: Mapping[str, Any] | None) -> Symbology | None:
    """The symbology that `written` wrote.

    Raises
    ------
    ReadError
        For a kind, a member or a value that this version does not know.
    """
    if plain is None:
        return None
    kind = _KINDS.get(str(plain.get("kind")))
    if kind is None:
        raise ReadError("symbology.unknown", found=str(plain.get("kind")))
    made: Symbology = _record(kind, {name: value for name, value in plain.items() if name != "kind"})
    if isinstance(made, Graduated):
        classes = max(len(made.bounds) - 1, 0)
        if not len(made.looks) == len(made.labels) == classes or list(made.bounds) != sorted(made.bounds):
            raise ReadError("symbology.unknown", found="bounds")
    return made


def labelling_from(plain: Mapping[str, Any] | None) -> Labelling | None:
    """The labels that `written` wrote.

    Raises
    ------
    ReadError
        As `symbology_from`.
    """
    if plain is None:
        return None
    made: Labelling = _record(Labelling, plain)
    return made


def _plain(value: Any) -> Any:
    """What is not as by default; a look that says nothing is an empty dict."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if hasattr(value, "__record_fields__"):
        return {name: _plain(each) for name, each in as_dict(value).items() if each is not None or name in _NONE_SAYS}
    return value


# Where None says something: no value, nothing for the others, nothing for the unknown.
_NONE_SAYS: Final = frozenset({"value", "other", "missing"})


def _look(value: Any) -> Look | None:
    return None if value is None else _record(Look, value)


_PARTS: Final[Mapping[tuple[type, str], Callable[[Any], Any]]] = {
    (Look, "dash"): lambda value: tuple(map(_number, value)),
    (Categorised, "classes"): lambda value: tuple(_record(Category, each) for each in value),
    (Graduated, "bounds"): lambda value: tuple(map(_number, value)),
    (Graduated, "labels"): lambda value: tuple(map(str, value)),
    (Graduated, "looks"): lambda value: tuple(_look(each) or PLAIN for each in value),
    (RuleBased, "rules"): lambda value: tuple(_record(Rule, each) for each in value),
    **{
        (kind, name): _look
        for kind in (Single, Categorised, Graduated, RuleBased)
        for name in ("base", "other", "missing")
    },
    **{(kind, "look"): _look for kind in (Category, Rule)},
}


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ReadError("symbology.unknown", found=str(value))
    return float(value)


def _record(kind: Any, plain: Any) -> Any:
    if not isinstance(plain, dict):
        raise ReadError("symbology.unknown", found=str(plain))
    if strange := sorted(set(plain) - set(field_names(kind))):
        raise ReadError("symbology.unknown", found=strange[0])
    try:
        return kind(**{name: _PARTS.get((kind, name), _same)(value) for name, value in plain.items()})
    except TypeError as error:  # a member is missing, or is of another type
        raise ReadError("symbology.unknown", found=kind.__name__) from error


def _same(value: Any) -> Any:
    return value
