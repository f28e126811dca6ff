"""One style: it resolves in every theme and keeps the contrasts that it promises."""

import pytest

from layers.style import Theme, load_style

THEMES: tuple[Theme, ...] = ("light", "dark", "print")
ZONES = tuple(load_style("light").zones)


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_every_symbol_resolves(theme: Theme) -> None:
    style = load_style(theme)
    for name in style.symbols:
        symbol = style.symbol_for({"class": name, "id": "huantongji", "boundary": "schematic"})
        assert 0 <= symbol.opacity <= 1
        for colour in (symbol.fill, symbol.edge, symbol.casing, symbol.text):
            assert colour is None or (len(colour) == 7 and colour.startswith("#"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("zone", ZONES)
def test_zones_can_be_read_and_told_from_their_ground(theme: Theme, zone: str) -> None:
    style = load_style(theme)
    symbol = style.symbol_for({"class": "zone", "id": zone, "boundary": "schematic"})
    assert symbol.fill
    assert symbol.edge
    assert contrast(style.colour("text"), symbol.fill) >= 4.5
    assert contrast(symbol.edge, symbol.fill) >= 3
    for ground in ("land_in", "land_out", "water"):
        assert contrast(symbol.edge, style.colour(ground)) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read_on_panels(theme: Theme) -> None:
    style = load_style(theme)
    for ink in ("text", "text_2", "text_3", "accent", "corridor", "belt"):
        assert contrast(style.colour(ink), style.colour("surface")) >= 4.5


def test_sharpness_is_a_claim() -> None:
    style = load_style("light")
    row = {"class": "zone", "id": "fuxing_island"}
    assert style.symbol_for({**row, "boundary": "traced"}).dash == ()
    assert style.symbol_for({**row, "boundary": "schematic"}).dash == (6.5, 3.2)


def test_a_main_street_is_wider_than_another() -> None:
    style = load_style("light")
    main = style.symbol_for({"class": "street", "id": "st_siping"})
    assert main.width > style.symbol_for({"class": "street", "id": "st_linqing"}).width


def test_lines_grow_with_the_scale_within_bounds() -> None:
    style = load_style("light")
    assert style.width_factor(50_000) == 1
    assert style.width_factor(1_000) == 1.25
    assert style.width_factor(1_000_000) == 0.75


def test_an_unknown_class_fails_loudly() -> None:
    with pytest.raises(KeyError):
        load_style("light").symbol_for({"class": "castle"})
