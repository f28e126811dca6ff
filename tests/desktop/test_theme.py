from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFontMetricsF, QPalette

from desktop.theme import apply_theme, colour, font, palette, style_sheet
from layers.resources import asset
from layers.style import Theme, load_style

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_the_sheet_is_filled_in_whole(theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert "$" not in sheet
    assert load_style(theme).colour("accent") in sheet


def test_the_sheet_itself_holds_no_colour() -> None:
    sheet = asset("styles", "window.qss").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b", sheet)


def test_every_rule_of_the_sheet_is_understood_by_qt(qapp: QApplication, capfd: pytest.CaptureFixture[str]) -> None:
    apply_theme(qapp, "light")
    apply_theme(qapp, "dark")
    assert "Could not parse" not in capfd.readouterr().err


def test_light_and_dark_differ_and_the_application_takes_them(qapp: QApplication) -> None:
    apply_theme(qapp, "dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == colour("dark", "surface")
    apply_theme(qapp, "light")
    assert qapp.palette().color(QPalette.ColorRole.Window) == colour("light", "surface")
    assert qapp.palette().color(QPalette.ColorRole.Link).name().upper() == load_style("light").colour("accent")


def test_disabled_text_is_fainter(qapp: QApplication) -> None:
    made = palette("light")
    assert made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == colour("light", "text_3")


def test_half_pixels_are_no_smaller_than_the_whole_ones_below(qapp: QApplication) -> None:
    widths = [QFontMetricsF(font(size)).horizontalAdvance("杨浦科创带 2023") for size in (12.0, 12.5, 13.0)]
    assert widths[0] <= widths[1] <= widths[2]  # one screen pixel cannot be halved everywhere
    assert font(13.0, bold=True).bold()
