"""Symbologies survive being written to JSON and read again; strangers are refused by name."""

from __future__ import annotations

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ReadError
from layers.messages import messages
from layers.symbology import Categorised, Category, Graduated, Labelling, Look, Rule, RuleBased, Single, Symbology
from layers.symbology.written import labelling_from, symbology_from, written

share = st.one_of(st.none(), st.floats(0, 1))
colour = st.one_of(st.none(), st.sampled_from(["#AABBCC", "#000000"]))
look = st.builds(
    Look,
    colour=colour,
    edge=colour,
    opacity=share,
    width=share,
    dash=st.one_of(st.none(), st.lists(st.floats(0.5, 9), max_size=4).map(tuple)),
    radius=share,
    shape=st.one_of(st.none(), st.sampled_from(["star", "company"])),
    casing=st.one_of(st.none(), st.booleans()),
)
maybe = st.one_of(st.none(), look)
words = st.text(max_size=5)
common = {"ramp": st.sampled_from(["blues", "bright"]), "reverse": st.booleans(), "base": look}


@st.composite
def graduated(draw: st.DrawFn) -> Graduated:
    bounds = tuple(sorted(draw(st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=5))))
    count = len(bounds) - 1
    labels = tuple(draw(st.lists(words, min_size=count, max_size=count)))
    looks = tuple(draw(st.lists(look, min_size=count, max_size=count)))
    missing, reverse, unit, base = draw(maybe), draw(st.booleans()), draw(words), draw(look)
    return Graduated(draw(words), "quantiles", bounds, labels, looks, missing, "greens", reverse, unit, base)


category = st.builds(Category, st.one_of(st.none(), words), words, look, st.booleans())
rule = st.builds(Rule, words, words, look, share, share)
symbology = st.one_of(
    st.builds(Single, look),
    st.builds(Categorised, words, st.lists(category, max_size=3).map(tuple), maybe, **common),
    graduated(),
    st.builds(RuleBased, st.lists(rule, max_size=3).map(tuple), maybe, **common),
)


@given(symbology)
def test_a_symbology_comes_back_as_it_was(value: Symbology) -> None:
    assert symbology_from(orjson.loads(orjson.dumps(written(value)))) == value


@given(st.builds(Labelling, words, st.floats(6, 40), colour, st.booleans(), share))
def test_labels_come_back_as_they_were(value: Labelling) -> None:
    assert labelling_from(orjson.loads(orjson.dumps(written(value)))) == value


def test_none_is_none() -> None:
    assert (written(None), symbology_from(None), labelling_from(None)) == (None, None, None)


@pytest.mark.parametrize(
    "plain",
    [
        {"kind": "heat"},
        {"kind": "single", "glow": 1},
        {"kind": "single", "base": {"colour": "#FFFFFF", "glow": 1}},
        {"kind": "single", "base": 3},
        {"kind": "categorised"},
        {"kind": "graduated", "field": "a", "scheme": "own", "bounds": [0, 1], "labels": [], "looks": []},
        {"kind": "graduated", "field": "a", "scheme": "own", "bounds": [1, 0], "labels": [""], "looks": [{}]},
        {"kind": "graduated", "field": "a", "scheme": "own", "bounds": ["1", 2], "labels": [""], "looks": [{}]},
        {"kind": "rules", "rules": 5},
    ],
)
def test_what_is_not_known_is_refused(plain: dict[str, object]) -> None:
    with pytest.raises(ReadError) as caught:
        symbology_from(plain)
    assert caught.value.code == "symbology.unknown"
    assert messages("zh").error(caught.value)
