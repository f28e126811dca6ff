"""Text in a PDF, as Poppler finds it."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pikepdf
import pyproj
import pytest

from desktop.paint.paper import paper_format
from desktop.paint.pdf import pdf_of_plate
from desktop.paint.pdf_text import Imprint
from desktop.paint.plates import plate_bytes, stamp
from layers.compose import compose
from layers.display import DisplayList, Glyph, Text
from layers.home import home_extent
from layers.register import read_register
from layers.viewport import Viewport

if TYPE_CHECKING:
    from pathlib import Path

    from layers.provenance import Language
    from layers.scene import Scene

pytestmark = pytest.mark.poppler


def sheet_of(scene: Scene) -> tuple[Viewport, bytes]:
    sheet = paper_format("A4")
    assert sheet is not None
    view = Viewport.fitted(home_extent(scene), *sheet.pixels, margin=40)
    return view, plate_bytes("pdf", scene, view, sheet, 300)


def said_by(command: str, data: bytes, folder: Path) -> str:
    path = folder / "a.pdf"
    path.write_bytes(data)
    more = ["-"] if command == "pdftotext" else []
    return subprocess.run([command, path, *more], check=True, capture_output=True, encoding="utf-8").stdout


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_zone_is_found_by_its_name(qapp: object, tmp_path: Path, language: Language) -> None:
    scene = compose(read_register(), "print", language)
    _, data = sheet_of(scene)
    lines = {line.strip() for line in said_by("pdftotext", data, tmp_path).splitlines()}
    zones = [zone for zone in scene.register.zones.values() if zone.kind == "zone"]
    names = {(zone.label_zh if language == "zh" else zone.label_en).replace("|", "") for zone in zones}
    assert names <= lines
    if language == "zh":
        assert {zone.name_zh for zone in zones} <= lines
        assert "2 平台" in lines


def test_all_faces_are_embedded(qapp: object, tmp_path: Path) -> None:
    _, data = sheet_of(compose(read_register(), "print"))
    rows = said_by("pdffonts", data, tmp_path).splitlines()[2:]
    assert rows
    for row in rows:
        embedded, subset, to_unicode = row.split()[-5:-2]
        assert (embedded, subset, to_unicode) == ("yes", "yes", "yes"), row


def test_letters_come_back_as_they_were_written(qapp: object, tmp_path: Path) -> None:
    said = ("一廊一带 office fi", "黄浦江大鱼龙龟", "⽅", "4 500 家 · “示意” · 1：50 000")
    texts = tuple(
        Text((Glyph(each, 300, 100.0 * n),), 20, "#112233", "#FFFFFF", 3, n % 2 == 0, n == 3)
        for n, each in enumerate(said, start=1)
    )
    sheet = paper_format("A4")
    assert sheet is not None
    view = Viewport(0, 0, 1, *sheet.pixels)
    imprint = Imprint("试", "zh-CN", stamp(compose(read_register())))
    data = pdf_of_plate(DisplayList("#FFFFFF", (), texts), view, sheet, imprint)
    assert said_by("pdftotext", data, tmp_path).split("\f")[0].strip().splitlines()[::2] == list(said)


def test_turned_and_spaced_letters_are_one_word(qapp: object, tmp_path: Path) -> None:
    down = tuple(Glyph(c, 300, 100 + 60 * n) for n, c in enumerate("滨江中北段"))
    round_ = tuple(Glyph(c, 500 + 40 * n, 300 + 9 * n * n, 24.0 * n) for n, c in enumerate("黄浦江"))
    lines = (Glyph("Riverside", 800, 200), Glyph("Mid-North", 800, 225))
    texts = (
        Text(down, 20, "#112233", None, 0),
        Text(round_, 20, "#112233", None, 0, serif=True),
        Text(lines, 20, "#112233", None, 0),
        Text((Glyph("浦东新区", 800, 500),), 15, "#112233", None, 0, spacing=0.4),
        Text((Glyph("四", 100, 500),), 10, "#112233", "#FFFFFF", 2, name="四平路"),
        Text((Glyph("平", 115, 505), Glyph("路", 130, 510)), 10, "#112233", "#EEEEEE", 2, name="四平路"),
    )
    sheet = paper_format("A4")
    assert sheet is not None
    imprint = Imprint("试", "zh-CN", stamp(compose(read_register())))
    data = pdf_of_plate(DisplayList("#FFFFFF", (), texts), Viewport(0, 0, 1, *sheet.pixels), sheet, imprint)
    found = set(filter(None, said_by("pdftotext", data, tmp_path).split("\n")))
    assert {"滨江中北段", "黄浦江", "Riverside Mid-North", "浦东新区", "四平路"} <= found


def test_the_page_has_the_size_of_the_sheet_and_no_clock(qapp: object) -> None:
    scene = compose(read_register())
    _, data = sheet_of(scene)
    with pikepdf.open(BytesIO(data)) as pdf:
        left, bottom, right, top = map(float, pdf.pages[0].MediaBox)
        assert (right - left) / 72 * 25.4 == pytest.approx(297, abs=0.01)
        assert (top - bottom) / 72 * 25.4 == pytest.approx(210, abs=0.01)
        assert str(pdf.docinfo["/CreationDate"]) == f"D:{scene.register.as_of:%Y%m%d}000000Z"
        assert "/Metadata" not in pdf.Root


def test_the_scale_bar_is_as_long_as_the_ground(qapp: object) -> None:
    """Its length in the file, on the ground by geodesics of the ellipsoid, is what it says."""
    scene = compose(read_register())
    view, data = sheet_of(scene)
    with pikepdf.open(BytesIO(data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes().decode("latin-1")
    number = r"([\d.]+)"
    bars = re.findall(
        rf"{number} {number} m\n{number} {number} l\n{number} {number} l\n{number} {number} l\nS", content
    )
    bottom = view.height - 20.5
    lines = [list(map(float, bar)) for bar in bars]
    (bar, *_) = [each for each in lines if each[3] == each[5] == bottom]
    left, right = bar[2], bar[4]
    y = view.height / 2  # the bar holds at the middle of the view
    to_lonlat = pyproj.Transformer.from_crs(3857, 4326, always_xy=True).transform
    (west, south), (east, north) = (to_lonlat(*view.to_map(x, y)) for x in (left, right))
    metres = pyproj.Geod(ellps="WGS84").inv(west, south, east, north)[2]
    assert np.isclose(metres, 1000, rtol=0.01)
