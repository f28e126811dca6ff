"""The basemaps that ship with the atlas, from ``assets/tiles``, and finding any by name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import orjson

from layers.resources import asset
from layers.tiles.basemap import Basemap, BasemapError, TileLayer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["BUILT_IN", "basemap_from", "find_basemap", "key_variable", "presets"]

BUILT_IN = "builtin"  # the name of the one that needs no tiles
_FILES = ("tianditu", "amap", "openstreetmap")  # in the order in which they are offered


@cache
def presets() -> tuple[Basemap, ...]:
    """All that ship with the atlas, in the order in which they are offered."""
    found = []
    for name in _FILES:
        written = orjson.loads(asset("tiles", f"{name}.json").read_bytes())
        found += [basemap_from(each) for each in written["basemaps"]]
    return tuple(found)


def basemap_from(written: Mapping[str, Any]) -> Basemap:
    """A basemap as it is written in JSON; KeyError or TypeError where it is not one."""
    values = dict(written)
    values["layers"] = tuple(TileLayer(each["url"], tuple(each.get("hosts", ()))) for each in written["layers"])
    return Basemap(**values)


def find_basemap(name: str, own: Iterable[Basemap] = ()) -> Basemap | None:
    """The basemap of that name; None for the built-in one.

    Looks among the person's own, our presets, and last in xyzservices' list (such as
    ``OpenTopoMap``), which is loaded for that.

    Raises
    ------
    BasemapError
        Where nobody knows it.
    """
    if name == BUILT_IN:
        return None
    for each in (*own, *presets()):
        if each.id == name:
            return each
    from layers.tiles.catalogue import listed

    for each in listed():
        if each.id == name:
            return each
    names = " ".join((BUILT_IN, *(each.id for each in (*own, *presets()))))
    raise BasemapError("tiles.no_such_basemap", name=name, names=names)


def key_variable(key: str) -> str:
    """The environment variable that may hold a key."""
    return f"ATLAS_{key.upper()}_KEY"
