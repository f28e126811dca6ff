"""Notes keep to their corner."""

from __future__ import annotations

import pytest

from layers.furniture import furniture_rects, note_lines
from layers.labels import EmMeasure
from layers.viewport import Viewport

MEASURE = EmMeasure()
SENTENCES = (
    "图上有杨浦区界，不是法定界线；公开传播前，可能须按规定送审地图。",
    "The outline of Yangpu District shown here is not a legal boundary; a map with it may need review.",
    "一个没有停顿的很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的句子",
)


@pytest.mark.parametrize("words", SENTENCES)
@pytest.mark.parametrize("width", [320, 720, 1123, 1600])
def test_nothing_is_lost_and_no_line_is_too_long(words: str, width: int) -> None:
    view = Viewport(0, 0, 10, width, 600)
    lines = note_lines(words, view, MEASURE)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert max(MEASURE.width(line, 10.5) for line in lines) <= max(0.36 * width, 200)


def test_a_sentence_breaks_after_its_clauses() -> None:
    lines = note_lines(SENTENCES[0], Viewport(0, 0, 10, 720, 600), MEASURE)
    assert lines == ("图上有杨浦区界，不是法定界线；", "公开传播前，可能须按规定送审地图。")


def test_notes_stand_in_what_is_kept_free() -> None:
    view = Viewport(0, 3_660_000, 10, 720, 600)
    *_, (left, top, right, bottom) = furniture_rects(view, "zh", MEASURE, ("一行", "两行"))
    *_, (_, alone, _, _) = furniture_rects(view, "zh", MEASURE)
    assert (right, bottom) == (710, 591)
    assert top == alone - 30
    assert left > 360
