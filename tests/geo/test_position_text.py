"""Positions as people type them: what is read, what is refused, and that all we tell is read back."""

from __future__ import annotations

import pyproj
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.position_text import PositionError, read_position
from geo.readout import SYSTEMS, dms_text, read_out
from layers.messages import messages

LONS, LATS = st.floats(119.1, 124.4), st.floats(20, 45)
YANGPU = (121.52, 31.3)


@pytest.mark.parametrize(
    "text",
    [
        "121.52, 31.30",
        "121.52 31.3",
        "121.52，31.30",
        "31.30N 121.52E",
        "31.30 N, 121.52 E",
        "31.30n121.52e",
        "N31.3, E121.52",
        "E121.52N31.3",
        "lon: 121.52 lat: 31.3",
        "北纬31.3度 东经121.52度",
        "北纬31度18分0秒，东经121度31分12秒",
        "31°18′00″N 121°31′12″E",
        "31°18'00\"N, 121°31'12\"E",
        "31°18''N 121°31'12''E".replace("''N", "'00''N"),
        "31°18′N 121°31.2′E",
        "31:18:00 121:31:12",
        "121:31:12, 31:18",
        "31 18 0 121 31 12",
        "31 18 0 N 121 31 12 E",
        "(121.52, 31.30)",
        "１２１．５２　３１．３０",
        "121.52° E\u300031.30° N",
        "x=121.52 y=31.3",
    ],
)
def test_degrees_in_many_forms(text: str) -> None:
    found = read_position(text)
    assert (found.lon, found.lat) == pytest.approx(YANGPU, abs=1e-9)
    assert found.crs == "EPSG:4326"


def test_an_order_that_can_only_be_the_other_is_swapped_and_said() -> None:
    assert read_position("31.30, 121.52").swapped
    assert not read_position("121.52, 31.30").swapped
    assert not read_position("31.30N 121.52E").swapped
    both = read_position("10, 20")  # fits either way: longitude first, as always, and nothing is guessed
    assert (both.lon, both.lat, both.swapped) == (10, 20, False)


def test_the_southern_and_the_western_half() -> None:
    for text in ("33.45S 70.66W", "-70.66, -33.45", "南纬33.45 西经70.66"):
        found = read_position(text)
        assert (found.lon, found.lat) == (-70.66, -33.45)
    assert read_position("-0°30′0″N 10°0′0″E").lat == -0.5


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{e}, {n}", None),
        ("{n} {e}", None),
        ("X={n} Y={e}", None),
        ("E {e} m N {n} m", None),
        ("40{e}, {n}", "EPSG:4549"),
        ("{n}, 41{e}", "EPSG:4550"),
    ],
)
@pytest.mark.parametrize("belt", ["EPSG:4549", "EPSG:4550"])
def test_metres_of_the_belts(text: str, code: str | None, belt: str) -> None:
    belt = code or belt
    lon = 121.45 if belt == "EPSG:4549" else 121.55
    to = pyproj.Transformer.from_crs("EPSG:4326", belt, always_xy=True)
    east, north = to.transform(lon, 31.3)
    found = read_position(text.format(e=f"{east:010.3f}", n=f"{north:.3f}"), near=(lon, 31.3))
    assert found.crs == belt
    assert (found.lon, found.lat) == pytest.approx((lon, 31.3), abs=1e-7)


def test_a_zone_number_decides_against_what_is_near() -> None:
    east, north = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:4529", always_xy=True).transform(123.2, 31.3)
    found = read_position(f"{east:.2f} {north:.2f}", near=(120.1, 31.3))
    assert (found.lon, found.lat) == pytest.approx((123.2, 31.3), abs=1e-6)


def test_chosen_systems_decide_what_numbers_mean() -> None:
    east, north = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:32651", always_xy=True).transform(*YANGPU)
    found = read_position(f"{east} {north}", "utm51")
    assert (found.lon, found.lat) == pytest.approx(YANGPU)
    assert found.crs == "EPSG:32651"
    shifted = read_position("121.52, 31.30", "gcj02")
    assert shifted.crs == "GCJ-02"
    assert 0.003 < 121.52 - shifted.lon < 0.006  # half a kilometre


@settings(deadline=None)  # PROJ is loaded in the first example
@given(LONS, LATS, st.sampled_from(SYSTEMS))
def test_what_is_copied_is_read_back(lon: float, lat: float, system: str) -> None:
    told = read_out(lon, lat, system)  # type: ignore[arg-type]
    assert told is not None
    for text in (told.copied, told.text):
        found = read_position(text, system, near=(lon, lat))  # type: ignore[arg-type]
        assert (found.lon, found.lat) == pytest.approx((lon, lat), abs=6e-6)
        assert found.crs == told.crs


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_seconds_are_read_back_all_over_the_globe(lon: float, lat: float) -> None:
    found = read_position(dms_text(lon, lat))
    assert (found.lon, found.lat) == pytest.approx((lon, lat), abs=1.5e-6)


@settings(deadline=None)
@given(st.text(alphabet="0123456789.,;:°′″'\"NSEWXY -+度分秒东北经纬abc\u2009\u3000", max_size=40))
def test_whatever_is_typed_is_read_or_refused_in_words(text: str) -> None:
    try:
        found = read_position(text)
    except PositionError as error:
        said = [messages("zh").error(error), messages("en").error(error)]
    else:
        said = [f"{abs(found.lon) <= 180 and abs(found.lat) <= 90}"] * 2
    assert said[0] == "True" or all("{" not in each.replace(text, "") for each in said)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "position.empty"),
        (" \u3000", "position.empty"),
        ("五角场", "position.unread"),
        ("121.5, 三十一", "position.unread"),
        ("1" * 500 + " 2", "position.unread"),
        ("121.5", "position.count"),
        ("121.5 31.3 12", "position.count"),
        ("31N 32N", "position.same_axis"),
        ("31°61′0″N 121°0′0″E", "position.sixty"),
        ("200, 31", "position.outside"),
        ("12345 54321", "position.metres"),
        ("3465432 3465432", "position.metres"),
        ("38643123 3465432", "position.zone"),
        ("999999 3465432", "position.outside_belt"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, code: str) -> None:
    with pytest.raises(PositionError) as caught:
        read_position(text)
    assert caught.value.code == code
