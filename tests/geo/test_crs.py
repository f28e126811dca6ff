"""One transformer factory: always x first, and only the systems offered."""

from __future__ import annotations

import numpy as np
import pytest

from geo.crs import OFFERED, WGS84, code_of, reproject, transformer
from geo.errors import CrsError


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("EPSG:4326", "EPSG:4326"),
        (" epsg:4549 ", "EPSG:4549"),
        ("urn:ogc:def:crs:EPSG::32651", "EPSG:32651"),
        ("urn:ogc:def:crs:EPSG:6.9:4490", "EPSG:4490"),
        ("http://www.opengis.net/def/crs/EPSG/0/3857", "EPSG:3857"),
        ("EPSG:900913", "EPSG:3857"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"),
        ("https://www.opengis.net/def/crs/OGC/1.3/CRS84", "EPSG:4326"),
    ],
)
def test_names(name: str, code: str) -> None:
    assert code_of(name) == code


@pytest.mark.parametrize("name", ["", "4326", "CGCS2000", "EPSG:abc", "EPSG:٤٣٢٦", "EPSG:" + "9" * 5000])
def test_names_that_say_nothing(name: str) -> None:
    with pytest.raises(CrsError) as caught:
        code_of(name)
    assert caught.value.code == "crs.unknown_name"


def test_every_offered_system_there_and_back() -> None:
    yangpu = np.array([[121.5, 31.3], [121.45, 31.25]])
    for code in OFFERED:
        there = reproject(yangpu, WGS84, code)
        assert reproject(there, code, WGS84) == pytest.approx(yangpu, abs=1e-9)
        assert (abs(there[:, 0]) < 180).all() == (code in {"EPSG:4326", "EPSG:4490"})


def test_a_system_not_offered() -> None:
    with pytest.raises(CrsError) as caught:
        reproject(np.zeros((1, 2)), "EPSG:2436", WGS84)
    assert caught.value.code == "crs.not_offered"


def test_transformers_are_kept() -> None:
    assert transformer("EPSG:4549", WGS84) is transformer("EPSG:4549", WGS84)
