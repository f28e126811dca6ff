"""The look of the window: palette, style sheet and type, all from the tokens of one style.

``assets/styles/window.qss`` names tokens (``$accent``) and holds no colour of its own; this
module fills them in for a theme.  The print theme is for paper and is shown as light.
"""

from __future__ import annotations

import os
from functools import cache
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from desktop.paint import fonts
from layers.resources import asset
from layers.style import load_style

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from layers.style import Theme

__all__ = ["BODY_PX", "apply_theme", "choose_style", "colour", "font", "palette", "style_sheet"]

BODY_PX = 13.0

_ROLES = {
    QPalette.ColorRole.Window: "surface",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface_2",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text_3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "error",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "surface_2",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "control",
    QPalette.ColorRole.Shadow: "text_3",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "surface",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Accent: "accent",
}


def colour(theme: Theme, token: str) -> QColor:
    """A token of the style as a colour to paint with."""
    return QColor(load_style(theme).colour(token))


@cache
def font(pixels: float, bold: bool = False, latin: bool = False) -> QFont:
    """The sans at ``pixels`` CSS pixels, half ones too.

    ``latin`` is for running English: quotation marks, which a Chinese face sets a full em
    wide, then take their own width.

    Not to be changed by the caller: the same object serves everybody.
    """
    made = QFont(fonts.font(int(pixels), bold))
    if pixels != int(pixels):
        # QFont takes whole pixels only; points may be fractions, and 72 of them are an inch.
        screen = QGuiApplication.primaryScreen()
        made.setPointSizeF(pixels * 72 / (screen.logicalDotsPerInchY() if screen else 96.0))
    if latin:
        made.setFeature(QFont.Tag("pwid"), 1)
    return made


def palette(theme: Theme) -> QPalette:
    """The colours that plain Qt widgets draw themselves with."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, colour(theme, token))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, colour(theme, "text_3"))
    return made


@cache
def style_sheet(theme: Theme) -> str:
    """The one style sheet of the application, with the tokens filled in.

    Raises
    ------
    KeyError
        Where the sheet names a token that the style lacks.
    """
    sheet = Template(asset("styles", "window.qss").read_text(encoding="utf-8"))
    return sheet.substitute(load_style(theme).tokens)


def choose_style() -> None:
    """Have Qt take Fusion, the only style of its own that heeds the palette everywhere.

    To be called before the application is made.  `QApplication.setStyle` would hand the style
    back, and wrapping it takes 8 ms of every start.
    """
    os.environ["QT_STYLE_OVERRIDE"] = "Fusion"


def apply_theme(application: QApplication, theme: Theme) -> None:
    """Give the whole application the look of a theme; the same theme twice changes nothing."""
    sheet = style_sheet(theme)
    if application.styleSheet() == sheet:
        return
    application.setFont(font(BODY_PX))
    application.setPalette(palette(theme))
    application.setStyleSheet(sheet)
