"""What the desktop that we run on wants: light or dark, which language, how much motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStyle

if TYPE_CHECKING:
    from layers.provenance import Language
    from layers.style import Theme

__all__ = ["keeps_still", "language_of", "theme_of"]


def theme_of(wanted: str) -> Theme:
    """Light or dark; what the system has where ``system`` is wanted."""
    if wanted == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"
    return cast("Theme", wanted)


def language_of(wanted: str) -> Language:
    """Chinese or English; for ``system`` Chinese also where it speaks neither, or says nothing."""
    if wanted == "system":
        locale = QLocale.system()
        nothing = locale.name() == "C"
        return "en" if locale.language() == QLocale.Language.English and not nothing else "zh"
    return cast("Language", wanted)


def keeps_still() -> bool:
    """Whether programs are asked for less motion."""
    return QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
