"""Which look a row gets, by symbology; and what the legend says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from geo.record import replace
from layers.compose import compose
from layers.identify import identify
from layers.looks import at_scale, looks_of
from layers.register import read_register
from layers.style import Theme, load_style
from layers.symbology import Categorised, Category, Graduated, Look, Rule, RuleBased, Single
from layers.symbology.classes import fault_of
from layers.symbology.key import key_of
from layers.symbology.making import categorised, graduated
from layers.symbology.ramps import missing_shade, shades

if TYPE_CHECKING:
    from layers.layer import Layer
    from layers.symbology import Symbology

LIGHT = load_style("light")


def dressed(layer: Layer, symbology: Symbology) -> Layer:
    return replace(layer, symbology=symbology)


def classes(layer: Layer, symbology: Symbology) -> list[int]:
    return [int(each) for each in looks_of(dressed(layer, symbology), LIGHT).classes]


def test_categories_are_the_values_by_how_often_they_come(firms: Layer) -> None:
    made = categorised(firms, "行业")
    assert [each.value for each in made.classes] == ["软件", "教育", "设计", None]
    assert made.other is None
    assert classes(firms, made) == [0, 0, 1, 3, 2, 3]
    key = key_of(dressed(firms, made), LIGHT)
    assert [(row.text, row.key, row.count) for row in key] == [
        ("软件", "", 2),
        ("教育", "", 1),
        ("设计", "", 1),
        ("", "symbology.missing", 2),
    ]
    assert [row.symbol.fill for row in key] == [
        *(colour for colour, _ in shades("bright", "light", 3)),
        missing_shade("light")[0],
    ]


def test_a_class_may_be_hidden_renamed_and_coloured(firms: Layer) -> None:
    rows = (Category("软件", "信息", Look(colour="#123456")), Category("教育", shown=False))  # as a person picks it
    made = Categorised("行业", rows, other=Look(opacity=0.1), base=Look(width=3.0))
    assert classes(firms, made) == [0, 0, -1, 2, 2, 2]
    looks = looks_of(dressed(firms, made), LIGHT)
    assert (looks.symbols[0].fill, looks.symbols[0].width) == ("#123456", 3.0)
    assert (looks.symbols[2].opacity, looks.symbols[2].width) == (0.1, 3.0)
    assert [row.text or row.key for row in key_of(dressed(firms, made), LIGHT)] == ["信息", "教育", "symbology.other"]


def test_numbers_fall_into_the_range_that_ends_at_or_above_them(firms: Layer) -> None:
    made = Graduated("人数", "own", (7, 7.5, 50, 340), ("", "中", ""), (Look(),) * 3, unit="人")
    assert classes(firms, made) == [1, 2, 3, 0, 0, 2]
    key = key_of(dressed(firms, made), LIGHT)
    assert [row.text or row.key for row in key] == ["7 – 7.5 人", "中", "50 – 340 人", "symbology.missing"]
    narrow = replace(made, bounds=(8, 20, 60, 100), missing=None)
    assert classes(firms, narrow) == [0, -1, -1, -1, -1, 1]


def test_made_ranges_hold_every_number(firms: Layer) -> None:
    made = graduated(firms, "人数", "quantiles", 3)
    found = classes(firms, made)
    assert found[2] == len(made.looks)  # unknown stays unknown
    assert set(found) - {found[2]} == set(range(len(made.looks)))
    of_text = graduated(firms, "产值", "equal_interval", 2)  # 1,200 and 80 and 9 are numbers, 约500 is none
    assert classes(firms, of_text) == [1, 0, 2, 2, 0, 2]
    assert graduated(firms, "行业").bounds == ()
    assert classes(firms, graduated(firms, "行业")) == [0] * 6


def test_the_first_rule_that_holds_counts(firms: Layer) -> None:
    rules = (Rule("人数 > 50"), Rule("行业 = '软件'"), Rule("没有 > 1"), Rule("人数 >"))
    assert classes(firms, RuleBased(rules)) == [1, 0, -1, -1, -1, 0]
    assert classes(firms, RuleBased(rules, other=Look())) == [1, 0, 4, 4, 4, 0]
    faults = [fault_of(firms, rule.when) for rule in rules]
    assert [each.code if each else None for each in faults] == [
        None,
        None,
        "expression.field",
        "expression.unfinished",
    ]


def test_rules_count_between_their_scales(firms: Layer) -> None:
    made = RuleBased((Rule("人数 > 50", from_scale=20_000), Rule("人数 > 10", to_scale=5_000), Rule("TRUE")))
    layer = dressed(firms, made)
    found = {scale: looks_of(at_scale(layer, scale), LIGHT).classes.tolist() for scale in (2_000, 10_000, 50_000)}
    assert found[2_000] == [1, 0, 1, 1, 1, 0]
    assert found[10_000] == [1, 0, 2, 2, 2, 0]
    assert found[50_000] == [0, 0, 1, 1, 1, 0]
    assert at_scale(layer, 10_000) is layer
    assert at_scale(layer, 50_000).symbology is at_scale(layer, 60_000).symbology  # so that what is ready stays ready


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_each_kind_of_shape_gets_a_symbol_that_it_can_be_drawn_with(mixed: Layer, theme: Theme) -> None:
    style = load_style(theme)
    looks = looks_of(dressed(mixed, categorised(mixed, "行业")), style)
    assert looks.classes.tolist() == [0, 1, 5, 9, 7, 11]
    area, line, point = looks.symbols[:3]
    assert area.fill == line.edge == point.fill == shades("bright", theme, 3)[0][0]
    assert line.casing == area.edge == point.edge == shades("bright", theme, 3)[0][1]
    assert point.radius
    assert line.casing_width > line.width


def test_one_look_for_all_is_the_styles_until_something_is_set(firms: Layer) -> None:
    plain = looks_of(firms, LIGHT)
    assert looks_of(dressed(firms, Single()), LIGHT).symbols[0].fill == plain.symbols[0].fill
    red = looks_of(dressed(firms, Single(Look(colour="#AA0000", dash=(4.0, 2.0)))), LIGHT).symbols[0]
    assert (red.fill, red.edge, red.dash) == ("#AA0000", "#AA0000", (4.0, 2.0))


def test_rows_are_not_sorted_into_classes_again_for_another_colour(firms: Layer) -> None:
    made = categorised(firms, "行业")
    first = looks_of(dressed(firms, made), LIGHT)
    again = looks_of(dressed(firms, replace(made, ramp="muted", base=Look(opacity=0.5))), LIGHT)
    assert again.classes is first.classes
    assert again.symbols != first.symbols


def test_a_field_that_is_gone_makes_all_unknown(firms: Layer) -> None:
    assert classes(firms, Graduated("旧", "own", (0, 1), ("",), (Look(),))) == [1] * 6
    assert classes(firms, Categorised("旧", (Category("a"),), other=None)) == [-1] * 6
    assert np.all(looks_of(dressed(firms, Categorised("旧", (Category("a"),))), LIGHT).classes == 1)


def test_what_is_not_drawn_is_not_pointed_at(firms: Layer) -> None:
    scene = compose(read_register())
    middles = [firms.geometry[0].shapes.parts(i)[0][:4].mean(axis=0).tolist() for i in range(6)]

    def under(layer: Layer) -> list[bool]:
        shown = replace(scene, layers=(layer,))
        return [(layer.id, layer.ids[i]) in identify(shown, x, y, 1.0) for i, (x, y) in enumerate(middles)]

    assert under(firms) == [True] * 6
    assert under(dressed(firms, RuleBased((Rule("人数 > 50"),)))) == [False, True, False, False, False, True]
