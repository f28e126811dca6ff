"""Stations, parks, campuses and other places: their marks and their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.mercator import ground_factor
from layers.display import Icon, Mark
from layers.ground.pick import rows_of, visible
from layers.labels.points import name_of, set_name
from layers.labels.room import around

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from layers.labels.sheet import Sheet

__all__ = ["mark_places", "mark_stations", "name_greens", "name_places", "name_stations"]

_STATIONS_TO, _PLACES_TO, _GREENS_TO, _FIRST_GREENS_TO = 150_000, 30_000, 50_000, 80_000
_ICON = 13.0
_LATITUDE = 31.29  # of the district; good to 0.1 % for the width of a ring
_GREEN_KINDS = frozenset({"park", "campus"})


def _points(sheet: Sheet) -> Iterator[tuple[Mapping[str, Any], float, float]]:
    """The shown places on the sheet, with their pixels."""
    layer = visible(sheet.scene, "places")
    if layer is None:
        return
    for row, i, shapes in rows_of(layer, "point"):
        x, y = sheet.viewport.to_px(shapes.parts(i)[0])[0]
        if sheet.sees(x, y, margin=20):
            yield layer.attributes[row], float(x), float(y)


def mark_stations(sheet: Sheet) -> None:
    """A small ring for each metro station whose position is known."""
    if sheet.scale > _STATIONS_TO:
        return
    symbol = sheet.style.symbol_for({"class": "station"})
    k = sheet.style.width_factor(sheet.scale)
    for row, x, y in _points(sheet):
        if row["kind"] == "station" and row["verified"]:
            sheet.placed.append(Mark(x, y, symbol.radius * k, symbol.fill, symbol.edge, symbol.width * k))


def mark_places(sheet: Sheet) -> None:
    """An icon for each place with a position of its own; doubtful ones are rings on the ground."""
    if sheet.scale > _PLACES_TO:
        return
    for row, x, y in _points(sheet):
        if row["kind"] != "station" and row["verified"]:
            sheet.placed.append(Icon(_icon(row["kind"]), x, y, _ICON, _ink(sheet, row["kind"])))
            sheet.room.take([around(x, y, _ICON, _ICON)])


def name_places(sheet: Sheet) -> None:
    """Names of places from 1 : 30 000; of a doubtful one in the middle of its ring, if that is wide enough."""
    if sheet.scale > _PLACES_TO:
        return
    for row, x, y in _points(sheet):
        if row["kind"] == "station":
            continue
        name, ink = name_of(sheet, row), _ink(sheet, row["kind"])
        if row["verified"]:
            set_name(sheet, name, (x, y), 12, ink, clear=_ICON / 2)
        else:
            radius = float(row["accuracy_m"] / ground_factor(_LATITUDE) / sheet.viewport.resolution)
            set_name(sheet, name, (x, y), 12, ink, within=radius)


def name_stations(sheet: Sheet) -> None:
    """Names of metro stations from 1 : 30 000."""
    if sheet.scale > _PLACES_TO:
        return
    ink = sheet.style.colour("text_3")
    for row, x, y in _points(sheet):
        if row["kind"] == "station" and row["verified"]:
            set_name(sheet, name_of(sheet, row), (x, y), 10, ink, clear=4, breaks=False)


def name_greens(sheet: Sheet) -> None:
    """Parks and campuses of the basemap: a first few from 1 : 80 000, all from 1 : 50 000."""
    layer = visible(sheet.scene, "basemap.green")
    if layer is None or sheet.scale > _FIRST_GREENS_TO:
        return
    first = sheet.style.first_greens
    shown = []
    for kind in ("polygon", "point"):
        for row, i, shapes in rows_of(layer, kind):
            points = sheet.viewport.to_px(np.concatenate(shapes.parts(i)))
            x, y = (points.min(axis=0) + points.max(axis=0)) / 2
            attributes = layer.attributes[row]
            if sheet.sees(x, y) and (sheet.scale <= _GREENS_TO or attributes["id"] in first):
                shown.append((attributes, float(x), float(y)))
    named = {row["name_zh"] for row, _, _ in _points(sheet)} if sheet.scale <= _PLACES_TO else set()
    for attributes, x, y in shown:
        if attributes["name_zh"] not in named:
            kind = str(attributes["kind"]).removesuffix("_label")
            set_name(sheet, name_of(sheet, attributes), (x, y), 10.5, sheet.style.colour(f"text_{kind}"))


def _icon(kind: str) -> str:
    return kind if kind in _GREEN_KINDS else "place"


def _ink(sheet: Sheet, kind: str) -> str:
    return sheet.style.colour(f"text_{kind}" if kind in _GREEN_KINDS else "text_2")
