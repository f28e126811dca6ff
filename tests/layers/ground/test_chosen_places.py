"""Selected places are seen on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyproj
import pytest

from geo.mercator import to_lonlat, to_mercator
from geo.record import replace
from layers.compose import compose
from layers.display import Stroke
from layers.ground.chosen_places import selected_places
from layers.register import read_register
from layers.style import load_style

if TYPE_CHECKING:
    from layers.entries import Place

GEOD = pyproj.Geod(ellps="WGS84")


def at(place: Place) -> tuple[float, ...]:
    """Where it lies, in EPSG:3857."""
    return tuple(to_mercator(np.array([place.lonlat]))[0].tolist())


def test_a_known_position_has_a_spot_and_a_doubtful_one_its_circle() -> None:
    scene = compose(read_register())
    places = [place for place in scene.register.places.values() if place.lonlat is not None]
    known, doubtful = next(each for each in places if each.verified), next(each for each in places if not each.verified)
    chosen = scene.selected(("places", known.id), ("places", doubtful.id), ("zones", "wangu"))
    drawn = [each for each in selected_places(chosen, load_style("light"), 1.0) if isinstance(each, Stroke)]
    spots = [each for each in drawn if each.shapes.kind == "point"]
    circles = [each for each in drawn if each.shapes.kind == "polygon"]
    assert len(spots) + len(circles) == len(drawn)
    assert {tuple(each.shapes.xy[0].tolist()) for each in spots} == {at(known)}
    lon, lat = doubtful.lonlat or (0.0, 0.0)
    away = [GEOD.inv(lon, lat, *to_lonlat(x, y))[2] for each in circles for x, y in each.shapes.xy.tolist()]
    assert doubtful.accuracy_m == pytest.approx(min(away), rel=0.01)
    assert doubtful.accuracy_m == pytest.approx(max(away), rel=0.01)


def test_none_where_places_are_hidden_or_nothing_is_selected() -> None:
    scene = compose(read_register())
    style = load_style("dark")
    assert not list(selected_places(scene, style, 1.0))
    place = next(place for place in scene.register.places.values() if place.lonlat is not None)
    hidden = scene.changed("places", lambda layer: replace(layer, visible=False)).selected(("places", place.id))
    assert not list(selected_places(hidden, style, 1.0))
