"""Positions told in the systems that people read, against PROJ asked directly."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache

import numpy as np
import pyproj
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.datum import wgs84_to_gcj02
from geo.readout import belt_of, degrees_text, dms_text, read_out

WUJIAOCHANG = (121.5095, 31.3015)


@cache
def to(code: str) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs("EPSG:4326", code, always_xy=True)


def proj(code: str, lon: float, lat: float) -> tuple[float, float]:
    x, y = to(code).transform(lon, lat)
    return x, y


@cache
def described(code: str) -> tuple[str, float]:
    """The geodetic system and the central meridian that PROJ's own database has of a code."""
    crs = pyproj.CRS(code)
    assert crs.coordinate_operation is not None
    assert crs.geodetic_crs is not None
    meridian = next(each.value for each in crs.coordinate_operation.params if "longitude" in each.name.lower())
    return crs.geodetic_crs.name, float(meridian)


def test_degrees_and_hemispheres() -> None:
    assert degrees_text(121.502314, 31.279176) == "121.50231° E\u300031.27918° N"
    assert degrees_text(-70.5, -33.25) == "70.50000° W\u300033.25000° S"


def test_seconds_carry_over() -> None:
    assert dms_text(121.502314, 31.279176) == "121°30′08.33″E\u300031°16′45.03″N"
    assert dms_text(120.9999999999, -0.0, " ") == "121°00′00.00″E 0°00′00.00″N"


@pytest.mark.parametrize(
    ("lon", "code"),
    [
        (118.5, "EPSG:4549"),
        (121.4999, "EPSG:4549"),
        (121.5, "EPSG:4550"),
        (124.4, "EPSG:4550"),
        (118.4, None),
        (125, None),
    ],
)
def test_the_belts_meet_inside_the_district(lon: float, code: str | None) -> None:
    assert belt_of(lon) == code


@settings(deadline=None)  # PROJ is loaded in the first example
@given(st.floats(118.5, 124.499), st.floats(20, 45))
def test_the_belt_is_the_one_whose_meridian_is_nearer_and_its_metres_are_those_of_proj(lon: float, lat: float) -> None:
    found = read_out(lon, lat, "cgcs2000")
    assert found is not None
    datum, meridian = described(found.crs)
    assert datum == "China Geodetic Coordinate System 2000"
    assert abs(lon - meridian) <= 1.5 + 1e-9
    east, north = map(float, found.copied.split(", "))
    assert (east, north) == pytest.approx(proj(found.crs, lon, lat), abs=0.0051)


def test_metres_as_they_are_read() -> None:
    east, north = proj("EPSG:4550", *WUJIAOCHANG)
    found = read_out(*WUJIAOCHANG, "cgcs2000")
    assert found is not None
    assert found.crs == "EPSG:4550"
    assert found.text == f"E {east:,.1f} m\u3000N {north:,.1f} m".replace(",", "\u2009")
    assert re.fullmatch(r"E \d{3}\u2009\d{3}\.\d m\u3000N \d\u2009\d{3}\u2009\d{3}\.\d m", found.text)


def test_utm_and_gcj02() -> None:
    utm, gcj = read_out(*WUJIAOCHANG, "utm51"), read_out(*WUJIAOCHANG, "gcj02")
    assert utm is not None
    assert gcj is not None
    assert tuple(map(float, utm.copied.split(", "))) == pytest.approx(proj("EPSG:32651", *WUJIAOCHANG), abs=0.0051)
    shifted = wgs84_to_gcj02(np.array([WUJIAOCHANG]))[0].tolist()
    assert tuple(map(float, gcj.copied.split(", "))) == pytest.approx(shifted, abs=5.1e-6)
    assert gcj.crs == "GCJ-02"


@pytest.mark.parametrize(
    ("lon", "lat", "system"), [(87.6, 43.8, "cgcs2000"), (87.6, 43.8, "utm51"), (121.5, -31, "cgcs2000")]
)
def test_a_system_is_not_used_where_it_does_not_serve(lon: float, lat: float, system: str) -> None:
    assert read_out(lon, lat, system) is None  # type: ignore[arg-type]


def test_nothing_is_told_of_no_place() -> None:
    assert read_out(float("nan"), 31, "wgs84") is None


def test_degrees_need_no_proj() -> None:
    code = "import sys, geo.readout as r; r.read_out(121.5, 31.3, 'dms'); print({'pyproj', 'geo.crs'} & {*sys.modules})"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8").stdout
    assert said.strip() == "set()"
