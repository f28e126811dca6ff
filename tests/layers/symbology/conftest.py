"""A layer of the user's own to be dressed: areas, some lines and points, with all kinds of values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
import pytest

from geo.read import parse_geojson
from layers.own import layer_of

if TYPE_CHECKING:
    from layers.layer import Layer

ROWS: list[dict[str, Any]] = [
    {"行业": "软件", "人数": 12, "产值": "1,200", "成立": "2015-03-01", "上市": True},
    {"行业": "软件", "人数": 340, "产值": "80", "成立": "2009-11-11", "上市": False},
    {"行业": "教育", "人数": None, "产值": "约500", "成立": None, "上市": False},
    {"行业": "", "人数": 7, "产值": None, "成立": "2020-01-01", "上市": None},
    {"行业": "设计", "人数": 7.5, "产值": 9, "成立": "2021-07-09"},
    {"行业": None, "人数": 55, "产值": {"a": 1}, "成立": "2023-08-17", "上市": True},
]


def own(rows: list[dict[str, Any]], kinds: str = "Polygon") -> Layer:
    """Rows side by side, north to south, as areas, or as the kinds named one for each."""
    features = []
    for i, row in enumerate(rows):
        x, y = 121.50, 31.30 - 0.01 * i
        kind = kinds.split()[i % len(kinds.split())]
        coordinates: Any = [x, y]
        if kind == "LineString":
            coordinates = [[x, y], [x + 0.01, y]]
        elif kind == "Polygon":
            coordinates = [[[x, y], [x + 0.01, y], [x + 0.01, y + 0.008], [x, y + 0.008], [x, y]]]
        geometry = {"type": kind, "coordinates": coordinates}
        features.append({"type": "Feature", "geometry": geometry, "properties": row})
    collection = orjson.dumps({"type": "FeatureCollection", "features": features})
    return layer_of(parse_geojson(collection, "企业.geojson")).layer


@pytest.fixture(name="firms", scope="session")
def firms_fixture() -> Layer:
    return own(ROWS)


@pytest.fixture(name="mixed", scope="session")
def mixed_fixture() -> Layer:
    return own(ROWS, "Polygon LineString Point")
