"""The SVG writer, on display lists made by hand."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from geo.shapes import Shapes
from layers.display import Box, DisplayList, Fill, Glyph, Ground, Icon, Leader, Mark, Overlay, Stroke, Text
from layers.export.svg import svg_map
from layers.export.svg_paths import number
from layers.viewport import Viewport

SVG = "{http://www.w3.org/2000/svg}"
VIEW = Viewport(x=50, y=50, resolution=1, width=100, height=100)  # map metres are pixels, y upward


def square(west: float, south: float, side: float) -> Shapes:
    ring = np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]) * side + [west, south]
    return Shapes.from_parts("polygon", [[ring]])


def drawn(*ground: Ground, overlay: tuple[Overlay, ...] = ()) -> ET.Element:
    return ET.fromstring(svg_map(DisplayList("#FFFFFF", ground, overlay), VIEW, "图"))


def found(svg: ET.Element, path: str) -> ET.Element:
    """The first element at a path, where a blank stands before each step's name."""
    element = svg.find(path.replace(" ", SVG))
    assert element is not None
    return element


def rules(svg: ET.Element) -> dict[str, str]:
    sheet = found(svg, " style").text or ""
    return dict(rule.split("{", 1) for rule in sheet.split("}") if rule)


def look(svg: ET.Element, element: ET.Element) -> str:
    return rules(svg)["." + element.attrib["class"]]


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.5, 1, ".5"),
        (-0.5, 1, "-.5"),
        (12.0, 1, "12"),
        (3.44, 1, "3.4"),
        (-0.04, 1, "0"),
        (10, 1, "10"),
        (100.0, 1, "100"),
        (0.25, 2, ".25"),
        (10.05, 2, "10.05"),
        (-20.04, 1, "-20"),
    ],
)
def test_numbers_carry_no_idle_characters(value: float, digits: int, text: str) -> None:
    assert number(value, digits) == text


def test_a_polygon_becomes_a_closed_relative_path_with_y_downward() -> None:
    svg = drawn(Fill(square(10, 20, 30.04), "#9D92DF"))
    path = found(svg, " path")
    assert path.get("d") == "M10 80l30 0 0-30-30 0Z"
    assert look(svg, path) == "fill:#9D92DF"


def test_equal_looks_share_a_class() -> None:
    one, two, three = square(0, 0, 10), square(20, 0, 10), square(40, 0, 9)
    svg = drawn(Fill(one, "#111111"), Fill(two, "#111111"), Fill(three, "#222222"))
    classes = [path.get("class") for path in svg.findall(f"{SVG}path")]
    assert classes[0] == classes[1] != classes[2]
    assert len(rules(svg)) == 2


def test_what_lies_outside_of_the_picture_is_left_out() -> None:
    svg = drawn(Fill(square(500, 500, 10), "#111111"))
    assert svg.findall(f".//{SVG}path") == []


def test_a_stroke_keeps_dash_cap_and_opacity() -> None:
    line = Shapes.from_parts("line", [[np.array([[0.0, 100.0], [50.0, 50.0], [50.0, 50.0], [100.0, 50.0]])]])
    svg = drawn(Stroke(line, "#24509E", 1.7, opacity=0.2, dash=(6.5, 3.2), cap="butt"))
    path = found(svg, " path")
    assert path.get("d") == "M0 0l50 50 50 0"
    parts = look(svg, path).split(";")
    for part in (
        "stroke:#24509E",
        "stroke-width:1.7",
        "stroke-dasharray:6.5 3.2",
        "stroke-linecap:butt",
        "stroke-opacity:.2",
        "fill:none",
    ):
        assert part in parts


def test_a_clipped_stroke_shows_only_inside_of_its_clip() -> None:
    svg = drawn(Stroke(square(0, 0, 50), "#111111", 9, clip=square(0, 0, 40)))
    clip = found(svg, ".// clipPath")
    assert found(clip, " path").get("d") == "M0 100l40 0 0-40-40 0Z"
    assert found(svg, " path").get("clip-path") == f"url(#{clip.get('id')})"


def test_the_same_clip_is_written_once() -> None:
    clip = square(0, 0, 50)
    svg = drawn(*(Stroke(square(0, 0, 50), colour, 9, clip=clip) for colour in ("#111111", "#222222")))
    assert len(svg.findall(f".//{SVG}clipPath")) == 1


def test_overlay_shapes() -> None:
    svg = drawn(
        overlay=(
            Box(10, 20, 40, 20, 4, "#FFFFFF", "#24509E", 1.1, opacity=0.55),
            Mark(30, 30, 2.5, "#FFFFFF", None),
            Leader(((0, 0), (10.25, 5), (20, 5)), "#7B3A86", 1),
            Icon("park", 20, 30, 12.6, "#39632E"),
        )
    )
    box = svg.findall(f"{SVG}rect")[1]
    assert (box.get("x"), box.get("width"), box.get("rx")) == ("10", "40", "4")
    assert "opacity:.55" in look(svg, box)
    assert "stroke-width:1.1" in look(svg, box)
    assert found(svg, " circle").get("r") == "2.5"
    assert found(svg, " path").get("d") == "M0 0l10.2 5 9.8 0"
    icon = found(svg, " use")
    assert (icon.get("x"), icon.get("y"), icon.get("width")) == ("13.7", "23.7", "12.6")
    symbol = found(svg, ".// symbol")
    assert icon.get("href") == f"#{symbol.get('id')}"
    assert len(symbol) > 0


def text(*glyphs: Glyph, **looks: Any) -> Text:
    return Text(tuple(glyphs), 10, "#1E232B", "#FAE7B4", 3.2, **looks)


def test_text_stays_text_with_a_halo_beneath() -> None:
    svg = drawn(overlay=(text(Glyph("A & <环同济>", 50, 40), bold=True),))
    element = found(svg, " text")
    assert element.text == "A & <环同济>"
    assert (element.get("x"), element.get("y")) == ("50", "43.7")
    parts = set(look(svg, element).split(";"))
    assert {"paint-order:stroke", "stroke:#FAE7B4", "stroke-width:3.2", "text-anchor:middle"} <= parts
    assert "font-weight:700" in parts


def test_upright_glyphs_become_one_text_with_a_place_for_each() -> None:
    svg = drawn(overlay=(text(Glyph("复", 10, 10), Glyph("兴", 12, 30), Glyph("岛", 13.5, 50)),))
    element = found(svg, " text")
    assert element.text == "复兴岛"
    assert (element.get("x"), element.get("y")) == ("10 12 13.5", "13.7 33.7 53.7")


def test_lines_become_spans_of_one_text() -> None:
    svg = drawn(overlay=(text(Glyph("大连路", 10, 10), Glyph("总部集聚区", 10, 24)),))
    element = found(svg, " text")
    assert "".join(element.itertext()) == "大连路总部集聚区"
    assert [span.get("y") for span in element] == ["13.7", "27.7"]


def test_turned_letters_turn_about_their_own_middle() -> None:
    svg = drawn(overlay=(text(Glyph("滨", 50, 50, -90), Glyph("江", 50, 30, -90)),))
    element = found(svg, " text")
    assert element.text == "滨江"
    assert element.get("rotate") == "-90 -90"
    # At a quarter turn to the left the baseline lies right of the middle and the letter starts
    # half an em below it; the browser has moved the start half an em to the left before it turns.
    assert (element.get("x"), element.get("y")) == ("58.7 58.7", "55 35")


def test_lines_lose_only_vertices_that_do_not_show() -> None:
    straight = np.column_stack((np.linspace(0, 90, 31), np.full(31, 50.0)))
    turn = np.linspace(0, np.pi, 200)
    arc = np.column_stack((50 + 40 * np.cos(turn), 50 + 40 * np.sin(turn)))
    for line, most in ((straight, 6), (arc, 70)):
        data = found(drawn(Stroke(Shapes.from_parts("line", [[line]]), "#111111", 1)), " path").attrib["d"]
        numbers = [float(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", data)]
        kept = np.cumsum(np.array(numbers).reshape(-1, 2), axis=0)
        assert len(kept) <= most
        assert max(_off(point, kept) for point in VIEW.to_px(line)) < 0.35


def _off(point: Any, line: Any) -> float:
    """How far a point lies from a line."""
    start, step = line[:-1], np.diff(line, axis=0)
    along = np.clip(((point - start) * step).sum(axis=1) / (step**2).sum(axis=1), 0, 1)
    return float(np.hypot(*(start + along[:, None] * step - point).T).min())


def test_turned_latin_is_turned_as_a_run() -> None:
    svg = drawn(overlay=(text(Glyph("Yangshupu Rd", 50, 50, -30), spacing=0.1),))
    element = found(svg, " text")
    assert element.get("transform") == "translate(50 50)rotate(-30)"
    assert element.get("x") == ".5"  # half of the spacing that follows the last letter


def test_the_same_list_gives_the_same_text() -> None:
    display = DisplayList("#FFFFFF", (Fill(square(0, 0, 10), "#111111"),), (text(Glyph("环", 1, 1)),))
    assert svg_map(display, VIEW, "图") == svg_map(display, VIEW, "图")


def test_an_unknown_icon_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        drawn(overlay=(Icon("no-such-icon", 1, 1, 12, "#000000"),))
