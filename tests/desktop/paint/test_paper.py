"""Sizes of paper in dots."""

import pytest

from desktop.paint.paper import PAPERS, paper_format, pixel_format
from desktop.paint.plates import fits


@pytest.mark.parametrize(
    ("name", "dpi", "dots"),
    [
        ("A4", 300, (3508, 2480)),
        ("A4-portrait", 300, (2480, 3508)),
        ("a3", 300, (4961, 3508)),
        ("A0", 150, (7022, 4967)),
    ],
)
def test_dots_of_a_sheet(name: str, dpi: float, dots: tuple[int, int]) -> None:
    found = paper_format(name)
    assert found is not None
    assert found.dots(dpi) == dots


@pytest.mark.parametrize("name", ["A9", "letter", "A4-upright", ""])
def test_no_such_paper(name: str) -> None:
    assert paper_format(name) is None


@pytest.mark.parametrize("name", PAPERS)
def test_the_plate_covers_the_sheet(name: str) -> None:
    sheet = paper_format(name)
    assert sheet is not None
    for pixels, dots in zip(sheet.pixels, sheet.dots(300), strict=True):
        assert 0 <= pixels * 300 / 96 - dots < 300 / 96 + 0.5


def test_pixels_come_back() -> None:
    assert pixel_format(1600, 1001).pixels == (1600, 1001)
    assert pixel_format(768, 480).dots(300) == (2400, 1500)


def test_there_is_a_limit() -> None:
    assert fits((28087, 19866))
    assert not fits((32768, 10))
    assert not fits((30000, 30000))
